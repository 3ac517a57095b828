"""Samples drawn by design."""

from __future__ import annotations

from collections import Counter

import pytest
from typer.testing import CliRunner

from onrecord.errors import SettingsError
from onrecord.judging.asked import Allocation
from onrecord.judging.sampling import REST, STRATA, draw, population, strata_told
from onrecord.records import Kind
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore

CLAIMS = {f"clm_{n}": "A" if n < 60 else "B" if n < 90 else "C" for n in range(100)}


@pytest.mark.parametrize("allocation", list(Allocation))
def test_the_same_seed_draws_the_same_claims_in_whatever_order_they_come(allocation: Allocation) -> None:
    one = draw(CLAIMS, 30, 1, allocation)
    two = draw(dict(reversed(CLAIMS.items())), 30, 1, allocation)
    assert one == two
    assert {d.claim_id for d in draw(CLAIMS, 30, 2, allocation)} != {d.claim_id for d in one}


def test_proportional_strata_get_their_share() -> None:
    drawn = draw(CLAIMS, 30, 1, Allocation.PROPORTIONAL)
    assert strata_told(drawn) == [("A", 60, 18), ("B", 30, 9), ("C", 10, 3)]
    assert {d.probability for d in drawn} == {0.3}


def test_equal_strata_get_as_many_each_as_they_hold() -> None:
    assert strata_told(draw(CLAIMS, 45, 1, Allocation.EQUAL)) == [("A", 60, 18), ("B", 30, 17), ("C", 10, 10)]


def test_small_strata_get_two_and_the_probabilities_say_so() -> None:
    claims = CLAIMS | {"clm_x": "D", "clm_y": "D", "clm_z": "D"}
    drawn = draw(claims, 20, 1, Allocation.PROPORTIONAL)
    assert Counter(d.stratum for d in drawn)["D"] == 2
    assert {d.probability for d in drawn if d.stratum == "D"} == {2 / 3}
    assert sum(1 / d.probability for d in drawn) == pytest.approx(len(claims))


def test_claims_alone_in_their_stratum_are_put_together() -> None:
    claims = CLAIMS | {"clm_x": "D", "clm_y": "E", "clm_z": "F"}
    assert (REST, 3, 2) in strata_told(draw(claims, 20, 1, Allocation.PROPORTIONAL))


def test_more_than_there_are_gives_all() -> None:
    drawn = draw(CLAIMS, 1_000, 1, Allocation.EQUAL)
    assert {d.claim_id for d in drawn} == set(CLAIMS)
    assert {d.probability for d in drawn} == {1.0}


def test_too_few_for_the_strata_is_told() -> None:
    with pytest.raises(SettingsError, match="3 strata need 6"):
        draw(CLAIMS, 5, 1, Allocation.PROPORTIONAL)


def test_every_claim_is_drawn_as_often_as_its_probability_says() -> None:
    times = Counter(
        d.claim_id for seed in range(400) for d in draw(CLAIMS, 30, seed, Allocation.PROPORTIONAL)
    )
    assert len(times) == len(CLAIMS)
    assert 85 < min(times.values()) < max(times.values()) < 160  # 120 on average, deviation 9


def test_strata_are_of_the_claims_of_a_record(record: object) -> None:
    with DuckStore.open(str(record)) as store:
        found = population(store, ["type", "publisher"])
        assert len(found) == 7
        assert "SANCTION × The Harbour Post" in found.values()
        assert "CONSULT × -" in found.values()
        assert set(population(store, [], Kind.FIGURE).values()) == {""}
        with pytest.raises(SettingsError, match="colour"):
            population(store, ["colour"])


def test_the_command_names_every_kind_of_stratum() -> None:
    told = CliRunner().invoke(app, ["sample", "--help"]).output
    assert not [name for name in STRATA if name not in told]

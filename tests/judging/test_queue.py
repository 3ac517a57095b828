"""What is asked next, how far the work is, and what was decided on a thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from onrecord.judging.acts import decided
from onrecord.judging.asked import Act, Order, Subject, Verb
from onrecord.judging.decisions import accept, join, reject, undo
from onrecord.judging.desk import Desk
from onrecord.judging.in_force import put_in_force
from onrecord.judging.queue import Wanted, own, queue
from onrecord.judging.told import decisions, history, progress
from onrecord.ontology import load_ontology
from onrecord.records import Claim, Judgement
from onrecord.store.duckdb import DuckStore

Clock = Callable[[int], datetime]
Keep = Callable[..., None]


@pytest.fixture
def keep(record: Path) -> Keep:
    def keep(*made: Judgement) -> None:
        with DuckStore.open(record, write=True) as store:
            store.decide(made)
            put_in_force(store, load_ontology())

    return keep


def asked(record: Path, **wanted: object) -> list[tuple[str, ...]]:
    with DuckStore.open(record) as store:
        return [item.ids for item in queue(store, Wanted(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [order for order in Order if order is not Order.DISAGREED])
def test_every_claim_is_asked_once_in_every_order(record: Path, claims: list[Claim], order: Order) -> None:
    found = asked(record, order=order)
    assert sorted(found) == sorted((c.claim_id,) for c in claims)
    assert found == asked(record, order=order)


def test_contested_claims_come_first_where_asked_so(record: Path, claims: list[Claim]) -> None:
    assert set(asked(record, order=Order.CONTESTED)[:2]) == {(claims[0].claim_id,), (claims[1].claim_id,)}


def test_another_seed_draws_another_order(record: Path) -> None:
    assert asked(record, order=Order.SAMPLE, seed=1) != asked(record, order=Order.SAMPLE, seed=2)


def test_what_was_decided_is_not_asked_again_until_it_is_undone(
    record: Path, claims: list[Claim], at: Clock, keep: Keep
) -> None:
    first = reject(claims[0], "ada", at(1))
    keep(first)
    assert (claims[0].claim_id,) not in asked(record)
    keep(undo(first, "ben", at(2)))
    assert (claims[0].claim_id,) in asked(record)


def test_two_who_code_apart_are_both_asked(record: Path, claims: list[Claim], at: Clock, keep: Keep) -> None:
    keep(reject(claims[0], "ada", at(1)))
    name = (claims[0].claim_id,)
    assert name not in asked(record, by="ben")
    assert name in asked(record, by="ben", independent=True)
    assert name not in asked(record, by="ada", independent=True)


def test_only_the_claims_of_a_sample_in_its_order(
    record: Path, claims: list[Claim], at: Clock, keep: Keep
) -> None:
    sample = (claims[3].claim_id, claims[1].claim_id, claims[0].claim_id)
    keep(accept(claims[1], "ada", at(1)))
    assert asked(record, among=sample) == [(claims[3].claim_id,), (claims[0].claim_id,)]


def test_pages_of_a_queue_follow_on_each_other(record: Path) -> None:
    assert asked(record, limit=3) + asked(record, limit=9, offset=3) == asked(record)


def test_joins_are_asked_as_pairs_and_say_how_they_stand(record: Path, at: Clock, keep: Keep) -> None:
    with DuckStore.open(record) as store:
        (item,) = queue(store, Wanted(subject=Subject.EVENTS))
    assert item.joined
    keep(*join(item.ids[:1], item.ids[1:], "ada", at(1)))
    assert asked(record, subject=Subject.EVENTS) == []


def test_a_conflict_is_asked_until_all_its_sides_are_decided_on(record: Path, at: Clock, keep: Keep) -> None:
    assert asked(record, subject=Subject.CONFLICTS) == [("cnf_day",)]
    with DuckStore.open(record) as store:
        made = decided(Act(verb=Verb.DISMISS, ids=("cnf_day",)), Desk(store), "ada", at(1))
    keep(*made)
    assert asked(record, subject=Subject.CONFLICTS) == []


def test_own_decisions_stay_whatever_others_do(claims: list[Claim], at: Clock) -> None:
    mine = accept(claims[0], "ada", at(1))
    made = [mine, reject(claims[0], "ben", at(2)), undo(mine, "ben", at(3))]
    assert own(made, "ada") == (mine,)
    assert own([mine, undo(mine, "ada", at(2))], "ada") == ()


def test_progress_counts_what_stands(record: Path, claims: list[Claim], at: Clock, keep: Keep) -> None:
    keep(accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(2)), accept(claims[1], "ada", at(1)))
    with DuckStore.open(record) as store:
        told = progress(store)[0]
    assert (told.subject, told.total, told.decided, told.lost) == (Subject.CLAIMS, 7, 2, 0)
    assert told.did == {"accepted": 1, "rejected": 1}
    assert told.by == {"ada": 1, "ben": 1}


def test_decisions_on_claims_that_are_no_longer_made_are_counted_as_lost(
    record: Path, claims: list[Claim], at: Clock, keep: Keep
) -> None:
    from msgspec.structs import replace

    keep(accept(replace(claims[0], claim_id="clm_gone"), "ada", at(1)))
    with DuckStore.open(record) as store:
        told = progress(store)[0]
    assert (told.decided, told.lost) == (0, 1)


def test_history_tells_all_that_was_decided_on_a_thing(
    record: Path, claims: list[Claim], at: Clock, keep: Keep
) -> None:
    first, second = accept(claims[0], "ada", at(1), "plain"), reject(claims[0], "ben", at(2))
    keep(first, second, undo(second, "ada", at(3)), accept(claims[3], "ada", at(4)))
    with DuckStore.open(record) as store:
        told = history(store, claims[0].claim_id)
        assert [(t.did, t.by, t.stands) for t in told] == [
            ("accepted", "ada", True),
            ("rejected", "ben", False),
            ("undone", "ada", True),
        ]
        assert told[0].note == "plain"
        assert history(store, "evt_recall") == told
        assert len(list(decisions(store))) == 4
        assert [t.did for t in decisions(store, by="ada", standing_only=True)] == [
            "accepted",
            "undone",
            "accepted",
        ]


def test_a_third_is_asked_what_two_judged_differently(
    record: Path, claims: list[Claim], at: Clock, keep: Keep
) -> None:
    keep(
        accept(claims[0], "ada", at(1)),
        accept(claims[0], "ben", at(2), "another note"),
        accept(claims[1], "ada", at(1)),
        reject(claims[1], "ben", at(2)),
        reject(claims[2], "ben", at(2)),
    )
    name = claims[1].claim_id
    assert asked(record, order=Order.DISAGREED, by="cara") == [(name,)]
    assert asked(record, order=Order.DISAGREED, by="cara", among=(claims[0].claim_id,)) == []
    keep(accept(claims[1], "cara", at(3)))
    assert asked(record, order=Order.DISAGREED, by="cara") == []

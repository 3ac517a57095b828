"""Confidence: a number that follows what the coder knows, the same every time, with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.coding import code
from onrecord.coding.confidence import LEAST, Model, Weight, load_model, probability
from onrecord.coding.confidence_features import Surroundings, features
from onrecord.ontology import load_ontology
from onrecord.reading import Reading
from onrecord.records import Claim, Kind

EXPELLED = "Kenya expelled two Ugandan diplomats."
Read = Callable[..., Reading]


def events(reading: Reading) -> list[Claim]:
    return [claim for claim in code(reading) if claim.kind is Kind.EVENT]


def found(reading: Reading, event_type: str) -> dict[str, float]:
    claims = code(reading)
    (claim,) = [c for c in claims if c.event_type == event_type]
    return features(claim, Surroundings(reading, claims, load_ontology()))


def test_every_event_has_one_and_nothing_else_has(reading: Read) -> None:
    text = "Norway supports Chad. Norway fears Chad. Norway bought 40 percent of its rice in Chad."
    claims = code(reading(text))
    rated = {claim.kind for claim in claims if claim.confidence is not None}
    assert rated == {Kind.EVENT}
    assert all(0 < c.confidence < 1 for c in claims if c.confidence is not None)
    assert all(c.confidence is not None for c in claims if c.kind is Kind.EVENT)


def test_it_depends_on_the_claim_and_not_on_the_run(reading: Read) -> None:
    text = (
        "Kenya expelled two Ugandan diplomats. Its neighbour's threats had been reported to it by a trader."
    )
    first, again = events(reading(text)), events(reading(text))
    assert [c.confidence for c in first] == [c.confidence for c in again]


def test_it_takes_no_part_in_the_id(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXPELLED
    before = events(reading(text))
    other = Model(trained_on="", claims=0, intercept=-3.0, features={})
    monkeypatch.setattr("onrecord.coding.confidence.load_model", lambda: other)
    after = events(reading(text))
    assert [c.claim_id for c in before] == [c.claim_id for c in after]
    assert after[0].confidence == 0.047 != before[0].confidence


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Kenya expelled two Ugandan diplomats on 3 May 2031.", "The Kenyan rider expelled two Ugandans."),
        ("Kenya met Uganda on Friday in Lusaka.", "The minister had met a man who knew Uganda."),
    ],
)
def test_named_and_dated_parties_are_surer_than_adjectives(surer: str, less_sure: str, reading: Read) -> None:
    best = max(c.confidence or 0 for c in events(reading(surer)))
    worst = min((c.confidence or 0 for c in events(reading(less_sure))), default=0.0)
    assert best > worst


def test_features_tell_how_a_party_was_found(reading: Read) -> None:
    direct = found(reading(EXPELLED), "SANCTION")
    assert not [name for name in direct if name.startswith("actor")]
    pointed = found(reading("Kenya's president is ill. On 3 May 2031 he accused Uganda of spying."), "ACCUSE")
    assert pointed["actor pointed at"] == pointed["dated"] == 1.0
    assert "actor pointed at" not in direct
    denied = found(reading("Kenya has not expelled two Ugandan diplomats."), "SANCTION")
    assert denied["negative"] == 1.0
    assert "negative" not in direct


def test_one_event_in_a_long_text_is_a_lone_one(reading: Read) -> None:
    lone = "The rice was cooked. The tea was cold. The bread was old. Nobody sang. " + EXPELLED
    assert found(reading(lone), "SANCTION")["events in the text"] == pytest.approx(0.2)
    assert found(reading(EXPELLED), "SANCTION")["events in the text"] == 1.0


def test_reasons_are_the_largest_contributions_against_the_average(reading: Read) -> None:
    (claim,) = events(reading("Kenya expelled two Ugandan diplomats on 3 May 2031."))
    model = load_model()
    assert claim.grounds is not None
    weighed = dict(claim.grounds.weighed)
    dated = model.features["dated"]
    assert weighed["dated"] == pytest.approx(dated.weight * (1 - dated.mean), abs=0.006)
    sizes = [abs(by) for by in weighed.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= LEAST


def test_probability_is_logistic_and_ignores_what_was_never_learnt() -> None:
    model = Model(trained_on="", claims=1, intercept=0.0, features={"dated": Weight(weight=1.0, mean=0.5)})
    assert probability({}, model) == 0.5
    assert probability({"dated": 1.0, "type OWN": 1.0}, model) == pytest.approx(0.731, abs=0.001)


def test_a_type_of_the_users_own_is_rated_without_a_prior(reading: Read) -> None:
    folder = Path(__file__).resolve().parents[2] / "examples" / "maritime" / "ontology"
    read = reading("Somali pirates hijacked an Indian dhow.")
    (claim,) = [c for c in code(read, load_ontology(str(folder))) if c.kind is Kind.EVENT]
    assert claim.event_type == "PIRACY"
    assert claim.confidence is not None
    assert 0.3 < claim.confidence < 1


def test_weights_that_ship_say_what_they_were_learnt_from() -> None:
    model = load_model()
    assert model.claims >= 450
    assert "written for this project" in model.trained_on
    assert {f"type {name}" for name in ("SUPPORT", "ASSAULT", "CONSULT")} <= set(model.features)

"""What decisions do to claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.judging.apply import apply, overlay
from onrecord.judging.decisions import accept, correct, reject, undo
from onrecord.records import Change, Claim, Correction

Clock = Callable[[int], datetime]


def change(field: str, value: object) -> Change:
    return Change(field=field, value=msgspec.json.encode(value).decode())


def test_without_decisions_claims_stay_the_very_same(claims: list[Claim]) -> None:
    kept, rejected = apply(claims, [])
    assert kept == claims
    assert not rejected
    assert overlay(claims, []).claims == ()


def test_a_rejected_claim_goes(claims: list[Claim], at: Clock) -> None:
    kept, rejected = apply(claims, [reject(claims[2], "ada", at(1))])
    assert rejected == {claims[2].claim_id}
    assert kept == [c for c in claims if c.claim_id != claims[2].claim_id]


def test_what_speaks_of_a_rejected_claim_speaks_of_none(claims: list[Claim], at: Clock) -> None:
    pointing = replace(claims[2], about=claims[0].claim_id)
    kept, _ = apply([claims[0], pointing], [reject(claims[0], "ada", at(1))])
    assert kept == [replace(pointing, about=None)]


def test_an_accepted_claim_is_as_sure_as_can_be_and_says_by_whom(claims: list[Claim], at: Clock) -> None:
    coded = replace(claims[0], confidence=0.3)
    ((kept,), _) = apply([coded], [accept(coded, "ada", at(1), "read it twice")])
    assert kept.confidence == 1.0
    assert kept.judged is not None
    assert (kept.judged.by, kept.judged.note, kept.judged.confidence) == ("person:ada", "read it twice", 0.3)
    assert replace(kept, confidence=0.3, judged=None) == coded


def test_what_is_not_rated_stays_unrated(claims: list[Claim], at: Clock) -> None:
    grain = claims[4]
    ((kept,), _) = apply([grain], [accept(grain, "ada", at(1))])
    assert kept.confidence is None


def test_a_corrected_type_brings_its_quad_class_scale_and_code(claims: list[Claim], at: Clock) -> None:
    decision = correct(claims[0], [change("event_type", "REQUEST")], "ada", at(1))
    ((kept,), _) = apply([claims[0]], [decision])
    assert kept.claim_id == claims[0].claim_id
    assert (kept.event_type, kept.quad_class, kept.cameo) == ("REQUEST", 3, "10")
    assert kept.scale != claims[0].scale
    assert kept.judged is not None
    assert kept.judged.corrections == (Correction(field="event_type", was='"SANCTION"', now='"REQUEST"'),)


def test_a_type_that_is_no_longer_known_has_no_numbers(claims: list[Claim], at: Clock) -> None:
    ((kept,), _) = apply([claims[0]], [correct(claims[0], [change("event_type", "DANCE")], "ada", at(1))])
    assert (kept.event_type, kept.quad_class, kept.scale, kept.cameo) == ("DANCE", None, None, None)


def test_values_inside_a_figure_and_a_position_can_change(claims: list[Claim], at: Clock) -> None:
    grain, fear = claims[4], claims[6]
    decisions = [
        correct(grain, [change("figure.value", 45.0)], "ada", at(1)),
        correct(fear, [change("position.stance", "opposes")], "ada", at(1)),
    ]
    (figure, position), _ = apply([grain, fear], decisions)
    assert figure.figure is not None
    assert (figure.figure.value, figure.figure.unit) == (45.0, "percent")
    assert position.position is not None
    assert position.position.stance == "opposes"


def test_a_second_correction_keeps_the_first(claims: list[Claim], at: Clock) -> None:
    first = correct(claims[0], [change("polarity", "negative")], "ada", at(1))
    ((seen,), _) = apply([claims[0]], [first])
    second = correct(seen, [change("modality", "planned")], "ben", at(2))
    ((kept,), _) = apply([claims[0]], [first, second])
    assert (kept.polarity, kept.modality) == ("negative", "planned")
    assert kept.judged is not None
    assert kept.judged.by == "person:ben"
    assert {c.field: c.was for c in kept.judged.corrections} == {
        "polarity": '"positive"',
        "modality": '"actual"',
    }


def test_accepting_a_corrected_claim_accepts_the_correction(claims: list[Claim], at: Clock) -> None:
    first = correct(claims[0], [change("polarity", "negative")], "ada", at(1))
    ((seen,), _) = apply([claims[0]], [first])
    ((kept,), _) = apply([claims[0]], [first, accept(seen, "ben", at(2))])
    assert kept.polarity == "negative"


def test_putting_a_value_back_leaves_no_correction(claims: list[Claim], at: Clock) -> None:
    first = correct(claims[0], [change("polarity", "negative")], "ada", at(1))
    ((seen,), _) = apply([claims[0]], [first])
    back = correct(seen, [change("polarity", "positive")], "ben", at(2))
    assert back.changes == ()


def test_an_undone_correction_leaves_the_claim_as_coded(claims: list[Claim], at: Clock) -> None:
    first = correct(claims[0], [change("polarity", "negative")], "ada", at(1))
    kept, rejected = apply(claims, [first, undo(first, "ben", at(2))])
    assert (kept, rejected) == (claims, frozenset())


def test_decisions_on_claims_that_are_not_there_play_no_part(claims: list[Claim], at: Clock) -> None:
    kept, rejected = apply(claims[1:], [reject(claims[0], "ada", at(1))])
    assert (kept, rejected) == (claims[1:], frozenset())


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", "red"), ("figure.value", 1.0), ("polarity", "maybe"), ("date", "soon"), ("trigger.start", 1)],
)
def test_a_change_that_no_claim_can_hold_is_told(
    claims: list[Claim], at: Clock, field: str, value: object
) -> None:
    with pytest.raises(JudgementError, match=field):
        apply([claims[0]], [correct(claims[0], [change(field, value)], "ada", at(1))])

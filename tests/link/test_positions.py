"""Positions on one proposition, and positions that only sound alike."""

from __future__ import annotations

import pytest
from factory import actor, document

from onrecord.link import link
from onrecord.records import Claim, Document, Judgement, Kind, PositionValue, Span, Stance
from onrecord.settings import Settings

TEXT = "Hungary, Croatia and Italy quarrel over the Adria pipeline and who drained it."
LEFT, RIGHT = document("a", TEXT), document("b", TEXT)
DRAINED = "that Croatia secretly drained the shared pipeline"


def position(doc: Document, holder: str, stance: Stance, proposition: str) -> Claim:
    sentence = f"{holder} {stance} {proposition}."
    span = Span(start=0, end=len(sentence), text=sentence)
    start = sentence.index(proposition)
    said = Span(start=start, end=start + len(proposition), text=proposition)
    return Claim(
        claim_id=f"clm_{doc.document_id}_{holder}_{stance}",
        document_id=doc.document_id,
        kind=Kind.POSITION,
        trigger=span,
        sentence=span,
        position=PositionValue(stance=stance, holder=(actor(holder),), proposition=said),
    )


def judged(*claims: Claim) -> list[Judgement]:
    found = link([LEFT, RIGHT], list(claims), Settings()).judgements
    return [j for j in found if j.relation.endswith("_position")]


def test_one_proposition_by_two_speakers_is_grouped() -> None:
    (found,) = judged(
        position(LEFT, "Hungary", Stance.CLAIMS, DRAINED),
        position(RIGHT, "Italy", Stance.CLAIMS, "that Croatia had secretly drained the pipeline in March"),
    )
    assert (found.relation, found.reasons) == ("same_position", ("words_shared", "other_holder"))


def test_claim_and_denial_are_set_against_each_other() -> None:
    (found,) = judged(
        position(LEFT, "Hungary", Stance.CLAIMS, DRAINED), position(RIGHT, "Croatia", Stance.DENIES, DRAINED)
    )
    assert found.relation == "opposed_position"


@pytest.mark.parametrize("other", ["that Croatia closed the Adria border", "that a pipeline is needed"])
def test_other_propositions_are_not_grouped(other: str) -> None:
    assert not judged(
        position(LEFT, "Hungary", Stance.CLAIMS, DRAINED), position(RIGHT, "Italy", Stance.CLAIMS, other)
    )


def test_who_fears_a_thing_says_neither_yes_nor_no() -> None:
    assert not judged(
        position(LEFT, "Hungary", Stance.FEARS, DRAINED), position(RIGHT, "Croatia", Stance.DENIES, DRAINED)
    )

from __future__ import annotations

import pytest

from onrecord.analyse.stances import held_words, stance_words
from onrecord.records import Actor, Claim, Kind, Polarity, PositionValue, Span, Stance


def party(name: str, kind: str = "country") -> Actor:
    return Actor(text=name, start=0, end=len(name), actor_id=name, name=name, kind=kind)


def held(stance: Stance, holder: Actor, matter: str | None = None, **more: object) -> str:
    span = Span(start=0, end=4, text="word")
    proposition = Span(start=5, end=5 + len(matter), text=matter) if matter else None
    value = PositionValue(stance=stance, holder=(holder,), proposition=proposition)
    made = Claim(
        **{  # type: ignore[arg-type]
            "claim_id": "c",
            "document_id": "d",
            "kind": Kind.POSITION,
            "trigger": span,
            "sentence": span,
            "rule": "r",
            "position": value,
            **more,
        }
    )
    return held_words(made)


def test_stance_to_a_matter_is_not_one_to_its_party() -> None:
    assert stance_words("supports", False, "Ostmark", "Ostmark's return") == (
        "supports or welcomes “Ostmark's return”"
    )
    assert stance_words("fears", True, "Ostmark", "that Ostmark leaves") == "fear what may come of Ostmark"
    assert stance_words("claims", False, "", "that it rains") == "states a view"


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        (Stance.SUPPORTS, "does not support or welcome “the treaty”"),
        (Stance.OPPOSES, "does not oppose or condemn “the treaty”"),
        (Stance.DENIES, "does not deny “the treaty”"),
        (Stance.DEMANDS, "does not demand “the treaty”"),
        (Stance.CLAIMS, "rejects a view"),
    ],
)
def test_stance_that_is_not_taken_is_never_told_as_taken(stance: Stance, words: str) -> None:
    assert held(stance, party("Veltria"), "the treaty", polarity=Polarity.NEGATIVE) == words
    assert held(stance, party("Veltria"), "the treaty") != words


def test_who_offers_or_asks_for_a_deed_is_ready_or_wants_it() -> None:
    assert held(Stance.OFFERS, party("Veltria"), "to talk") == "is ready “to talk”"
    assert held(Stance.OFFERS, party("Veltria"), "to talk", polarity=Polarity.NEGATIVE) == (
        "is not ready “to talk”"
    )
    assert held(Stance.DEMANDS, party("Veltria"), "the fleet to leave") == "wants “the fleet to leave”"
    assert held(Stance.DEMANDS, party("Veltria"), "that the fleet go to sea") == (
        "demands “that the fleet go to sea”"
    )


@pytest.mark.parametrize("pointing", ["that", "them", "it.", "to do so"])
def test_what_only_points_back_is_not_quoted(pointing: str) -> None:
    assert held(Stance.OPPOSES, party("Veltria"), pointing) == "opposes or condemns something"
    assert stance_words("opposes", False, "Ostmark", pointing) == "opposes or condemns Ostmark"


def test_a_group_told_by_one_word_takes_the_verb_of_several() -> None:
    assert held(Stance.SUPPORTS, party("voters", "unnamed"), "the treaty") == (
        "support or welcome “the treaty”"
    )
    assert held(Stance.SUPPORTS, party("Ada Jones", "person"), "the treaty") == (
        "supports or welcomes “the treaty”"
    )

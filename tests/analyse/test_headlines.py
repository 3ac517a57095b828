from __future__ import annotations

import pytest

from onrecord.analyse.headlines import headline, plain
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    Kind,
    Modality,
    Polarity,
    SourceKind,
    Span,
)

WORDS = Span(start=0, end=4, text="word")


def party(name: str, kind: str = "country") -> Actor:
    return Actor(text=name, start=0, end=len(name), actor_id=name, name=name, kind=kind)


VELTRIA, OSTMARK, LIND = party("Veltria"), party("Ostmark"), party("Ada Lind", "person")


def claim(rule: str, who: list[Actor], whom: list[Actor], **more: object) -> Claim:
    return Claim(
        **{  # type: ignore[arg-type]
            "claim_id": "c",
            "document_id": "d",
            "kind": Kind.EVENT,
            "event_type": "ASSAULT",
            "actors": tuple(who),
            "recipients": tuple(whom),
            "trigger": WORDS,
            "sentence": WORDS,
            "rule": rule,
            **more,
        }
    )


def told(made: Claim, proposition: str | None = None) -> str:
    return plain(headline(made, made, proposition))


def said_by(actor: Actor) -> tuple[Attribution, ...]:
    return (
        Attribution(
            form=AttributionForm.DENIAL,
            source_kind=SourceKind.ACTOR,
            source=Span(start=0, end=len(actor.text), text=actor.text),
            source_actor=actor,
            source_actors=(actor,),
        ),
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("verb.attack", "Veltria was attacked"),
        ("noun.strike", "Veltria was struck"),
        ("verb.hit", "A target of Veltria was hit"),
        ("verb.arrest", "People of Veltria were arrested"),
        ("verb.fire", "Fire was opened on Veltria"),
    ],
)
def test_deed_by_nobody_named_is_passive(rule: str, words: str) -> None:
    assert told(claim(rule, [], [VELTRIA])) == words


def test_intransitive_deed_by_nobody_named_says_so() -> None:
    assert told(claim("verb.meet", [], [VELTRIA], event_type="CONSULT")) == "Somebody met Veltria"


def test_words_of_an_act_are_used_for_its_types_only() -> None:
    opened = claim("verb.open", [VELTRIA], [OSTMARK], mode="firearms")
    assert told(opened) == "Veltria used violence against Ostmark"
    assert told(claim("verb.open", [VELTRIA], [OSTMARK], event_type="COOPERATE")) == (
        "Veltria opened a mission in Ostmark"
    )
    attacked = claim("verb.attack", [VELTRIA], [OSTMARK], event_type="ACCUSE", mode="disapprove")
    assert told(attacked) == "Veltria voiced disapproval of Ostmark"


def test_attack_on_no_party_does_not_read_as_a_passive() -> None:
    assert told(claim("verb.attack", [VELTRIA], [])) == "Veltria made an attack"
    assert told(claim("verb.attack", [VELTRIA], [OSTMARK])) == "Veltria attacked Ostmark"


def test_named_person_is_arrested_himself() -> None:
    assert told(claim("verb.arrest", [VELTRIA], [LIND])) == "Veltria arrested Ada Lind"
    assert told(claim("verb.arrest", [VELTRIA], [OSTMARK])) == "Veltria arrested people of Ostmark"


def test_denial_says_who_denies() -> None:
    negative = {"polarity": Polarity.NEGATIVE}
    own = claim("denial(verb.attack)", [VELTRIA], [OSTMARK], attribution=said_by(VELTRIA), **negative)
    assert told(own) == "Veltria denies that it attacked Ostmark"
    other = claim("denial(verb.attack)", [VELTRIA], [OSTMARK], attribution=said_by(LIND), **negative)
    assert told(other) == "Ada Lind denies that Veltria attacked Ostmark"
    nobody = claim("denial(verb.attack)", [VELTRIA], [OSTMARK], **negative)
    assert told(nobody) == "It is denied that Veltria attacked Ostmark"


def test_plain_negation_is_no_denial() -> None:
    made = claim("verb.attack", [VELTRIA], [OSTMARK], polarity=Polarity.NEGATIVE)
    assert told(made) == "Veltria did not attack Ostmark"


def test_foiled_attempt_is_told_as_such() -> None:
    made = claim("noun.attack.foiled", [], [OSTMARK], polarity=Polarity.NEGATIVE)
    assert told(made) == "An attempt to attack Ostmark was foiled"


def test_what_is_praised_stands_in_the_outlets_words() -> None:
    made = claim("verb.praise", [LIND], [], event_type="SUPPORT")
    assert told(made, "the harbour\ntreaty") == "Ada Lind praised “the harbour treaty”"
    assert told(made) == "Ada Lind praised something"
    assert (
        told(claim("verb.praise", [LIND], [OSTMARK], event_type="SUPPORT"), "it")
        == "Ada Lind praised Ostmark"
    )


@pytest.mark.parametrize(
    ("modality", "polarity", "words"),
    [
        (Modality.PLANNED, Polarity.POSITIVE, "Ostmark was to be attacked"),
        (Modality.POSSIBLE, Polarity.NEGATIVE, "Ostmark may not be attacked"),
        (Modality.DEMANDED, Polarity.POSITIVE, "Ostmark should be attacked"),
        (Modality.ACTUAL, Polarity.NEGATIVE, "Ostmark was not attacked"),
    ],
)
def test_deed_by_nobody_named_keeps_its_modality(modality: Modality, polarity: Polarity, words: str) -> None:
    assert told(claim("verb.attack", [], [OSTMARK], modality=modality, polarity=polarity)) == words


def test_several_told_by_one_word_were_killed_not_was() -> None:
    crowd = party("people", "unnamed")
    assert told(claim("verb.kill", [], [crowd])) == "People were killed"
    assert told(claim("verb.kill", [], [LIND])) == "Ada Lind was killed"

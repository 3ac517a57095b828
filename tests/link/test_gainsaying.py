"""A no answers a yes where both speak of one deed; what only looks like a no denies nothing."""

from __future__ import annotations

import msgspec
import pytest
from factory import actor, document, event, voice

from onrecord.link import link
from onrecord.records import Claim, Conflict, Document, Kind, PositionValue, Span, Stance, Status, content_id
from onrecord.settings import Settings

A = document("a", "Riot police and students on the square of Split.", "2031-03-06", "Adria Ledger")
B = document("b", "Riot police and students on the square of Split.", "2031-03-06", "Danube Mail")
BEAT = "Croatia arrested students of the music college on the square of Split."


def told(doc: Document = A, when: str | None = "2031-03-05") -> Claim:
    return event(doc, BEAT, "arrested", "COERCE", "Croatia", "students", when)


def negated(sentence: str, trigger: str, doc: Document = B, **more: object) -> Claim:
    return event(doc, sentence, trigger, "COERCE", "Croatia", "students", denied=True, **more)  # type: ignore[arg-type]


def found(*claims: Claim) -> tuple[Conflict, ...]:
    return link([A, B], claims, Settings()).conflicts


DID_NOT = "Croatia had not arrested students of the music college on the square of Split."


def test_another_outlets_did_not_answers_it_happened() -> None:
    (conflict,) = found(told(), negated(DID_NOT, "arrested", when="2031-03-05"))
    assert [side.value for side in conflict.sides] == ["asserted", "denied"]
    (happening,) = link([A, B], [told(), negated(DID_NOT, "arrested", when="2031-03-05")], Settings()).events
    assert happening.status == Status.DISPUTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Croatia had not arrested all students of the music college on the square of Split.",
        "Croatia had arrested not only students of the music college on the square of Split.",
        "Croatia had not arrested students of the music college on the square of Split because of the noise.",
        "Croatia does not arrest students of the music college on the square of Split.",
    ],
    ids=["not all", "not only", "not because", "as a rule"],
)
def test_a_no_to_how_much_or_why_or_how_often_denies_no_deed(sentence: str) -> None:
    trigger = "arrested" if "arrested" in sentence else "arrest"
    claims = [told(), negated(sentence, trigger, when="2031-03-05")]
    assert not found(*claims)
    assert Status.DISPUTED not in [e.status for e in link([A, B], claims, Settings()).events]


def test_an_outlets_own_did_not_beside_its_own_account_means_another_thing() -> None:
    assert not found(told(), negated(DID_NOT, "arrested", A, when="2031-03-05", at=200))
    quoted = negated(DID_NOT, "arrested", A, when="2031-03-05", at=200, by=voice("Hungary"))
    assert found(told(), quoted)


def test_a_plain_did_not_of_no_day_answers_nothing_of_long_ago() -> None:
    assert not found(told(when="2030-11-02"), negated(DID_NOT, "arrested"))


def test_a_denial_answers_whoever_tells_it_and_a_retreat_from_ones_own_words_does_not() -> None:
    denied = "Croatia denied that it had arrested students of the music college."
    assert found(told(), negated(denied, "arrested", by=voice("Croatia", "denial")))
    fault = "Croatia denied that anything was improper about how it arrested students of the music college."
    assert not found(told(), negated(fault, "arrested", by=voice("Croatia", "denial")))
    taken_back = "Croatia disavowed the raid in which it had arrested students of the music college."
    assert not found(told(), negated(taken_back, "arrested", by=voice("Croatia", "denial")))


# --------------------------------------------------------------- accusations


CHARGE = "Hungary accused Croatia of poisoning the carp of Lake Balaton."


def accused(doc: Document = A) -> Claim:
    return event(doc, CHARGE, "accused", "ACCUSE", "Hungary", "Croatia")


def denies(who: str, words: str = "the accusation", verb: str = "denied", at: int = 120) -> Claim:
    text = f"{who} {verb} {words}."
    start = at + text.index(words)
    return Claim(
        claim_id=content_id("clm", text),
        document_id="a",
        kind=Kind.POSITION,
        trigger=Span(start=at + len(who) + 1, end=at + len(who) + 1 + len(verb), text=verb),
        sentence=Span(start=at, end=at + len(text), text=text),
        position=PositionValue(
            holder=(actor(who, text),),
            stance=Stance.DENIES,
            proposition=Span(start=start, end=start + len(words), text=words),
        ),
    )


@pytest.mark.parametrize(
    ("denial", "answers"),
    [
        (denies("Croatia"), True),
        (denies("Italy"), False),
        (denies("Croatia", "the report", "disavowed"), False),
        (denies("Croatia", "that it had been poisoning the carp"), True),
        (denies("Croatia", "that Hungary and its carp with their poisoning played any part"), False),
        (denies("Croatia", "Hungary's accusation that it was poisoning the carp"), True),
    ],
    ids=["the accused", "somebody else", "a retreat", "the same matter", "a part of the accuser", "named"],
)
def test_who_is_accused_answers_the_charge_and_nobody_else(denial: Claim, answers: bool) -> None:
    assert bool(found(accused(), denial)) is answers


def test_who_is_named_in_a_charge_against_another_may_answer_it() -> None:
    charge = "Hungary accused Italy of hiding its ships in the ports of Croatia."
    claim = event(A, charge, "accused", "ACCUSE", "Hungary", "Italy")
    assert found(claim, denies("Croatia"))
    unnamed = msgspec.structs.replace(
        claim, sentence=Span(start=0, end=40, text="Hungary accused Italy of theft.")
    )
    assert not found(unnamed, denies("Croatia"))


# ------------------------------------------------- denials of all one is charged with


def elsewhere(denial: Claim) -> Claim:
    """The same denial, far from the accusation or in another article of the story."""
    return msgspec.structs.replace(denial, document_id="b", claim_id=f"{denial.claim_id}b")


@pytest.mark.parametrize("words", ["the allegations", "any wrongdoing", "it did anything wrong"])
def test_a_person_answers_all_he_is_charged_with_in_the_story(words: str) -> None:
    charge = "Hungary accused Milan Horvat of poisoning the carp of Lake Balaton."
    claim = event(A, charge, "accused", "ACCUSE", "Hungary", "Milan Horvat", mode="allege")
    assert found(claim, elsewhere(denies("Milan Horvat", words)))
    assert not found(claim, elsewhere(denies("Paolo Conti", words)))
    fault = msgspec.structs.replace(claim, mode="disapprove")
    assert not found(fault, elsewhere(denies("Milan Horvat", words)))


def test_a_state_answers_all_it_is_charged_with_in_one_article_only() -> None:
    claim = msgspec.structs.replace(accused(), mode="allege")
    assert found(claim, denies("Croatia", "any wrongdoing", at=2_000))
    assert not found(claim, elsewhere(denies("Croatia", "any wrongdoing")))


def test_who_names_another_or_neither_confirms_nor_denies_answers_nothing() -> None:
    charge = "Hungary accused Milan Horvat of poisoning the carp of Lake Balaton."
    claim = event(A, charge, "accused", "ACCUSE", "Hungary", "Milan Horvat", mode="allege")
    denial = denies("Milan Horvat", "the allegations")
    for text in (
        "Milan Horvat denied the allegations of a cook named Zanetti.",
        "Milan Horvat neither confirmed nor denied the allegations.",
    ):
        at = text.index("denied")
        other = msgspec.structs.replace(
            elsewhere(denial),
            sentence=Span(start=120, end=120 + len(text), text=text),
            trigger=Span(start=120 + at, end=126 + at, text="denied"),
        )
        assert not found(claim, other), text


def test_a_plain_did_not_joins_no_deed_for_being_told_near_it() -> None:
    other = negated("Croatia never arrested the owners of the quarry at Sinj.", "arrested", when=None)
    happenings = link([A, B], [told(), other], Settings()).events
    assert sorted(event.claim_ids for event in happenings) == sorted(((told().claim_id,), (other.claim_id,)))


def test_what_one_voice_tells_as_done_is_not_what_it_tells_as_not_done_beside_it() -> None:
    beside = negated(DID_NOT, "arrested", A, when="2031-03-05", at=200)
    assert len(link([A, B], [told(), beside], Settings()).events) == 2
    answer = negated(DID_NOT, "arrested", A, when="2031-03-05", at=200, by=voice("Hungary"))
    assert len(link([A, B], [told(), answer], Settings()).events) == 1


SENT = "Croatia reinforced the harbour, though Croatia denies reinforcing the harbour."


def in_one_sentence(whom: str | None) -> tuple[Claim, Claim]:
    """A deed, and a formal denial of one in the same sentence, where they befell ``whom`` if anybody."""
    deed = event(A, SENT, "reinforced", "MOBILIZE", "Croatia", "Italy" if whom else ())
    denial = event(
        A,
        SENT,
        "reinforcing",
        "MOBILIZE",
        "ministry",
        whom or (),
        denied=True,
        by=voice("ministry", "denial"),
    )
    return deed, denial


def test_a_deed_and_its_denial_in_one_sentence_contradict_each_other_whosever_ministry_it_is() -> None:
    (conflict,) = found(*in_one_sentence(None))
    assert [side.value for side in conflict.sides] == ["asserted", "denied"]


def test_a_denial_of_a_deed_to_somebody_else_in_one_sentence_denies_the_first_to_nobody() -> None:
    assert not found(*in_one_sentence("Hungary"))

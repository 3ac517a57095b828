"""What an event is by who tells it: a deed by somebody uninvolved, or the charge of one side."""

from __future__ import annotations

import pytest
from factory import document, event, voice

from onrecord.link import link
from onrecord.records import Claim, Document, Status
from onrecord.settings import Settings


def status(*claims: Claim) -> Status:
    names = sorted({claim.document_id for claim in claims})
    documents: list[Document] = [document(name, f"A report of {name}.", publisher=name) for name in names]
    (only,) = link(documents, claims, Settings()).events
    return only.status


def shelled(name: str, by: str | None = None, form: str = "indirect") -> Claim:
    told = f"{by} said that " if by else ""
    return event(
        name,
        f"{told}Croatian batteries shelled the Hungarian border post at Letenye on 3 March.",
        "shelled",
        "ASSAULT",
        "Croatia",
        "Hungary",
        "2031-03-03",
        "Letenye",
        "HUN",
        by=voice(by, form) if by else None,
    )


def threatened(name: str, by: str | None = None, *, denied: bool = False) -> Claim:
    word = "denied that it" if denied else "said that Croatia"
    told = f"{by} {word} " if by else "Croatia "
    return event(
        name,
        f"{told}threatened Hungary with closing the Letenye bridge on 3 March.",
        "threatened",
        "THREATEN",
        "Croatia",
        "Hungary",
        "2031-03-03",
        denied=denied,
        by=voice(by, "denial" if denied else "indirect") if by else None,
    )


def test_violence_that_only_the_victim_tells_of_is_alleged() -> None:
    assert status(shelled("a", "Hungary")) == Status.ALLEGED
    assert status(shelled("a", "Hungary"), shelled("b", "Hungary")) == Status.ALLEGED


@pytest.mark.parametrize("teller", [None, "Italy", "Croatia"])
def test_violence_told_by_an_outlet_or_a_third_side_or_the_attacker_is_reported(teller: str | None) -> None:
    assert status(shelled("a", teller)) == Status.REPORTED
    assert status(shelled("a", teller), shelled("b", "Hungary")) != Status.ALLEGED


def test_what_is_condemned_is_taken_as_given() -> None:
    assert status(shelled("a", "Hungary", "evaluation")) == Status.REPORTED


def test_one_sides_word_against_the_others_denial_is_alleged() -> None:
    assert status(threatened("a", "Hungary"), threatened("b", "Croatia", denied=True)) == Status.ALLEGED


def test_words_that_nobody_denies_are_reported_whoever_tells_of_them() -> None:
    assert status(threatened("a", "Hungary")) == Status.REPORTED


def test_what_an_outlet_tells_and_somebody_denies_is_disputed() -> None:
    assert status(threatened("a"), threatened("b", "Croatia", denied=True)) == Status.DISPUTED

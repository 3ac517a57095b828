"""Parties named without a country: when the text shows whose they are, and when it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Actor, Claim

Coder = Callable[[str], list[Claim]]


def party(claims: list[Claim], words: str) -> Actor:
    """The party of the first claim whose text holds ``words``."""
    return next(a for c in claims for a in (*c.actors, *c.recipients) if words in a.text)


@pytest.mark.parametrize(
    ("sentence", "words", "country", "basis", "evidence"),
    [
        ("Students throughout Peru staged protests on Monday.", "Students", "PER", "phrase", "Peru"),
        ("Brazil sent food to refugees fleeing the war in Chad.", "refugees", "TCD", "phrase", "Chad"),
        ("Kenyan police arrested two journalists.", "journalists", "KEN", "authority", "Kenyan police"),
        ("Residents rioted in Maputo on Monday.", "Residents", "MOZ", "place", "Maputo"),
    ],
)
def test_country_is_taken_from_words_that_are_shown(
    events: Coder, sentence: str, words: str, country: str, basis: str, evidence: str
) -> None:
    found = party(events(sentence), words)
    assert (found.country, found.basis) == (country, basis)
    assert found.evidence is not None
    assert found.evidence.text == evidence
    assert sentence[found.evidence.start : found.evidence.end] == evidence


def test_opposition_of_a_text_about_one_country_is_its_own(events: Coder) -> None:
    claims = events("Ghana votes in May. The opposition accused the government of buying votes.")
    assert {party(claims, "opposition").country, party(claims, "government").country} == {"GHA"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Troops in Mali attacked a French convoy.", "Troops"),
        ("The minister criticised Russia.", "minister"),
        ("Polish officers questioned its crew.", "crew"),
        ("Tourists criticised Norway and Sweden.", "Tourists"),
    ],
)
def test_whose_they_are_stays_open(events: Coder, sentence: str, words: str) -> None:
    assert all(
        a.country is None for c in events(sentence) for a in (*c.actors, *c.recipients) if words in a.text
    )


def test_who_calls_back_from_a_capital_is_not_of_there(events: Coder) -> None:
    text = (
        "Chile said that Peru had raided its posts. "
        "The government has closed the border and recalled its ambassador from Lima."
    )
    assert {a.country for c in events(text) for a in c.actors if "government" in a.text} == {None}

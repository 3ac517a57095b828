"""What an article tells of who its people are, for the other articles of a record."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry
from onrecord.ingest import from_text
from onrecord.read.mentions import find_mentions
from onrecord.read.mentions_introductions import find_introductions
from onrecord.read.parse import parse_document
from onrecord.records import Introduction


def told(text: str, on: date = date(2031, 5, 1)) -> tuple[Introduction, ...]:
    document = from_text(text, external_id="t", published=on)
    sentences = parse_document(document)
    mentions = find_mentions(document, sentences, load_registry())
    return find_introductions(document, sentences, mentions, load_registry())


@pytest.mark.parametrize(
    ("text", "country", "role", "words"),
    [
        (
            "Kenyan Defence Minister Ada Otieno met officials. Otieno left.",
            "KEN",
            "defence_minister",
            "Kenyan Defence Minister Ada Otieno",
        ),
        (
            "Ada Otieno, Kenya's foreign minister, rejected the plan.",
            "KEN",
            "foreign_minister",
            "Ada Otieno, Kenya's foreign minister",
        ),
        (
            "The Ghanaian interior minister, Kofi Mensah, visited Rome.",
            "GHA",
            "interior_minister",
            "The Ghanaian interior minister, Kofi Mensah",
        ),
    ],
)
def test_title_and_apposition_introduce_with_their_words(
    text: str, country: str, role: str, words: str
) -> None:
    (found,) = told(text)
    assert (found.person.country, found.person.role, found.span.text) == (country, role, words)
    assert text[found.span.start : found.span.end] == words
    assert found.on == date(2031, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Defence Minister Otieno met officials from Kenya.",
        "Defence Minister Ada Otieno met the police.",
        "Lena Kowalska, a Polish citizen, was arrested in Peru.",
        "Former Kenyan president Ada Otieno spoke in Peru.",
    ],
)
def test_no_full_name_no_state_or_no_public_office_introduces_nobody(text: str) -> None:
    assert told(text) == ()


def test_conflict_with_the_registry_is_kept_beside_the_words() -> None:
    (found,) = told("Kenyan President Angela Merkel signed the treaty.", date(2019, 5, 1))
    assert found.person.country == "KEN"
    assert found.table is not None
    assert "DEU" in found.table


def test_agreement_with_the_registry_is_no_conflict() -> None:
    (found,) = told("German Chancellor Angela Merkel signed the treaty.", date(2019, 5, 1))
    assert found.table is None


def test_courtesy_title_of_a_former_holder_teaches_no_office() -> None:
    (found,) = told("US President Bill Clinton spoke in Peru.", date(2012, 5, 1))
    assert found.table == "former head_of_state of USA"

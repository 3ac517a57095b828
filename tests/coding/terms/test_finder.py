"""Loaded terms: pattern of use, whose words they are, and who is called so."""

from __future__ import annotations

import pytest

from onrecord.actors import load_registry
from onrecord.coding import code_all
from onrecord.read import Reader
from onrecord.records import Document, Term, TermVoice, Zone, ZoneKind
from onrecord.settings import Settings


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(), load_registry())


def terms(reader: Reader, text: str) -> list[Term]:
    zones = (Zone(kind=ZoneKind.BODY, start=0, end=len(text)),)
    document = Document(document_id="d", raw_sha256="", format="text", text=text, zones=zones)
    found = list(code_all(reader.read(document)).terms)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)
    return found


@pytest.mark.parametrize(
    ("text", "term", "voice"),
    [
        ("The regime in Peru closed the border with Chile.", "regime", TermVoice.PUBLISHER),
        ('"The Peruvian regime will fall," the Chilean president said.', "regime", TermVoice.QUOTED),
        ("The Chilean president said that the Peruvian regime would fall.", "regime", TermVoice.REPORTED),
        ("Chile closed its border with the “terrorist” camps of Peru.", "terrorist", TermVoice.DISTANCED),
        ("Chile opposes any aggression by Peru.", "aggression", TermVoice.PUBLISHER),
    ],
)
def test_term_is_kept_with_whose_word_it_is(reader: Reader, text: str, term: str, voice: TermVoice) -> None:
    (found,) = terms(reader, text)
    assert (found.term, found.voice) == (term, voice)


def test_speaker_and_whom_it_is_said_of_are_kept(reader: Reader) -> None:
    (found,) = terms(reader, '"The Peruvian regime will fall," the Chilean president said.')
    assert [a.country for a in found.holder] == ["CHL"]
    assert [a.country for a in found.target] == ["PER"]
    assert found.plain == "government"


@pytest.mark.parametrize(
    "text",
    [
        "Peru joined the sanctions regime of the European Union.",
        "Chile reformed its tax regime.",
        "The Liberation Front of Peru signed the pact with Chile.",
        "Ms. Slaughter advised the government of Chile.",
        "His political hero was a president of Peru.",
        "The plan met with resistance in Chile.",
        "The crash was a massacre, the driver said.",
    ],
)
def test_neutral_use_of_the_word_is_left(reader: Reader, text: str) -> None:
    assert terms(reader, text) == []

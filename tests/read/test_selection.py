"""What is left unparsed is what cannot hold a claim, and what no claim leans on."""

from __future__ import annotations

import pytest

from onrecord.actors import load_registry
from onrecord.coding import vocabulary
from onrecord.ingest import from_text
from onrecord.ontology import load_ontology
from onrecord.read import Reader
from onrecord.reading import Sentence
from onrecord.settings import Settings


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(parse="selected"), load_registry(), vocabulary(load_ontology()))


def parsed(reader: Reader, text: str) -> list[bool]:
    return [sentence.parsed for sentence in reader.read(from_text(text)).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya invaded Uganda.",  # a trigger and names
        "They invaded it.",  # pronouns may stand for somebody
        "Protesters stormed the ministry.",  # so may a role
        "It rained on dozens of huts.",  # a number may be a figure
        "Officials were wary.",  # a stance, and a role that may hold it
        "Lavrov denied it.",  # a surname that opens the sentence
        "Later came Juma Otieno.",  # a full name tells who "Otieno" is elsewhere
    ],
)
def test_what_may_hold_a_claim_or_tell_a_name_is_parsed(reader: Reader, text: str) -> None:
    assert parsed(reader, text) == [True]


@pytest.mark.parametrize(
    "text",
    ["The soup was warm.", "Rain fell softly over the old bridge.", "Nothing else happened on the road."],
)
def test_what_can_hold_none_is_not(reader: Reader, text: str) -> None:
    assert parsed(reader, text) == [False]


def test_a_frame_asks_for_all_its_words(reader: Reader) -> None:
    quiet = "The kettle broke off with a hiss."
    assert parsed(reader, quiet + " The sea lay still.") == [False, False]


def test_what_may_tell_who_a_pronoun_means_is_parsed_too(reader: Reader) -> None:
    told = "The day began with Otieno. The lake was calm. Then he attacked Uganda."
    assert parsed(reader, told) == [True, False, True]
    assert parsed(reader, "The day began with Otieno. The lake was calm. Then rain fell.") == [False] * 3


def test_the_paragraph_of_a_quotation_is_parsed_whole(reader: Reader) -> None:
    quoted = "The tea was cold. “Uganda attacked Kenya,” said the envoy."
    assert parsed(reader, quoted) == [True, True]
    assert parsed(reader, "The tea was cold. Uganda attacked Kenya.") == [False, True]


def test_all_parses_every_sentence() -> None:
    reader = Reader(Settings(parse="all"), load_registry(), vocabulary(load_ontology()))
    assert parsed(reader, "The soup was warm. Kenya invaded Uganda.") == [True, True]


def test_an_unparsed_sentence_keeps_its_words_and_has_no_tree(reader: Reader) -> None:
    document = from_text("The soup was warm.")
    (sentence,) = reader.read(document).sentences
    assert isinstance(sentence, Sentence)
    assert [document.text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
    assert [t.text for t in sentence.tokens] == ["The", "soup", "was", "warm", "."]
    assert sentence.root() is None
    assert all(t.head == t.i and not sentence.children[t.i] and t.pos == "X" for t in sentence.tokens)

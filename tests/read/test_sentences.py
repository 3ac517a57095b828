"""Where sentences end, and where they do not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.sentences import split_document, split_line
from onrecord.records import Document, Zone, ZoneKind


def sentences(line: str) -> list[str]:
    return [line[a:b] for a, b in split_line(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Talks ended. Nobody signed.", ["Talks ended.", "Nobody signed."]),
        ("They spoke on grain.Turkey agreed.", ["They spoke on grain.", "Turkey agreed."]),
        ("It has run since 1994.Kyiv agreed.", ["It has run since 1994.", "Kyiv agreed."]),
        ("“We will answer.” The minister left.", ["“We will answer.”", "The minister left."]),
        ("Why now? Nobody knows! So be it.", ["Why now?", "Nobody knows!", "So be it."]),
    ],
)
def test_sentences_end(line: str, expected: list[str]) -> None:
    assert sentences(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Kuleba met Gen. J. Smith of the U.S. Army.",
        "Prices rose 3.5 percent, i.e. Moscow gained.",
        "See www.Kyiv.example for more.",
        "He paused... and went on.",
        "The offer made by H.E. Ada Lind was refused.",
        "The Ph.D.Student from St. Petersburg spoke.",
    ],
)
def test_abbreviations_decimals_and_addresses_do_not_end_a_sentence(line: str) -> None:
    assert sentences(line) == [line]


def test_after_an_abbreviation_an_opening_word_begins_a_sentence() -> None:
    assert sentences("Talks moved to the U.S. The envoys left.") == [
        "Talks moved to the U.S.",
        "The envoys left.",
    ]


@given(st.text(alphabet="aB1 .!?…\n”\"“'\u0301😀", max_size=80))
def test_pieces_are_slices_in_order_and_lose_only_white_space(text: str) -> None:
    bounds = split_line(text)
    assert all(a < b for a, b in bounds)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(bounds))
    assert "".join("".join(text[a:b].split()) for a, b in bounds) == "".join(text.split())


def test_bylines_and_stamps_are_not_read() -> None:
    text = "Grain leaves Odesa\nBy Mara Quill\nThe ship left."
    zones = (
        Zone(kind=ZoneKind.TITLE, start=0, end=18),
        Zone(kind=ZoneKind.BYLINE, start=19, end=32),
        Zone(kind=ZoneKind.BODY, start=33, end=len(text)),
    )
    pieces = split_document(Document(document_id="d", raw_sha256="", format="text", text=text, zones=zones))
    assert [(p.text, p.zone) for p in pieces] == [
        ("Grain leaves Odesa", ZoneKind.TITLE),
        ("The ship left.", ZoneKind.BODY),
    ]
    assert all(text[p.start : p.start + len(p.text)] == p.text for p in pieces)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Boats left port at dawn. (AP Photo/Mara Holt) The minister stayed.",
            ["Boats left port at dawn.", "The minister stayed."],
        ),
        (
            "Boats block the harbour (Photo: Ada Lind). The minister stayed.",
            ["Boats block the harbour", "The minister stayed."],
        ),
        (
            "The talks failed Advertisement Continue reading the main story The minister stayed.",
            ["The talks failed", "The minister stayed."],
        ),
        (
            "The talks failed. Image copyright PA Image caption The minister leaves. He stayed away.",
            ["The talks failed.", "He stayed away."],
        ),
        ("He sold an image (a portrait of a queen) on Monday.", None),
        ("The image caption was wrong, and the story continues.", None),
        ("Officials (Mara Holt/Reuters) had left by noon.", None),
    ],
)
def test_words_of_the_page_part_paragraphs(line: str, expected: list[str] | None) -> None:
    found = split_document(Document(document_id="d", raw_sha256="0", format="text", text=line, language="en"))
    assert [p.text.strip(" .") for p in found] == [x.strip(" .") for x in expected or [line]]
    assert len({p.paragraph for p in found}) == (1 if expected is None else 2)


def test_captions_are_not_read() -> None:
    text = "Boats leave Port Salem (AP)\nThe minister stayed."
    zones = (Zone(kind=ZoneKind.CAPTION, start=0, end=27), Zone(kind=ZoneKind.BODY, start=28, end=len(text)))
    found = split_document(
        Document(document_id="d", raw_sha256="0", format="text", text=text, zones=zones, language="en")
    )
    assert [p.text for p in found] == ["The minister stayed."]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("17:55 Norway’s envoy told reporters to wait.", "Norway’s envoy told reporters to wait."),
        ("9.05am GMT — Talks began in Oslo.", "Talks began in Oslo."),
        ("18:40 | “We are done,” he said.", "“We are done,” he said."),
        ("17:55 was the time agreed.", "17:55 was the time agreed."),
        ("12.50 Danish crowns would do.", "12.50 Danish crowns would do."),
    ],
)
def test_hour_that_heads_an_entry_is_no_word_of_its_sentence(line: str, first: str) -> None:
    made = Document(document_id="d", raw_sha256="", format="text", text=line)
    assert [piece.text for piece in split_document(made)] == [first]

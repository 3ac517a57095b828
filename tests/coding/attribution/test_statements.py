"""What is kept of attributions: every statement, credits, and words held at arm's length."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from onrecord.coding import code_all
from onrecord.coding.attribution import find_attributions
from onrecord.coding.attribution.distancing import find_distanced
from onrecord.reading import Reading
from onrecord.records import AttributionForm, SourceKind

Read = Callable[..., Reading]


def distanced(reading: Reading) -> list[tuple[str | None, str]]:
    found = find_distanced(reading, find_attributions(reading))
    return [(a.source.text if a.source else None, a.content[0].text) for a in found]


def test_statement_without_a_claim_is_kept(reading: Read) -> None:
    coded = code_all(reading("“It rained for nine days,” the mayor said."))
    assert coded.claims == ()
    (said,) = coded.statements
    assert said.attribution.form is AttributionForm.DIRECT
    assert said.sentence.text.startswith("“It rained")


def test_outlet_that_was_told_is_no_statement_of_its_own(reading: Read) -> None:
    coded = code_all(reading("The envoy told The Daily Herald that the strait was shut."))
    (said,) = coded.statements
    assert said.attribution.addressee is not None
    assert said.attribution.addressee.text == "The Daily Herald"


def test_same_reading_gives_the_same_statements(reading: Read) -> None:
    text = "Norway denied the report. “We never paid anybody for it,” the envoy said."
    assert code_all(reading(text)) == code_all(reading(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The so-called republic has no post office.", [(None, "republic")]),
        ("The self-styled king of the island waved.", [(None, "king")]),
        ("The “peace boat” sank in May.", [(None, "peace boat")]),
        ("The envoy said that the so-called republic had no post office.", [("The envoy", "republic")]),
    ],
)
def test_words_held_at_arms_length(reading: Read, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert distanced(reading(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The republic has no post office.",
        "The ship “Northern Star” sank in May.",
        "“We never paid anybody for the boat,” the envoy said.",
        "The envoy called the plan “a bad joke” and left.",
    ],
)
def test_names_and_quoted_words_are_not_held_at_arms_length(reading: Read, text: str) -> None:
    assert distanced(reading(text)) == []


def test_distance_makes_no_voice(reading: Read) -> None:
    coded = code_all(reading("Norway attacked the so-called republic of Finland."))
    assert all(claim.attribution == () for claim in coded.claims)


def test_credit_says_who_gave_what(reading: Read) -> None:
    plain = reading("Norway closed the strait. Herald Staff contributed to this report.")
    start = plain.document.text.index("Herald Staff")
    credit = plain.quote(start, len(plain.document.text))
    credited = msgspec.structs.replace(
        plain, document=msgspec.structs.replace(plain.document, credits=(credit,))
    )
    (found,) = [a for a in find_attributions(credited) if a.form is AttributionForm.CREDIT]
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.text, found.cue.text, found.content[0].text) == (
        "Herald Staff",
        "contributed to",
        "this report",
    )
    assert found.source_kind is SourceKind.MEDIA

"""Pronouns and bare nouns: antecedents found, and left open where nobody can tell."""

from __future__ import annotations

import pytest

from onrecord.actors import load_registry
from onrecord.read.mentions import find_mentions
from onrecord.read.parse import parse_document
from onrecord.reading import Mention
from onrecord.records import Document


def read(text: str) -> tuple[Mention, ...]:
    document = Document(document_id="d", raw_sha256="", format="text", text=text)
    return find_mentions(document, parse_document(document), load_registry())


def last(text: str, words: str) -> Mention:
    return [m for m in read(text) if m.text == words][-1]


def countries(mention: Mention) -> list[str | None]:
    return [a.country for a in mention.actors]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chile signed the treaty. It also recalled its envoy.", "It", ["CHL"]),
        ("Peruvian Energy Minister Ada Quispe spoke. She praised Kenya.", "She", ["PER"]),
        (
            "Kenyan Energy Minister Ada Otieno met Peruvian Senator Ana Quispe. They signed a pact.",
            "They",
            None,
        ),
        ("Ada Otieno, a Kenyan lawmaker, and Ana Quispe, a Peruvian lawmaker, met. They left.", "They", None),
        ("Chile and Peru met. The two countries signed a pact.", "The two countries", ["CHL", "PER"]),
        ("Ties between Chile and Peru are cold. The latter has closed its border.", "The latter", ["PER"]),
        ("Chile's army attacked. The army then withdrew.", "The army", ["CHL"]),
        ("Norway fears the talks. The government said so on Monday.", "The government", ["NOR"]),
        ("Kenya lost a ship and its navy searched for days.", "its navy", ["KEN"]),
        ("Kenya's army said four of its soldiers had been killed.", "its soldiers", ["KEN"]),
        (
            "Peru's trade ministry accused Ecuador. A Chilean navy statement said two of its sailors died.",
            "its sailors",
            ["CHL"],
        ),
    ],
)
def test_reference_finds_its_antecedent(text: str, words: str, expected: list[str] | None) -> None:
    found = countries(last(text, words))
    assert found == expected if expected is not None else found in ([], ["KEN", "PER"])


def test_office_points_to_the_person_named_before() -> None:
    text = "Kenyan Energy Minister Ada Otieno flew to Lima. The Kenyan energy minister met reporters."
    actor = last(text, "The Kenyan energy minister").actors[0]
    assert (actor.name, actor.kind) == ("Ada Otieno", "person")


def test_counterpart_takes_the_other_country_and_the_same_office() -> None:
    mention = last(
        "Kenyan Energy Minister Ada Otieno met her Peruvian counterpart.", "her Peruvian counterpart"
    )
    assert countries(mention) == ["PER"]


def test_object_is_not_the_subject_of_its_clause() -> None:
    mention = last("Chile warned that Peru had attacked it.", "it")
    assert countries(mention) in ([], ["CHL"])


def test_it_that_stands_for_nothing_is_no_mention() -> None:
    assert "It" not in [m.text for m in read("It was not until May that Chile answered.")]


def test_first_person_is_left_to_the_speaker() -> None:
    mention = last("“We will answer,” Norway said.", "We")
    assert (mention.actors, mention.basis) == ((), "speaker")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Talks between Chile and Peru failed. It was blamed by all, and it sent a note.", "it"),
        ("The visit to Chile strengthened its image.", "its"),
        ("Chile is far. A company there said four of its drivers had been killed.", "its"),
        ("Chile attacked on Monday. The shipping company said it had lost a vessel.", "it"),
        ("The Otienos arrived in Chile with Kenyan officials. They slept.", "They"),
    ],
)
def test_open_reference_keeps_its_reason(text: str, words: str) -> None:
    mention = last(text, words)
    assert mention.actors == ()
    assert mention.basis in {"ambiguous", "unresolved"}


UNKNOWN_EMBASSY = (
    "The Kenyan embassy in Oslo was guarded. A man plotted against the embassy of a third country. "
    "He wanted to enter the embassy."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (UNKNOWN_EMBASSY, []),
        ("The Kenyan embassy in Oslo was guarded. A man wanted to enter the embassy.", ["KEN"]),
    ],
)
def test_embassy_of_nobody_known_stands_before_an_older_one(text: str, expected: list[str]) -> None:
    assert [c for c in countries(last(text, "the embassy")) if c] == expected

"""The codebook's own sentences: each positive codes to its type, each near miss does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.ontology import load_ontology
from onrecord.records import Claim, Polarity

POSITIVE = [(k.name, s) for k in load_ontology().types.values() for s in k.positive]
NEAR_MISSES = [(k.name, s) for k in load_ontology().types.values() for s in k.near_misses]


def held(claims: list[Claim]) -> set[str | None]:
    return {c.event_type for c in claims if c.polarity is Polarity.POSITIVE}


@pytest.mark.parametrize(("name", "sentence"), POSITIVE)
def test_positive_sentence_codes_to_its_type(
    name: str, sentence: str, events: Callable[..., list[Claim]]
) -> None:
    assert name in held(events(sentence))


@pytest.mark.parametrize(("name", "sentence"), NEAR_MISSES)
def test_near_miss_does_not_code_to_the_type(
    name: str, sentence: str, events: Callable[..., list[Claim]]
) -> None:
    assert name not in held(events(sentence))


@pytest.mark.parametrize("kind", load_ontology().types.values(), ids=lambda k: k.name)
def test_every_type_has_enough_sentences(kind: object) -> None:
    assert len(kind.positive) >= 8
    assert len(kind.near_misses) >= 5


@pytest.mark.parametrize(
    "text",
    [
        "Peru accused Chile of meddling in its elections.",
        "Peru condemned Chile's interference in its affairs.",
    ],
)
def test_meddling_is_coercion_by_no_named_means(text: str, events: Callable[..., list[Claim]]) -> None:
    (act,) = [c for c in events(text) if c.event_type == "COERCE"]
    assert act.mode is None


def test_spreading_lies_is_misinformation(events: Callable[..., list[Claim]]) -> None:
    (act,) = events("Chile's government spread disinformation about Peru.")
    assert (act.event_type, act.mode) == ("COERCE", "misinformation")

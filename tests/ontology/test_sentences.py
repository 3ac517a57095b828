"""The codebook's own sentences: what each says must be read is read, what it must not be is not.

A sentence with ``open`` tells why it is not read so yet; once it is, its test says that the mark can go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import pytest

from onrecord.coding.events import code_events
from onrecord.ingest import from_text
from onrecord.ontology import Example, load_ontology
from onrecord.read import Reader
from onrecord.records import Actor, Claim, Polarity
from onrecord.settings import Settings

KINDS = load_ontology().types.values()


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Settings())


@lru_cache(maxsize=256)
def claims(text: str) -> list[Claim]:
    """Return the event claims of ``text`` that say that something is so."""
    return [c for c in code_events(_reader().read(from_text(text))) if c.polarity is Polarity.POSITIVE]


def codes(actors: Sequence[Actor]) -> set[str]:
    return {a.country or (a.actor_id or "").partition(".")[0] for a in actors}


def fits(claim: Claim, name: str, told: Example) -> bool:
    sides = [(told.actors, claim.actors), (told.recipients, claim.recipients)]
    return (
        claim.event_type == name
        and told.mode in (None, claim.mode)
        and all(wanted is None or set(wanted.split()) == codes(found) for wanted, found in sides)
    )


def cases(told: Iterable[tuple[str, Example]]) -> list[object]:
    """Return test cases; one that is open must fail until the coder reads it."""
    return [
        pytest.param(
            name,
            example,
            id=f"{name}: {example.text}",
            marks=[pytest.mark.xfail(reason=example.open, strict=True)] if example.open else [],
        )
        for name, example in told
    ]


@pytest.mark.parametrize(("name", "told"), cases((k.name, e) for k in KINDS for e in k.examples))
def test_positive_sentence_gives_type_mode_and_parties(name: str, told: Example) -> None:
    found = claims(told.text)
    assert any(fits(c, name, told) for c in found), [
        (c.event_type, c.mode, codes(c.actors), codes(c.recipients)) for c in found
    ]


@pytest.mark.parametrize(("name", "told"), cases((k.name, e) for k in KINDS for e in k.counterexamples))
def test_near_miss_gives_another_type_or_none(name: str, told: Example) -> None:
    found = {c.event_type for c in claims(told.text)}
    assert name not in found
    assert told.instead is None or told.instead in found


@pytest.mark.parametrize("name", load_ontology().types)
def test_type_has_forty_sentences_and_twenty_five_near_misses(name: str) -> None:
    kind = load_ontology().types[name]
    assert len(kind.positive) >= 40
    assert len(kind.near_misses) >= 25


@pytest.mark.parametrize("name", load_ontology().types)
def test_a_third_of_the_sentences_says_more_than_the_type(name: str) -> None:
    told = load_ontology().types[name].examples
    assert 3 * sum(bool(e.mode or e.actors or e.recipients) for e in told) >= len(told)


@pytest.mark.parametrize("name", load_ontology().types)
def test_every_mode_has_a_sentence(name: str) -> None:
    kind = load_ontology().types[name]
    assert {e.mode for e in kind.examples} >= set(kind.modes)


@pytest.mark.parametrize("name", load_ontology().types)
def test_no_sentence_of_a_type_is_there_twice(name: str) -> None:
    kind = load_ontology().types[name]
    texts = [e.text for e in (*kind.examples, *kind.counterexamples)]
    assert len(texts) == len(set(texts))

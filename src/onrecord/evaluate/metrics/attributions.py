"""Agreement on attributions: source, cue and content, as the PolNeAR guidelines are scored here.

Attributions of one document are aligned one to one, so that the summed word overlap
(Dice) of their parts is as large as possible; a pair must share a word of cue or
content. On aligned pairs a part agrees *exactly* when its spans are the same and by
*overlap* when they share a word. *Lenient full*: cue and source overlap and the words
of the content reach F1 ≥ .5. A part that both leave out (no source) is not counted by
itself and does not stand in the way of lenient full.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from onrecord.evaluate.metrics.spans import Stretch, dice, word_starts

PARTS = ("source", "cue", "content")
LENIENT_CONTENT = 0.5
_OPENING = ("“", '"', "''", "``", "‘", "'", "«", "„")


class Parts(Struct, frozen=True):
    """One attribution as spans; ``source`` may be empty."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


class AttributionCounts(Struct, frozen=True):
    """What one document adds to the scores."""

    predicted: int
    gold: int
    aligned: int
    full: int
    """Pairs that agree leniently in full."""
    part_predicted: tuple[int, int, int]
    part_gold: tuple[int, int, int]
    part_exact: tuple[int, int, int]
    part_overlap: tuple[int, int, int]
    quotations: int
    """Gold attributions whose content opens with a quotation mark."""
    quotations_found: int
    """Those aligned with a content of lenient agreement."""


class _Words(Struct, frozen=True):
    source: set[int]
    cue: set[int]
    content: set[int]


def count_attributions(text: str, gold: Sequence[Parts], predicted: Sequence[Parts]) -> AttributionCounts:
    """Return how far the predicted attributions of ``text`` agree with the gold ones."""
    gold_words = [_words(text, parts) for parts in gold]
    predicted_words = [_words(text, parts) for parts in predicted]
    pairs = _align(gold_words, predicted_words)
    quotations = [is_quotation(text, parts) for parts in gold]
    agree = {g for g, p in pairs if _content_agrees(gold_words[g], predicted_words[p])}
    return AttributionCounts(
        predicted=len(predicted),
        gold=len(gold),
        aligned=len(pairs),
        full=sum(_agrees_in_full(gold_words[g], predicted_words[p]) for g, p in pairs),
        part_predicted=_triple([sum(bool(getattr(p, part)) for p in predicted) for part in PARTS]),
        part_gold=_triple([sum(bool(getattr(g, part)) for g in gold) for part in PARTS]),
        part_exact=_triple([sum(_exact(gold[g], predicted[p], part) for g, p in pairs) for part in PARTS]),
        part_overlap=_triple(
            [sum(_shares(gold_words[g], predicted_words[p], part) for g, p in pairs) for part in PARTS]
        ),
        quotations=sum(quotations),
        quotations_found=sum(quotations[g] for g in agree),
    )


def outermost(predicted: Sequence[Parts]) -> list[Parts]:
    """Return ``predicted`` without those that lie wholly inside the content of another.

    PolNeAR annotates the outermost attribution only.
    """
    return [
        inner
        for i, inner in enumerate(predicted)
        if not any(i != j and _inside(inner, outer) for j, outer in enumerate(predicted))
    ]


def is_quotation(text: str, parts: Parts) -> bool:
    """Return whether the content opens with a quotation mark."""
    return bool(parts.content) and text[slice(*parts.content[0])].lstrip().startswith(_OPENING)


def _inside(inner: Parts, outer: Parts) -> bool:
    spans = (*inner.cue, *inner.content)
    return bool(spans) and all(any(a <= s and e <= b for a, b in outer.content) for s, e in spans)


def _words(text: str, parts: Parts) -> _Words:
    return _Words(
        _span_words(text, parts.source), _span_words(text, parts.cue), _span_words(text, parts.content)
    )


def _span_words(text: str, spans: Sequence[Stretch]) -> set[int]:
    # A cue may be a lone colon: without a word, its characters stand for it.
    return word_starts(text, spans) or {i for s, e in spans for i in range(s, e)}


def _align(gold: Sequence[_Words], predicted: Sequence[_Words]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    weights = np.zeros((len(gold), len(predicted)))
    for g, wanted in enumerate(gold):
        for p, found in enumerate(predicted):
            told = dice(wanted.cue, found.cue) + dice(wanted.content, found.content)
            weights[g, p] = told + dice(wanted.source, found.source) if told else 0.0
    chosen = linear_sum_assignment(weights, maximize=True)
    return [(int(g), int(p)) for g, p in zip(*chosen, strict=True) if weights[g, p] > 0]


def _exact(gold: Parts, predicted: Parts, part: str) -> bool:
    return bool(getattr(gold, part)) and getattr(gold, part) == getattr(predicted, part)


def _shares(gold: _Words, predicted: _Words, part: str) -> bool:
    return bool(getattr(gold, part) & getattr(predicted, part))


def _content_agrees(gold: _Words, predicted: _Words) -> bool:
    return dice(gold.content, predicted.content) >= LENIENT_CONTENT


def _agrees_in_full(gold: _Words, predicted: _Words) -> bool:
    no_source = not gold.source and not predicted.source
    return (
        (no_source or _shares(gold, predicted, "source"))
        and _shares(gold, predicted, "cue")
        and _content_agrees(gold, predicted)
    )


def _triple(values: Sequence[int]) -> tuple[int, int, int]:
    source, cue, content = values
    return source, cue, content

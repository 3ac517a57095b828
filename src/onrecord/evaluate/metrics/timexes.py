"""TempEval-3 scores of time expressions (UzZaman et al. 2013, section 4).

Strict: same extent. Relaxed: extents overlap. The F1 of an attribute is the relaxed
F1 times the share of matched expressions whose attribute is right, which is
2 × right / (predicted + gold).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.evaluate.metrics.spans import overlap


class TimexTag(Struct, frozen=True):
    """One time expression of a text, gold or predicted."""

    start: int
    end: int
    type: str
    value: str | None


class TimexCounts(Struct, frozen=True):
    """What one document adds to the scores."""

    strict: int
    relaxed: int
    value: int
    """Matched (relaxed) and the value right."""
    type: int
    predicted: int
    gold: int


def pair_timexes(gold: Sequence[TimexTag], predicted: Sequence[TimexTag]) -> list[tuple[TimexTag, TimexTag]]:
    """Return (gold, predicted) pairs, each used once: same extents first, then by largest overlap."""
    ranked = sorted(
        (
            (not _same(g, p), -overlap((g.start, g.end), (p.start, p.end)), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if overlap((g.start, g.end), (p.start, p.end))
        ),
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in ranked:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def count_timexes(gold: Sequence[TimexTag], predicted: Sequence[TimexTag]) -> TimexCounts:
    """Return how many of one document's expressions agree, and in what."""
    pairs = pair_timexes(gold, predicted)
    return TimexCounts(
        strict=sum(_same(g, p) for g, p in pairs),
        relaxed=len(pairs),
        value=sum(g.value == p.value for g, p in pairs),
        type=sum(g.type == p.type for g, p in pairs),
        predicted=len(predicted),
        gold=len(gold),
    )


def _same(gold: TimexTag, predicted: TimexTag) -> bool:
    return (gold.start, gold.end) == (predicted.start, predicted.end)

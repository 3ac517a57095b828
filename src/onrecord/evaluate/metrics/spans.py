"""Overlap of stretches of text, counted in characters or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]
"""Start and end, half open."""

_WORD = re.compile(r"\w+")


def overlap(left: Stretch, right: Stretch) -> int:
    """Return how many characters both cover.

    >>> overlap((0, 5), (3, 9))
    2
    """
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def word_starts(text: str, spans: Iterable[Stretch]) -> set[int]:
    """Return where the words of ``text`` that touch ``spans`` begin; punctuation is no word.

    A word that a span cuts still begins where the text has it, so two spans that cut
    one word differently share it.
    """
    starts: set[int] = set()
    for start, end in spans:
        while start > 0 and start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        starts.update(m.start() for m in _WORD.finditer(text, start, end))
    return starts


def dice(left: set[int], right: set[int]) -> float:
    """Return the F1 of two sets, 0 where either is empty.

    >>> dice({1, 2, 3}, {2, 3, 4})
    0.6666666666666666
    """
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def any_overlap(left: Sequence[Stretch], right: Sequence[Stretch]) -> bool:
    """Return whether one of ``left`` shares a character with one of ``right``."""
    return any(overlap(a, b) for a in left for b in right)

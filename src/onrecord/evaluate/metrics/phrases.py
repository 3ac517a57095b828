"""Whether an answer phrase says what one of the gold phrases says.

It does when, in lower case and without function words, one phrase's words contain the
other's, or they reach F1 ≥ .5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "a an the of in on at to for from by with and or is are was were be been has have had its his her "
    "their this that s".split()
)


def content_words(phrase: str) -> frozenset[str]:
    """Return the lower-case words of ``phrase`` that carry meaning, all of them if none does."""
    words = frozenset(_WORD.findall(phrase.lower()))
    return (words - _EMPTY) or words


def says_the_same(answer: str, gold: Iterable[str]) -> bool:
    """Return whether ``answer`` agrees with one of ``gold``.

    >>> says_the_same("in Baku", ["the city of Baku"])
    True
    >>> says_the_same("Tuesday", ["Monday"])
    False
    """
    words = content_words(answer)
    return any(_agree(words, content_words(phrase)) for phrase in gold)


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    if not left or not right:
        return False
    common = len(left & right)
    return common == min(len(left), len(right)) or 2 * common / (len(left) + len(right)) >= 0.5

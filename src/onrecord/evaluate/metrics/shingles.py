"""Four-gram agreement of extracted text, as the article-extraction benchmark (Zyte, 2019) defines it.

Words are runs of ``\\w``. Of the multisets of word four-grams, shared, extra and missed
ones are counted; precision and recall are per page, then averaged over the pages where
they are defined; F1 is their harmonic mean. A text of fewer than four words is one
shorter gram.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
SIZE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the multiset of word four-grams of ``text``.

    >>> sorted(shingles("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    """
    words = _WORD.findall(text)
    grams = (tuple(words[i : i + SIZE]) for i in range(max(1, len(words) - SIZE + 1)))
    return Counter(gram for gram in grams if gram)


def page_counts(gold: str, predicted: str) -> tuple[float, float, float, float]:
    """Return (precision, 1, recall, 1) of one page, 0 and 0 where it is not defined."""
    wanted, found = shingles(gold), shingles(predicted)
    common = (wanted & found).total()
    return (*_share(common, found.total()), *_share(common, wanted.total()))


def _share(common: int, whole: int) -> tuple[float, float]:
    return (common / whole, 1.0) if whole else (0.0, 0.0)

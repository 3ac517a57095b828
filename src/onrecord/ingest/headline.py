"""Where the headline stands in stripped text: the line that says again what the page calls itself.

The first line of a stripped page is often its title with the outlet's name behind
it. Where the same words come again as a line, above paragraphs that speak of them,
the article begins; what stands above is the page's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.ingest.lines import Line, content_words, overlap

_CUT = re.compile(r"\s+(?:[|•·»–—-]|::)\s+")
_SPACE = re.compile(r"\W+")
_HEADLINE_WORDS = 4
_NEAR = 14
"""The lead stands among so many lines below the headline."""
_OFF_TOPIC = 0.2
"""What a paragraph below counts that shares no word with the headline."""
_LEAD_WORDS = 15
_AS_GOOD = 0.7
"""The first of the places is taken that has at least so much of the best one's support."""


def find_headline(lines: Sequence[Line], alive: Sequence[int]) -> int | None:
    """Return the line that repeats the page's title above its article, None when no line does."""
    if not alive:
        return None
    wanted = _forms(lines[alive[0]].text)
    again = [i for i in alive[1:] if _fold(lines[i].text) in wanted]
    if not again:
        return None
    known = content_words(lines[again[0]].text)
    places = [alive[0], *again]
    ends = [*again, alive[-1] + 1]
    support = [_support(lines, _below(alive, i, end), known) for i, end in zip(places, ends, strict=True)]
    best = max(support)
    if best < _LEAD_WORDS:
        return None
    return next(i for i, s in zip(places, support, strict=True) if s >= _AS_GOOD * best)


def _below(alive: Sequence[int], start: int, end: int) -> list[int]:
    """Return the nearest lines behind ``start`` and before ``end``."""
    first = bisect_right(alive, start)
    return [n for n in alive[first : first + _NEAR] if n < end]


def _forms(title: str) -> frozenset[str]:
    """Return the title whole, and its parts without the outlet's name, as lines are compared."""
    parts = [title, *_CUT.split(title)]
    cut = list(_CUT.finditer(title))
    parts += [title[: m.start()] for m in cut] + [title[m.end() :] for m in cut]
    return frozenset(_fold(p) for p in parts if len(p.split()) >= _HEADLINE_WORDS)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text.casefold()).strip()


def _support(lines: Sequence[Line], below: Sequence[int], known: frozenset[str]) -> float:
    """Return how many words of paragraphs below speak for a headline."""
    return sum(
        lines[i].words * (1.0 if overlap(lines[i], known) > 0 else _OFF_TOPIC)
        for i in below
        if lines[i].prose
    )

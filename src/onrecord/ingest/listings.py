"""Lists on a stripped page: those of the article, and those of other articles shown around it.

Used by :mod:`onrecord.ingest.strip`. A list belongs to the article when the line
above announces it or its items are numbered; paragraphs and headlines that the page
shows twice are its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.ingest.furniture import is_furniture, is_notice
from onrecord.ingest.lines import Line

_LIST_SHARE = 0.6
"""A run of lines is a list of the article's own when so many of them begin or part alike."""
_LIST_LINES = 3
_ONCE_SHARE = 0.5
"""What stands on the page once must be so much of what is listed twice, to be the article."""
_TWIN_WORDS = 5
_ITEM = re.compile(r"[-–—•*·‣▪]\s?\w|\(?\d{1,3}\s?[.):]|[a-zA-Z][.)]\s")
_PARTS = (" – ", " -- ", " — ")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")


def repeated(lines: Sequence[Line], alive: Sequence[int]) -> frozenset[int]:
    """Return the paragraphs the page prints twice: all of a list shown twice, else all but the best placed.

    A page whose every paragraph comes twice was printed twice: its first copy stays.
    """
    places: dict[str, list[int]] = {}
    for i in alive:
        if lines[i].prose:
            places.setdefault(lines[i].text, []).append(i)
    several = [found for found in places.values() if len(found) > 1]
    if len(several) == len(places):
        return frozenset(i for found in several for i in found[1:])
    copies = {i for found in several for i in found}
    kept = {max(found, key=lambda i: (_company(lines, i, copies), -i)) for found in several}
    listed = {i for i in kept if {i - 1, i + 1} & copies}
    once = sum(lines[i].words for i in alive if lines[i].prose and i not in copies)
    if once < _ONCE_SHARE * sum(lines[i].words for i in listed):
        listed = set()  # then it is the article that is shown twice
    return frozenset((copies - kept) | listed)


def _company(lines: Sequence[Line], i: int, copies: set[int]) -> int:
    """Return how many lines beside line ``i`` are paragraphs that stand on the page once."""
    return sum(
        0 <= n < len(lines) and lines[n].prose and n not in copies for n in (i - 2, i - 1, i + 1, i + 2)
    )


def twins(lines: Sequence[Line], middle: Sequence[int]) -> list[int]:
    """Return the headlines that stand twice close by: a link and the description of its picture."""
    return [
        i
        for n, i in enumerate(middle)
        if lines[i].words >= _TWIN_WORDS
        and not lines[i].prose
        and any(lines[k].text == lines[i].text for k in (*middle[max(0, n - 3) : n], *middle[n + 1 : n + 4]))
    ]


def is_list(lines: Sequence[Line]) -> bool:
    """True when the lines read as the items of a list in the article, not as links or a menu."""
    marked = sum(_ITEM.match(line.text) is not None for line in lines)
    parted = max(sum(mark in line.text for line in lines) for mark in _PARTS)
    return marked >= len(lines) / 2 or parted >= _LIST_SHARE * len(lines)


def listed(lines: Sequence[Line], tail: Sequence[int], last: int | None) -> list[int]:
    """Return the lines right behind the last paragraph that are a list it announces or numbers."""
    found: list[int] = []
    for i in tail:
        if is_notice(lines[i].text) or (is_furniture(lines[i].text) and not _ADDRESS.match(lines[i].text)):
            break
        found.append(i)
    announced = last is not None and lines[last].text.endswith((":", "："))
    if not announced:
        marked = [n for n, i in enumerate(found) if _ITEM.match(lines[i].text)]
        gaps = [b - a for a, b in pairwise([-1, *marked])]
        upto = next((n for n, gap in enumerate(gaps) if gap > 2), len(gaps))
        found = found[: marked[upto - 1] + 2] if upto else []
    return found if len(found) >= _LIST_LINES else []

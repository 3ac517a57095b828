"""Lay extracted text over the HTML it came from, so that its characters can be found there.

The HTML is read once into its visible characters, each with its offset; white
space is left out of both sides, because extraction rewrites it. A paragraph is
looked for as a whole, then in shorter and shorter stretches of words, always
onwards; what is not found simply has no segment.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator

from onrecord.records import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<(script|style|noscript|template|svg)\b[^>]*>.*?(?:</\1\s*>|\Z)|</?[a-zA-Z!?][^<>]*>|"
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?",
    re.DOTALL | re.IGNORECASE,
)
_SKIPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]")
_STRETCHES = (12, 4, 1)
_WINDOW = 4000
"""Visible characters within which a short stretch is looked for; further on it would be chance."""


class Visible:
    """The visible characters of an HTML source without white space, and where each stands in it."""

    def __init__(self, source: str) -> None:
        self._starts = array("q")
        self._ends = array("q")
        chars: list[str] = []
        for text, start, end in _runs(source):
            if end - start == len(text):
                for i, char in enumerate(text):
                    self._add(chars, char, start + i, start + i + 1)
            else:
                for char in text:
                    self._add(chars, char, start, end)
        self.text = "".join(chars)

    def _add(self, chars: list[str], char: str, start: int, end: int) -> None:
        if not _SKIPPED.match(char):
            chars.append(char)
            self._starts.append(start)
            self._ends.append(end)

    def bounds(self, i: int) -> tuple[int, int]:
        """Return the offsets in the source of visible character ``i``."""
        return self._starts[i], self._ends[i]


def _runs(source: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for match in _TOKEN.finditer(source):
        if match.start() > at:
            yield source[at : match.start()], at, match.start()
        at = match.end()
        if match.group().startswith("&"):
            yield html.unescape(match.group()), match.start(), match.end()
    if at < len(source):
        yield source[at:], at, len(source)


class Aligner:
    """Finds paragraph after paragraph in a source, onwards from the one before."""

    def __init__(self, source: str) -> None:
        self._visible = Visible(source)
        self._at = 0

    def locate(self, text: str, *, anywhere: bool = False) -> tuple[Segment, ...]:
        """Return the segments of ``text``, offsets counted within it.

        ``anywhere`` is for a title, which may stand before or after; it moves nothing.
        """
        places = [i for i, char in enumerate(text) if not _SKIPPED.match(char)]
        found: list[tuple[int, int]] = []
        at = 0 if anywhere else self._at
        for start, end, hit in self._stretches(text, places, at, whole=anywhere):
            found.extend((places[i], hit + i - start) for i in range(start, end))
        if found and not anywhere:
            self._at = found[-1][1] + 1
        return tuple(_segments(text, found, self._visible))

    def _stretches(
        self, text: str, places: list[int], at: int, *, whole: bool
    ) -> Iterator[tuple[int, int, int]]:
        """Yield bounds in ``places`` of each stretch that was found, and where it begins in the source."""
        squeezed = "".join(text[i] for i in places)
        if not squeezed:
            return
        hit = self._visible.text.find(squeezed, at)
        if hit >= 0:
            yield 0, len(squeezed), hit
            return
        if whole:
            return
        yield from self._by_words(squeezed, _word_ends(text, places), at)

    def _by_words(self, squeezed: str, ends: list[int], at: int) -> Iterator[tuple[int, int, int]]:
        word, start = 0, 0
        while word < len(ends):
            for stretch in _STRETCHES:
                last = min(word + stretch, len(ends)) - 1
                chunk = squeezed[start : ends[last]]
                limit = (
                    len(self._visible.text) if stretch == _STRETCHES[0] else at + _WINDOW // (13 - stretch)
                )
                hit = self._visible.text.find(chunk, at, limit)
                if hit >= 0:
                    yield start, ends[last], hit
                    at = hit + len(chunk)
                    break
            else:
                last = word
            start, word = ends[last], last + 1


def _word_ends(text: str, places: list[int]) -> list[int]:
    """Return for each word of ``text`` the index behind its last character in ``places``."""
    return [n + 1 for n, i in enumerate(places) if n + 1 == len(places) or places[n + 1] != i + 1]


def _segments(text: str, found: list[tuple[int, int]], visible: Visible) -> Iterator[Segment]:
    """Yield the longest runs in which text and source go side by side."""
    open_: tuple[int, int, int, int, bool] | None = None
    for place, index in found:
        start, end = visible.bounds(index)
        exact = end - start == 1
        if open_ is not None and exact and open_[4] and open_[1] == place and open_[3] == start:
            open_ = (open_[0], place + 1, open_[2], end, True)
            continue
        if open_ is not None:
            yield _segment(open_)
        open_ = (place, place + 1, start, end, exact)
    if open_ is not None:
        yield _segment(open_)


def _segment(run: tuple[int, int, int, int, bool]) -> Segment:
    return Segment(start=run[0], end=run[1], raw_start=run[2], raw_end=run[3], exact=run[4])

"""Lay extracted text over the HTML it came from, so that its characters can be found there.

The HTML is read once into its visible characters, each with its offset; white
space is left out of both sides, because extraction rewrites it. Paragraphs that
stand there as a whole are set first, as many characters of them as follow each
other in the same order; the rest is looked for between its neighbours, in
shorter and shorter stretches of words. What is not found has no segment.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.records import Segment

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<(script|style|noscript|template|svg)\b[^>]*>.*?(?:</\1\s*>|\Z)|</?[a-zA-Z!?][^<>]*>|"
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?",
    re.DOTALL | re.IGNORECASE,
)
_SKIPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]")
_STRETCHES = (12, 4, 1)
"""Words looked for together."""
_WINDOW = {12: 20_000, 4: 500, 1: 60}
"""Visible characters within which each stretch is looked for; further on a short one would be chance."""
_MAX_HITS = 8


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
    """Finds the paragraphs of one article in a source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._visible = Visible(source)

    def locate(self, text: str) -> tuple[Segment, ...]:
        """Return the segments of ``text`` where it first stands as a whole; for a title."""
        places, squeezed = _squeeze(text)
        hit = self._visible.text.find(squeezed) if squeezed else -1
        return self._segments(text, [(place, hit + n) for n, place in enumerate(places)] if hit >= 0 else [])

    def locate_all(self, texts: Sequence[str]) -> list[tuple[Segment, ...]]:
        """Return the segments of each of ``texts``, offsets counted within it, in reading order."""
        squeezed = [_squeeze(text) for text in texts]
        anchors = _chain(
            [self._hits(letters) for _, letters in squeezed], [len(letters) for _, letters in squeezed]
        )
        ends = _following(anchors, len(self._visible.text))
        found, at = [], 0
        for n, text in enumerate(texts):
            places, letters = squeezed[n]
            hit = anchors[n]
            if hit is None:
                pairs = list(self._piecewise(places, letters, at, ends[n]))
            else:
                pairs = [(place, hit + i) for i, place in enumerate(places)]
            at = pairs[-1][1] + 1 if pairs else at
            found.append(self._segments(text, pairs))
        return found

    def _hits(self, letters: str) -> list[int]:
        """Return the first places where ``letters`` stand whole."""
        hits: list[int] = []
        at = 0
        while letters and len(hits) < _MAX_HITS and (at := self._visible.text.find(letters, at)) >= 0:
            hits.append(at)
            at += 1
        return hits

    def _piecewise(self, places: Sequence[int], letters: str, at: int, end: int) -> Iterator[tuple[int, int]]:
        for start, stop, hit in self._by_words(letters, _word_ends(places), at, end):
            yield from ((places[i], hit + i - start) for i in range(start, stop))

    def _by_words(
        self, letters: str, ends: Sequence[int], at: int, end: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield bounds in ``letters`` and place of each stretch of words found between ``at`` and ``end``."""
        word, start = 0, 0
        while word < len(ends):
            for stretch in _STRETCHES:
                last = min(word + stretch, len(ends)) - 1
                chunk = letters[start : ends[last]]
                hit = self._visible.text.find(chunk, at, min(end, at + _WINDOW[stretch]))
                if hit >= 0:
                    yield start, ends[last], hit
                    at = hit + len(chunk)
                    break
            else:
                last = word
            start, word = ends[last], last + 1

    def _segments(self, text: str, pairs: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
        """Return the longest runs in which text and source go side by side."""
        runs: list[tuple[int, int, int, int, bool]] = []
        for place, index in pairs:
            start, end = self._visible.bounds(index)
            exact = end - start == 1
            if exact and runs and runs[-1][4] and self._goes_on(text, runs[-1], place, start):
                runs[-1] = (runs[-1][0], place + 1, runs[-1][2], end, True)
            else:
                runs.append((place, place + 1, start, end, exact))
        return tuple(_segment(run) for run in runs)

    def _goes_on(self, text: str, run: tuple[int, int, int, int, bool], place: int, start: int) -> bool:
        """True when nothing but the same characters lies between a run and the next character."""
        between = text[run[1] : place]
        return start - run[3] == len(between) and between == self._source[run[3] : start]


def _squeeze(text: str) -> tuple[list[int], str]:
    """Return the indices of the visible characters of ``text``, and those characters."""
    places = [i for i, char in enumerate(text) if not _SKIPPED.match(char)]
    return places, "".join(text[i] for i in places)


def _following(anchors: Sequence[int | None], end: int) -> list[int]:
    """Return for each paragraph where the next one that was found begins, ``end`` behind the last."""
    found = []
    for anchor in reversed(anchors):
        found.append(end)
        end = end if anchor is None else anchor
    return found[::-1]


def _chain(hits: Sequence[Sequence[int]], weights: Sequence[int]) -> list[int | None]:
    """Return for each paragraph one of its hits or None, so that they ascend and weigh the most."""
    ends: list[int] = []
    best: list[tuple[int, int, int]] = []  # weight of the chain, link to it, paragraph: parallel to ends
    links: list[tuple[int, int, int]] = []  # paragraph, hit, link before it
    for n, (places, weight) in enumerate(zip(hits, weights, strict=True)):
        added = []
        for hit in places:
            at = bisect_right(ends, hit) - 1
            total, before = (best[at][0], best[at][1]) if at >= 0 else (0, -1)
            added.append((hit + weight, total + weight, (n, hit, before)))
        for end, total, link in added:
            links.append(link)
            _keep(ends, best, end, (total, len(links) - 1, n))
    chosen: list[int | None] = [None] * len(hits)
    at = best[-1][1] if best else -1
    while at >= 0:
        n, hit, at = links[at]
        chosen[n] = hit
    return chosen


def _keep(ends: list[int], best: list[tuple[int, int, int]], end: int, entry: tuple[int, int, int]) -> None:
    """Enter a chain that ends at ``end`` if no chain ending earlier weighs as much; drop those it beats."""
    at = bisect_right(ends, end)
    if at and best[at - 1][0] >= entry[0]:
        return
    stop = at
    while stop < len(best) and best[stop][0] <= entry[0]:
        stop += 1
    ends[at:stop], best[at:stop] = [end], [entry]


def _word_ends(places: Sequence[int]) -> list[int]:
    """Return for each word the index behind its last character in ``places``."""
    return [n + 1 for n, i in enumerate(places) if n + 1 == len(places) or places[n + 1] != i + 1]


def _segment(run: tuple[int, int, int, int, bool]) -> Segment:
    return Segment(start=run[0], end=run[1], raw_start=run[2], raw_end=run[3], exact=run[4])

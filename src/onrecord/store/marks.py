"""Where in a text the words asked for stand: offsets for whoever marks them on a page or a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onrecord.store.base import Store
from onrecord.store.shapes import HitLine, MarkLine
from onrecord.store.text_index import stems
from onrecord.store.text_search import WORD, Words

AROUND = 80
"""Characters shown on each side of a hit in a long text."""
SHOWN = 3
"""Excerpts of one article at most, those with the most hits."""

Mark = tuple[int, int]


class Marker:
    """Finds the phrases of ``words`` in texts, by the stems that the index was made with."""

    def __init__(self, store: Store, words: Words) -> None:
        self._store, self._words = store, words
        self._stems: dict[str, str] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Look up the stems of the words of ``texts`` at once, which is quicker than one by one."""
        seen = {word for text in texts for word in WORD.findall(text)}
        if fresh := seen - self._stems.keys():
            self._stems |= stems(self._store, fresh)

    def marks(self, text: str) -> list[Mark]:
        """Return where the phrases stand in ``text``, in order, none within another."""
        self.learn([text])
        tokens = [(m.start(), m.end(), s) for m in WORD.finditer(text) if (s := self._stems[m[0]])]
        found = sorted(mark for phrase in self._words.phrases for mark in _runs(tokens, phrase))
        return [mark for before, mark in pairwise([(-1, -1), *found]) if mark[1] > before[1]]

    def hit(self, text: str, start: int) -> HitLine:
        """Return all of ``text``, which begins at ``start`` of its article, with its marks."""
        return _hit(text, start, self.marks(text))

    def excerpts(self, text: str) -> list[HitLine]:
        """Return the stretches of an article with the most hits, in order of the text."""
        groups = _grouped(self.marks(text), text)
        best = sorted(sorted(groups, key=lambda marks: (-len(marks), marks[0]))[:SHOWN])
        return [_excerpt(text, marks) for marks in best]


def _runs(tokens: Sequence[tuple[int, int, str]], phrase: tuple[str, ...]) -> Iterator[Mark]:
    """Yield first and last character of each run of tokens whose stems are ``phrase``."""
    length = len(phrase)
    for i in range(len(tokens) - length + 1):
        run = tokens[i : i + length]
        if tuple(stem for _, _, stem in run) == phrase:
            yield run[0][0], run[-1][1]


def _grouped(marks: list[Mark], text: str) -> list[list[Mark]]:
    """Return ``marks`` with those together that one excerpt, inside one paragraph, can show."""
    groups: list[list[Mark]] = []
    for mark in marks:
        near = groups and mark[1] - groups[-1][0][0] <= 2 * AROUND
        if near and "\n" not in text[groups[-1][-1][1] : mark[0]]:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _excerpt(text: str, marks: list[Mark]) -> HitLine:
    """Return the stretch around ``marks``, cut between words and inside one paragraph."""
    first, last = marks[0][0], marks[-1][1]
    start = max(text.rfind("\n", 0, first) + 1, first - AROUND, 0)
    line_end = text.find("\n", last)
    end = min(len(text) if line_end < 0 else line_end, last + AROUND)
    if start and text[start - 1] != "\n":
        start = min(start + len(text[start:first].partition(" ")[0]) + 1, first)
    if end < len(text) and text[end] != "\n":
        end = max(end - len(text[last:end].rpartition(" ")[2]), last)
    return _hit(text[start:end].rstrip(), start, [(a - start, b - start) for a, b in marks])


def _hit(text: str, start: int, marks: list[Mark]) -> HitLine:
    told = [MarkLine(start=start + a, end=start + b) for a, b in marks]
    return HitLine(start=start, end=start + len(text), text=text, marks=told)

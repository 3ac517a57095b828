"""Lines of a text, where they stand in it, and the signals by which they are told apart.

Used for pages that were stripped of their markup: all that is left of a page's
structure is which words share a line and how long the lines are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")
_CLOSING = re.compile(r"[^\w.!?…:;,。！？؟।]+$")
"""Quotation marks, brackets, pictographs: what may stand behind the stop that ends a sentence."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_PROSE_WORDS = 8
_LONG_WORDS = 28
_HEADLINE_WORDS = 24


class Line(Struct, frozen=True):
    """A line without the white space around it, and its offset in the text it is a slice of."""

    text: str
    start: int
    words: int
    """Number of words; two characters count as one where a script writes no spaces."""
    script: str | None
    """The script most of its letters are in."""

    @property
    def stopped(self) -> bool:
        """True when the line ends as a sentence does."""
        return _CLOSING.sub("", self.text[-40:]).endswith(_STOPS) or self.text.endswith(("”", "»"))

    @property
    def prose(self) -> bool:
        """True when the line reads as a paragraph: several words and a stop, or many words."""
        return self.words >= _LONG_WORDS or (self.words >= _PROSE_WORDS and self.stopped)

    @property
    def headline(self) -> bool:
        """True when the line could be a headline: not long, and no full stop at its end."""
        ends = _CLOSING.sub("", self.text[-40:])
        return 2 <= self.words <= _HEADLINE_WORDS and not ends.endswith((".", ":", ";", ",", "。"))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold anything, in order."""
    lines = []
    at = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip("\ufeff\u200b\u200e\u200f \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\xa0\u2028\u2029\u3000")
        if stripped.strip():
            stripped = stripped.strip()
            lines.append(_line(stripped, at + raw.index(stripped)))
        at += len(raw)
    return lines


def _line(text: str, start: int) -> Line:
    return Line(text=text, start=start, words=count_words(text), script=script_of(text))


def count_words(text: str) -> int:
    """Return the number of words, counting two characters as one in scripts without spaces.

    >>> count_words("The minister's plane"), count_words("部长抵达巴库")
    (3, 3)
    """
    unspaced = len(_UNSPACED.findall(text))
    if unspaced:
        text = _UNSPACED.sub(" ", text)
    return len(_WORD.findall(text)) + (unspaced + 1) // 2


@lru_cache(maxsize=4096)
def _script(char: str) -> str | None:
    if char.isascii():
        return "LATIN" if char.isalpha() else None
    if not char.isalpha():
        return None
    import unicodedata

    word = unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0]
    return "CJK" if word in {"HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"} else word or None


def script_of(text: str) -> str | None:
    """Return the script that most letters of ``text`` are in, None without letters.

    >>> script_of("сводка новостей"), script_of("12:30")
    ('CYRILLIC', None)
    """
    counts = Counter(script for char in text[:2000] if (script := _script(char)) is not None)
    return max(sorted(counts), key=counts.__getitem__) if counts else None


def main_script(lines: Sequence[Line]) -> str | None:
    """Return the script of the article: the one with most words in lines of prose, or in all lines."""
    for chosen in ([x for x in lines if x.prose], lines):
        counts: Counter[str] = Counter()
        for line in chosen:
            if line.script is not None:
                counts[line.script] += line.words
        if counts:
            return max(sorted(counts), key=counts.__getitem__)
    return None


def content_words(text: str) -> frozenset[str]:
    """Return the stems (first five letters) of the longer words of ``text``."""
    return frozenset(w.casefold()[:5] for w in _WORD.findall(text) if len(w) > 3)


def overlap(line: Line, known: frozenset[str]) -> float:
    """Return which part of the longer words of ``line`` is among ``known``, 0 when it has none."""
    words = content_words(line.text)
    return len(words & known) / len(words) if words else 0.0


def runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each run of true values."""
    start = None
    for i, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield start, i
            start = None

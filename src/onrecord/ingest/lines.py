"""Lines of a text, where they stand in it, and the signals by which they are told apart.

Used for pages that were stripped of their markup: all that is left of a page's
structure is which words share a line and how long the lines are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from onrecord.ingest.decode import clean_characters

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")
_CLOSING = re.compile(r"[^\w.!?…:;,。！？؟।]+$")
"""Quotation marks, brackets, pictographs: what may stand behind the stop that ends a sentence."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\ufeff\u200b\u200e\u200f"
_POINTED = re.compile(r"[.,;:!?…](?=\s|$)|[、。，！？؟،।]")
"""Points and commas: a cloud of tags has none."""
_PROSE_WORDS = 8
_LONG_WORDS = 28
_HEADLINE_WORDS = 24
_SHOUTED_WORDS = 6
_MIN_WIDTH, _MAX_WIDTH = 40, 120
"""Text is broken at widths between these, in characters."""
_MIN_WRAPPED = 4
_WRAPPED_SHARE = 0.3
_FULL = 0.72
"""A line at least this full of the width was broken because no more fitted."""


def is_stopped(text: str) -> bool:
    """True when ``text`` ends as a sentence does.

    >>> is_stopped("They left.”"), is_stopped("Ministers leave")
    (True, False)
    """
    return _CLOSING.sub("", text[-40:]).endswith(_STOPS) or text.endswith(("”", "»"))


def one_line(text: str | None) -> str:
    """Return ``text`` with its white space collapsed and nothing in it that cannot stand in text."""
    return clean_characters(" ".join((text or "").split()))


def same_words(text: str, other: str) -> bool:
    """True when both are equal but for case, spaces and punctuation."""
    return re.sub(r"\W+", "", text.casefold()) == re.sub(r"\W+", "", other.casefold())


class Line(Struct, frozen=True):
    """A line without the white space around it, and where it stands in the text it is a slice of.

    A paragraph that was broken at a fixed width is one line; its parts are joined by spaces.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    """For each part its start and end within ``text`` and the offset it was taken from."""
    words: int
    """Number of words; two characters count as one where a script writes no spaces."""
    script: str | None
    """The script most of its letters are in."""

    @property
    def start(self) -> int:
        """The offset of the line in the text it was taken from."""
        return self.parts[0][2]

    @property
    def stopped(self) -> bool:
        """True when the line ends as a sentence does."""
        return is_stopped(self.text)

    @property
    def prose(self) -> bool:
        """True when the line reads as a paragraph: some words and a stop, or many with points or commas."""
        if self.words >= _PROSE_WORDS and self.stopped:
            return True
        return self.words >= _LONG_WORDS and _POINTED.search(self.text) is not None

    @property
    def shouted(self) -> bool:
        """True when the line is a whole headline in capitals."""
        upper = sum(c.isupper() for c in self.text)
        return self.words >= _SHOUTED_WORDS and upper > 3 * sum(c.islower() for c in self.text)

    @property
    def headline(self) -> bool:
        """True when the line could be a headline: not long, and no full stop at its end."""
        ends = _CLOSING.sub("", self.text[-40:])
        return 2 <= self.words <= _HEADLINE_WORDS and not ends.endswith((".", ":", ";", ",", "。"))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold anything, in order."""
    found: list[list[tuple[str, int]]] = [[]]
    at = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip(_BLANK)
        if stripped:
            found[-1].append((stripped, at + raw.index(stripped)))
        elif found[-1]:
            found.append([])
        at += len(raw)
    width = _wrap_width(found)
    return [
        _line(parts)
        for block in found
        for parts in (_rejoined(block, width) if width else [[p] for p in block])
    ]


def _wrap_width(blocks: Sequence[Sequence[tuple[str, int]]]) -> int | None:
    """Return at what width the text was broken into lines, None when a line is a paragraph.

    Broken text shows by long lines of much the same length that end in mid-sentence
    and go on in lower case right below.
    """
    long = [text for block in blocks for text, _ in block if len(text) >= _MIN_WIDTH]
    if len(long) < _MIN_WRAPPED:
        return None
    width = max(len(text) for text in long)
    broken = sum(
        len(upper) >= _MIN_WIDTH and upper[-1] not in '.!?:;”"' and lower[:1].islower()
        for block in blocks
        for (upper, _), (lower, _) in pairwise(block)
    )
    return width if width <= _MAX_WIDTH and broken >= _WRAPPED_SHARE * len(long) else None


def _rejoined(block: Sequence[tuple[str, int]], width: int) -> list[list[tuple[str, int]]]:
    """Return the paragraphs of a block of lines: one ends where the next word would have fitted."""
    paragraphs: list[list[tuple[str, int]]] = []
    full = False
    for text, start in block:
        if full:
            paragraphs[-1].append((text, start))
        else:
            paragraphs.append([(text, start)])
        full = len(text) >= _FULL * width
    return paragraphs


def _line(found: Sequence[tuple[str, int]]) -> Line:
    text = " ".join(part for part, _ in found)
    parts, at = [], 0
    for part, start in found:
        parts.append((at, at + len(part), start))
        at += len(part) + 1
    return Line(text=text, parts=tuple(parts), words=count_words(text), script=script_of(text))


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

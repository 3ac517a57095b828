"""Find quotations by their marks: text of a paragraph → spans with the marks.

Works on characters, before any cue is known; who owns a quotation is decided in
:mod:`onrecord.coding.attribution.quotations_owners`. Straight, typographic, doubled single
marks and guillemets are known; marks that do not pair are dropped unless the next
paragraph opens again, which is how long quotations are continued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from onrecord.reading import Reading

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"$£€])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s])[’'](?!\w)")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
_WORD = re.compile(r"\w+")
LONGEST_SINGLE = 400
"""Characters after which a single mark is taken for an apostrophe."""


class Quotation(Struct, frozen=True):
    """Characters ``start:end`` in quotation marks, marks included."""

    start: int
    end: int
    paragraph: int
    words: int
    double: bool
    """False for single marks, which often only set off a term."""
    closed: bool
    """False where the mark stays open at the end of its paragraph."""
    stopped: bool
    """True where punctuation that ends a clause stands before the closing mark."""

    @property
    def speech(self) -> bool:
        """True where it is long enough to be somebody's words, not a term held at arm's length."""
        return self.words >= 5 or (self.stopped and self.words >= 1)


def find_quotations(reading: Reading) -> tuple[Quotation, ...]:
    """Return the quotations of all paragraphs, in order, never nested."""
    paragraphs = list(_paragraphs(reading))
    found: list[Quotation] = []
    text = reading.document.text
    for at, (number, start, end) in enumerate(paragraphs):
        follows = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        continued = follows is not None and _opens(text, follows[1])
        found.extend(_in_paragraph(text, number, start, end, continued))
    return tuple(found)


def _paragraphs(reading: Reading) -> Iterator[tuple[int, int, int]]:
    current: tuple[int, int, int] | None = None
    for sentence in reading.sentences:
        if current is not None and current[0] == sentence.paragraph:
            current = (current[0], current[1], sentence.end)
            continue
        if current is not None:
            yield current
        current = (sentence.paragraph, sentence.start, sentence.end)
    if current is not None:
        yield current


def _opens(text: str, start: int) -> bool:
    mark = _DOUBLE.match(text, start)
    return mark is not None and mark.group() not in _CLOSING


def _in_paragraph(text: str, number: int, start: int, end: int, continued: bool) -> Iterator[Quotation]:
    at = start
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if _is_opening(text, mark, end):
                yield from _singles(text, number, at, mark.start())
                opened = mark.start()
        elif mark.group() not in _OPENING and _is_closing(text, mark):
            yield _quotation(text, opened, mark.end(), number, double=True, closed=True)
            at, opened = mark.end(), None
    if opened is None:
        yield from _singles(text, number, at, end)
    elif continued or opened == start:
        yield _quotation(text, opened, end, number, double=True, closed=False)


def _is_opening(text: str, mark: re.Match[str], end: int) -> bool:
    if mark.group() in _CLOSING or mark.end() >= end:
        return False
    # a digit before a straight mark makes it inches
    return not text[mark.end()].isspace() and not text[mark.start() - 1 : mark.start()].isdigit()


def _is_closing(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING:
        return True
    return not (text[mark.start() - 1].isspace() and text[mark.end() : mark.end() + 1].isalnum())


def _singles(text: str, number: int, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while (opening := _SINGLE_OPEN.search(text, at, end)) is not None:
        limit = min(end, opening.end() + LONGEST_SINGLE)
        closing = _SINGLE_CLOSE.search(text, opening.end() + 1, limit)
        if closing is None:
            at = opening.end()
            continue
        yield _quotation(text, opening.start(), closing.end(), number, double=False, closed=True)
        at = closing.end()


def _quotation(text: str, start: int, end: int, number: int, *, double: bool, closed: bool) -> Quotation:
    inner = text[start:end].rstrip("\"'”’»")
    return Quotation(
        start=start,
        end=end,
        paragraph=number,
        words=len(_WORD.findall(inner)),
        double=double,
        closed=closed,
        stopped=inner[-1:] in ",.!?;…" or text[end : end + 1] == ",",
    )

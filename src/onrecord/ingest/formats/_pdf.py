"""The article in the bytes of a PDF: its text page by page, put together into paragraphs.

A line goes on in the one below it where the column is full or the sentence is not over.
Document properties are somebody's template more often than the article's: the title
counts only when it is printed on the first page, dates never do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec.structs import replace

from onrecord.ingest.formats._apart import printed_apart
from onrecord.ingest.formats._columns import Box
from onrecord.ingest.formats._pdf_pages import SOFT
from onrecord.ingest.metadata import same_words
from onrecord.ingest.page import Page
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stripped import strip_page
from onrecord.settings import Settings

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_FULL = 0.8
"""A line at least this full of its column goes on in the next."""
_MARGIN = 2
"""Lines at the top and foot of a page that can be its running head."""
_LEADING = 1.9
"""Lines further apart than this, from foot to foot in heights of a line, are two paragraphs."""
_SIZES = 1.6
"""Lines whose heights differ by more are printed in two sizes; "we are" is lower than "Egypt" in one."""


def read_pdf(data: bytes, settings: Settings) -> Page | Refusal:
    """Return the article in a PDF; nothing leads back into it, because a PDF is not text."""
    found = printed_apart(data, settings.max_document_bytes, settings.max_seconds)
    if found.refused is not None:
        return found.refused
    title, pages = found.title, found.pages
    if not any(pages):
        return Refusal(Reason.IMAGE_ONLY, f"{len(pages)} pages without text: scanned or drawn")
    known = {w.casefold() for page in pages for line in page for w in _WORD.findall(line.text)}
    page = strip_page(
        "\n".join(_text(pages, known)), title=_printed(title, pages[0]), day_first=settings.day_first
    )
    page.pieces = [replace(piece, segments=()) for piece in page.pieces]
    return page


def _text(pages: Sequence[Sequence[Box]], known: set[str]) -> list[str]:
    """Return the paragraphs of all pages; one that a page's end cuts is one."""
    out: list[str] = []
    for page in _without_heads(pages):
        found = list(_paragraphs(page, known))
        if out and found and (_is_open(out[-1], found[0]) or out[-1][-1] == SOFT):
            out[-1] = _joined(out[-1], found.pop(0), known)
        out += found
    return [paragraph.rstrip(SOFT) for paragraph in out]


def _printed(title: str, lines: Sequence[Box]) -> str | None:
    """Return the title property as the first page prints it, on up to three lines."""
    if len(title.split()) < 2:
        return None
    for size in (1, 2, 3):
        for at in range(min(len(lines), 60)):
            printed = " ".join(line.text for line in lines[at : at + size])
            if same_words(printed, title):
                return printed
    return None


def _without_heads(pages: Sequence[Sequence[Box]]) -> Iterator[list[Box]]:
    """Yield the pages without running heads and page numbers: what stands at the edge of most of them."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line.text) for line in edge})
    needed = max(2, (len(pages) + 1) // 2)
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            line
            for line in edge
            if counts[_key(line.text)] >= needed or (len(pages) > 1 and not _WORD.search(line.text))
        }
        yield [line for line in page if line not in gone]


def _edges(page: Sequence[Box]) -> list[Box]:
    from_top = sorted(page, key=lambda box: -box.head)
    return [*from_top[:_MARGIN], *from_top[_MARGIN:][-_MARGIN:]]


def _key(line: str) -> str:
    return _NUMBER.sub("0", line.casefold())


def _paragraphs(lines: Sequence[Box], known: set[str]) -> Iterator[str]:
    """Yield the paragraphs of a page."""
    widths = [line.right - line.left for line in lines if len(line.text) >= 15]
    width = median(widths) if widths else 0.0
    held = ""
    for i, line in enumerate(lines):
        held = _joined(held, line.text, known) if held else line.text
        if i + 1 == len(lines) or not _goes_on(line, lines[i + 1], width):
            yield held
            held = ""


def _goes_on(line: Box, below: Box, width: float) -> bool:
    if not _in_one_column(line, below):
        # only a sentence that is not over goes on at the head of the next column
        return below.left >= line.right and below.foot > line.head and _is_open(line.text, below.text)
    if line.text[-1] in (SOFT, "-"):
        return True
    full = line.right - line.left >= _FULL * width
    if _ENDS.search(line.text):
        return full and (below.text[:1].islower() or line.right >= below.right - line.height)
    return full or below.text[:1].islower()


def _is_open(upper: str, lower: str) -> bool:
    return not _ENDS.search(upper) and lower[:1].islower()


def _in_one_column(line: Box, below: Box) -> bool:
    """True when ``below`` is the next line of the same column, in the same size of print."""
    height = min(line.height, below.height)
    overlaps = min(line.right, below.right) - max(line.left, below.left) > 0
    near = 0 < line.foot - below.foot <= _LEADING * max(line.height, below.height)
    return overlaps and near and max(line.height, below.height) <= _SIZES * height


def _joined(upper: str, lower: str, known: set[str]) -> str:
    """Return two lines as one; a hyphen between them stays when the whole text writes the word with it."""
    if upper[-1] not in (SOFT, "-") or not lower[:1].isalpha():
        return f"{upper} {lower}"
    left, right = _WORD.findall(upper[:-1]), _WORD.match(lower)
    if not left or right is None:
        return f"{upper} {lower}"
    whole, hyphened = left[-1] + right[0], f"{left[-1]}-{right[0]}"
    keep = hyphened.casefold() in known or (not lower[0].islower() and whole.casefold() not in known)
    return f"{upper[:-1]}-{lower}" if keep else upper[:-1] + lower

"""What PDFium reads in the bytes of a PDF: the printed lines of each page.

This runs in a process of its own (``python -m``, started by :mod:`._apart`), because a broken file
can take PDFium, a C library, down, or into a loop, or make it ask for all memory there is.
"""

from __future__ import annotations

import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from onrecord.ingest.decode import clean_characters
from onrecord.ingest.formats._columns import Box, in_order
from onrecord.ingest.reasons import Reason, Refusal

MAX_PAGES = 300
_MAX_BOXES = 5000
"""Runs of words on one page that are looked at one by one."""
_AHEAD = 4
"""Rectangles within that of a run, as of the letter in a ring, that the next letter may pass over."""
_HAIR = 0.01
"""What a letter may stand out of the rectangle of its run, in points: both are rounded."""
SOFT = "\u00ad"
"""What a hyphen at the end of a line, told by PDFium or by the file, is read as."""

ASKED = struct.Struct(">QQ")
"""In front of a PDF: the most characters that are read of it, and its length in bytes."""
ANSWERED = struct.Struct(">Q")
"""In front of an answer: its length in bytes."""

Bounds = tuple[float, float, float, float]
"""Left, foot, right and head."""

MEMORY = 3 << 30
"""Bytes of address space that the process may take; a page of text takes a thousandth of it."""


class Printed(Struct, frozen=True):
    """What the pages of a PDF say, or why they cannot be read."""

    title: str = ""
    """The title among its properties."""
    pages: tuple[tuple[Box, ...], ...] = ()
    refused: Refusal | None = None


def printed(data: bytes, limit: int) -> Printed:
    """Return the title property and the lines of each page, of at most ``limit`` characters."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return _refused(Reason.ENCRYPTED, "opens with a password only")
        return _refused(Reason.MALFORMED, f"not a PDF that can be opened: {str(error)[:200]}")
    try:
        if len(document) > MAX_PAGES:
            return _refused(Reason.TOO_LARGE, f"{len(document)} pages, more than {MAX_PAGES}")
        pages, size = [], 0
        for number in range(len(document)):
            pages.append(tuple(_lines(document, number)))
            size += sum(len(line.text) for line in pages[-1])
            if size > limit:
                detail = f"more than max_document_bytes = {limit} characters of text"
                return _refused(Reason.TOO_LARGE, detail)
        title = clean_characters(document.get_metadata_value("Title")).strip()
        return Printed(title=title, pages=tuple(pages))
    except (pypdfium2.PdfiumError, ValueError) as error:
        return _refused(Reason.MALFORMED, f"breaks off: {clean_characters(str(error))[:200]}")
    except MemoryError:
        return _refused(Reason.MALFORMED, "asks for more memory than a page of text can need")
    finally:
        document.close()


def _refused(reason: Reason, detail: str) -> Printed:
    return Printed(refused=Refusal(reason, detail))


def _lines(document: Any, number: int) -> list[Box]:
    page = document.get_page(number)
    try:
        text = page.get_textpage()
        try:
            if text.count_rects() > _MAX_BOXES:
                return _unplaced(text.get_text_bounded())
            boxes = [
                Box(*bounds, _line(text.get_text_range(start, end - start)))
                for bounds, start, end in _runs(text)
            ]
        finally:
            text.close()
    finally:
        page.close()
    return [_trimmed(box) for box in in_order([b for b in boxes if b.text]) if box.text.strip()]


def _runs(text: Any) -> Iterator[tuple[Bounds, int, int]]:
    """Yield the rectangle of each run of words and which characters are in it, none of them in two.

    Rectangles and characters come in one order. To ask for the text within a rectangle would give
    a letter twice where a printer sets it under its neighbour's arm, as in "Two" or "We".
    """
    rectangles = [text.get_rect(i) for i in range(text.count_rects())]
    at, start, size = 0, 0, text.count_chars()
    for i in range(size if rectangles else 0):
        letter = text.get_charbox(i)
        nobody_sees_it = letter[0] >= letter[2] or letter[1] >= letter[3]
        if nobody_sees_it or _within(letter, rectangles[at]):
            continue
        ahead = range(at + 1, min(at + 1 + _AHEAD, len(rectangles)))
        if (later := next((j for j in ahead if _within(letter, rectangles[j])), None)) is not None:
            yield rectangles[at], start, i
            at, start = later, i
    if rectangles:
        yield rectangles[at], start, size


def _within(letter: Bounds, run: Bounds) -> bool:
    return (
        letter[0] >= run[0] - _HAIR
        and letter[1] >= run[1] - _HAIR
        and letter[2] <= run[2] + _HAIR
        and letter[3] <= run[3] + _HAIR
    )


def _unplaced(text: str) -> list[Box]:
    """Return the lines of a page in the file's order, as if set one below the other."""
    lines = [line for line in map(_line, text.splitlines()) if line.strip()]
    return [_trimmed(Box(0, -i - 1, len(line), -i, line)) for i, line in enumerate(lines)]


def _line(text: str) -> str:
    for mark in "\x02\ufffe":
        text = text.replace(mark, SOFT)
    text = clean_characters(text)
    return text if text.strip() else ""


def _trimmed(box: Box) -> Box:
    return Box(box.left, box.foot, box.right, box.head, " ".join(box.text.split()))


# ------------------------------------------------------------------ the process


def answer_all(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer each PDF that comes in with what is printed on it, until no more come."""
    while len(head := asked.read(ASKED.size)) == ASKED.size:
        limit, size = ASKED.unpack(head)
        told = msgspec.msgpack.encode(printed(asked.read(size), limit))
        answers.write(ANSWERED.pack(len(told)) + told)
        answers.flush()


def _bounded() -> None:
    """Leave this process so much memory, no file to write and no trace of a fault on the disk."""
    with suppress(ImportError):  # not on every system
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends when the one who asks does
    _bounded()
    answer_all(sys.stdin.buffer, sys.stdout.buffer)

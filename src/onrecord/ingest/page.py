"""What a format makes of one raw record: pieces of text in order, and what the page says of itself.

Between ``formats`` (bytes to :class:`Page`) and ``assemble`` (:class:`Page` to Document).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.records import DateValue, Segment, ZoneKind
from onrecord.settings import Settings


class RawInput(Struct, frozen=True, kw_only=True):
    """One record's bytes and where they came from; or, with ``problem``, why there are none."""

    path: str
    record: int | None = None
    """Number of the record inside its container, from 0; None for a file that is one document."""
    format: str = ""
    data: bytes = b""
    context: bytes = b""
    """What the container says for all its records (the head of a feed, the header of a table)."""
    problem: Reason | None = None
    detail: str = ""


class Piece(Struct, frozen=True, kw_only=True):
    """A line or paragraph of clean text and the raw characters it was taken from."""

    kind: ZoneKind | None
    """None for words that are no part of the article and stay only because the text is used as it is."""
    text: str
    segments: tuple[Segment, ...] = ()
    """``start`` and ``end`` count within ``text``."""
    credits: tuple[tuple[int, int], ...] = ()
    """Bounds within ``text`` of words that name an upstream."""


class Page(Struct, kw_only=True):
    """An article as its format gave it: pieces in reading order, and metadata."""

    pieces: list[Piece]
    external_id: str | None = None
    publisher: str | None = None
    publisher_basis: str | None = None
    original_publisher: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    published: DateValue | None = None
    """A date without a span; a span is added for the piece ``stamp`` when that is set."""
    stamp: int | None = None
    """Index of the piece the date was read from."""


class Format(Struct, frozen=True, kw_only=True):
    """One input format: how to know it, how to cut it into records, how to read one."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    """True when the first bytes of an input can only be this format."""
    read: Callable[[RawInput, Settings], Page | Refusal]
    split: Callable[[Stream, str, int], Iterator[RawInput]] | None = None
    """Cuts a container into records of at most so many bytes; None where a file is one document."""


def exact(text: str, raw_start: int) -> tuple[Segment, ...]:
    """Return the one segment of ``text`` that stands unchanged in the raw input."""
    return (Segment(start=0, end=len(text), raw_start=raw_start, raw_end=raw_start + len(text)),)

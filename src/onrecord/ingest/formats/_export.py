"""Exports of news databases: one file with many articles, cut where each ends, whatever file it came in.

Word and RTF exports arrive here as lines of text; a record is then the UTF-8 text of
one article, and its offsets count in that.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from onrecord.ingest.datelines import read_dateline
from onrecord.ingest.decode import decode
from onrecord.ingest.lines import split_lines
from onrecord.ingest.page import Format, Page, Piece, RawInput
from onrecord.ingest.publishers import by_name
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stream import Stream, stream_of
from onrecord.ingest.stripped import day, sign
from onrecord.records import DateBasis, Segment, ZoneKind
from onrecord.settings import Settings

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"((?:{_MONTH})\s+\d{{1,2}},\s+\d{{4}}|\d{{1,2}}\s+(?:{_MONTH}),?\s+\d{{4}})\b",
    re.I,
)
_MAX_DATE_LINE = 80
_MAX_NAME = 200
"""Characters; what is longer names no outlet."""
_BY = re.compile(r"^(?:by|from)\s+", re.I)
_PLACE_TAIL = re.compile(r"\s*\([^()]{0,60}\)\s*$")


class Kind(Struct, frozen=True):
    """How the exports of one database are known and cut."""

    name: str
    signs: tuple[re.Pattern[str], ...]
    """Each of these stands somewhere in the beginning of an export."""
    starts: re.Pattern[bytes] | None
    """A line that begins an article."""
    ends: re.Pattern[bytes]
    """A line that ends one."""
    article: re.Pattern[bytes]
    """What an article has, and the cover page and the closing notes have not."""


class Line(Struct, frozen=True):
    """A line that is not empty, without the white space around it."""

    text: str
    start: int
    after_gap: bool
    """True when an empty line stands above it."""


def is_export(kind: Kind, text: str) -> bool:
    """True when ``text`` begins an export of ``kind``."""
    return all(sign.search(text) for sign in kind.signs)


def utf8_lines(stream: Stream, limit: int) -> Iterator[bytes]:
    """Yield the lines of a text export; UTF-16 is put into UTF-8."""
    if stream.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        recoded = (decoder.decode(chunk).encode("utf-8", "replace") for chunk in stream.chunks())
        stream = stream_of(part for part in recoded if part)
    return stream.lines(limit)


def cut(kind: Kind, lines: Iterable[bytes], path: str, limit: int) -> Iterator[RawInput]:
    """Yield the articles of an export as raw records."""
    number = 0
    for data in _articles(kind, lines, limit):
        if kind.article.search(data) is None and len(data) <= limit:
            continue
        if len(data) > limit:
            detail = f"an article of more than max_document_bytes = {limit} bytes"
            yield RawInput(
                path=path, record=number, format=kind.name, problem=Reason.TOO_LARGE, detail=detail
            )
        else:
            yield RawInput(path=path, record=number, format=kind.name, data=data)
        number += 1
    if number == 0:
        detail = f"a {kind.name} export without an article"
        yield RawInput(path=path, format=kind.name, problem=Reason.NO_ARTICLES, detail=detail)


def _articles(kind: Kind, lines: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield what lies between the marks, cut to one byte over the limit."""
    held = bytearray()
    for line in lines:
        short = line.strip() if len(line) < 200 else b""
        if kind.starts is not None and kind.starts.fullmatch(short):
            yield bytes(held.strip())
            held.clear()
        held += line[: limit + 1 - len(held)]
        if kind.ends.fullmatch(short):
            yield bytes(held.strip())
            held.clear()
    yield bytes(held.strip())


def lines_of(raw: str) -> list[Line]:
    """Return the lines of an article that hold anything."""
    found: list[Line] = []
    at, gap = 0, False
    for line in raw.splitlines(keepends=True):
        text = line.strip()
        if text:
            found.append(Line(text, at + line.index(text), gap))
        gap = not text
        at += len(line)
    return found


def is_date_line(text: str) -> bool:
    """True when ``text`` is a line that begins with a day in full.

    >>> is_date_line("March 5, 2020 Thursday 10:00 AM GMT"), is_date_line("On March 5, 2020 they met")
    (True, False)
    """
    return len(text) <= _MAX_DATE_LINE and _DAY.match(text) is not None


class Parts(Struct, kw_only=True):
    """An article of an export in named parts; every part is a run of its lines."""

    body: tuple[int, int]
    """Bounds of the body in the raw text."""
    gap: tuple[int, int] | None = None
    """Bounds within the body of what is no text."""
    title: Sequence[Line] = ()
    subtitle: Sequence[Line] = ()
    byline: Line | None = None
    dateline: Line | None = None
    stamp: Line | None = None
    credit: Line | None = None
    publisher: str | None = None
    section: str | None = None
    identity: str | None = None


def page_of(parts: Parts, raw: str) -> Page:
    """Return the page of an article in parts; every piece is a slice of ``raw``, nothing is furniture."""
    start, end = parts.body
    a, b = parts.gap or (end, end)
    body = [*_body(raw, (start, a)), *_body(raw, (b, end))]
    dateline = parts.dateline if body and read_dateline(body[0].text) is None else None
    named: list[tuple[ZoneKind, Sequence[Line]]] = [
        (ZoneKind.TITLE, parts.title),
        (ZoneKind.SUBTITLE, parts.subtitle),
        (ZoneKind.BYLINE, [parts.byline] if parts.byline else []),
        (ZoneKind.STAMP, [parts.stamp] if parts.stamp else []),
        (ZoneKind.DATELINE, [dateline] if dateline else []),
    ]
    head = [_piece(kind, lines) for kind, lines in named if lines]
    tail = [_piece(ZoneKind.CREDIT, [parts.credit])] if parts.credit else []
    page = Page(pieces=[*head, *body, *tail])
    sign(page)
    page.author = _BY.sub("", parts.byline.text).strip() if parts.byline else page.author
    page.section, page.external_id = parts.section, parts.identity
    page.publisher, page.publisher_basis = _publisher(parts.publisher), "field"
    _date(page, parts.stamp)
    return page


def export_format(kind: Kind, parts_of: Callable[[Sequence[Line], str], Parts | None]) -> Format:
    """Return the format of one database's exports, given how the lines of an article fall into parts."""

    def sniff(head: bytes) -> bool:
        decoded = decode(head)
        return not isinstance(decoded, Refusal) and is_export(kind, decoded.text)

    def split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
        return cut(kind, utf8_lines(stream, limit), path, limit)

    def read(item: RawInput, settings: Settings) -> Page | Refusal:
        decoded = decode(item.data)
        if isinstance(decoded, Refusal):
            return decoded
        parts = parts_of(lines_of(decoded.text), decoded.text)
        if parts is None:
            return Refusal(Reason.MALFORMED, "an article without a text")
        return page_of(parts, decoded.text)

    return Format(name=kind.name, suffixes=(), sniff=sniff, read=read, split=split)


def _piece(kind: ZoneKind, lines: Sequence[Line]) -> Piece:
    segments, at = [], 0
    for line in lines:
        end = at + len(line.text)
        segments.append(Segment(start=at, end=end, raw_start=line.start, raw_end=line.start + len(line.text)))
        at = end + 1
    return Piece(kind=kind, text=" ".join(line.text for line in lines), segments=tuple(segments))


def _body(raw: str, bounds: tuple[int, int]) -> list[Piece]:
    start, end = bounds
    return [
        Piece(
            kind=ZoneKind.BODY,
            text=line.text,
            segments=tuple(
                Segment(start=a, end=b, raw_start=start + at, raw_end=start + at + b - a)
                for a, b, at in line.parts
            ),
        )
        for line in split_lines(raw[start:end])
    ]


def _publisher(name: str | None) -> str | None:
    if name is None or len(name) > _MAX_NAME:
        return None
    known = by_name(name) or by_name(_PLACE_TAIL.sub("", name))
    return known.name if known else name


def _date(page: Page, stamp: Line | None) -> None:
    match = _DAY.match(stamp.text) if stamp else None
    found = read_stamp(match[1]) if match else None
    page.published = page.stamp = None
    if found is not None and found.day is not None:
        page.published = day(found.day, DateBasis.STAMP, "date line")
        page.stamp = next(i for i, piece in enumerate(page.pieces) if piece.kind is ZoneKind.STAMP)

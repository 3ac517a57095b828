"""RTF: an article, or an export of a news database with many."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.ingest.decode import decode
from onrecord.ingest.formats._rtf import RtfText, rtf_text
from onrecord.ingest.formats._unpacked import articles, whole
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Refusal
from onrecord.ingest.stream import Stream
from onrecord.ingest.stripped import strip_page
from onrecord.settings import Settings


def _sniff(head: bytes) -> bool:
    return head.lstrip().startswith(b"{\\rtf")


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    data = whole(stream, path, "rtf", limit)
    if isinstance(data, RawInput):
        yield data
        return
    found = _text(data)
    lines = found.text.splitlines() if isinstance(found, RtfText) else []
    yield from articles(lines, data, path, "rtf", limit)


def _text(data: bytes) -> RtfText | Refusal:
    decoded = decode(data)
    return decoded if isinstance(decoded, Refusal) else rtf_text(decoded.text)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    found = _text(item.data)
    if isinstance(found, Refusal):
        return found
    page = strip_page(found.text, day_first=settings.day_first)
    page.pieces = [replace(piece, segments=found.raw(piece.segments)) for piece in page.pieces]
    return page


FORMAT = Format(name="rtf", suffixes=(".rtf",), sniff=_sniff, read=_read, split=_split)

"""Plain text: an article, usually stripped from a web page, one a file."""

from __future__ import annotations

from onrecord.ingest.decode import decode, is_binary
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Refusal
from onrecord.ingest.stripped import strip_page
from onrecord.settings import Settings


def _sniff(head: bytes) -> bool:
    return not is_binary(head)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    decoded = decode(item.data)
    if isinstance(decoded, Refusal):
        return decoded
    return strip_page(decoded.text, day_first=settings.day_first)


FORMAT = Format(name="text", suffixes=(".txt", ".text"), sniff=_sniff, read=_read)

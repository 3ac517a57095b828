"""PDF: one article a file, from its layer of text."""

from __future__ import annotations

from onrecord.ingest.formats._pdf import read_pdf
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Refusal
from onrecord.settings import Settings

_SEARCHED = 1024
"""The mark may stand behind so many other bytes."""


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:_SEARCHED] and head[:_SEARCHED].lstrip()[:1] != b"<"


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    return read_pdf(item.data, settings)


FORMAT = Format(name="pdf", suffixes=(".pdf",), sniff=_sniff, read=_read)

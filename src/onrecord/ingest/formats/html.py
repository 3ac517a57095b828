"""HTML: one page, one article."""

from __future__ import annotations

import re

from onrecord.ingest.decode import decode
from onrecord.ingest.markup import read_html
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Refusal
from onrecord.settings import Settings

_OPENING = re.compile(
    r"\s*+(?:(?>(?><\?xml[^>]*>)|(?><!--.*?-->))\s*+)*+(?:<!doctype\s+html|<(?:html|head|body|article|div|section|main|meta|title|h1|p)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Never goes back over what stands before the page: comments in a row would be split in every way."""


def _sniff(head: bytes) -> bool:
    decoded = decode(head[:8192])
    return not isinstance(decoded, Refusal) and _OPENING.match(decoded.text) is not None


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    decoded = decode(item.data)
    if isinstance(decoded, Refusal):
        return decoded
    return read_html(decoded.text, None, settings)


FORMAT = Format(name="html", suffixes=(".html", ".htm", ".xhtml"), sniff=_sniff, read=_read)

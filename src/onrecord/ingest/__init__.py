"""Bytes to documents: what an analyst holds becomes clean, dated articles or stored rejections.

iter_inputs   paths → raw records, each with its format or its problem
ingest        one raw record → Document | Rejection; a pure function
from_text     text that is already an article → Document
"""

from __future__ import annotations

import hashlib
from datetime import date

from onrecord.ingest.assemble import assemble, build, sha256_of
from onrecord.ingest.decode import clean_characters
from onrecord.ingest.inputs import input_formats, iter_inputs
from onrecord.ingest.language import language_of
from onrecord.ingest.page import RawInput
from onrecord.ingest.publishers import own_publishers
from onrecord.ingest.reasons import Reason, Refusal, rejection
from onrecord.ingest.stripped import day, strip_page
from onrecord.ingest.untouched import as_is
from onrecord.records import DateBasis, Document, Rejection, ZoneKind, content_id
from onrecord.settings import Settings

__all__ = ["RawInput", "Reason", "from_text", "ingest", "iter_inputs"]


def ingest(item: RawInput, settings: Settings) -> Document | Rejection:
    """Return the document in one raw record, or the stored reason why there is none."""
    with own_publishers(settings.publishers):
        found = _document(item, settings)
    if isinstance(found, Document):
        return found
    return rejection(found, item.path, item.record, sha256_of(item) if item.data else "")


def _document(item: RawInput, settings: Settings) -> Document | Refusal:
    if item.problem is not None:
        return Refusal(item.problem, item.detail)
    if not item.data.strip():
        return Refusal(Reason.EMPTY, "nothing in it")
    if len(item.data) > settings.max_document_bytes:
        limit = settings.max_document_bytes
        return Refusal(Reason.TOO_LARGE, f"{len(item.data)} bytes, more than max_document_bytes = {limit}")
    page = input_formats()[item.format].read(item, settings)
    return page if isinstance(page, Refusal) else assemble(item, page, settings)


def from_text(
    text: str,
    *,
    external_id: str | None = None,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    clean: bool = False,
) -> Document:
    """Return ``text`` as a document; with ``clean`` less the furniture of the page it was stripped from.

    Used as is, the text stands behind the title to the last character, and segments lead back into it.

    >>> from_text("Ships left the port.", title="Grain moves").text
    'Grain moves\\nShips left the port.'
    """
    text = clean_characters(text)
    heading = " ".join(clean_characters(title).split()) if title else None
    page = strip_page(text, title=heading) if clean else as_is(text, heading)
    if published is not None:
        page.published, page.stamp = day(published, DateBasis.METADATA, "given"), None
    if publisher is not None:
        page.publisher, page.publisher_basis = publisher, "given"
    page.external_id, page.url = external_id, url
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return build(
        page,
        document_id=external_id or content_id("doc", raw),
        raw_sha256=raw,
        format_name="text",
        language=language_of("\n".join(p.text for p in page.pieces if p.kind is ZoneKind.BODY)),
    )

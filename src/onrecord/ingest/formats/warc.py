"""WARC and WARC.gz: a web archive; one document a page that was answered with success.

Requests, metadata and revisits are passed over: they describe pages, they are none.
Every other answer that is no article ends as a rejection. The archive's own dates say
when a page was fetched, not when it was published: they only bound the publication date.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

from msgspec import Struct

from onrecord.ingest.decode import Decoded, clean_characters, decode
from onrecord.ingest.formats._pdf import read_pdf
from onrecord.ingest.formats._warc import LOST, records
from onrecord.ingest.gzipped import gunzip, inflate, is_gzip, peek
from onrecord.ingest.markup import read_html
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.publishers import by_url
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stream import Stream
from onrecord.ingest.stripped import strip_page
from onrecord.settings import Settings

logging.getLogger("warcio").addHandler(logging.NullHandler())  # else it tells a terminal what archives say

_PAGES = frozenset({"response", "resource", "conversion"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OPENING = re.compile(
    rb"\s*(?:<!doctype\s+html|<html\b|<\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+)?html\b)", re.I
)
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
"""Codecs of Python by names that no page is in."""
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


class Answer(Struct, frozen=True):
    """What a server answered, or what the archive has of it."""

    url: str | None
    media_type: str
    charset: str | None
    captured: date | None
    """The day it was fetched."""
    status: int | None
    body: bytes
    coding: str
    chunked: bool


def _sniff(head: bytes) -> bool:
    return (peek(head, 8) if is_gzip(head) else head).startswith(b"WARC/")


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    chunks = gunzip(stream.chunks(), LOST) if is_gzip(stream.head) else stream.chunks()
    pages = 0
    for number, found in enumerate(records(chunks, limit, _PAGES)):
        if found.broken is not None:
            yield _problem(path, number, Reason.MALFORMED, found.broken)
        elif found.data:
            yield RawInput(path=path, record=number, format="warc", data=found.data)
        elif found.kind in _PAGES:
            detail = f"{found.size} bytes, more than max_document_bytes = {limit}"
            yield _problem(path, number, Reason.TOO_LARGE, detail)
        else:
            continue
        pages += 1
    if not pages:
        yield _problem(path, None, Reason.NO_ARTICLES, "an archive without a single page")


def _problem(path: str, number: int | None, reason: Reason, detail: str) -> RawInput:
    return RawInput(path=path, record=number, format="warc", problem=reason, detail=detail)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    answer = _answer(item.data)
    if isinstance(answer, Refusal):
        return answer
    if answer.status is not None and not 200 <= answer.status < 300:
        return Refusal(Reason.HTTP_STATUS, f"answered with status {answer.status}: {answer.url}"[:300])
    body = _body(answer, settings.max_document_bytes)
    page = body if isinstance(body, Refusal) else _page(answer, body, settings)
    if isinstance(page, Page):
        _set_origin(page, answer)
    return page


def _page(answer: Answer, body: bytes, settings: Settings) -> Page | Refusal:
    if answer.media_type == "application/pdf" or body.startswith(b"%PDF-"):
        return read_pdf(body, settings)
    if answer.media_type not in {*_HTML, "text/plain", ""}:
        return Refusal(Reason.MEDIA_TYPE, f"{answer.media_type}, not a page: {answer.url}"[:300])
    if answer.media_type == "" and not _OPENING.match(body):
        return Refusal(Reason.MEDIA_TYPE, f"does not say what it is: {answer.url}"[:300])
    text = _text(answer, body)
    if isinstance(text, Refusal):
        return text
    if answer.media_type == "text/plain" and not _OPENING.match(body):
        return strip_page(text, day_first=settings.day_first)
    return read_html(text, answer.url, settings)


def _set_origin(page: Page, answer: Answer) -> None:
    page.url = page.url or answer.url
    if page.publisher is None and page.url and (known := by_url(page.url)) is not None:
        page.publisher, page.publisher_basis = known.name, "domain"
    if answer.captured is not None and page.published is not None:
        # clocks and zones differ by a day; what is dated later nobody can have fetched
        late = page.published.start > answer.captured + timedelta(days=1)
        page.published, page.stamp = (None, None) if late else (page.published, page.stamp)


def _answer(data: bytes) -> Answer | Refusal:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    try:
        record = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
            BytesIO(data), known_format="warc"
        )
        body = record.raw_stream.read()
    except (ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError, IndexError) as error:
        return Refusal(Reason.MALFORMED, f"no WARC record: {clean_characters(str(error))[:200]}")
    http, own = record.http_headers, record.rec_headers
    kind = (http or own).get_header("Content-Type") or ""
    wanted = (own.get_header("Content-Type") or "").startswith("application/http")
    if (http is None and wanted) or (http is not None and not http.protocol.startswith("HTTP/")):
        return Refusal(Reason.MALFORMED, "an answer without HTTP headers")
    media_type, _, parameters = kind.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters, re.I)
    stamp = read_stamp(own.get_header("WARC-Date") or "")
    return Answer(
        url=_url(own.get_header("WARC-Target-URI")),
        media_type=media_type.strip().lower()[:100],
        charset=charset[1].lower() if charset else None,
        captured=stamp.day if stamp else None,
        status=_status(http.get_statuscode()) if http else None,
        body=body,
        coding=(http.get_header("Content-Encoding") or "").strip().lower() if http else "",
        chunked=bool(http) and "chunked" in (http.get_header("Transfer-Encoding") or "").lower(),
    )


def _url(value: str | None) -> str | None:
    return clean_characters(value.strip().strip("<>"))[:4000] or None if value else None


def _status(word: str) -> int | None:
    return int(word) if re.fullmatch(r"[1-5]\d\d", word or "") else None


def _body(answer: Answer, limit: int) -> bytes | Refusal:
    """Return the answer's body without its transfer and content codings, as archives may keep it."""
    body = _unchunked(answer.body) if answer.chunked else answer.body
    if answer.coding in {"gzip", "x-gzip", "deflate"}:
        body = inflate(body, limit) or body  # many archives keep the header and decode the body
    elif answer.coding not in {"", "identity"} and not _OPENING.match(body):
        return Refusal(Reason.ENCODING, f"content encoding {answer.coding[:40]!r} is not read")
    if len(body) > limit:
        return Refusal(Reason.TOO_LARGE, f"decompresses to more than max_document_bytes = {limit}")
    return body if body.strip() else Refusal(Reason.EMPTY, "an answer without a body")


def _unchunked(body: bytes) -> bytes:
    """Return a chunked body put together; one that is not chunked after all as it is."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts and at >= len(body) else body


def _text(answer: Answer, body: bytes) -> str | Refusal:
    """Return the body as text; what the server says of its charset counts where the bytes leave it open."""
    decoded = decode(body)
    if answer.charset is None or (isinstance(decoded, Decoded) and decoded.encoding.startswith("utf")):
        return decoded if isinstance(decoded, Refusal) else decoded.text
    declared = _as_declared(body, answer.charset)
    return declared if declared is not None else decoded if isinstance(decoded, Refusal) else decoded.text


def _as_declared(body: bytes, charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
        name = "windows-1252" if name in {"iso8859-1", "ascii"} else name
        return None if name in _NO_CHARSETS else clean_characters(body.decode(name))
    except (LookupError, ValueError):
        return None


FORMAT = Format(name="warc", suffixes=(".warc", ".warc.gz"), sniff=_sniff, read=_read, split=_split)

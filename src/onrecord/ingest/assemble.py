"""A page's pieces become a document: the title first, one line a piece, zones and segments over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.ingest.datelines import read_dateline
from onrecord.ingest.language import language_of
from onrecord.ingest.lines import count_words
from onrecord.ingest.page import Page, Piece, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.records import DateValue, Document, Segment, Span, Zone, ZoneKind, content_id
from onrecord.settings import Settings

PROSE = frozenset({ZoneKind.BODY, ZoneKind.HEADING, ZoneKind.SUBTITLE, ZoneKind.CAPTION})
_DATED_LINES = 5
"""A dateline stands at the head of one of the first lines of the body: a lead may come before it."""


def sha256_of(item: RawInput) -> str:
    """Return the hash of the record's raw bytes, hex."""
    return hashlib.sha256(item.data).hexdigest()


def assemble(item: RawInput, page: Page, settings: Settings) -> Document | Refusal:
    """Return the document that ``page`` amounts to, or why it is none."""
    words = sum(count_words(p.text) for p in page.pieces if p.kind in PROSE)
    if words == 0:
        return Refusal(Reason.NO_TEXT, "no article text found in it")
    if words < settings.min_body_words:
        return Refusal(
            Reason.TOO_SHORT, f"{words} words of text, fewer than min_body_words = {settings.min_body_words}"
        )
    if words > settings.max_body_words:
        return Refusal(
            Reason.TOO_LONG, f"{words} words of text, more than max_body_words = {settings.max_body_words}"
        )
    body = "\n".join(p.text for p in page.pieces if p.kind is ZoneKind.BODY)
    language = language_of(body)
    if language is not None and language not in settings.languages:
        return Refusal(
            Reason.LANGUAGE, f"in {language!r}, which is not among languages = {list(settings.languages)}"
        )
    raw = sha256_of(item)
    return build(
        page, document_id=content_id("doc", raw), raw_sha256=raw, format_name=item.format, language=language
    )


def build(
    page: Page, *, document_id: str, raw_sha256: str, format_name: str, language: str | None
) -> Document:
    """Return the document of ``page``'s pieces; nothing is judged any more."""
    title_at = next((i for i, p in enumerate(page.pieces) if p.kind is ZoneKind.TITLE), None)
    order = [i for i in range(len(page.pieces)) if i != title_at]
    order = order if title_at is None else [title_at, *order]
    starts: dict[int, int] = {}
    at = 0
    for i in order:
        starts[i] = at
        at += len(page.pieces[i].text) + 1
    text = "\n".join(page.pieces[i].text for i in order)
    return Document(
        document_id=document_id,
        raw_sha256=raw_sha256,
        format=format_name,
        external_id=page.external_id,
        text=text,
        zones=_zones([(page.pieces[i], starts[i]) for i in order]),
        segments=tuple(_shifted(s, starts[i]) for i in order for s in page.pieces[i].segments),
        title=None if title_at is None else _span(text, 0, len(page.pieces[title_at].text)),
        publisher=page.publisher,
        publisher_basis=page.publisher_basis if page.publisher else None,
        original_publisher=None if _is_own(page, page.original_publisher) else page.original_publisher,
        url=page.url,
        author=page.author,
        section=page.section,
        published=_stamped(page, starts, text),
        language=language,
        credits=tuple(
            _span(text, starts[i] + a, starts[i] + b)
            for i in order
            for a, b in page.pieces[i].credits
            if not _is_own(page, page.pieces[i].text[a:b])
        ),
    )


def _is_own(page: Page, words: str | None) -> bool:
    """True when ``words`` name the page's own publisher, who is nobody's upstream."""
    return bool(words and page.publisher and page.publisher.casefold() in words.casefold())


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _shifted(segment: Segment, by: int) -> Segment:
    return replace(segment, start=segment.start + by, end=segment.end + by)


def _zones(placed: list[tuple[Piece, int]]) -> tuple[Zone, ...]:
    """Return one zone a run of pieces of one kind; what is no part of the article lies in none."""
    zones: list[Zone] = []
    last: ZoneKind | None = None
    for kind, start, end in _dated(placed):
        if kind is last is ZoneKind.BODY:
            zones[-1] = replace(zones[-1], end=end)
        elif kind is not None:
            zones.append(Zone(kind=kind, start=start, end=end))
        last = kind
    return tuple(zones)


def _dated(placed: list[tuple[Piece, int]]) -> Iterator[tuple[ZoneKind | None, int, int]]:
    """Yield kind and bounds of each piece, with the dateline among the body's first lines set apart."""
    left = _DATED_LINES
    for piece, start in placed:
        found = None
        if piece.kind is ZoneKind.BODY and left:
            found, read = _dateline(piece.text, left)
            left = 0 if found else left - read
        first, last = found or (0, 0)
        if first:
            yield piece.kind, start, start + first
        if found:
            yield ZoneKind.DATELINE, start + first, start + last
        if not found or last < len(piece.text):
            yield piece.kind, start + last, start + len(piece.text)


def _dateline(text: str, most: int) -> tuple[tuple[int, int] | None, int]:
    """Return the bounds of the dateline in the first ``most`` lines of ``text``, and how many were read."""
    at = read = 0
    for line in text.split("\n"):
        bare = line.lstrip()
        if bare and read == most:
            break
        read += bool(bare)
        found = read_dateline(bare)
        if found is not None:
            start = at + len(line) - len(bare)
            return (start, start + found[0]), read
        at += len(line) + 1
    return None, read


def _stamped(page: Page, starts: dict[int, int], text: str) -> DateValue | None:
    if page.published is None or page.stamp is None:
        return page.published
    start = starts[page.stamp]
    return replace(page.published, span=_span(text, start, start + len(page.pieces[page.stamp].text)))

"""What wire formats share: blocks of text out of inline markup, and a page out of named parts.

The text of a wire item is the article already: nothing is taken for furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.ingest.align import Aligner
from onrecord.ingest.datelines import read_dateline
from onrecord.ingest.fields import read_date_field, set_publisher
from onrecord.ingest.metadata import one_line, same_words
from onrecord.ingest.page import Page, Piece
from onrecord.ingest.publishers import by_name
from onrecord.ingest.stripped import sign
from onrecord.records import DateValue, ZoneKind

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"))
_BLOCKS = _HEADINGS | frozenset(
    "p div br li ul ol dl dt dd blockquote bq tr table section article block body hedline pre address".split()
)
_SKIPPED = frozenset(
    "script style head figure media docdata body.head body.end byline dateline nav aside".split()
)
_STATES_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
Block = tuple[ZoneKind, str]


class Item(Struct, kw_only=True):
    """An article in named parts, as a wire sends it."""

    blocks: Sequence[Block]
    title: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: DateValue | None = None
    provider: str | None = None
    credit: str | None = None
    """Who is to be named for the text, when that is not the provider."""
    identity: str | None = None
    url: str | None = None
    section: str | None = None


def local(name: object) -> str:
    """Return the name of an element without its namespace or prefix, in lower case.

    >>> local("{http://www.w3.org/1999/xhtml}P"), local("nar:newsItem")
    ('p', 'newsitem')
    """
    return re.split("[}:]", name)[-1].lower() if isinstance(name, str) else ""


def blocks_of(tree: Any) -> list[Block]:
    """Return the headings and paragraphs of an XHTML or NITF element."""
    from lxml import etree

    found: list[Block] = []
    words: list[str] = []
    kind, skipped = ZoneKind.BODY, 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = local(node.tag)
        if name in _BLOCKS:
            _flush(found, words, kind)
            kind = ZoneKind.HEADING if name in _HEADINGS and event == "start" else ZoneKind.BODY
        if name in _SKIPPED:
            skipped += 1 if event == "start" else -1
        if not skipped and not (name == "" and event == "start"):
            words.append((node.text if event == "start" else node.tail if node is not tree else None) or "")
    _flush(found, words, kind)
    return found


def _flush(found: list[Block], words: list[str], kind: ZoneKind) -> None:
    text = one_line("".join(words))
    if text:
        found.append((kind, text))
    words.clear()


def lines_of(text: str) -> list[Block]:
    """Return the paragraphs of plain text: one a line, as wires send it."""
    return [(ZoneKind.BODY, one_line(line)) for line in text.splitlines() if line.strip()]


def is_withdrawn(status: str | None) -> bool:
    """True when a publishing status says that the text must not be used.

    >>> is_withdrawn("stat:canceled"), is_withdrawn("stat:usable")
    (True, False)
    """
    return (status or "").rpartition(":")[2].strip().casefold() in _STATES_WITHDRAWN


def date_of(*stamps: tuple[str, str | None]) -> DateValue | None:
    """Return the first of named time stamps that is a day."""
    for name, value in stamps:
        found = read_date_field(value, None) if value else None
        if found is not None:
            return replace(found, evidence=name)
    return None


def page_of(item: Item, raw: str | None) -> Page:
    """Return the page of ``item``; segments count within ``raw``, where its parts can be found there."""
    pieces = list(_pieces(item))
    if raw is not None:
        pieces = _located(pieces, raw)
    page = Page(pieces=pieces)
    sign(page)
    page.author = _author(item.byline) or page.author
    page.external_id, page.url, page.section = item.identity, item.url, item.section
    page.published = item.published
    page.publisher = None
    set_publisher(page, item.provider, "provider")
    if item.credit and item.provider and not same_words(item.credit, item.provider):
        known = by_name(item.credit)
        page.original_publisher = known.name if known else item.credit
    return page


def _pieces(item: Item) -> Iterator[Piece]:
    blocks = list(item.blocks)
    if item.title:
        yield Piece(kind=ZoneKind.TITLE, text=item.title)
        blocks = [b for i, b in enumerate(blocks) if i >= 2 or not same_words(b[1], item.title)]
    if item.subtitle and not any(same_words(text, item.subtitle) for _, text in blocks[:2]):
        yield Piece(kind=ZoneKind.SUBTITLE, text=item.subtitle)
    if item.byline:
        yield Piece(kind=ZoneKind.BYLINE, text=item.byline)
    first = next((text for kind, text in blocks if kind is ZoneKind.BODY), "")
    if item.dateline and read_dateline(first) is None and not first.startswith(item.dateline[:20]):
        yield Piece(kind=ZoneKind.DATELINE, text=item.dateline)
    yield from (Piece(kind=kind, text=text) for kind, text in blocks)


def _located(pieces: list[Piece], raw: str) -> list[Piece]:
    aligner = Aligner(raw)
    running = frozenset((ZoneKind.BODY, ZoneKind.HEADING))
    body = iter(aligner.locate_all([p.text for p in pieces if p.kind in running]))
    return [replace(p, segments=next(body) if p.kind in running else aligner.locate(p.text)) for p in pieces]


def _author(byline: str | None) -> str | None:
    return re.sub(r"^(?i:by|from)\s+", "", byline).strip() or None if byline else None

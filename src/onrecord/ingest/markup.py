"""HTML to a page: ``blocks`` finds the body, ``metadata`` reads what the markup says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from onrecord.ingest.align import Aligner
from onrecord.ingest.blocks import Block, find_blocks, is_prose, parse
from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.lines import is_stopped
from onrecord.ingest.metadata import read_markup, same_words
from onrecord.ingest.page import Page, Piece
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stripped import sign, strip_page
from onrecord.records import ZoneKind
from onrecord.settings import Settings

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(source: str, url: str | None, settings: Settings) -> Page | Refusal:
    """Return the article of an HTML page, its pieces laid over ``source`` where they are found there."""
    tree = parse(source)
    if tree is None:
        return Refusal(Reason.MALFORMED, "not HTML that can be parsed")
    known = read_markup(tree, source, url, settings.day_first)
    blocks = find_blocks(source, known.url, known.title)
    if not blocks:
        return Refusal(Reason.NO_TEXT, "no article text found on the page")
    page = Page(pieces=_pieces(source, blocks, known.title))
    sign(page)
    page.url, page.section = known.url, known.section
    page.author = known.author or page.author
    page.published, page.stamp = known.published, None
    if known.publisher is not None:
        page.publisher, page.publisher_basis = known.publisher, known.publisher_basis
    return page


def fragment_page(fragment: str, title: str | None, raw: str, settings: Settings) -> Page:
    """Return the page of a feed item's HTML fragment or plain text; segments count within ``raw``."""
    text = "\n".join(_fragment_lines(fragment))
    page = strip_page(text, title=title, day_first=settings.day_first)
    aligner = Aligner(raw)
    body = iter(aligner.locate_all([p.text for p in page.pieces if p.kind is not ZoneKind.TITLE]))
    page.pieces = [
        replace(p, segments=aligner.locate(p.text) if p.kind is ZoneKind.TITLE else next(body))
        for p in page.pieces
    ]
    return page


def _fragment_lines(fragment: str) -> list[str]:
    """Return the lines of text in an HTML fragment: one a block."""
    if "<" not in fragment:
        return fragment.splitlines()
    tree = parse(f"<div>{fragment}</div>")
    if tree is None:
        return []
    blocks = {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "figure",
    }
    parts: list[str] = []
    for event, node in _walk(tree):
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            if event == "end":
                parts.append(node.tail or "")
            continue
        if node.tag in blocks:
            parts.append("\n")
        parts.append((node.text if event == "start" else node.tail) or "")
    return [" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip()]


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterwalk(tree, events=("start", "end", "comment", "pi"))


def _pieces(source: str, blocks: list[Block], title: str | None) -> list[Piece]:
    aligner = Aligner(source)
    kept = [b for n, b in enumerate(blocks) if n >= _LEADING or not title or not same_words(b.text, title)]
    segments = aligner.locate_all([b.text for b in kept])
    first = next((n for n, b in enumerate(kept) if is_prose(b)), 0)
    pieces = [
        Piece(kind=_kind(block, head=n < first), text=block.text, segments=found)
        for n, (block, found) in enumerate(zip(kept, segments, strict=True))
    ]
    if title:
        pieces.insert(0, Piece(kind=ZoneKind.TITLE, text=title, segments=aligner.locate(title)))
    return pieces


_LEADING = 3
"""A block among so many first ones that repeats the title is the title."""
_SIGNATURE = 300
"""Characters; a longer block neither dates nor signs."""
_BAR = re.compile(r"\s+[-–—|•·]\s+")


def _kind(block: Block, *, head: bool) -> ZoneKind:
    """Return what a block is; a line of dates, names and tags stands only above the first paragraph."""
    text = block.text
    if block.kind is not ZoneKind.BODY or len(text) > _SIGNATURE:
        return block.kind
    if read_stamp(text) is not None:
        return ZoneKind.STAMP
    if read_byline(text) is not None:
        return ZoneKind.BYLINE
    if head and not is_stopped(text) and any(read_stamp(part) is not None for part in _BAR.split(text)):
        return ZoneKind.STAMP
    return ZoneKind.CREDIT if read_credit_line(text) is not None and not is_furniture(text) else block.kind

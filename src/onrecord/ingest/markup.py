"""HTML to a page: trafilatura finds the body, :mod:`onrecord.ingest.metadata` reads the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from onrecord.ingest.align import Aligner
from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.metadata import one_line, read_markup, same_words
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
    tree = _parse(source)
    if tree is None:
        return Refusal(Reason.MALFORMED, "not HTML that can be parsed")
    known = read_markup(tree, source, url, settings.day_first)
    blocks = _article(source, known.url)
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
    tree = _parse(f"<div>{fragment}</div>")
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


def _parse(source: str) -> Any | None:
    from lxml import etree
    from trafilatura import load_html

    try:
        return load_html(source)
    except (ValueError, TypeError, AssertionError, etree.LxmlError):
        return None


# ------------------------------------------------------------------- body


def _article(source: str, url: str | None) -> list[tuple[ZoneKind, str]]:
    """Return the blocks of the article as trafilatura finds it: headings and paragraphs.

    Its precise mode keeps most furniture out, but now and then keeps most of an
    article out too; the usual mode then finds several times as much, and is right.
    """
    blocks = _extracted(source, url, precise=True)
    found = _length(blocks)
    if found < _LITTLE:
        usual = _extracted(source, url, precise=False)
        return usual if _length(usual) > _TIMES_MORE * found else blocks
    return blocks


_LITTLE = 3000
"""Characters; an article longer than this was hardly lost."""
_TIMES_MORE = 2


def _length(blocks: list[tuple[ZoneKind, str]]) -> int:
    return sum(len(text) for _, text in blocks)


def _extracted(source: str, url: str | None, *, precise: bool) -> list[tuple[ZoneKind, str]]:
    from lxml import etree
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            source,
            url=url,
            favor_precision=precise,
            include_comments=False,
            with_metadata=False,
            include_formatting=True,
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError):
        # its errors on broken pages are many; all of them mean that there is no article to be had
        return []
    if found is None or isinstance(found, dict):
        return []
    body = found.body
    blocks = [b for node in body for b in _blocks(node)] if body is not None else []
    if not blocks and found.text:
        blocks = [(ZoneKind.BODY, " ".join(line.split())) for line in found.text.splitlines()]
    return [(kind, text) for kind, text in blocks if text]


def _blocks(node: Any) -> Iterator[tuple[ZoneKind, str]]:
    """Yield the paragraphs of one element of trafilatura's tree."""
    kind = ZoneKind.HEADING if node.tag == "head" else ZoneKind.BODY
    if node.tag in {"list", "quote", "table", "row"} and len(node):
        if (node.text or "").strip():
            yield kind, one_line(node.text)
        for child in node:
            yield from _blocks(child)
            if (child.tail or "").strip():
                yield kind, one_line(child.tail)
        return
    lines: list[str] = []
    _gather(node, lines)
    for line in "".join(lines).split("\n"):
        if line.strip():
            yield kind, one_line(line)


def _gather(node: Any, lines: list[str]) -> None:
    """Collect the text of ``node``; a line break in the page is a line break."""
    todo: list[Any] = [node]
    while todo:
        at = todo.pop()
        if isinstance(at, str):
            lines.append(at)
            continue
        if at.tag in {"lb", "br", "p", "item"} and at is not node:
            lines.append("\n")
        lines.append(re.sub(r"\s*\n\s*", " ", at.text or ""))
        for child in reversed(at):
            if child.tail:
                todo.append(re.sub(r"\s*\n\s*", " ", child.tail))
            todo.append(child)


def _pieces(source: str, blocks: list[tuple[ZoneKind, str]], title: str | None) -> list[Piece]:
    aligner = Aligner(source)
    kept = [b for n, b in enumerate(blocks) if n >= _LEADING or not title or not same_words(b[1], title)]
    segments = aligner.locate_all([text for _, text in kept])
    pieces = [
        Piece(kind=_kind(kind, text), text=text, segments=found)
        for (kind, text), found in zip(kept, segments, strict=True)
    ]
    if title:
        pieces.insert(0, Piece(kind=ZoneKind.TITLE, text=title, segments=aligner.locate(title)))
    return pieces


_LEADING = 3
"""A block among so many first ones that repeats the title is the title."""


def _kind(kind: ZoneKind, text: str) -> ZoneKind:
    if kind is ZoneKind.HEADING or len(text) > 300:
        return kind
    if read_stamp(text) is not None:
        return ZoneKind.STAMP
    if read_byline(text) is not None:
        return ZoneKind.BYLINE
    return ZoneKind.CREDIT if read_credit_line(text) is not None and not is_furniture(text) else kind

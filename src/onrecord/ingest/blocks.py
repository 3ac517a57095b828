"""The paragraphs of an HTML page: found by trafilatura, less what is only links and closing appeals.

Between the parsed page and :mod:`onrecord.ingest.markup`, which makes pieces of them.
What is taken away is told by structure first (a paragraph that is all links leads to
other articles, a card opened from a name is no part of its sentence) and by words
only at the end of the page, where appeals to subscribe stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.ingest.furniture import is_furniture, promotes
from onrecord.ingest.lines import count_words
from onrecord.ingest.metadata import one_line, same_words
from onrecord.records import ZoneKind

_LINKED = 0.6
"""A paragraph of which so much is link text leads to another article,"""
_ALL_LINKED = 0.4
"""unless so much of the whole page does: then the links are the article."""
_LITTLE = 3000
"""Characters; an article longer than this was hardly lost."""
_TIMES_MORE = 2
_PROSE_WORDS = 12
"""The article has begun with a paragraph of so many words; a heading above it is a subtitle."""
_APPEAL_WORDS = 90
_CLOSING_BLOCKS = 6
_CLOSING_SHARE = 0.25
"""What is cut off the end is at most so many blocks and so much of the text."""
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+$")
_INLINE = frozenset({"span", "b", "i", "em", "strong", "a", "u", "font"})


class Block(Struct, frozen=True):
    """A heading or paragraph, and which part of it is link text."""

    kind: ZoneKind
    text: str
    linked: float = 0.0


def parse(source: str) -> Any | None:
    """Return the tree of an HTML source, None when it is none."""
    from lxml import etree
    from trafilatura import load_html

    try:
        return load_html(source)
    except (ValueError, TypeError, AssertionError, etree.LxmlError):
        return None


def find_blocks(source: str, url: str | None, title: str | None) -> list[Block]:
    """Return the headings and paragraphs of the article, in reading order.

    The precise mode keeps most furniture out, but now and then keeps most of an
    article out too; the usual mode then finds several times as much, and is right.
    """
    blocks = _less_links(_extracted(source, url, precise=True))
    found = _length(blocks)
    if found < _LITTLE:
        usual = _less_links(_extracted(source, url, precise=False))
        blocks = usual if _length(usual) > _TIMES_MORE * found else blocks
    return _less_appeals(_with_subtitle(blocks, title))


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _less_links(blocks: list[Block]) -> list[Block]:
    """Drop paragraphs that are links, unless links are what the page is about; an address is a text."""
    if sum(len(b.text) * b.linked for b in blocks) > _ALL_LINKED * _length(blocks):
        return blocks
    return [b for b in blocks if b.linked < _LINKED or _BARE_LINK.match(b.text)]


def _with_subtitle(blocks: list[Block], title: str | None) -> list[Block]:
    """Mark the headings above the first paragraph as subtitles; one that repeats the title goes."""
    first = next((n for n, b in enumerate(blocks) if is_prose(b)), 0)
    head = [
        replace(b, kind=ZoneKind.SUBTITLE) if b.kind is ZoneKind.HEADING else b
        for b in blocks[:first]
        if not (title and same_words(b.text, title))
    ]
    return [*head, *blocks[first:]]


def is_prose(block: Block) -> bool:
    """True for a paragraph of some length: the article has begun."""
    return block.kind is not ZoneKind.HEADING and count_words(block.text) >= _PROSE_WORDS


def _less_appeals(blocks: list[Block]) -> list[Block]:
    """Cut off closing headings without text, appeals to subscribe or follow, and buttons."""
    keep = len(blocks)
    while keep > 2 and len(blocks) - keep < _CLOSING_BLOCKS and _closes(blocks[keep - 1]):
        keep -= 1
    small = _length(blocks[keep:]) <= _CLOSING_SHARE * _length(blocks)
    return blocks[:keep] if small else blocks


def _closes(block: Block) -> bool:
    if block.kind is ZoneKind.HEADING:
        return True
    appeal = count_words(block.text) < _APPEAL_WORDS and promotes(block.text)
    return appeal or (is_furniture(block.text) and not _BARE_LINK.match(block.text))


# ------------------------------------------------------------- trafilatura


def _extracted(source: str, url: str | None, *, precise: bool) -> list[Block]:
    from lxml import etree
    from trafilatura import bare_extraction

    tree = parse(source)
    if tree is None:
        return []
    _close_cards(tree)
    try:
        found = bare_extraction(
            tree,
            url=url,
            favor_precision=precise,
            include_comments=False,
            with_metadata=False,
            include_formatting=True,
            include_links=True,
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError):
        # its errors on broken pages are many; all of them mean that there is no article to be had
        return []
    if found is None or isinstance(found, dict):
        return []
    body = found.body
    blocks = [b for node in body for b in _blocks(node)] if body is not None else []
    if not blocks and found.text:
        blocks = [Block(ZoneKind.BODY, one_line(line)) for line in found.text.splitlines()]
    return [block for block in blocks if block.text]


def _close_cards(tree: Any) -> None:
    """Take out the cards that open over a name in running text: a span with a picture and several links."""
    for span in reversed(list(tree.iter("span"))):
        # the innermost first: the span around name and card must keep the name
        if span.find(".//img") is None or len(list(span.iter("a"))) < 2 or not _in_sentence(span):
            continue
        before, parent, tail = span.getprevious(), span.getparent(), span.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(span)


def _in_sentence(span: Any) -> bool:
    """True when ``span`` stands behind other words of a paragraph."""
    parent = span.getparent()
    if parent is None or not (span.getprevious() is not None or (parent.text or "").strip()):
        return False
    while parent is not None and parent.tag in _INLINE:
        parent = parent.getparent()
    return parent is not None and parent.tag in {"p", "li", "td"}


def _blocks(node: Any) -> Iterator[Block]:
    """Yield the paragraphs of one element of trafilatura's tree."""
    kind = ZoneKind.HEADING if node.tag == "head" else ZoneKind.BODY
    if node.tag in {"list", "quote", "table", "row"} and len(node):
        if (node.text or "").strip():
            yield Block(kind, one_line(node.text))
        for child in node:
            yield from _blocks(child)
            if (child.tail or "").strip():
                yield Block(kind, one_line(child.tail))
        return
    lines: list[str] = []
    _gather(node, lines)
    linked = _linked(node)
    for line in "".join(lines).split("\n"):
        if line.strip():
            yield Block(kind, one_line(line), linked)


def _linked(node: Any) -> float:
    """Return which part of the text of ``node`` is inside links."""
    whole = len("".join(node.itertext()).strip())
    return min(1.0, sum(len("".join(link.itertext())) for link in node.iter("ref")) / max(1, whole))


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

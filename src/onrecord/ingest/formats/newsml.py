"""NewsML-G2: one document a news item, alone in its file or many in a news message.

The file is cut into items before any of it is parsed. Document types and entities are
refused: a wire has no need of them, an attack has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.decode import clean_characters, decode
from onrecord.ingest.formats._wire import (
    Block,
    Item,
    blocks_of,
    date_of,
    is_withdrawn,
    lines_of,
    local,
    page_of,
)
from onrecord.ingest.metadata import one_line
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.settings import Settings

_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,500}\?>\s*|<!DOCTYPE[^>]{0,500}>\s*|<!--[^>]{0,2000}-->\s*)*"
    rb"<(?:[\w.-]{1,40}:)?(?:newsItem|newsMessage|packageItem)\b"
)
_START = re.compile(rb"<((?:[\w.-]{1,40}:)?newsItem)(?=[\s>])")
_DECLARATION = re.compile(rb"\s*(?:\xef\xbb\xbf)?(<\?xml[^>]{0,500}\?>)")
_ENTITIES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_MAX_HEAD = 4096
_OVERLAP = 64


def _sniff(head: bytes) -> bool:
    return _ROOT.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    number, held, context = 0, b"", stream.head[:_MAX_HEAD]
    skipping: bytes | None = None
    for chunk in stream.chunks():
        held += chunk
        while True:
            if skipping is not None:
                end = held.find(skipping)
                held = held[end + len(skipping) :] if end >= 0 else held[-_OVERLAP:]
                if end < 0:
                    break
                skipping = None
            start = _START.search(held)
            if start is None:
                held = held[-_OVERLAP:]
                break
            close = b"</" + start[1] + b">"
            end = held.find(close, start.end())
            if end < 0 and len(held) - start.start() <= limit:
                held = held[start.start() :]
                break
            data = held[start.start() : end + len(close)] if end >= 0 else b""
            yield _item(path, number, context, data, limit)
            number += 1
            held, skipping = (held[end + len(close) :], None) if end >= 0 else (held, close)
    if skipping is None and _START.match(held):
        yield _problem(path, number, Reason.MALFORMED, "a news item that breaks off")
    elif number == 0:
        yield _problem(path, None, Reason.NO_ARTICLES, "no news item in it")


def _item(path: str, number: int, context: bytes, data: bytes, limit: int) -> RawInput:
    if not data or len(data) > limit:
        return _problem(
            path, number, Reason.TOO_LARGE, f"an item of more than max_document_bytes = {limit} bytes"
        )
    return RawInput(path=path, record=number, format="newsml", data=data, context=context)


def _problem(path: str, number: int | None, reason: Reason, detail: str) -> RawInput:
    return RawInput(path=path, record=number, format="newsml", problem=reason, detail=detail)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    found = _DECLARATION.match(item.context)
    declaration = found[1] if found else b""
    decoded = decode(declaration + item.data)
    if isinstance(decoded, Refusal):
        return decoded
    raw = decoded.text[len(declaration) :]
    context = clean_characters(item.context.decode("latin-1"))
    if _ENTITIES.search(context) or _ENTITIES.search(raw):
        return Refusal(Reason.UNSAFE, "declares a document type or entities, which are not read")
    tree = _parsed(raw)
    if tree is None:
        return Refusal(Reason.MALFORMED, "not well-formed XML")
    if is_withdrawn(_code(_first(tree, "pubStatus"))):
        return Refusal(Reason.WITHDRAWN, "its publishing status is cancelled or withheld")
    blocks = _blocks(tree)
    if not blocks:
        return Refusal(Reason.NO_TEXT, "a news item without inline text")
    return page_of(_parts(tree, blocks), raw)


def _parsed(raw: str) -> Any | None:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        tree = etree.fromstring(raw.replace("\x0b", " ").replace("\x0c", " "), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return tree if tree is not None and local(tree.tag) == "newsitem" else None


def _parts(tree: Any, blocks: list[Block]) -> Item:
    dates = ("embargoed", "contentCreated", "firstCreated", "versionCreated")
    return Item(
        blocks=blocks,
        title=_headline(tree, "main") or _text(_first(tree, "title")),
        subtitle=_headline(tree, "sub"),
        byline=_text(_first(tree, "by")),
        dateline=_text(_first(tree, "dateline")) or _name(_first(tree, "located")),
        published=date_of(*((f"newsml {name}", _text(_first(tree, name))) for name in dates)),
        provider=_name(_first(tree, "provider")) or _name(_first(tree, "copyrightHolder")),
        credit=_text(_first(tree, "creditline")),
        identity=tree.get("guid"),
        section=_name(_first(tree, "service")),
    )


def _elements(tree: Any, name: str) -> list[Any]:
    """Return the elements of that name outside the article's own markup."""
    return [
        node for node in tree.iter() if local(node.tag) == name.lower() and not _inside_content(node, tree)
    ]


def _inside_content(node: Any, tree: Any) -> bool:
    return any(local(up.tag) == "contentset" for up in node.iterancestors())


def _first(tree: Any, name: str) -> Any | None:
    return next(iter(_elements(tree, name)), None)


def _text(node: Any | None) -> str | None:
    return None if node is None else one_line("".join(node.itertext())) or None


def _code(node: Any | None) -> str | None:
    return (
        None if node is None else node.get("qcode") or node.get("uri") or node.get("literal") or _text(node)
    )


def _name(node: Any | None) -> str | None:
    """Return the name an element gives, else the last part of its code."""
    if node is None:
        return None
    named = next((_text(child) for child in node if local(child.tag) == "name"), None)
    code = node.get("literal") or (node.get("qcode") or "").rpartition(":")[2]
    return named or one_line(code) or None


def _headline(tree: Any, wanted: str) -> str | None:
    """Return the headline whose role says main or sub; one without a role is the main one."""
    for node in _elements(tree, "headline"):
        role = (node.get("role") or "main").rpartition(":")[2].casefold()
        if role.startswith(wanted) or (
            wanted == "main" and role not in {"sub", "subheadline", "short", "slug"}
        ):
            return _text(node)
    return None


def _blocks(tree: Any) -> list[Block]:
    """Return the blocks of the longest inline content; renditions of one text are not added up."""
    found: list[list[Block]] = []
    for node in tree.iter():
        name = local(node.tag)
        if name == "inlinexml":
            found.append(blocks_of(node))
        elif name == "inlinedata" and "text" in (node.get("contenttype") or "text/plain"):
            found.append(lines_of(clean_characters(node.text or "")))
    return max(found, key=lambda blocks: sum(len(text) for _, text in blocks), default=[])


FORMAT = Format(name="newsml", suffixes=(".newsml", ".xml", ".g2"), sniff=_sniff, read=_read, split=_split)

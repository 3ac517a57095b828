"""RSS and Atom files: one document an item, from its content or its description.

The file is cut into items before any of it is parsed, so a feed of any length
is read in constant memory; an item is parsed with the feed's own head around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.decode import clean_characters, decode
from onrecord.ingest.fields import read_date_field, set_publisher
from onrecord.ingest.markup import fragment_page
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.settings import Settings

_ROOT = re.compile(
    rb"\s*+(?:(?>(?><\?[^>]*\?>)|(?><!--.*?-->)|<!DOCTYPE[^>]*+>)\s*+)*+<(rss|feed|rdf:RDF)\b",
    re.I | re.S,
)
"""Never goes back over what stands before the root: comments in a row would be split in every way."""
_PART = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(/?)(item|entry)\b[^>]*>", re.S)
_MAX_HEAD = 200_000


def _sniff(head: bytes) -> bool:
    return _ROOT.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    held, context, number, skipped = b"", None, 0, False
    for chunk in stream.chunks():
        held += chunk
        while (found := _next_item(held)) is not None:
            start, end = found
            context = held[:start][:_MAX_HEAD] if context is None else context
            yield _item(path, number, context, held[start:end], limit, skipped)
            held, number, skipped = held[end:], number + 1, False
        if len(held) > limit + _MAX_HEAD:
            context, held, skipped = context or held[:_MAX_HEAD], held[-64:], True
    if number == 0:
        yield RawInput(
            path=path, format="rss", problem=Reason.NO_ARTICLES, detail="a feed without a single item"
        )
    elif _PART.search(held.rpartition(b"</item>")[2]) is not None and b"<item" in held:
        yield _item(path, number, context or b"", held, limit, skipped)


def _next_item(data: bytes) -> tuple[int, int] | None:
    start = None
    for match in _PART.finditer(data):
        if match.group(2) is None:
            continue
        if not match.group(1) and start is None:
            start = match.start()
        elif match.group(1) and start is not None:
            return start, match.end()
    return None


def _item(path: str, number: int, context: bytes, data: bytes, limit: int, skipped: bool) -> RawInput:
    if skipped or len(data) > limit:
        detail = f"an item of more than max_document_bytes = {limit} bytes"
        return RawInput(path=path, record=number, format="rss", problem=Reason.TOO_LARGE, detail=detail)
    return RawInput(path=path, record=number, format="rss", data=data, context=context)


def _parsed(item: RawInput) -> Any:
    """Return feedparser's feed and entry for one item set into the head of its feed."""
    import feedparser

    root = _ROOT.match(item.context.removeprefix(b"\xef\xbb\xbf"))
    name = root.group(1) if root else b"rss"
    inside = b"</channel>" if name.lower() == b"rss" else b""
    whole = item.context.removeprefix(b"\xef\xbb\xbf") + item.data + inside + b"</" + name + b">"
    return feedparser.parse(whole, sanitize_html=False, resolve_relative_uris=False)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    decoded = decode(item.data)
    if isinstance(decoded, Refusal):
        return decoded
    try:
        parsed = _parsed(item)
    except (ValueError, OverflowError) as error:
        # feedparser trips over characters that cannot be: a lone surrogate, a number beyond Unicode
        return Refusal(Reason.MALFORMED, f"a feed item with impossible characters: {error}")
    if not parsed.entries:
        return Refusal(Reason.MALFORMED, "an item that is not well-formed XML")
    entry = parsed.entries[0]
    bodies = [c.get("value") or "" for c in entry.get("content", [])] + [entry.get("summary") or ""]
    body = next((clean_characters(b) for b in bodies if b.strip()), "")
    page = fragment_page(body, _line(entry.get("title")), decoded.text, settings)
    page.external_id = entry.get("id") or None
    page.url = entry.get("link") or None
    page.author = _line(entry.get("author"))
    page.section = _line((entry.get("tags") or [{}])[0].get("term"))
    name = "published" if entry.get("published") else "updated"
    stamp = entry.get(name)
    published = read_date_field(stamp, settings.day_first, f"feed {name}") if stamp else None
    page.published, page.stamp = published or page.published, None if published else page.stamp
    _set_origin(page, entry, parsed.feed)
    return page


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(clean_characters(re.sub(r"<[^>]{0,200}>", " ", value)).split()) or None


def _set_origin(page: Page, entry: Any, feed: Any) -> None:
    """The feed publishes; an item's ``source`` is where the feed has it from."""
    name = _line(feed.get("title"))
    set_publisher(page, name.split(" - ")[0].split(" | ")[0] if name else None, "feed")
    upstream = _line((entry.get("source") or {}).get("title"))
    if upstream and upstream != name:
        page.original_publisher = upstream


FORMAT = Format(
    name="rss", suffixes=(".rss", ".atom", ".xml", ".rdf"), sniff=_sniff, read=_read, split=_split
)

"""ninjs, 1.x and 2.x: news items in JSON, one a file or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from onrecord.ingest.decode import clean_characters, json_object
from onrecord.ingest.formats._wire import Block, Item, blocks_of, date_of, is_withdrawn, lines_of, page_of
from onrecord.ingest.metadata import one_line
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.settings import Settings

_OPENS = re.compile(rb"\s*\{\s*\"")
_OWN_NAME = re.compile(
    rb'"(?:versioncreated|versionCreated|pubstatus|pubStatus|body_x?html|body_text|bodies)"\s*:'
)
_IDENTITY = re.compile(rb'"(?:uri|standard)"\s*:')
_TEXTS = ("body_text", "bodytext", "body_xhtml", "bodyxhtml", "body_html", "bodyhtml")


def is_ninjs(head: bytes) -> bool:
    """True when ``head`` begins a JSON object with fields that ninjs has and other records have not."""
    return bool(
        _OPENS.match(head.removeprefix(b"\xef\xbb\xbf")) and _OWN_NAME.search(head) and _IDENTITY.search(head)
    )


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    lines = stream.lines(limit)
    first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
    if not _is_object(first):
        yield _record(path, None, _whole(first, lines, limit), limit)
        return
    for number, line in enumerate(chain((first,), lines)):
        if line.strip():
            yield _record(path, number, line.strip(), limit)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _whole(first: bytes, lines: Iterator[bytes], limit: int) -> bytes:
    held = bytearray(first)
    for line in lines:
        held += line
        if len(held) > limit:
            break
    return bytes(held)


def _record(path: str, number: int | None, data: bytes, limit: int) -> RawInput:
    if len(data) > limit:
        detail = f"an item of more than max_document_bytes = {limit} bytes"
        return RawInput(path=path, record=number, format="ninjs", problem=Reason.TOO_LARGE, detail=detail)
    return RawInput(path=path, record=number, format="ninjs", data=data)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    fields = json_object(item.data, "a news item")
    if isinstance(fields, Refusal):
        return fields
    record = {str(name).casefold(): value for name, value in fields.items()}
    if is_withdrawn(_text(record.get("pubstatus"))):
        return Refusal(Reason.WITHDRAWN, "its publishing status is cancelled or withheld")
    body = _body(record)
    if body is None:
        return Refusal(Reason.NO_TEXT, f"no body in any of the fields {', '.join(sorted(record))[:200]}")
    blocks = _blocks(body)
    return page_of(_parts(record, blocks), body) if blocks else Refusal(Reason.NO_TEXT, "a body without text")


def _parts(record: Mapping[str, Any], blocks: list[Block]) -> Item:
    stamps = ("embargoed", "embargoeduntil", "contentcreated", "firstcreated", "versioncreated")
    return Item(
        blocks=blocks,
        title=_text(record.get("headline")) or _of_role(record.get("headlines"), "main"),
        subtitle=_of_role(record.get("headlines"), "sub", strictly=True),
        byline=_text(record.get("byline")) or _text(record.get("by")),
        dateline=_text(record.get("dateline")) or _text(record.get("located")),
        published=date_of(*((f"ninjs {name}", _text(record.get(name))) for name in stamps)),
        provider=_text(record.get("provider"))
        or _named(record.get("infosource"))
        or _named(record.get("infosources"))
        or _text(record.get("copyrightholder")),
        credit=_text(record.get("creditline")),
        identity=_text(record.get("uri")),
        url=_named(record.get("links"), "href") or _web(record.get("uri")),
        section=_named(record.get("service")) or _named(record.get("services")),
    )


def _text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("name")
    return one_line(clean_characters(value)) or None if isinstance(value, str) else None


def _web(value: object) -> str | None:
    found = _text(value)
    return found if found and found.startswith(("http://", "https://")) else None


def _named(value: object, key: str = "name") -> str | None:
    """Return the name that the first of several things has."""
    things = value if isinstance(value, list) else [value]
    names = (_text(thing.get(key)) for thing in things if isinstance(thing, Mapping))
    return next(filter(None, names), None)


def _of_role(value: object, role: str, *, strictly: bool = False) -> str | None:
    """Return the value whose role is ``role``, else, unless ``strictly``, the first one."""
    things = [thing for thing in value if isinstance(thing, Mapping)] if isinstance(value, list) else []
    chosen = [t for t in things if role in str(t.get("role", "")).casefold()] or ([] if strictly else things)
    return next(filter(None, (_text(thing.get("value")) for thing in chosen)), None)


def _body(record: Mapping[str, Any]) -> str | None:
    """Return the body: of several renditions the plain one, else the longest."""
    named = [record.get(name) for name in _TEXTS]
    bodies = record.get("bodies")
    listed = [b.get("value") for b in bodies if isinstance(b, Mapping)] if isinstance(bodies, list) else []
    found = [clean_characters(b) for b in named if isinstance(b, str) and b.strip()]
    found = found[:1] or [clean_characters(b) for b in listed if isinstance(b, str) and b.strip()]
    return max(found, key=len, default=None)


def _blocks(body: str) -> list[Block]:
    if re.search(r"<\w", body) is None:
        return lines_of(body)
    from lxml import etree, html

    try:
        return blocks_of(html.fragment_fromstring(body, create_parent="div"))
    except (etree.LxmlError, ValueError, AssertionError):
        return []


FORMAT = Format(
    name="ninjs", suffixes=(".ninjs", ".json", ".jsonl"), sniff=is_ninjs, read=_read, split=_split
)

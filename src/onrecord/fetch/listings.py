"""Feeds, OPML and plain lists: the addresses in them.

XML that declares entities is refused: no feed needs its own, and they are how a small
file becomes an endless one or reads a neighbour.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from onrecord.fetch.visits import Kind

MAX_FEED_BYTES = 2_000_000
"""Longer feeds are read up to here: one made of nothing but tags takes ten seconds a megabyte."""
MAX_OUTLINES = 5_000
_HEAD = 65_536
_NAME = re.compile(r"<([A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?)")
_KINDS = {"rss": Kind.FEED, "feed": Kind.FEED, "rdf:rdf": Kind.FEED, "opml": Kind.OPML}
_WEB = re.compile(r"https?://\S+", re.I)


class Found(Struct, frozen=True, kw_only=True):
    """An address in a feed or list, as written there."""

    address: str
    updated: datetime | None = None
    """When the feed says it last changed."""
    listing: bool = False
    """Whether it may be a feed or a list itself."""


class Listing(Struct, frozen=True, kw_only=True):
    """What a feed or list holds."""

    kind: Kind
    found: tuple[Found, ...] = ()
    problem: str | None = None
    """Why it could not be read, or not to its end."""


# feedparser's reader for broken feeds lets some through: &#xD800; is a ValueError, &#99999999999; an
# OverflowError, a NUL in the name of the encoding a ValueError; the others are its neighbours
_FEEDPARSER_FAILS = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    OverflowError,
    RecursionError,
)


class _Refused(Exception):
    """XML that declares entities."""


def kind_of(content: bytes) -> Kind | None:
    """Return whether ``content`` is a feed or OPML, by its root element; None if neither.

    >>> kind_of(b'<?xml version="1.0"?><!-- news --><rss version="2.0">')
    <Kind.FEED: 'feed'>
    """
    name = _NAME.match(_root(_text(content[:_HEAD])))
    return _KINDS.get(name.group(1).lower()) if name else None


def _text(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8-sig", errors="replace")


def _root(text: str) -> str:
    """Return ``text`` from its first element on: behind declarations and comments."""
    text = text.lstrip()
    while text.startswith(("<?", "<!")):
        comment = text.startswith("<!--")
        doctype = text[:9].upper() == "<!DOCTYPE" and "[" in text.partition(">")[0]
        end = "-->" if comment else "]>" if doctype else ">"
        text = text.partition(end)[2].lstrip()
    return text


def read_listing(content: bytes, kind: Kind, base: str | None = None, media: str = "") -> Listing:
    """Return the addresses in a feed or in OPML, in its order, each once.

    Args:
        content: unpacked.
        kind: FEED or OPML.
        base: where it is from, for relative links.
        media: its Content-Type, which may tell the encoding.
    """
    try:
        if kind is Kind.OPML:
            found, problem = _outlines(content)
            found = found[:MAX_OUTLINES]
        else:
            content = content[:MAX_FEED_BYTES]
            _refuse_entities(content)
            found, problem = _entries(content, base, media)
    except _Refused:
        return Listing(kind=kind, problem="its XML declares entities")
    unique: dict[str, Found] = {}
    for one in found:
        unique.setdefault(one.address, one)
    return Listing(kind=kind, found=tuple(unique.values()), problem=problem)


def read_lines(text: str) -> Listing | None:
    """Return the addresses of a plain list, one a line, # before remarks; None if it is something else."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(map(_WEB.fullmatch, lines)):
        return None
    found = tuple(Found(address=line, listing=True) for line in dict.fromkeys(lines))
    return Listing(kind=Kind.PAGE, found=found)


def _refuse_declaration(*_: object) -> None:
    raise _Refused


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_declaration
    return parser


def _refuse_entities(content: bytes) -> None:
    """Read up to the first element; what stands behind it cannot declare entities."""

    def stop(*_: object) -> None:
        raise StopIteration

    parser = _parser()
    parser.StartElementHandler = stop
    try:
        parser.Parse(content, True)
    except (StopIteration, expat.ExpatError, ValueError, LookupError):
        # not well-formed: feedparser's reader for broken feeds knows no entities
        return


def _outlines(content: bytes) -> tuple[list[Found], str | None]:
    found: list[Found] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.lower() != "outline":
            return
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        feed, link = given.get("xmlurl"), given.get("url")
        if feed or link:
            found.append(Found(address=feed or link or "", listing=True))

    parser = _parser()
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return found, f"not well-formed XML: {error}"
    return found, None


def _entries(content: bytes, base: str | None, media: str) -> tuple[list[Found], str | None]:
    import feedparser

    headers = {"content-type": media or "application/xml", "content-location": base or ""}
    # a stream, never the bytes themselves: feedparser would take those for a path or an address
    try:
        feed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    except _FEEDPARSER_FAILS as error:
        return [], f"cannot be read: {type(error).__name__}: {error}"
    found = [
        Found(address=link, updated=_updated(entry))
        for entry in feed.entries
        if (link := _link(entry, str(feed.get("version", ""))))
    ]
    problem = None
    if not found:
        broken = feed.get("bozo_exception")
        problem = f"no addresses in it: {broken}" if broken else "no addresses in it"
    return found, problem


def _link(entry: Any, version: str) -> str | None:
    """Return where an entry leads: its own link, or in RSS an identifier that is one."""
    links = [link.get("href") for link in entry.get("links", []) if link.get("rel") == "alternate"]
    if not links and not version.startswith("atom") and entry.get("guidislink"):
        links = [entry.get("link")]
    return next((str(link) for link in links if link), None)


def _updated(entry: Any) -> datetime | None:
    moment = entry.get("updated_parsed") or entry.get("published_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None

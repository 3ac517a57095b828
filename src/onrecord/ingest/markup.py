"""HTML to a page: trafilatura finds the body, the markup says the rest.

Metadata comes from JSON-LD, meta tags and Open Graph; the date from those or
from htmldate's fast mode, which looks at markup only. Nothing is fetched.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from onrecord.ingest.align import Aligner
from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.decode import clean_characters
from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.page import Page, Piece
from onrecord.ingest.publishers import by_name, by_url
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stripped import day, sign, strip_page
from onrecord.records import DateBasis, DateValue, ZoneKind
from onrecord.settings import Settings

EARLIEST = "1995-01-01"
LATEST = "2100-12-31"
"""htmldate would compare with today; a build must not depend on the day it runs."""
_ARTICLE_TYPES = re.compile(r"(?i)article|report|posting|webpage|liveblog")
_TITLE_CUT = re.compile(r"\s+[|•»–—-]\s+|\s+::\s+")

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class Markup(Struct, frozen=True):
    """What the markup says of the article."""

    title: str | None = None
    publisher: str | None = None
    publisher_basis: str | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None
    published: DateValue | None = None


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
    page.pieces = [_laid(p, aligner) for p in page.pieces]
    return page


def _laid(piece: Piece, aligner: Aligner) -> Piece:
    segments = aligner.locate(piece.text, anywhere=piece.kind is ZoneKind.TITLE)
    return Piece(kind=piece.kind, text=piece.text, segments=segments, credits=piece.credits)


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
            yield kind, _text(node.text)
        for child in node:
            yield from _blocks(child)
            if (child.tail or "").strip():
                yield kind, _text(child.tail)
        return
    lines: list[str] = []
    _gather(node, lines)
    for line in "".join(lines).split("\n"):
        if line.strip():
            yield kind, _text(line)


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


def _text(text: str | None) -> str:
    return clean_characters(" ".join((text or "").split()))


def _pieces(source: str, blocks: list[tuple[ZoneKind, str]], title: str | None) -> list[Piece]:
    aligner = Aligner(source)
    pieces = []
    if title:
        pieces.append(Piece(kind=ZoneKind.TITLE, text=title, segments=aligner.locate(title, anywhere=True)))
    for n, (kind, text) in enumerate(blocks):
        if n < 3 and title and _same(text, title):
            continue
        pieces.append(Piece(kind=_kind(kind, text), text=text, segments=aligner.locate(text)))
    return pieces


def _same(text: str, title: str) -> bool:
    return re.sub(r"\W+", "", text.casefold()) == re.sub(r"\W+", "", title.casefold())


def _kind(kind: ZoneKind, text: str) -> ZoneKind:
    if kind is ZoneKind.HEADING or len(text) > 300:
        return kind
    if read_stamp(text) is not None:
        return ZoneKind.STAMP
    if read_byline(text) is not None:
        return ZoneKind.BYLINE
    return ZoneKind.CREDIT if read_credit_line(text) is not None and not is_furniture(text) else kind


# --------------------------------------------------------------- metadata


def read_markup(tree: Any, source: str, url: str | None, day_first: bool | None) -> Markup:
    """Return title, publisher, author, section, address and date as the page's markup gives them."""
    meta = _metas(tree)
    thing = _json_ld(tree)
    address = _address(tree, meta, url)
    publisher, basis = _publisher(thing, meta, address)
    return Markup(
        title=_title(tree, thing, meta, publisher),
        publisher=publisher,
        publisher_basis=basis,
        author=_names(thing.get("author"))
        or _first(meta, "author", "article:author", "byl", "dc.creator", "parsely-author"),
        section=_names(thing.get("articleSection"))
        or _first(meta, "article:section", "section", "parsely-section"),
        url=address,
        published=_published(thing, meta, tree, source, address, day_first),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = _text(node.get("content"))
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _first(meta: Mapping[str, str], *names: str) -> str | None:
    found = next((meta[n] for n in names if n in meta), None)
    return None if found is None or found.startswith("http") else found


def _json_ld(tree: Any) -> dict[str, Any]:
    """Return the first JSON-LD object that is an article, else an empty one."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            parsed = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(parsed):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and _ARTICLE_TYPES.search(k) and k != "WebPage" for k in kinds):
                return thing
    return {}


def _things(value: object) -> Iterator[dict[str, Any]]:
    todo = [value]
    for _ in range(1000):
        if not todo:
            return
        at = todo.pop(0)
        if isinstance(at, list):
            todo.extend(at)
        elif isinstance(at, dict):
            yield at
            todo.append(at.get("@graph"))
            todo.append(at.get("mainEntity"))


def _names(value: object) -> str | None:
    """Return the name or names that a JSON-LD value gives."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(dict.fromkeys(n for n in map(_names, value) if n))
    return (_text(value) or None) if isinstance(value, str) and not value.startswith("http") else None


def _address(tree: Any, meta: Mapping[str, str], url: str | None) -> str | None:
    if url:
        return url
    links = {(n.get("rel") or "").casefold(): n.get("href") for n in tree.iter("link") if n.get("href")}
    for candidate in (links.get("canonical"), meta.get("og:url"), meta.get("twitter:url")):
        if candidate and candidate.startswith(("http://", "https://")):
            return clean_characters(str(candidate))
    return None


def _publisher(
    thing: Mapping[str, Any], meta: Mapping[str, str], url: str | None
) -> tuple[str | None, str | None]:
    known = by_url(url) if url else None
    if known is not None:
        return known.name, "domain"
    for name, basis in (
        (_first(meta, "og:site_name"), "meta og:site_name"),
        (_names(thing.get("publisher")), "json-ld publisher"),
        (_first(meta, "application-name", "dc.publisher", "publisher", "al:ios:app_name"), "meta"),
    ):
        if name:
            named = by_name(name)
            return (named.name if named else name), basis
    return None, None


def _title(tree: Any, thing: Mapping[str, Any], meta: Mapping[str, str], publisher: str | None) -> str | None:
    heads = [h for h in (_text("".join(node.itertext())) for node in tree.iter("h1")) if h]
    named = [
        t for t in (_names(thing.get("headline")), _first(meta, "og:title", "twitter:title", "dc.title")) if t
    ]
    shown = next((_text("".join(node.itertext())) for node in tree.iter("title")), None)
    for head in heads:
        # the headline as printed, when the markup speaks of the same one
        if any(_same(head, t) or _same(head, _TITLE_CUT.split(t)[0]) for t in (*named, shown or "")):
            return head
    whole = next(iter([*named, *([shown] if shown else [])]), None) or (heads[0] if len(heads) == 1 else None)
    return _without_site(whole, publisher) if whole else None


def _without_site(title: str, publisher: str | None) -> str:
    """Return ``title`` without the outlet's name at its end."""
    parts = _TITLE_CUT.split(title)
    tail = parts[-1]
    named = by_name(tail)
    if len(parts) > 1 and (named is not None or (publisher is not None and _same(tail, publisher))):
        return title[: title.rfind(tail)].rstrip(" |•»–—-:")
    return title


_DATE_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "article:published"),
    *("publishdate", "publish_date", "pubdate", "publication_date", "date", "dc.date.issued", "dc.date"),
    *("dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published"),
    *("originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime"),
)
"""Names of meta tags that give the day of publication, the plainest first."""


def _published(
    thing: Mapping[str, Any],
    meta: Mapping[str, str],
    tree: Any,
    source: str,
    url: str | None,
    day_first: bool | None,
) -> DateValue | None:
    candidates = [("json-ld datePublished", thing.get("datePublished"))]
    candidates += [(f"meta {name}", meta.get(name)) for name in _DATE_METAS]
    for evidence, value in candidates:
        stamp = read_stamp(value, day_first) if isinstance(value, str) else None
        if stamp is not None and stamp.day is not None:
            return day(stamp.day, DateBasis.METADATA, evidence)
    found = _htmldate(source, url)
    return day(found, DateBasis.METADATA, "markup (htmldate)") if found else None


def _htmldate(source: str, url: str | None) -> date | None:
    from htmldate import find_date
    from lxml import etree

    try:
        found = find_date(
            source, extensive_search=False, original_date=True, url=url, min_date=EARLIEST, max_date=LATEST
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, etree.LxmlError):
        return None
    return date.fromisoformat(found) if found else None

"""What the markup of a page says of its article: title, publisher, author, section, address, date.

Read from JSON-LD, meta tags and Open Graph; a date that none of them gives comes
from htmldate's fast mode, which looks at markup only. Nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from onrecord.ingest.decode import clean_characters
from onrecord.ingest.publishers import by_name, by_url
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stripped import day
from onrecord.records import DateBasis, DateValue

EARLIEST = "1995-01-01"
LATEST = "2100-12-31"
"""htmldate would compare with today; a build must not depend on the day it runs."""
_ARTICLE_TYPES = re.compile(r"(?i)article|report|posting|webpage|liveblog")
_TITLE_CUT = re.compile(r"\s+[|•»–—-]\s+|\s+::\s+")


def one_line(text: str | None) -> str:
    """Return ``text`` with its white space collapsed and nothing in it that cannot stand in text."""
    return clean_characters(" ".join((text or "").split()))


def same_words(text: str, other: str) -> bool:
    """True when both are equal but for case, spaces and punctuation."""
    return re.sub(r"\W+", "", text.casefold()) == re.sub(r"\W+", "", other.casefold())


class Markup(Struct, frozen=True):
    """What the markup says of the article."""

    title: str | None = None
    publisher: str | None = None
    publisher_basis: str | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None
    published: DateValue | None = None


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
        content = one_line(node.get("content"))
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
    return (one_line(value) or None) if isinstance(value, str) and not value.startswith("http") else None


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
    heads = [h for h in (one_line("".join(node.itertext())) for node in tree.iter("h1")) if h]
    named = [
        t for t in (_names(thing.get("headline")), _first(meta, "og:title", "twitter:title", "dc.title")) if t
    ]
    shown = next((one_line("".join(node.itertext())) for node in tree.iter("title")), None)
    for head in heads:
        # the headline as printed, when the markup speaks of the same one
        if any(
            same_words(head, t) or same_words(head, _TITLE_CUT.split(t)[0]) for t in (*named, shown or "")
        ):
            return head
    whole = next(iter([*named, *([shown] if shown else [])]), None) or (heads[0] if len(heads) == 1 else None)
    return _without_site(whole, publisher) if whole else None


def _without_site(title: str, publisher: str | None) -> str:
    """Return ``title`` without the outlet's name at its end."""
    parts = _TITLE_CUT.split(title)
    tail = parts[-1]
    named = by_name(tail)
    if len(parts) > 1 and (named is not None or (publisher is not None and same_words(tail, publisher))):
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

"""What the markup of a page says of its article: title, publisher, author, section, address, date.

Read from JSON-LD, meta tags and Open Graph; the date is :mod:`onrecord.ingest.dating`'s
affair. Nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from onrecord.ingest.dating import published_on
from onrecord.ingest.decode import clean_characters
from onrecord.ingest.lines import one_line as one_line
from onrecord.ingest.lines import same_words as same_words
from onrecord.ingest.publishers import by_name, by_url
from onrecord.records import DateValue

_ARTICLE_TYPES = re.compile(r"(?i)article|report|posting|webpage|liveblog")
_TITLE_CUT = re.compile(r"\s+[|•»–—-]\s+|\s+::\s+")


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
    title = _title(tree, thing, meta, publisher)
    return Markup(
        title=title,
        publisher=publisher,
        publisher_basis=basis,
        author=_names(thing.get("author"))
        or _first(meta, "author", "article:author", "byl", "dc.creator", "parsely-author"),
        section=_names(thing.get("articleSection"))
        or _first(meta, "article:section", "section", "parsely-section"),
        url=address,
        published=published_on(
            tree, source, thing=thing, meta=meta, url=address, title=title, day_first=day_first
        ),
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
    said = (_names(thing.get("headline")), _first(meta, "og:title", "twitter:title", "dc.title"))
    named = [html.unescape(t) for t in said if t]  # some pages escape twice
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

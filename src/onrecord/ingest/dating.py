"""When an HTML page says that it was published, and what says so.

Asked in this order: JSON-LD and meta tags; a date line by the headline; the day in
the page's address; htmldate's fast mode. Prose is never asked, nor descriptions,
nor copyright notices. A time in UTC may fall on another day than it was at the
publisher's: then the day is the one the page prints or gives with its own offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct

from onrecord.ingest.lines import count_words, one_line, same_words
from onrecord.ingest.stamps import Label, Stamp, numeric_order, read_stamp
from onrecord.ingest.stripped import day
from onrecord.records import DateBasis, DateValue

EARLIEST = "1995-01-01"
LATEST = "2100-12-31"
"""htmldate would compare with today; a build must not depend on the day it runs."""
_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "article:published"),
    *("publishdate", "publish_date", "pubdate", "publication_date", "date", "dc.date.issued", "dc.date"),
    *("dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published"),
    *("originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime"),
)
"""Names of meta tags that give the day of publication, the plainest first."""
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_CLOCKED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
_WORDS = re.compile(r"<meta\b[^>]{0,300}?\b(?:description|keywords|abstract|title)\b[^>]*>", re.IGNORECASE)
_DATED = re.compile(r"(?i)date|time|publi|posted|created|stamp|fecha|datum")
_OTHERWISE = re.compile(
    r"(?i)(?:joined|member since|registered|born|birthday|start date|end date|event date|deadline|expires)"
    r"\W*$"
)
"""Labels of dates that are not the article's."""
_BAR = re.compile(r"\s+[-–—|•·/]\s+|\s{3,}|\s[/|•·]|^[/|•·]\s")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td th table section article header footer nav aside "
    "figure figcaption form button label main dd dt dl hr time body".split()
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "select"})
_ABOVE, _BELOW = 3, 15
"""Lines above and below the headline among which its date stands."""
_HEADLINE_WORDS = 4
"""A shorter heading that is not the title is the outlet's name."""
_PROSE_WORDS = 25
_PARAGRAPHS = 2
"""Behind so many paragraphs the article is under way, and dates in lines are something else's."""
_ORDER_SAMPLE = 3000
MAX_OFFSET = timedelta(hours=14)


class Candidate(Struct, frozen=True):
    """A day that the markup names, the moment if it gives one, and what named it."""

    day: date
    evidence: str
    moment: datetime | None = None

    @property
    def utc(self) -> bool:
        """True when the time is given in UTC, which says nothing of the publisher's own day."""
        return self.moment is not None and self.moment.utcoffset() == timedelta(0)


def published_on(
    tree: Any,
    source: str,
    *,
    thing: Mapping[str, Any],
    meta: Mapping[str, str],
    url: str | None,
    title: str | None,
    day_first: bool | None,
) -> DateValue | None:
    """Return the day of publication with its evidence, None when the page does not say.

    Args:
        tree: the parsed page.
        source: the page as text.
        thing: its JSON-LD article.
        meta: its meta tags by name, in lower case.
        url: its address.
        title: its headline.
        day_first: order of numeric dates; where unset the page's other dates decide.
    """
    lines = list(page_lines(tree))
    if day_first is None:
        day_first = numeric_order(text for _, text in lines[:_ORDER_SAMPLE] if len(text) < 90)
    found = list(_named(thing, meta, day_first))
    printed = _by_headline(lines, title, day_first)
    addressed = _in_address(url)
    if found:
        chosen = _own_day(found, [*([printed] if printed else []), *([addressed] if addressed else [])])
        return day(chosen.day, DateBasis.METADATA, chosen.evidence)
    if printed is not None:
        return day(printed, DateBasis.STAMP, "date line by the headline")
    if addressed is not None:
        return day(addressed, DateBasis.METADATA, "address")
    guessed = _htmldate(source, url)
    return day(guessed, DateBasis.METADATA, "markup (htmldate)") if guessed else None


def _named(thing: Mapping[str, Any], meta: Mapping[str, str], day_first: bool | None) -> Iterator[Candidate]:
    """Yield what JSON-LD and meta tags name, the plainest first."""
    values = [("json-ld datePublished", thing.get("datePublished"))]
    values += [(f"meta {name}", meta.get(name)) for name in _METAS]
    for evidence, value in values:
        stamp = read_stamp(value, day_first) if isinstance(value, str) else None
        if stamp is not None and stamp.day is not None and isinstance(value, str):
            yield Candidate(stamp.day, evidence, _moment(value))


def _moment(value: str) -> datetime | None:
    if _CLOCKED.match(value.strip()) is None:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def _own_day(found: Sequence[Candidate], shown: Iterable[date]) -> Candidate:
    """Return the first of ``found``; a day in UTC gives way to the publisher's own day of that moment."""
    first = found[0]
    if not first.utc or first.moment is None:
        return first
    for other in found[1:]:
        if other.moment is not None and not other.utc and other.moment == first.moment:
            return other
    near = {(first.moment + MAX_OFFSET).date(), (first.moment - MAX_OFFSET).date()}
    for other_day in shown:
        if other_day == first.day:
            return first
        if other_day in near:
            return Candidate(other_day, f"{first.evidence}, on the day the page prints")
    return first


# ------------------------------------------------------- the printed page


def page_lines(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the lines of the page as printed, each with its tag; a date in markup is its own line."""
    from lxml import etree

    parts: list[str] = []
    tag = "body"
    skipped = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"} or not isinstance(node.tag, str):
            parts.append(node.tail or "" if not skipped else "")
            continue
        opens = event == "start"
        skipped += (1 if opens else -1) if node.tag in _UNSEEN else 0
        if node.tag in _BLOCKS or _DATED.search(node.get("class") or node.get("itemprop") or ""):
            text = one_line("".join(parts))
            if text:
                yield tag, text
            if node.tag == "time" and not opens and read_stamp(text) is None and node.get("datetime"):
                # "an hour ago" is printed, the day is in the markup
                yield "time", one_line(node.get("datetime"))
            parts, tag = [], node.tag if opens else "body"
        if not skipped:
            parts.append((node.text if opens else node.tail) or "")
    text = one_line("".join(parts))
    if text:
        yield tag, text


def _by_headline(lines: Sequence[tuple[str, str]], title: str | None, day_first: bool | None) -> date | None:
    """Return the one day that the lines around the headline print, None when there is none or several."""
    at = _headline(lines, title)
    if at is None:
        return None
    stamps = [
        s for text in _around(lines, at) for s in _stamps(text, day_first) if s.label is not Label.UPDATED
    ]
    labelled = [s for s in stamps if s.label is Label.PUBLISHED]
    days = {s.day for s in labelled or stamps if s.day is not None}
    return days.pop() if len(days) == 1 else None


def _headline(lines: Sequence[tuple[str, str]], title: str | None) -> int | None:
    same = [n for n, (_, text) in enumerate(lines) if title and same_words(text, title)]
    heads = [n for n, (tag, _) in enumerate(lines) if tag == "h1"]
    for n in same:
        if lines[n][0] in {"h1", "h2", "h3"}:
            return n
    if len(heads) == 1 and len(lines[heads[0]][1].split()) >= _HEADLINE_WORDS:
        return heads[0]
    return same[0] if same else None


def _around(lines: Sequence[tuple[str, str]], at: int) -> Iterator[str]:
    yield from (text for _, text in lines[max(0, at - _ABOVE) : at])
    paragraphs, before = 0, ""
    for _, text in lines[at + 1 : at + 1 + _BELOW]:
        paragraphs += count_words(text) >= _PROSE_WORDS
        if paragraphs == _PARAGRAPHS:
            return
        if _OTHERWISE.match(before) is None:
            yield text
        before = text


def _stamps(text: str, day_first: bool | None) -> Iterator[Stamp]:
    """Yield the stamps of a line: the line itself, or the parts it has between bars."""
    whole = read_stamp(text, day_first)
    if whole is not None:
        yield whole
        return
    if len(text) <= 200:
        found = (read_stamp(part, day_first) for part in _BAR.split(text) if part)
        yield from (stamp for stamp in found if stamp is not None)


def _in_address(url: str | None) -> date | None:
    """Return the day that a page's address holds in full.

    >>> _in_address("https://example.org/world/2020/09/21/fleet-sails")
    datetime.date(2020, 9, 21)
    """
    match = _IN_ADDRESS.search(url or "")
    if match is None:
        return None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return found if EARLIEST <= found.isoformat() <= LATEST else None


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MANY_COMMENTS = 5_000
"""No page of news has so many; the library takes their square in time to read around them."""


def _htmldate(source: str, url: str | None) -> date | None:
    """Return what htmldate's fast mode finds when it is not shown what pages say of their content."""
    from htmldate import find_date
    from lxml import etree

    shown = _WORDS.sub("", source)
    if shown.count("<!--") > _MANY_COMMENTS:
        shown = _COMMENT.sub("", shown)
    try:
        found = find_date(
            shown,
            extensive_search=False,
            original_date=True,
            url=url,
            min_date=EARLIEST,
            max_date=LATEST,
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, etree.LxmlError):
        return None
    return date.fromisoformat(found) if found else None

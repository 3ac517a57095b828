"""Records with named fields (JSON lines, table rows) to pages, tolerant of what the fields are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from onrecord.ingest.decode import clean_characters
from onrecord.ingest.markup import read_html
from onrecord.ingest.page import Page
from onrecord.ingest.publishers import by_name, by_url
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stripped import day, strip_page
from onrecord.records import DateBasis, DateValue
from onrecord.settings import Settings

NAMES: dict[str, tuple[str, ...]] = {
    thing: tuple(names.split())
    for thing, names in {
        "id": "id _id docid doc_id document_id article_id uuid guid external_id",
        "text": "text body content article articlebody article_body fulltext full_text maintext story",
        "html": "html content_html body_html raw_html",
        "title": "title headline heading head",
        "published": "published date publication_date pubdate pub_date publishedat published_at "
        "date_published datepublished publish_date date_publish published_date timestamp "
        "datetime",
        "publisher": "publisher outlet source publication site site_name source_name newspaper "
        "source_domain domain",
        "url": "url link source_url canonical_url uri permalink",
        "author": "author authors byline creator",
        "section": "section category rubric",
    }.items()
}
"""For each thing we look for the field names it goes by, best first; case, spaces and dashes do not count."""

DELIMITERS = (",", "\t", ";", "|")
"""What parts the fields of a table, in the order they are tried."""

_FOLD = re.compile(r"[\s-]+")


def fold(name: str) -> str:
    """Return a field name as names are compared."""
    return _FOLD.sub("_", name.strip().lstrip("\ufeff").casefold())


@lru_cache(maxsize=4)
def field_names(fields: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each thing's field, those that the user gave (``text=Body``) alone.

    >>> field_names(("text=Body",))["text"]
    ('body',)
    """
    given: dict[str, tuple[str, ...]] = {}
    for pair in fields:
        thing, _, name = pair.partition("=")
        given[thing] = (*given.get(thing, ()), fold(name))
    if "text" in given or "html" in given:
        given = {"text": (), "html": (), **given}
    return {**NAMES, **given}


def mapped_text_fields(settings: Settings) -> frozenset[str]:
    """Return the folded names of the fields that the user says hold articles."""
    if not any(pair.startswith(("text=", "html=")) for pair in settings.fields):
        return frozenset()
    names = field_names(settings.fields)
    return frozenset((*names["text"], *names["html"]))


def pick(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """Return the value of the best-named field, None when no field has one."""
    for name in names:
        text = _as_text(record.get(name))
        if text:
            return text
    return None


def _as_text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(filter(None, (_as_text(v) for v in value)))
    if isinstance(value, bool) or value is None:
        return None
    return (
        clean_characters(value if isinstance(value, str) else str(value))
        if not isinstance(value, Mapping)
        else None
    )


def has_text_field(names: list[str], mapped: frozenset[str] = frozenset()) -> bool:
    """True when one of ``names`` holds articles."""
    folded = {fold(n) for n in names}
    return any(n in folded for n in mapped or (*NAMES["text"], *NAMES["html"]))


def page_of(fields: Mapping[str, object], settings: Settings) -> Page | Refusal:
    """Return the page that a record of named fields holds.

    Segments count within the value of the text field.
    """
    record = {fold(str(name)): value for name, value in fields.items()}
    names = field_names(settings.fields)
    text, html = pick(record, names["text"]), pick(record, names["html"])
    if text is None and html is None:
        names_given = ", ".join(sorted(map(str, fields)))[:200]
        return Refusal(
            Reason.NO_TEXT, f"no text in a field known to hold it: --map text=FIELD; has {names_given}"
        )
    url = pick(record, names["url"])
    page: Page | Refusal
    if text is not None:
        page = strip_page(text, title=_one_line(pick(record, names["title"])), day_first=settings.day_first)
    else:
        page = read_html(html or "", url, settings)
    if isinstance(page, Refusal):
        return page
    _fill(page, record, settings)
    return page


def _one_line(title: str | None) -> str | None:
    return " ".join(title.split()) or None if title else None


def _fill(page: Page, record: Mapping[str, object], settings: Settings) -> None:
    names = field_names(settings.fields)
    page.external_id = pick(record, names["id"]) or page.external_id
    page.url = pick(record, names["url"]) or page.url
    page.author = pick(record, names["author"]) or page.author
    page.section = pick(record, names["section"]) or page.section
    raw_date = pick(record, names["published"])
    published = read_date_field(raw_date, settings.day_first) if raw_date else None
    if published is not None:
        page.published, page.stamp = published, None
    set_publisher(page, pick(record, names["publisher"]), "field")


def set_publisher(page: Page, name: str | None, basis: str) -> None:
    """Set the publisher to what the input names, else to whose site the address lies on."""
    if name is not None:
        known = by_name(name) or (by_url(name) if "." in name and " " not in name else None)
        page.publisher, page.publisher_basis = (known.name if known else " ".join(name.split())), basis
    elif page.publisher is None and page.url and (known := by_url(page.url)) is not None:
        page.publisher, page.publisher_basis = known.name, "domain"


def read_date_field(
    value: str, day_first: bool | None, evidence: str = "field published"
) -> DateValue | None:
    """Return the publication date that a metadata field gives, None when it cannot be read surely.

    ``evidence`` names the field.

    >>> read_date_field("Wed, 19 Jul 2023 22:10:00 +0300", None).start
    datetime.date(2023, 7, 19)
    """
    value = value.strip()
    if re.fullmatch(r"\d{8}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    found: date | None
    if re.fullmatch(r"\d{10}|\d{13}", value):
        seconds = int(value[:10])
        found = datetime.fromtimestamp(seconds, tz=UTC).date()
    else:
        stamp = read_stamp(value, day_first)
        found = stamp.day if stamp else _mail_date(value)
    return day(found, DateBasis.METADATA, evidence) if found else None


def _mail_date(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None

"""Pages as HTML: Jinja2 with everything from the record escaped, and the words that templates use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from onrecord.actors.countries import country_name
from onrecord.analyse import words
from onrecord.analyse.names import begun, party_words
from onrecord.serve.web.links import Links
from onrecord.serve.web.page import SECTIONS, Page, pages
from onrecord.serve.web.wording import (
    basis_words,
    filter_words,
    form_words,
    term_voice_words,
    type_words,
)
from onrecord.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from onrecord.analyse.timeline import Entry


MONTH = 32
"""Days that an interval has fewer of when it stands under a month."""

QUESTIONS = {
    "date": "When?",
    "place": "Where?",
    "actor": "Who?",
    "quantity": "How many?",
    "polarity": "True or not?",
    "modality": "Done or only planned?",
    "attribution": "Whose word?",
    "self": "One article against itself",
}
"""What the sides of a conflict differ on, as a question."""


def render(template: str, links: Links, page: Page | None, data: Mapping[str, object]) -> str:
    """Return ``template`` with ``data``; addresses are made by ``links``."""
    shown = _environment().get_template(template)
    return shown.render({**data, "links": links, "to": links.to, "asset": links.asset, "page": page})


def make_ready() -> None:
    """Read all templates, which takes longer than to fill one: so nobody waits for it."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def as_json(data: Mapping[str, object]) -> bytes:
    """Return ``data`` as JSON, dates in ISO 8601."""
    return msgspec.json.encode(data, enc_hook=str)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "menu": menu(),
        "quads": words.QUADS,
        "counted": words.counted,
        "conflict_questions": QUESTIONS,
        "version": __version__,
        "origins_words": words.origins_words,
        "date_words": words.date_words,
    }
    environment.tests["event_id"] = lambda text: str(text).startswith("evt_")
    environment.filters |= {
        "day": _day,
        "month": month_words,
        "begun": begun,
        "number": lambda value: f"{value:,}",
        "signed": lambda value: f"{value:+.1f}".replace("-", "−"),
        "data": as_data,
        "period": period_words,
        "interval": interval_words,
        "parties": party_words,
        "form_words": form_words,
        "type_words": type_words,
        "term_voice": term_voice_words,
        "basis_words": basis_words,
        "filter_words": filter_words,
        "country": lambda code: country_name(str(code)) or code,
        "drawn": drawn,
        "spaced": lambda text: str(text or "").replace("_", " "),
        "short_id": lambda text: str(text)[:12],
        "extract_layer": lambda number, marks: marks[number].layer,
        "extract_act": lambda number, marks: marks[number].claim_id if marks[number].layer == "act" else None,
    }
    return environment


def menu() -> list[tuple[str, list[Page]]]:
    """Return the sections of the menu with their pages, in order."""
    listed = sorted((p for p in pages().values() if p.menu), key=lambda p: p.menu.order if p.menu else 0)
    return [(name, [p for p in listed if p.menu and p.menu.section == name]) for name in SECTIONS]


def as_data(value: object) -> Markup:
    """Return ``value`` as JSON that may stand inside a script element: no ``<`` can end it."""
    from markupsafe import Markup

    text = msgspec.json.encode(value, enc_hook=str).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # every character that could end the element is escaped


def drawn(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """Return of the entries of a timeline what its drawing needs."""
    names = ("start", "end", "kind", "headline", "quad_class", "ahead", "weight")
    return [{name: getattr(entry, name) for name in names} for entry in entries]


def _day(value: object) -> str:
    """Return a day, a time or an ISO day in words."""
    if isinstance(value, datetime):
        return words.day_words(value.date())
    if isinstance(value, date):
        return words.day_words(value)
    return words.day_words(date.fromisoformat(str(value)[:10])) if value else ""


def month_words(day: date) -> str:
    """Return the month of ``day``, short, as tables and axes have it.

    >>> month_words(date(2031, 3, 4))
    'Mar 2031'
    """
    _, month, year = words.day_words(day).split()
    return f"{month[:3]} {year}"


def period_words(entry: Entry) -> str:
    """Return the month that a dated entry of the timeline stands under, the years of a coarser one."""
    start, end = str(entry.start), str(entry.end)
    if start[:7] == end[:7] or (date.fromisoformat(end) - date.fromisoformat(start)).days < MONTH:
        return _day(start).partition(" ")[2]
    return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"


def interval_words(line: Mapping[str, object] | None) -> str:
    """Return the date of an output line in words."""
    if not line:
        return "no date stated"
    from onrecord.records import DateBasis, DateValue, Granularity

    value = DateValue(
        start=date.fromisoformat(str(line["start"])),
        end=date.fromisoformat(str(line["end"])),
        granularity=Granularity(str(line["granularity"])),
        basis=DateBasis.METADATA,
        approximate=bool(line["approximate"]),
    )
    return words.date_words(value)

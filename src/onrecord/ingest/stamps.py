"""Publication dates as pages print them: a line that is a date and nothing else.

Never a date from prose: the whole line, less a label ("Published:") and a time
of day, must be one date. Numeric dates whose day and month could be swapped are
only read when something says which comes first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Return month names in lower case → number, of the languages of ``data/months.toml``."""
    return _numbered("months.toml", 1)


@lru_cache(maxsize=1)
def weekdays() -> dict[str, int]:
    """Return weekday names in lower case → number from Monday, 0, of ``data/weekdays.toml``."""
    return _numbered("weekdays.toml", 0)


def _numbered(name: str, first: int) -> dict[str, int]:
    table = tomllib.loads(files("onrecord.ingest").joinpath("data", name).read_text("utf-8"))
    return {
        name: number
        for names in table.values()
        for number, variants in enumerate(names, start=first)
        for name in variants.split()
    }


class Label(StrEnum):
    """What a page says its date is."""

    NONE = "none"
    PUBLISHED = "published"
    UPDATED = "updated"


class Stamp(Struct, frozen=True):
    """A date line: the day, or None when its order cannot be told, and its label."""

    day: date | None
    label: Label


_LABEL = re.compile(
    r"(?P<published>(?:first |originally |article )?"
    r"(?:published|posted|created|date|issued|released|veröffentlicht|erschienen|publiziert|publiée?|publicad[oa]"
    r"|pubblicat[oa]|gepubliceerd|geplaatst|publicerad|opublikowan[oey]|publikováno|megjelent"
    r"|yayınlanma(?: tarihi)?|yayın tarihi|опубликован[оа]|опубліковано|дата публикации"
    r"|дата публікації|نشر في|تاريخ النشر|פורסם)"
    r"(?: on| at| le| am| el| em| il| op| ב)?)(?!\w)"
    r"|(?P<updated>(?:last |zuletzt |dernière |última |آخر )?"
    r"(?:updated|modified|edited|aktualisiert|geändert|mis à jour|mise à jour|modifiée?|actualizado"
    r"|actualización|atualizado|aggiornato|bijgewerkt|uppdaterad|aktualizacja|aktualizováno|güncelleme|güncellenme|обновлен[оа]"
    r"|оновлено|تحديث|עודכן)"
    r"(?: on| at| le| am| el| em| il| op)?)(?!\w)",
    re.IGNORECASE,
)
_ZONES = "gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|bst|ist|msk|eet|eest|jst|hrs?|uhr|local time|et|pt"
_TIME = re.compile(
    r"(?<![\d.])(?:at |um |à |às |alle |ore |kl\.? |godz\.? |в |о |a las |saat )?"
    r"\d{1,2}[:h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?\b|[صم](?!\w))?"
    r"|\b\d{1,2}\s?[ap]\.?m\.?(?=\W|$)"
    rf"|\b(?:{_ZONES})\b(?:\s*[+-]\s*\d{{1,2}}(?::?\d{{2}})?)?"
    r"|[+-]\d{2}:?\d{2}$",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_EAST = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de))?[\s.-]+([^\W\d_]+)\.?,?(?:\s+de)?[\s.-]+(\d{4})"
)
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_LATIN = re.compile(r"[a-zÀ-ɏ]", re.IGNORECASE)
_WEEKDAY = re.compile(r"^\s*([^\W\d_]{2,12}(?:-feira)?)\.?[,،]?\s+(?=\S)")
_JUNK = re.compile(r"^[\s,،.|/•·:;()\[\]–—-]+|[\s,،.|/•·:;()\[\]–—-]+$")
MAX_LENGTH = 90


def read_stamp(line: str, day_first: bool | None = None) -> Stamp | None:
    """Return what ``line`` stamps, None when it is not a date line.

    >>> read_stamp("Published: Friday, 21 July 2023 14:05 GMT").day
    datetime.date(2023, 7, 21)
    >>> read_stamp("The talks of 21 July 2023 failed") is None
    True
    """
    if len(line) > MAX_LENGTH or not any(c.isdigit() for c in line):
        return None
    label, rest = _take_label(line)
    return _whole_date(rest, label, day_first)


def _take_label(line: str) -> tuple[Label, str]:
    match = _LABEL.match(line.strip().lstrip("|•·-–( "))
    if match is None:
        return Label.NONE, line
    rest = line.strip().lstrip("|•·-–( ")[match.end() :]
    return (Label.PUBLISHED if match.group("published") else Label.UPDATED), rest


_CHANGED = re.compile(r"\s[|•·]\s|(?<!\s)\s*+(?:[(;,|]\s*+)?(?i:last )?(?i:updated|modified)\b")
"""What stands between a date and that of a change."""


def _whole_date(line: str, label: Label, day_first: bool | None) -> Stamp | None:
    first = _CHANGED.split(line, maxsplit=1)[0]
    text = _JUNK.sub("", first)
    iso = _ISO.match(text)
    if iso is None:
        text = _JUNK.sub("", _TIME.sub(" ", text))
        iso = _ISO.match(text)
    if iso is not None:
        rest = _TIME.sub(" ", text[iso.end() :])
        return None if _JUNK.sub("", rest) else Stamp(_day(iso[1], iso[2], iso[3]), label)
    weekday, text = _take_weekday(text)
    stamped = _named(text) or _numeric(text, day_first)
    if stamped is None:
        return None
    day = stamped[0]
    if day is not None and weekday is not None and day.weekday() != weekday:
        return Stamp(None, label)
    return Stamp(day, label)


def _take_weekday(text: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(text)
    if match is None or match[1].casefold() in months():
        return None, text
    weekday = weekdays().get(match[1].casefold())
    if weekday is None and _LATIN.search(match[1]):
        return None, text
    return weekday, text[match.end() :]


def _named(text: str) -> tuple[date | None] | None:
    east = _EAST.fullmatch(text)
    if east is not None:
        return (_day(east[1], east[2], east[3]),)
    match = _DAY_MONTH.fullmatch(text)
    if match is not None and match[2].casefold() in months():
        return (_day(match[3], months()[match[2].casefold()], match[1]),)
    match = _MONTH_DAY.fullmatch(text)
    if match is not None and match[1].casefold() in months():
        return (_day(match[3], months()[match[1].casefold()], match[2]),)
    return None


def _numeric(text: str, day_first: bool | None) -> tuple[date | None] | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    one, two = int(match[1]), int(match[3])
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    if one > 12 or one == two:
        day_first = True
    elif two > 12:
        day_first = False
    if day_first is None:
        return (None,)
    return (_day(year, two, one) if day_first else _day(year, one, two),)


def _day(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1800 <= found.year <= 2200 else None


def numeric_order(lines: Iterable[str]) -> bool | None:
    """Return whether the page's own numeric date lines put the day first; None when they do not tell."""
    seen: set[bool] = set()
    for line in lines:
        match = _NUMERIC.search(line) if len(line) <= MAX_LENGTH else None
        if match is None:
            continue
        one, two = int(match[1]), int(match[3])
        if one > 12 >= two:
            seen.add(True)
        elif two > 12 >= one:
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None

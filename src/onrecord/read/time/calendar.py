"""Calendar arithmetic for expressions of time: TIMEX3 values and the days they cover.

Used by the grammar's builders (``days``, ``clocks``, ``units``, ``stretches``). Everything is a
pure function of dates; a value that falls outside the years 1 to 9999 is None.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

from onrecord.records import Granularity

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each (northern) season; winter runs into the next year."""

SHORT = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "quarter": "Q",
    "decade": "E",
    "century": "C",
    "weekend": "WE",
}
CLOCK = {"hour": "H", "minute": "M", "second": "S"}


class Interval(Struct, frozen=True):
    """A TIMEX3 value and the days it covers, both ends included."""

    value: str
    begins: date
    ends: date
    granularity: Granularity


def day(at: date) -> Interval:
    """Return the day ``at``."""
    return Interval(at.isoformat(), at, at, Granularity.DAY)


def week(at: date) -> Interval:
    """Return the ISO week (Monday to Sunday) that holds ``at``."""
    iso = at.isocalendar()
    monday = at - timedelta(days=iso.weekday - 1)
    return Interval(f"{iso.year}-W{iso.week:02}", monday, monday + timedelta(days=6), Granularity.WEEK)


def weekend(at: date) -> Interval:
    """Return the Saturday and Sunday of the ISO week that holds ``at``."""
    whole = week(at)
    return Interval(f"{whole.value}-WE", whole.begins + timedelta(days=5), whole.ends, Granularity.WEEK)


def month(year: int, number: int) -> Interval:
    """Return a calendar month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(
        f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last), Granularity.MONTH
    )


def quarter(year: int, number: int) -> Interval:
    """Return a calendar quarter, ``number`` 1 to 4."""
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Interval(f"{year:04}-Q{number}", first.begins, last.ends, Granularity.QUARTER)


def half(year: int, number: int) -> Interval:
    """Return a half of a year, ``number`` 1 or 2."""
    first, last = month(year, 6 * number - 5), month(year, 6 * number)
    return Interval(f"{year:04}-H{number}", first.begins, last.ends, Granularity.RANGE)


def season(year: int, code: str) -> Interval:
    """Return a season; the winter of a year begins in its December."""
    first = month(year, SEASON_MONTHS[code])
    end_year, end_month = (year + 1, 2) if code == "WI" else (year, SEASON_MONTHS[code] + 2)
    return Interval(f"{year:04}-{code}", first.begins, month(end_year, end_month).ends, Granularity.SEASON)


def year(number: int) -> Interval:
    """Return a calendar year."""
    return Interval(f"{number:04}", date(number, 1, 1), date(number, 12, 31), Granularity.YEAR)


def decade(first: int) -> Interval:
    """Return the ten years from ``first``, a multiple of ten."""
    return Interval(str(first // 10), date(first, 1, 1), date(first + 9, 12, 31), Granularity.DECADE)


def century(number: int) -> Interval:
    """Return the ``number``-th century, by the hundreds of its years as newspapers count."""
    first = max(1, (number - 1) * 100)
    return Interval(
        f"{number - 1:02}", date(first, 1, 1), date((number - 1) * 100 + 99, 12, 31), Granularity.RANGE
    )


def unit(name: str, at: date) -> Interval:
    """Return the calendar ``name`` that holds ``at``; any other name is taken for a day."""
    if name == "week":
        return week(at)
    if name == "weekend":
        return weekend(at)
    if name == "month":
        return month(at.year, at.month)
    if name == "quarter":
        return quarter(at.year, (at.month + 2) // 3)
    if name == "year":
        return year(at.year)
    if name == "decade":
        return decade(at.year // 10 * 10)
    if name == "century":
        return century(at.year // 100 + 1)
    return day(at)


def shift(at: date, name: str, count: int) -> date | None:
    """Return ``at`` moved by ``count`` units ``name``; a day past the month's end becomes its last."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(name)
    try:
        if months is None:
            return at + timedelta(days=count * (7 if name in {"week", "weekend"} else 1))
        index = at.year * 12 + at.month - 1 + count * months
        if not 12 <= index < 120000:
            return None
        last = calendar.monthrange(index // 12, index % 12 + 1)[1]
        return date(index // 12, index % 12 + 1, min(at.day, last))
    except OverflowError:
        return None


def span(first: Interval, last: Interval) -> Interval | None:
    """Return the interval from ``first`` to ``last``; None when they are in the wrong order."""
    if first.begins > last.begins:
        return None
    return Interval(f"{first.value}/{last.value}", first.begins, last.ends, Granularity.RANGE)


def made(year_number: int, month_number: int, day_number: int) -> Interval | None:
    """Return a day given by numbers, None where there is no such day."""
    try:
        return day(date(year_number, month_number, day_number))
    except ValueError:
        return None


def nth_weekday(year_number: int, month_number: int, weekday: int, which: int) -> Interval:
    """Return the ``which``-th ``weekday`` (Monday 0) of a month, -1 for the last."""
    whole = month(year_number, month_number)
    if which > 0:
        return day(whole.begins + timedelta(days=(weekday - whole.begins.weekday()) % 7 + 7 * (which - 1)))
    return day(whole.ends - timedelta(days=(whole.ends.weekday() - weekday) % 7))


def duration(count: float | None, name: str) -> str:
    """Return the TIMEX3 duration of ``count`` units, ``X`` for an unknown count.

    >>> duration(2, "day"), duration(None, "year"), duration(1.5, "hour"), duration(24, "hour")
    ('P2D', 'PXY', 'PT1H30M', 'P1D')
    """
    if name in CLOCK:
        return _clock_duration(count, name)
    if count is None:
        return f"PX{SHORT[name]}"
    if name in {"decade", "century"}:
        return duration(count * (10 if name == "decade" else 100), "year")
    if count == int(count):
        return f"P{int(count)}{SHORT[name]}"
    if name == "year" and (count * 12).is_integer():
        return f"P{int(count)}Y{int(count * 12) % 12}M"
    return f"P{count:g}{SHORT[name]}"


def _clock_duration(count: float | None, name: str) -> str:
    if count is None:
        return f"PTX{CLOCK[name]}"
    if name == "hour" and count and count == 24:
        return f"P{int(count // 24)}D"
    if count != int(count) and name in {"hour", "minute"}:
        below = "M" if name == "hour" else "S"
        return f"PT{int(count)}{CLOCK[name]}{round(count % 1 * 60)}{below}"
    return f"PT{count:g}{CLOCK[name]}"

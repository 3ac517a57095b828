"""Days, weeks, months: which period an interval lies in, and which periods lie between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """How long the periods of a series are."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class Undated(StrEnum):
    """Where a series counts what no article dates."""

    APART = "apart"  # in a row of its own
    REPORTED = "reported"  # in the period of its first report, as other event data do


MANY = 5_000
"""Periods up to which a window is filled that somebody asks for: thirteen years of days."""
_DAYS = {Period.YEAR: 365, Period.QUARTER: 91, Period.MONTH: 30, Period.WEEK: 7, Period.DAY: 1}


def first_day(day: date, by: Period) -> date:
    """Return the first day of the period that ``day`` lies in; weeks begin on Monday.

    >>> first_day(date(2031, 3, 6), Period.WEEK).isoformat()
    '2031-03-03'
    """
    if by is Period.WEEK:
        return day - timedelta(days=day.weekday())
    if by is Period.QUARTER:
        return date(day.year, day.month - (day.month - 1) % 3, 1)
    month = 1 if by is Period.YEAR else day.month
    return day if by is Period.DAY else date(day.year, month, 1)


def last_day(first: date, by: Period) -> date:
    """Return the last day of the period that begins on ``first``.

    >>> last_day(date(2031, 1, 1), Period.QUARTER).isoformat()
    '2031-03-31'
    """
    if by in (Period.DAY, Period.WEEK):
        return first + min(timedelta(days=6 if by is Period.WEEK else 0), date.max - first)
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[by]
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else date.max


def period_of(start: date, end: date, by: Period) -> date | None:
    """Return the first day of the period that holds all of ``start`` to ``end``; None where none does.

    >>> period_of(date(2031, 1, 1), date(2031, 12, 31), Period.MONTH) is None
    True
    """
    first = first_day(start, by)
    return first if first == first_day(end, by) else None


def periods(start: date, end: date, by: Period) -> Iterator[date]:
    """Yield the first day of every period that touches ``start`` to ``end``."""
    first = first_day(start, by)
    while first <= end:
        yield first
        if (last := last_day(first, by)) >= end:  # there may be no day after it
            return
        first = last + timedelta(days=1)


def are_many(start: date, end: date, by: Period) -> bool:
    """Return whether more than :data:`MANY` periods touch ``start`` to ``end``, or nearly so many."""
    return (end - start).days > MANY * _DAYS[by]

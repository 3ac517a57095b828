"""When it was, as adverbials: a day, a month, an interval, as short as they are clear."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.analyse.brief.templates import put
from onrecord.analyse.pieces import DATE, Pieces
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import day_words
from onrecord.records import DateValue, Granularity


def when_pieces(value: DateValue | None, before: DateValue | None = None) -> Pieces:
    """Return when it was, as an adverbial; ``before``: the date of the sentence in front."""
    if value is None:
        return ()
    if before and value.start == value.end == before.start == before.end and not value.approximate:
        return put("dated", "same", {})
    return adverbial(value.start, value.end, value.granularity, approximate=value.approximate)


def adverbial(start: date, end: date, granularity: Granularity, *, approximate: bool = False) -> Pieces:
    """Return an interval as an adverbial: "on 3 March 2031", "in March 2031", "between 2016 and 2020"."""
    if start.year != end.year and _is_whole_years(start, end):
        return _between("years", str(start.year), str(end.year))
    unit = _unit(start, end, granularity)
    if unit is None:
        return _between("days", *_ends(start, end))
    key, words = unit
    return put("dated", "about" if approximate else key, {"date": (Piece(words, DATE),)})


def _between(key: str, first: str, last: str) -> Pieces:
    return put("dated", key, {"first": (Piece(first, DATE),), "last": (Piece(last, DATE),)})


def _unit(start: date, end: date, granularity: Granularity) -> tuple[str, str] | None:
    """Return the unit that an interval is, and its words; None where it is no single one.

    >>> _unit(date(2031, 2, 1), date(2031, 2, 28), Granularity.RANGE)
    ('month', 'February 2031')
    """
    if start == end:
        return "day", day_words(start)
    if granularity is Granularity.WEEK:
        return "week", day_words(start)
    month, following = (start.year, start.month), end + timedelta(days=1)
    is_whole_month = start.day == following.day == 1
    if month == (end.year, end.month) and (is_whole_month or granularity is Granularity.MONTH):
        return "month", day_words(start).partition(" ")[2]
    if start.year == end.year and (_is_whole_years(start, end) or granularity is Granularity.YEAR):
        return "year", str(start.year)
    return ("decade", f"{start.year}s") if granularity is Granularity.DECADE else None


def _is_whole_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _ends(start: date, end: date) -> tuple[str, str]:
    """Return both ends of an interval in words, without what the other says or what nobody stated.

    >>> _ends(date(2031, 3, 4), date(2031, 3, 9)), _ends(date(2031, 1, 1), date(2031, 6, 30))
    (('4', '9 March 2031'), ('January', 'June 2031'))
    """
    day, month, last = str(start.day), day_words(start).split()[1], day_words(end)
    months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if months:
        last = last.partition(" ")[2]
    if start.year == end.year:
        return (month if months else day if start.month == end.month else f"{day} {month}"), last
    if start.day == 1:
        return (str(start.year) if start.month == 1 and not months else f"{month} {start.year}"), last
    return day_words(start), last

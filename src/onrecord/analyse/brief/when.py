"""When it was, as adverbials: a day, a month, an interval, as short as they are clear."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.analyse.brief.templates import put
from onrecord.analyse.pieces import DATE, Pieces
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import date_words, day_words
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
    value = DateValue(start=start, end=end, granularity=granularity, basis="metadata")  # type: ignore[arg-type]
    words = (Piece(date_words(value), DATE),)
    key = {Granularity.MONTH: "month", Granularity.YEAR: "year", Granularity.DECADE: "decade"}.get(
        granularity
    )
    if start == end:
        key = "day"
    elif granularity is Granularity.WEEK:
        key, words = "week", (Piece(day_words(start), DATE),)
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year != end.year:
        years = {"first": (Piece(str(start.year), DATE),), "last": (Piece(str(end.year), DATE),)}
        return put("dated", "years", years)
    elif (start.day, (end + timedelta(days=1)).day) == (1, 1) and (start.year, start.month) == (
        end.year,
        end.month,
    ):
        key, words = "month", (Piece(day_words(start).split(" ", 1)[1], DATE),)
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        key, words = "year", (Piece(str(start.year), DATE),)
    if key is None:
        first, last = _ends(start, end)
        return put("dated", "days", {"first": (Piece(first, DATE),), "last": (Piece(last, DATE),)})
    return put("dated", "about" if approximate else key, {"date": words})


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

"""Builders for days and months: full dates, days without a year, ranges of days, months.

A builder gets the classed words that its rule matched and the context; it returns
None to refuse. Without an anchor a value keeps what the words give, and no days.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.time import calendar as cal
from onrecord.read.time.anchoring import NARRATIVE, PUBLICATION, Context
from onrecord.read.time.built import Built, anchored, edge, explicit, floating, leaning, near, number, of
from onrecord.read.time.calendar import Interval
from onrecord.read.time.lexicon import Word
from onrecord.records import DateBasis, Granularity


def full_date(words: Sequence[Word], _: Context) -> Built | None:
    """Day, month and year in any order."""
    day_word = of(words, "do")[0]
    return explicit(cal.made(number(of(words, "y")[-1]), number(of(words, "Mm")[0]), number(day_word)))


def numeric_date(words: Sequence[Word], _: Context) -> Built | None:
    """``2023-05-30``, ``30.05.23``, ``5/30/2023``; None where day and month could be swapped."""
    text = words[0].text
    parts = [int(p) for p in text.replace("/", "-").replace(".", "-").split("-")]
    if len(text.split("-")[0]) == 4:
        return explicit(cal.made(*parts))
    first, second, year = parts
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if "." in text or first > 12:
        return explicit(cal.made(year, second, first))
    if second > 12 or first == second:
        return explicit(cal.made(year, first, second))
    return Built("DATE", None)


def day_range(words: Sequence[Word], ctx: Context) -> Built | None:
    """``30–31 May``, ``May 30-31, 2023``."""
    days = of(words, "do")
    years = of(words, "y")
    months = of(words, "Mm")
    first_month, last_month = number(months[0]), number(months[-1])
    year = number(years[-1]) if years else None
    if year is None:
        last = month_day_near(last_month, number(days[-1]), ctx)
        if last is None or last.interval is None:
            return floating(None)
        year, basis, relative = last.interval.begins.year, last.basis, True
    else:
        basis, relative = DateBasis.EXPLICIT, False
    first = cal.made(year, first_month, number(days[0]))
    final = cal.made(year, last_month, number(days[-1]))
    whole = cal.span(first, final) if first and final else None
    return Built("DATE", whole.value, whole, basis, relative=relative) if whole else None


def month_day(words: Sequence[Word], ctx: Context) -> Built | None:
    """Day and month; the year comes from the anchor."""
    return month_day_near(number(of(words, "Mm")[0]), number(of(words, "do")[0]), ctx)


def day_of_year(words: Sequence[Word], ctx: Context) -> Built | None:
    """``24 February last year``, ``May 3 this year``."""
    if str(of(words, "u")[0].value) != "year":
        return None
    month, day = number(of(words, "Mm")[0]), number(of(words, "do")[0])
    if ctx.published is None:
        return floating(f"XXXX-{month:02}-{day:02}")
    year = ctx.published.year + (-1 if of(words, "l") else 1 if of(words, "x") else 0)
    return anchored(cal.made(year, month, day), PUBLICATION)


def month_day_near(month: int, day: int, ctx: Context) -> Built | None:
    """Return the day of ``month`` nearest to the anchor on the side the tense asks for."""
    if cal.made(2000, month, day) is None:
        return None
    if ctx.published is None:
        if ctx.text_year is None:
            return floating(f"XXXX-{month:02}-{day:02}")
        return anchored(cal.made(ctx.text_year, month, day), NARRATIVE)
    at, tense = ctx.published, leaning(ctx)
    years = [cal.made(at.year + k, month, day) for k in (-1, 0, 1)]
    return anchored(near(years, at, tense), PUBLICATION)


def holiday(words: Sequence[Word], ctx: Context) -> Built | None:
    """``Christmas Eve``, ``Thanksgiving``: of the year that the anchor and the tense ask for."""
    month, day = HOLIDAYS[words[0].text.lower().replace("’", "").replace("'", "").removesuffix(" day")]
    if day > 0:
        return month_day_near(month, day, ctx)
    if ctx.published is None:
        return floating(None)
    at = ctx.published
    years = [cal.nth_weekday(at.year + k, month, *_FLOATING[month]) for k in (-1, 0, 1)]
    return anchored(near(years, at, leaning(ctx)), PUBLICATION)


HOLIDAYS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing": (12, 26),
    "new years eve": (12, 31),
    "new years": (1, 1),
    "valentines": (2, 14),
    "may": (5, 1),
    "independence": (7, 4),
    "halloween": (10, 31),
    "veterans": (11, 11),
    "armistice": (11, 11),
    "thanksgiving": (11, 0),
    "labor": (9, 0),
    "memorial": (5, 0),
}
"""Month and day; day 0 where it is a weekday of the month (United States)."""
_FLOATING = {11: (3, 4), 9: (0, 1), 5: (0, -1)}
"""Month → weekday (Monday 0) and which one of the month, -1 the last."""


def month_year(words: Sequence[Word], _: Context) -> Built | None:
    """Month and year, perhaps with "early", "late"."""
    return explicit(cal.month(number(of(words, "y")[-1]), number(of(words, "Mm")[0])), edge(words))


def month_range(words: Sequence[Word], ctx: Context) -> Built | None:
    """``January to June``, ``March and April 2019``: over by the anchor unless the tense looks ahead."""
    first, last = (number(w) for w in of(words, "M"))
    years = of(words, "y")
    if years:
        return explicit(_months(number(years[0]), first, last))
    if ctx.published is None:
        return floating(None)
    at = ctx.published
    made = [_months(at.year + k, first, last) for k in (-1, 0, 1)]
    over = [m for m in made if m.ends <= at]
    coming = [m for m in made if m.ends > at]
    return anchored(coming[0] if ctx.tense() == "future" else over[-1], PUBLICATION)


def _months(year: int, first: int, last: int) -> Interval:
    """Return the months ``first`` to ``last``, which is of ``year``."""
    begin, end = cal.month(year - (first > last), first), cal.month(year, last)
    return Interval(f"{begin.value}/{end.value}", begin.begins, end.ends, Granularity.RANGE)


def month_alone(words: Sequence[Word], ctx: Context) -> Built | None:
    """``October``, ``early September``, ``last May``, ``this March``, ``June last year``."""
    month, mod = number(of(words, "Mm")[0]), edge(words)
    at = ctx.published
    if at is None:
        if ctx.text_year is None or of(words, "lxhLXf"):
            return floating(f"XXXX-{month:02}", mod=mod)
        return anchored(cal.month(ctx.text_year, month), NARRATIVE, mod)
    if of(words, "uD"):
        year = at.year + (-1 if of(words, "lL") else 1 if of(words, "x") else 0)
        return anchored(cal.month(year, month), PUBLICATION, mod)
    if of(words, "h"):
        return anchored(cal.month(at.year, month), PUBLICATION, mod)
    if of(words, "lL"):
        return anchored(cal.month(at.year if month < at.month else at.year - 1, month), PUBLICATION, mod)
    if of(words, "xX"):
        return anchored(cal.month(at.year if month > at.month else at.year + 1, month), PUBLICATION, mod)
    candidates = [cal.month(at.year + k, month) for k in (-1, 0, 1)]
    return anchored(near(candidates, at, leaning(ctx)), PUBLICATION, mod)

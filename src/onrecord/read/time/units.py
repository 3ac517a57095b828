"""Builders for calendar units: weeks, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from onrecord.read.time import calendar as cal
from onrecord.read.time.anchoring import NARRATIVE, PUBLICATION, Context
from onrecord.read.time.built import (
    Built,
    anchored,
    edge,
    explicit,
    floating,
    near,
    number,
    of,
    unit_name,
)
from onrecord.read.time.lexicon import Word


def offset(words: Sequence[Word]) -> int:
    """Return -1, 0 or +1 for last, this, next."""
    if of(words, "lL"):
        return -1
    return 1 if of(words, "xXf") else 0


def relative_unit(words: Sequence[Word], ctx: Context) -> Built | None:
    """``last year``, ``this month``, ``next week``, ``earlier this year``, ``the following day``."""
    name = unit_name(words)
    if name in cal.CLOCK:
        return None
    if _counts_from_text(words, name):
        return narrative_unit(words, ctx)
    if ctx.published is None:
        return floating({"day": "XXXX-XX-XX", "year": "XXXX", "month": "XXXX-XX"}.get(name, "XXXX-WXX"))
    # a Sunday closes the week that its paper calls the last one
    now = (
        ctx.published + timedelta(days=1)
        if name == "week" and ctx.published.weekday() == _SUNDAY
        else ctx.published
    )
    at = cal.shift(now, name, offset(words))
    built = anchored(cal.unit(name, at), PUBLICATION, edge(words)) if at else None
    if built is None or built.interval is None or offset(words) or not of(words, "EB"):
        return built
    replaced = {"ends": ctx.published} if of(words, "E") else {"begins": ctx.published}
    return Built(built.type, built.value, built.interval, built.basis, built.mod, relative=True, **replaced)


def _counts_from_text(words: Sequence[Word], name: str) -> bool:
    """True for "the following week", "the previous month", "the next day": counted from a day told before."""
    if of(words, "fz") or any(w.text.lower() == "previous" for w in of(words, "L")):
        return True
    return name == "day" and words[0].cls == "t" and bool(of(words, "x"))


_SUNDAY = 6


def narrative_unit(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the following year``, ``the previous month``, ``that day``, counted from a date of the text."""
    name = unit_name(words)
    focus = ctx.narrative()
    if focus is None:
        return floating(None)
    fine = {"day": 1, "week": 7, "weekend": 7, "month": 31}.get(name, 366)
    if (focus.ends - focus.begins).days >= fine:
        return floating(None)
    at = cal.shift(focus.begins, name, offset(words))
    return anchored(cal.unit(name, at), NARRATIVE) if at else None


def bound_unit(words: Sequence[Word], _: Context) -> Built | None:
    """``the day`` after the attack, ``days`` before the vote: counted from an event; unanchored here."""
    return floating(None) if unit_name(words) not in cal.CLOCK else None


def quarter(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the third quarter``, ``third quarter of 1989``, ``this year's second half``, ``last quarter``."""
    ordinals, years = of(words, "o"), of(words, "y")
    if of(words, "r") and of(words, "l") and years:
        return explicit(cal.half(number(years[0]), 2))
    make, most = (cal.half, 2) if of(words, "r") else (cal.quarter, 4)
    if not ordinals:
        return plain_quarter(words, ctx)
    which = number(ordinals[0])
    if not 1 <= which <= most:
        return None
    if years:
        return explicit(make(number(years[0]), which))
    if ctx.published is None:
        return floating(f"XXXX-{'H' if most == 2 else 'Q'}{which}")
    at = ctx.published
    if of(words, "lhx"):
        return anchored(make(at.year + offset(words), which), PUBLICATION)
    candidates = [make(at.year + k, which) for k in (-1, 0, 1)]
    # results are told of the quarter nearest, unless it has not begun
    return anchored(near(candidates, at, "present" if ctx.tense() == "future" else "past"), PUBLICATION)


def plain_quarter(words: Sequence[Word], ctx: Context) -> Built | None:
    """``last quarter``, ``the quarter``, ``the latest quarter``: of the last two the one completed last."""
    if of(words, "lhHxXfL"):
        return relative_unit(words, ctx)
    if of(words, "y") or not of(words, "Q"):
        return None
    if ctx.quarter is not None:
        return anchored(ctx.quarter, NARRATIVE)
    if ctx.published is None:
        return floating("XXXX-QX")
    at = cal.shift(ctx.published, "quarter", -1)
    return anchored(cal.unit("quarter", at), PUBLICATION) if at else None


def year_before(words: Sequence[Word], ctx: Context) -> Built | None:
    """``year-earlier``, ``the year-ago quarter``: results are compared with."""
    if str(of(words, "u")[0].value) != "year":
        return None
    compared = year_before_quarter(ctx)
    if compared is not None:
        return compared
    if ctx.published is None:
        return floating(None)
    at = cal.shift(ctx.published, "quarter", -5)
    if of(words, "Q&"):
        return anchored(cal.unit("quarter", at), PUBLICATION) if at else None
    return anchored(cal.year(ctx.published.year - 1), PUBLICATION)


def year_before_quarter(ctx: Context) -> Built | None:
    """Return the quarter a year before the one reported: "up from $2 million a year ago"."""
    reported = ctx.reported_quarter()
    at = cal.shift(reported.begins, "year", -1) if reported else None
    return anchored(cal.unit("quarter", at), NARRATIVE) if at else None


def period(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the latest period``, ``the 1988 period``: the quarter reported, or that of the year named."""
    reported = ctx.reported_quarter()
    if reported is None:
        return None
    years = of(words, "y")
    at = reported.begins.replace(year=number(years[0])) if years else reported.begins
    return anchored(cal.unit("quarter", at), NARRATIVE)


def running_unit(words: Sequence[Word], ctx: Context) -> Built | None:
    """``for the year``, ``during the month``, ``the fiscal year``: the one running.

    "The year ended 30 June" is a stretch of a year, bound by the date behind it.
    """
    if ctx.word_after(words[-1].end) in {"ended", "ending"}:
        return Built("DURATION", cal.duration(1, unit_name(words)))
    if ctx.published is None:
        return floating(None)
    return anchored(cal.unit(unit_name(words), ctx.published), PUBLICATION)


def season(words: Sequence[Word], ctx: Context) -> Built | None:
    """``last summer``, ``this spring``, ``winter 2022``, ``the summer of 2020``."""
    code, years, mod = str(of(words, "S")[0].value), of(words, "y"), edge(words)
    if years:
        return explicit(cal.season(number(years[0]), code), mod)
    at = ctx.published
    if at is None:
        return floating(f"XXXX-{code}", mod=mod)
    seasons = [cal.season(at.year + k, code) for k in (-2, -1, 0, 1)]
    if of(words, "u"):
        return anchored(cal.season(at.year + offset(words), code), PUBLICATION, mod)
    found: cal.Interval | None
    if of(words, "lL"):
        found = [s for s in seasons if s.ends < at][-1]
    elif of(words, "xX"):
        found = next(s for s in seasons if s.begins > at)
    elif of(words, "h"):
        found = seasons[2]
    else:
        found = near(seasons, at, ctx.tense())
    return anchored(found, PUBLICATION, mod)


def year(words: Sequence[Word], _: Context) -> Built | None:
    """A year in digits, perhaps with "early", "the end of", "fiscal"."""
    return explicit(cal.year(number(of(words, "y")[0])), edge(words))


def year_range(words: Sequence[Word], _: Context) -> Built | None:
    """``2016-2020``, ``between 2016 and 2020``, ``2016-20``."""
    first, last = words[0], words[-1]
    final = number(last) if last.cls == "y" else number(first) // 100 * 100 + number(last)
    if final <= number(first):
        return None
    return explicit(cal.span(cal.year(number(first)), cal.year(final)))


def decade(words: Sequence[Word], _: Context) -> Built | None:
    """``the late 1970s``, ``the nineties``."""
    first = number(of(words, "K")[0])
    return explicit(cal.decade(first), edge(words)) if first % 10 == 0 else None


def century(words: Sequence[Word], _: Context) -> Built | None:
    """``the 20th century``."""
    which = number(of(words, "o")[0])
    return explicit(cal.century(which), edge(words)) if 1 <= which <= 22 else None


def short_year(words: Sequence[Word], _: Context) -> Built | None:
    """``'96``."""
    short = number(words[-1])
    return explicit(cal.year((2000 if short < 30 else 1900) + short))


def weekend(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the weekend``: the one that the tense asks for."""
    if ctx.published is None:
        return floating("XXXX-WXX-WE")
    here = cal.weekend(ctx.published)
    before = cal.weekend(here.begins - timedelta(days=7))
    if here.begins <= ctx.published or ctx.tense() == "future":
        return anchored(here, PUBLICATION)
    return anchored(before, PUBLICATION)


def edge_of_unit(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the end of the month``, ``year-end``."""
    if ctx.published is None:
        return floating(None, mod=edge(words))
    return anchored(cal.unit(unit_name(words), ctx.published), PUBLICATION, edge(words))

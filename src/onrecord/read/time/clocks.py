"""Builders for weekdays, days named from today, parts of the day and clock times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from onrecord.read.time import calendar as cal
from onrecord.read.time.anchoring import NARRATIVE, PUBLICATION, Context, pick
from onrecord.read.time.built import Built, anchored, edge, floating, number, of
from onrecord.read.time.calendar import Interval
from onrecord.read.time.days import full_date, month_day
from onrecord.read.time.lexicon import Word
from onrecord.records import DateBasis, Granularity


def weekday(words: Sequence[Word], ctx: Context) -> Built | None:
    """``Monday``, ``last Friday``, ``next Tuesday``, ``Wednesday night``, ``Thursday at 13:26``."""
    number_ = number(of(words, "WV")[0])
    part = of(words, "P")
    at = ctx.published
    if at is None:
        value = f"XXXX-WXX-{number_ + 1}" + (f"T{part[0].value}" if part else "")
        return floating(value, "TIME" if part else "DATE")
    back = timedelta(days=(at.weekday() - number_) % 7)
    ahead = timedelta(days=(number_ - at.weekday()) % 7)
    if of(words, "lL"):
        found = cal.day(at - (back or timedelta(days=7)))
    elif of(words, "xX"):
        found = cal.day(at + (ahead or timedelta(days=7)))
    elif of(words, "h"):
        found = cal.day(cal.week(at).begins + timedelta(days=number_))
    else:
        same = cal.day(at) if not back else None
        nearer = ahead < back and ctx.shown()
        tense = "future" if nearer else _weekday_tense(ctx)
        found = pick(cal.day(at - back), same, cal.day(at + ahead), tense) or cal.day(at)
    return with_part(found, words, PUBLICATION)


def _weekday_tense(ctx: Context) -> str:
    """Return the tense to pick a weekday by: "they meet on Monday", "has until Monday" look ahead."""
    tense = ctx.tense()
    ahead = tense == "present" or (tense == "past" and ctx.perfect() and ctx.points_ahead())
    return "future" if ahead else tense


def narrative_weekday(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the following Monday``, ``the previous Friday``, counted from a date of the text."""
    wanted, focus = number(of(words, "W")[0]), ctx.narrative()
    if focus is None or focus.begins != focus.ends:
        return floating(f"XXXX-WXX-{wanted + 1}")
    if of(words, "L"):
        days = -((focus.begins.weekday() - wanted) % 7 or 7)
    else:
        days = (wanted - focus.begins.weekday()) % 7 or 7
    return anchored(cal.day(focus.begins + timedelta(days=days)), NARRATIVE)


def part_of_day(words: Sequence[Word], ctx: Context) -> Built | None:
    """``mid-afternoon yesterday``, ``late evening on Monday``; alone, on the day of publication."""
    if of(words, "W"):
        return weekday(words, ctx)
    if of(words, "D"):
        return relative_day(words, ctx)
    if words[0].text.lower() == "overnight":
        return overnight(ctx)
    return this_part(words, ctx)


def narrative_part(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the next morning``, ``the previous night``, counted from a day of the text."""
    part, focus = of(words, "P")[0].value, ctx.narrative()
    if focus is None or focus.begins != focus.ends:
        return floating(None, "TIME")
    found = cal.day(focus.begins + timedelta(days=-1 if of(words, "L") else 1))
    return Built("TIME", f"{found.value}T{part}", found, NARRATIVE, relative=True)


def overnight(ctx: Context) -> Built:
    """Return the night that ends on the day of publication."""
    if ctx.published is None:
        return floating(None, "TIME")
    before = ctx.published - timedelta(days=1)
    night = Interval(f"{before.isoformat()}TNI", before, ctx.published, Granularity.RANGE)
    return Built("TIME", night.value, night, PUBLICATION, relative=True)


def with_part(found: Interval, words: Sequence[Word], basis: DateBasis) -> Built:
    """Return a day, or a TIME where a part of the day or a clock time is named."""
    part, clock = of(words, "P"), clock_of(words)
    suffix = clock or (str(part[0].value) if part else None)
    if suffix is None:
        return Built("DATE", found.value, found, basis, edge(words), relative=True)
    return Built("TIME", f"{found.value}T{suffix}", found, basis, relative=basis is not DateBasis.EXPLICIT)


def clock_of(words: Sequence[Word]) -> str | None:
    """Return ``HH:MM`` of ``13:26``, ``10 p.m.``, ``10:30 a.m.``."""
    at = next((i for i, w in enumerate(words) if w.cls == "T"), None)
    if at is not None:
        hours, minutes = (int(x) for x in words[at].text.split(":")[:2])
    else:
        at = next((i for i in range(len(words) - 1) if words[i].cls == "d" and words[i + 1].cls == "p"), None)
        if at is None:
            return None
        hours, minutes = number(words[at]), 0
    if hours > 24 or minutes > 59:
        return None
    if at + 1 < len(words) and words[at + 1].cls == "p" and hours <= 12:
        hours = hours % 12 + (12 if words[at + 1].text.lower().startswith("p") else 0)
    return f"{hours:02}:{minutes:02}"


def clock(words: Sequence[Word], ctx: Context) -> Built | None:
    """A time of day on a day named beside it, else on the day of publication."""
    time = clock_of(words)
    if time is None:
        return None
    if of(words, "WV"):
        return weekday(words, ctx)
    if of(words, "D"):
        return relative_day(words, ctx)
    if of(words, "Mm"):
        return _clock_on(words, ctx, time)
    if ctx.published is None:
        return floating(f"XXXX-XX-XXT{time}", "TIME")
    return Built("TIME", f"{ctx.published.isoformat()}T{time}", relative=True)


def _clock_on(words: Sequence[Word], ctx: Context, time: str) -> Built | None:
    """A time of day with its date behind it: ``5 p.m. on 9 November``."""
    at = next(i for i, w in enumerate(words) if w.cls in "Mm")
    date_words = words[at - (words[at - 1].cls in "do") :]
    built = full_date(date_words, ctx) if of(date_words, "y") else month_day(date_words, ctx)
    if built is None or built.value is None:
        return None
    return Built("TIME", f"{built.value}T{time}", built.interval, built.basis, relative=built.relative)


def relative_day(words: Sequence[Word], ctx: Context) -> Built | None:
    """``today``, ``yesterday morning``, ``tonight``."""
    word = of(words, "D")[0]
    part = of(words, "P")
    if ctx.published is None:
        return floating(None, "TIME" if part else "DATE")
    found = cal.day(ctx.published + timedelta(days=number(word)))
    if word.text.lower() == "tonight":
        return Built("TIME", f"{found.value}TNI", found, PUBLICATION, relative=True)
    return with_part(found, words, PUBLICATION)


def this_part(words: Sequence[Word], ctx: Context) -> Built | None:
    """``this morning``, ``last night``."""
    part = of(words, "P")[0].value
    if ctx.published is None:
        return floating(None, "TIME")
    found = cal.day(ctx.published - timedelta(days=1 if of(words, "l") else 0))
    return Built("TIME", f"{found.value}T{part}", found, PUBLICATION, relative=True)

"""Builders for durations, distances in time ("three days ago"), repetitions and vague references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.read.time import calendar as cal
from onrecord.read.time.anchoring import NARRATIVE, PUBLICATION, Context
from onrecord.read.time.built import Built, anchored, count_of, floating, hedge_mod, number, of, unit_name
from onrecord.read.time.calendar import Interval
from onrecord.read.time.lexicon import Word
from onrecord.read.time.units import year_before_quarter
from onrecord.records import DateBasis, Granularity


def plain_duration(words: Sequence[Word], _: Context) -> Built | None:
    """``two-day``, ``30 years``, ``several months``, ``a year``, ``more than four hours``."""
    count = count_of(words)
    if count is not None and count > 100000:
        return None
    if of(words, "r") and count is not None:
        # "a year and a half"
        count += 0.5
    return Built("DURATION", cal.duration(count, unit_name(words)), mod=hedge_mod(words))


def or_so(words: Sequence[Word], _: Context) -> Built | None:
    """``a year or two``, ``a week or so``: about as long as the first number says."""
    if words[-2].text.lower() != "or" or (words[-1].cls == "." and words[-1].text.lower() != "so"):
        return None
    if words[-1].cls == "B":
        return None
    count = count_of(words[:-2])
    return Built("DURATION", cal.duration(count, unit_name(words)), mod="APPROX")


def duration_range(words: Sequence[Word], _: Context) -> Built | None:
    """``two to three weeks``: the value is the least it can be."""
    at = next((i for i, w in enumerate(words) if w.cls in "jv-" and i), 0)
    low = count_of(words[:at])
    high = count_of(words[at + 1 :])
    if low is None or high is None or low >= high:
        return None
    return Built("DURATION", cal.duration(low, unit_name(words)), mod="EQUAL_OR_MORE")


def anchored_duration(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the past three months``, ``the next two weeks``, ``the past year``: a stretch up to or from now."""
    name, count = unit_name(words), count_of(words)
    value = cal.duration(count, name)
    if ctx.published is None or count is None or name in cal.CLOCK:
        return floating(value, "DURATION")
    back = bool(of(words, "lLb"))
    whole = int(count)
    far = cal.shift(ctx.published, name, -whole if back else whole)
    if far is None:
        return floating(value, "DURATION")
    first, last = (far, ctx.published) if back else (ctx.published, far)
    stretch = Interval(value, first, last, Granularity.RANGE)
    return Built("DURATION", value, stretch, PUBLICATION, relative=True)


def ago(words: Sequence[Word], ctx: Context) -> Built | None:
    """``three days ago``, ``a year ago``, ``nearly four years ago``."""
    name, count = unit_name(words), count_of(words)
    if name in cal.CLOCK:
        return Built("TIME", "PAST_REF", relative=True)
    if count is None:
        return Built("DATE", "PAST_REF", relative=True)
    compared = year_before_quarter(ctx) if (name, count) == ("year", 1) else None
    if compared is not None:
        return compared
    return _moved(ctx.published, name, -count, PUBLICATION, hedge_mod(words))


def later(words: Sequence[Word], ctx: Context) -> Built | None:
    """``a week later``, ``two days earlier``, counted from the last date of the text."""
    name, count = unit_name(words), count_of(words)
    sign = -1 if of(words, "E") else 1
    focus = ctx.narrative()
    compared = year_before_quarter(ctx) if (name, sign * (count or 0)) == ("year", -1) else None
    if compared is not None:
        return compared
    if name in cal.CLOCK or count is None or focus is None:
        return floating(None if count is None else cal.duration(count, name))
    return _moved(focus.begins, name, sign * count, NARRATIVE, None)


def _moved(at: date | None, name: str, count: float, basis: DateBasis, mod: str | None) -> Built | None:
    if at is None or count != int(count):
        return floating(None, mod=mod)
    moved = cal.shift(at, name, int(count))
    if moved is None:
        return None
    # "two years ago" and "a decade ago" name a year, "three days ago" a day
    whole = "year" if name in {"decade", "century"} else name
    return anchored(cal.unit(whole, moved), basis, mod)


def every(words: Sequence[Word], _: Context) -> Built | None:
    """``every year``, ``each Thursday``, ``every two weeks``, ``Mondays``."""
    days = of(words, "WZ")
    if days:
        return Built("SET", f"XXXX-WXX-{number(days[0]) + 1}")
    months = of(words, "M")
    if months:
        return Built("SET", f"XXXX-{number(months[0]):02}")
    seasons = of(words, "S")
    if seasons:
        return Built("SET", f"XXXX-{seasons[0].value}")
    return Built("SET", cal.duration(count_of(words), unit_name(words)))


def adverb_set(words: Sequence[Word], _: Context) -> Built | None:
    """``daily``, ``annually``."""
    return Built("SET", str(words[0].value))


def fuzzy(words: Sequence[Word], _: Context) -> Built | None:
    """``recently``, ``now``, ``soon``, ``the future``, ``in recent years``."""
    return Built("DATE", str(of(words, "R")[0].value), relative=True)


def open_stretch(words: Sequence[Word], ctx: Context) -> Built | None:
    """``recent years``, ``the coming months``, ``these days``, ``the last few weeks``."""
    word = words[0].text.lower() if words[0].cls != "t" else words[1].text.lower()
    ref = {"recent": "PAST_REF", "these": "PRESENT_REF", "past": "PAST_REF"}.get(word)
    return Built("DATE", ref or "FUTURE_REF", relative=True)


def past_ref(_: Sequence[Word], __: Context) -> Built | None:
    """``the past``, ``recent years``, ``earlier``."""
    return Built("DATE", "PAST_REF", relative=True)

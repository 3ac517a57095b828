"""From the words of an expression and its context to a value: one builder a family of shapes.

A builder gets the classed words that its rule matched and the context; it returns
None to refuse, a :class:`Built` otherwise. Relative expressions without an anchor
come back with a value where TIMEX3 has one that needs none, and no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.read.time import calendar as cal
from onrecord.read.time.anchoring import NARRATIVE, PUBLICATION, Context, pick
from onrecord.read.time.calendar import Interval
from onrecord.read.time.lexicon import SCALES, Word
from onrecord.records import DateBasis, Granularity


class Built(Struct, frozen=True):
    """Type and value of an expression, and the days it covers where they are known."""

    type: str
    value: str | None
    interval: Interval | None = None
    basis: DateBasis | None = None
    mod: str | None = None
    relative: bool = False
    begins: date | None = None
    """Overrides the interval's first day: "later this year" begins on the anchor."""
    ends: date | None = None


Builder = Callable[[Sequence[Word], Context], Built | None]


# ------------------------------------------------------------------- helpers


def of(words: Sequence[Word], classes: str) -> list[Word]:
    """Return the words of one of ``classes``."""
    return [w for w in words if w.cls in classes]


def number(word: Word) -> int:
    """Return the integer a word stands for."""
    return int(word.value) if isinstance(word.value, (int, float)) else 0


def explicit(interval: Interval | None, mod: str | None = None, type_: str = "DATE") -> Built | None:
    """Return a value the text gives in full."""
    if interval is None:
        return None
    return Built(type_, interval.value, interval, DateBasis.EXPLICIT, mod)


def anchored(
    interval: Interval | None, basis: DateBasis, mod: str | None = None, type_: str = "DATE"
) -> Built | None:
    """Return a value that was resolved on an anchor."""
    return Built(type_, interval.value, interval, basis, mod, relative=True) if interval else None


def floating(value: str | None, type_: str = "DATE", mod: str | None = None) -> Built:
    """Return a relative expression that nothing anchors."""
    return Built(type_, value, mod=mod, relative=True)


def edge(words: Sequence[Word]) -> str | None:
    """Return START, MID or END where a word says so."""
    found = of(words, "e")
    return str(found[0].value) if found else None


def count_of(words: Sequence[Word]) -> float | None:
    """Return the number that digits and number words make: ``twenty-four``, ``2``, ``a``; None if open."""
    total, seen = 0.0, False
    for word in words:
        if word.cls in "dny":
            total, seen = (total + float(word.value or 0)), True
        elif word.cls == "w":
            value = float(word.value or 0)
            total = max(total, 1) * value if word.text.lower() in SCALES else total + value
            seen = True
    if seen:
        return total
    few = of(words, "G")
    if few:
        return float(few[0].value) if few[0].value is not None else None
    return 1.0 if of(words, "a") or not of(words, "U") else None


def hedge_mod(words: Sequence[Word]) -> str | None:
    """Return the TIMEX3 modifier that a hedge in front of a duration stands for."""
    text = " ".join(w.text.lower() for w in words)
    for mod, signs in _HEDGE_MODS:
        if any(text.startswith(sign) for sign in signs):
            return mod
    return None


_HEDGE_MODS = (
    ("MORE_THAN", ("more than", "over")),
    ("LESS_THAN", ("less than", "nearly", "almost", "under", "just under")),
    ("EQUAL_OR_MORE", ("at least",)),
    ("EQUAL_OR_LESS", ("up to", "at most", "no more than")),
    ("APPROX", ("about", "around", "roughly", "approximately", "some")),
)


def unit_name(words: Sequence[Word]) -> str:
    """Return the unit that is named last."""
    return str(of(words, "uUQ")[-1].value)


# ------------------------------------------------------------ days and months


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


def month_day_near(month: int, day: int, ctx: Context) -> Built | None:
    """Return the day of ``month`` nearest to the anchor on the side the tense asks for."""
    if cal.made(2000, month, day) is None:
        return None
    if ctx.published is None:
        if ctx.text_year is None:
            return floating(f"XXXX-{month:02}-{day:02}")
        return anchored(cal.made(ctx.text_year, month, day), NARRATIVE)
    at, tense = ctx.published, ctx.tense()
    years = [cal.made(at.year + k, month, day) for k in (-1, 0, 1)]
    return anchored(_near(years, at, tense), PUBLICATION)


_FAR, _CLOSE = 250, 100
"""Days: a candidate this far gives way to one this close on the other side of the anchor."""


def _near(candidates: Sequence[Interval | None], at: date, tense: str) -> Interval | None:
    """Return the candidate on the side of ``at`` that ``tense`` asks for, unless another is far nearer."""
    made = [c for c in candidates if c is not None]
    past = next((c for c in reversed(made) if c.begins <= at), None)
    coming = next((c for c in made if c.begins > at), None)
    if past is None or coming is None:
        return past or coming
    before, after = max(0, (at - past.ends).days), (coming.begins - at).days
    if tense == "present":
        return past if before <= after else coming
    wanted, other = (past, coming) if tense == "past" else (coming, past)
    there, back = (before, after) if tense == "past" else (after, before)
    # "extended to 20 November", printed on the second: so near a day outweighs the tense
    return other if there > _FAR and back < _CLOSE else wanted


def month_year(words: Sequence[Word], _: Context) -> Built | None:
    """Month and year, perhaps with "early", "late"."""
    return explicit(cal.month(number(of(words, "y")[-1]), number(of(words, "Mm")[0])), edge(words))


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
    return anchored(_near(candidates, at, ctx.tense()), PUBLICATION, mod)


# ------------------------------------------------------------- weeks and days


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
        found = pick(cal.day(at - back), same, cal.day(at + ahead), ctx.tense()) or cal.day(at)
    return with_part(found, words, PUBLICATION)


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
    if ctx.published is None:
        return floating(f"XXXX-XX-XXT{time}", "TIME")
    return Built("TIME", f"{ctx.published.isoformat()}T{time}", relative=True)


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


# ----------------------------------------------------------------- calendar units


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
    narrative = bool(of(words, "fz")) or (of(words, "L") and of(words, "L")[0].text.lower() == "previous")
    if narrative:
        return narrative_unit(words, ctx)
    if ctx.published is None:
        return floating({"day": "XXXX-XX-XX", "year": "XXXX", "month": "XXXX-XX"}.get(name, "XXXX-WXX"))
    at = cal.shift(ctx.published, name, offset(words))
    built = anchored(cal.unit(name, at), PUBLICATION, edge(words)) if at else None
    if built is None or built.interval is None or offset(words) or not of(words, "EB"):
        return built
    replaced = {"ends": ctx.published} if of(words, "E") else {"begins": ctx.published}
    return Built(built.type, built.value, built.interval, built.basis, built.mod, relative=True, **replaced)


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


def quarter(words: Sequence[Word], ctx: Context) -> Built | None:
    """``the third quarter``, ``third quarter of 1989``, ``this year's second half``, ``last quarter``."""
    ordinals, years = of(words, "o"), of(words, "y")
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
    # results are told of the quarter nearest, whatever the verb
    return anchored(_near(candidates, at, "present"), PUBLICATION)


def plain_quarter(words: Sequence[Word], ctx: Context) -> Built | None:
    """``last quarter``, ``the quarter``, ``the latest quarter``: of the last two the one completed last."""
    if of(words, "lhxXfL"):
        return relative_unit(words, ctx)
    if of(words, "y") or not of(words, "Q"):
        return None
    if ctx.published is None:
        return floating("XXXX-QX")
    at = cal.shift(ctx.published, "quarter", -1)
    return anchored(cal.unit("quarter", at), PUBLICATION) if at else None


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
    if of(words, "lL"):
        found = [s for s in seasons if s.ends < at][-1]
    elif of(words, "xX"):
        found = next(s for s in seasons if s.begins > at)
    elif of(words, "h"):
        found = seasons[2]
    else:
        near = _near(seasons, at, ctx.tense())
        return anchored(near, PUBLICATION, mod)
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


def spoken_year(words: Sequence[Word], _: Context) -> Built | None:
    """``nineteen ninety-six``."""
    first, *rest = of(words, "w")
    below = sum(number(w) for w in rest)
    tens = [w for w in rest if number(w) >= 10]
    if number(first) not in (18, 19, 20) or len(tens) != 1 or below > 99:
        return None
    return explicit(cal.year(number(first) * 100 + below))


def short_year(words: Sequence[Word], _: Context) -> Built | None:
    """``'96``."""
    short = number(words[-1])
    return explicit(cal.year((2000 if short < 30 else 1900) + short))


# ------------------------------------------------------------ durations and sets


def plain_duration(words: Sequence[Word], _: Context) -> Built | None:
    """``two-day``, ``30 years``, ``several months``, ``a year``, ``more than four hours``."""
    count = count_of(words)
    if count is not None and count > 100000:
        return None
    return Built("DURATION", cal.duration(count, unit_name(words)), mod=hedge_mod(words))


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
    return _moved(ctx.published, name, -count, PUBLICATION, hedge_mod(words))


def later(words: Sequence[Word], ctx: Context) -> Built | None:
    """``a week later``, ``two days earlier``, counted from the last date of the text."""
    name, count = unit_name(words), count_of(words)
    sign = -1 if of(words, "E") else 1
    focus = ctx.narrative()
    if name in cal.CLOCK or count is None or focus is None:
        return floating(None if count is None else cal.duration(count, name))
    return _moved(focus.begins, name, sign * count, NARRATIVE, None)


def _moved(at: date | None, name: str, count: float, basis: DateBasis, mod: str | None) -> Built | None:
    if at is None or count != int(count):
        return floating(None, mod=mod)
    moved = cal.shift(at, name, int(count))
    if moved is None:
        return None
    # "two years ago" names a year, "three days ago" a day
    return anchored(cal.unit(name, moved), basis, mod)


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

"""What a rule of the grammar builds, and the small parts that all builders share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from onrecord.read.time.anchoring import Context
from onrecord.read.time.calendar import Interval
from onrecord.read.time.lexicon import SCALES, Word
from onrecord.records import DateBasis


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
            value = float(word.value) if isinstance(word.value, (int, float)) else 1.0
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


_FAR, _CLOSE = 250, 100
"""Days: where the tense is open, a day this far behind gives way to one this close ahead."""


def near(candidates: Sequence[Interval | None], at: date, tense: str) -> Interval | None:
    """Return the candidate on the side of ``at`` that ``tense`` asks for, unless another is far nearer."""
    made = [c for c in candidates if c is not None]
    past = next((c for c in reversed(made) if c.begins <= at), None)
    coming = next((c for c in made if c.begins > at), None)
    if past is None or coming is None:
        return past or coming
    before, after = max(0, (at - past.ends).days), (coming.begins - at).days
    if before == 0 and past.begins < past.ends:
        # the month that is running
        return past
    if tense == "present":
        return past if before <= after else coming
    if after > _FAR and before < _CLOSE // 3:
        # "by 14 January" in a text of the 15th is not a year off
        return past
    if tense == "open":
        return coming if before > _FAR and after < _CLOSE else past
    return past if tense == "past" else coming


def leaning(ctx: Context) -> str:
    """Return the tense to pick a date by: "extended until 20 November" may look ahead."""
    tense = ctx.tense()
    return "present" if tense in {"past", "open"} and ctx.points_ahead() else tense

"""Words of time and their classes: one letter a class, so that a sentence becomes a short string.

The grammar (:mod:`onrecord.read.time.grammar`) is a table of regular expressions
over these letters. Matching is linear in the sentence, and a rule reads as the
shape of an expression: ``M[do],?y`` is month, day, perhaps a comma, year.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct


class Word(Struct, frozen=True, gc=False):
    """A word, number or mark of a sentence with its class and what it stands for."""

    cls: str
    start: int
    end: int
    text: str
    value: str | int | float | None = None
    """Month or day number, count, season or unit name, offset: what the class calls for."""


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "dawn": "MO",
    "midday": "12:00",
    "noon": "12:00",
    "midnight": "24:00",
}
UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "weekend")
NUMBERS = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {
    name: value
    for value, name in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
DECADES = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        "twenties thirties forties fifties sixties seventies eighties nineties".split(),
        strict=True,
    )
}
FUZZY = {
    "PAST_REF": "recently recent",
    "PRESENT_REF": "now currently current nowadays presently",
    "FUTURE_REF": "soon shortly future",
}
ADVERB_SETS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
}

_CLASSES = {
    "a": "a an",
    "t": "the",
    "l": "last",
    "L": "past previous preceding prior",
    "b": "latest",
    "h": "this",
    "H": "current",
    "x": "next",
    "X": "coming upcoming",
    "f": "following subsequent",
    "z": "that same",
    "~": "these",
    "A": "ago",
    "E": "earlier",
    "B": "later afterwards afterward hence",
    "c": "every each",
    "v": "and or",
    "j": "to through until till",
    "O": "of in",
    "@": "on at",
    "Y": "fiscal",
    "&": "period",
    "=": "est edt gmt utc et pt cet bst local time",
    "k": "more additional",
    "s": "'s ’s",
    "r": "half",
    "*": "long",
}
_HEDGES = "about around nearly almost over roughly approximately some under"
_FEW = {
    "few": None,
    "several": None,
    "many": None,
    "some": None,
    "numerous": None,
    "couple": 2,
}
_EDGES = {
    "early": "START",
    "late": "END",
    "mid": "MID",
    "middle": "MID",
    "beginning": "START",
    "start": "START",
    "end": "END",
}
"""Edges of a period, also without "the": year-end."""
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def _table() -> dict[str, tuple[str, str | int | float | None]]:
    table: dict[str, tuple[str, str | int | float | None]] = {}
    for cls, words in _CLASSES.items():
        table.update({word: (cls, word) for word in words.split()})
    for ref, words in FUZZY.items():
        table.update(dict.fromkeys(words.split(), ("R", ref)))
    table.update({word: ("C", value) for word, value in ADVERB_SETS.items()})
    table.update({word: ("g", word) for word in _HEDGES.split()})
    table.update({word: ("G", value) for word, value in _FEW.items()})
    table.update({word: ("e", value) for word, value in _EDGES.items()})
    table.update({word: ("D", value) for word, value in _DAYS.items()})
    table.update({word: ("S", value) for word, value in SEASONS.items()})
    table.update({word: ("P", value) for word, value in PARTS.items()})
    table.update({word: ("w", value) for word, value in NUMBERS.items()})
    table.update({word: ("w", value) for word, value in SCALES.items()})
    table.update({word: ("o", value) for word, value in ORDINALS.items()})
    table.update({word: ("K", 1900 + value) for word, value in DECADES.items()})
    table["weekend"] = ("u", "weekend")
    table["quarter"] = ("Q", "quarter")
    for name in UNITS:
        plural = "centuries" if name == "century" else name + "s"
        table.setdefault(name, ("u", name))
        table[plural] = ("U", name)
    table["quarters"] = ("U", "quarter")
    table["fortnight"] = ("u", "week")
    return table


WORDS = _table()

_TOKEN = re.compile(
    r"""
    (?P<plain>[bcdeghijkoqrstvwxyz][^\W\d_]*)  # only to be quick: nothing else below begins like this
  | (?P<hedge>\b(?:(?:no[ ])?(?:more|less|fewer|longer)[ ]than|at[ ](?:least|most)|up[ ]to)\b)
  | (?P<m>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)
  | (?P<V>\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat)\.)
  | (?P<F>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d./]\d))
  | (?P<N>\b(?:Christmas(?:[ ](?:Eve|Day))?|New[ ]Year['’]?s[ ](?:Eve|Day)|Thanksgiving(?:[ ]Day)?
      |Labor[ ]Day|Memorial[ ]Day|Independence[ ]Day|Veterans[ ]Day|Armistice[ ]Day|Halloween
      |Valentine['’]?s[ ]Day|May[ ]Day|Boxing[ ]Day)\b)
  | (?P<T>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
  | (?P<K>['’]?(?:\d{3})?0s\b|['’]\d0s\b)
  | (?P<q>['’]\d{2}(?!\w))
  | (?P<o>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<p>[aApP]\.?[mM]\b\.?)
  | (?P<f>(?:\d{1,3}[ -])?[1-9]/[2-9](?![\d/])|\d{0,3}[½¼¾])
  | (?P<n>\d+(?:,\d{3})*(?:\.\d+)?)
  | (?P<s>['’]s?\b|['’](?=\s))
  | (?P<word>[^\W\d_]+)
  | (?P<dash>[-–—‐])
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)


_LETTERS = re.compile(r"[^\W\d_]+|\d")


def promising(text: str) -> bool:
    """Return False only where ``text`` can hold no expression of time."""
    return not _TELLING.isdisjoint(_LETTERS.findall(text.lower()))


def lex(text: str, offset: int) -> list[Word]:
    """Return the words of ``text`` with their classes, offsets counted from ``offset``.

    >>> "".join(w.cls for w in lex("On Thursday, July 13, 2023", 0))
    '.W,Md,y'
    """
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        raw = match.group()
        cls, value = _word(raw) if kind == "plain" else _classify(kind, raw)
        found.append(Word(cls, offset + match.start(), offset + match.end(), raw, value))
    return _spoken_years(found) if any(word.cls == "w" for word in found) else found


def _spoken_years(words: list[Word]) -> list[Word]:
    """Return ``words``, years in words made one: ``nineteen ninety-six``, ``the year two thousand``."""
    made: list[Word] = []
    at = 0
    while at < len(words):
        taken, value = _spoken_year(words, at, made)
        if taken:
            last = words[at + taken - 1]
            made.append(Word("y", words[at].start, last.end, words[at].text, value))
        else:
            made.append(words[at])
        at += taken or 1
    return made


def _spoken_year(words: list[Word], at: int, before: list[Word]) -> tuple[int, int]:
    """Return how many words from ``at`` say a year, and the year; 0 where they say none."""
    first = words[at]
    if first.cls != "w" or first.value not in _CENTURIES or at + 1 == len(words) or words[at + 1].cls != "w":
        return 0, 0
    tens = words[at + 1].value
    if not isinstance(tens, int):
        return 0, 0
    if first.value == 2:
        spoken = tens == SCALES["thousand"] and bool(before) and before[-1].text.lower() == "year"
        return (2, 2000) if spoken else (0, 0)
    if not 10 <= tens <= 90:
        return 0, 0
    rest = [w.value for w in words[at + 2 : at + 4]]
    unit = rest[1] if len(rest) == 2 and words[at + 2].cls == "-" and words[at + 3].cls == "w" else 0
    whole = isinstance(unit, int) and 0 < unit < 10 and tens >= 20
    year = int(first.value) * 100 + tens + (int(unit) if whole and unit else 0)
    return (4 if whole else 2), year


_CENTURIES = frozenset({2, 18, 19, 20})


def _classify(kind: str, raw: str) -> tuple[str, str | int | float | None]:
    if kind == "word":
        return _word(raw)
    if kind == "n":
        return _number(raw)
    if kind == "mark":
        return (raw if raw in ",/()$€£%#" else "."), raw
    if kind == "hedge":
        return "!", raw
    if kind == "f":
        return "n", _fraction(raw)
    if kind == "m":
        return "m", MONTHS[raw[:-1].lower()]
    if kind == "V":
        return "V", WEEKDAYS[raw[:-1].lower()]
    if kind == "dash":
        return "-", raw
    if kind == "K":
        digits = re.sub(r"\D", "", raw)
        return "K", int(digits) if len(digits) == 4 else 1900 + int(digits)
    if kind == "q":
        return "q", int(raw[1:])
    if kind == "o":
        return "o", int(raw[:-2])
    if kind == "s":
        return "s", raw
    return kind, raw


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _fraction(raw: str) -> float:
    """Return the number of ``2 1/2``, ``1/2``, ``5½``."""
    if raw[-1] in _FRACTIONS:
        return float(raw[:-1] or 0) + _FRACTIONS[raw[-1]]
    above, _, below = raw[-3:].partition("/")
    return float(raw[:-4] or 0) + int(above) / int(below)


def _number(raw: str) -> tuple[str, int | float]:
    if "," in raw or "." in raw:
        return "n", float(raw.replace(",", ""))
    value = int(raw) if len(raw) < 10 else 10**9
    if len(raw) == 4 and 1000 <= value < 2200:
        return "y", value
    if 1 <= value <= 31 and len(raw) <= 2:
        return "d", value
    return "n", value


@lru_cache(maxsize=20_000)
def _word(raw: str) -> tuple[str, str | int | float | None]:
    lower = raw.lower()
    capital = raw[0].isupper()
    if capital and lower in MONTHS:
        # three letters are a month only with a number beside them: a class of its own
        return ("M" if len(lower) > 3 or lower == "may" else "m"), MONTHS[lower]
    if capital and lower in WEEKDAYS:
        return ("W" if lower.endswith("day") else "V"), WEEKDAYS[lower]
    if capital and lower.endswith("days") and lower[:-1] in WEEKDAYS:
        return "Z", WEEKDAYS[lower[:-1]]
    return WORDS.get(lower, (".", None))


SIGNALS = frozenset("MmWVySPuUQFTKqDRCZLN&p")
"""Every expression of time has a word of one of these classes."""
_TELLING = frozenset(
    [
        *"0123456789",
        *(word for word, (cls, _) in WORDS.items() if cls in SIGNALS),
        *(word for word, value in NUMBERS.items() if value in _CENTURIES),
        *MONTHS,
        *WEEKDAYS,
        *(f"{day}s" for day in WEEKDAYS),
        *"christmas thanksgiving halloween".split(),
    ]
)
"""A text without any of these words and digits holds no expression of time."""

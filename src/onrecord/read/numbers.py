"""Numbers as newspapers write them: digits, words, scales, hedges, fractions; and what they come to.

Part of ``read``, under :mod:`onrecord.read.quantities`, which asks what a number counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read.time.lexicon import NUMBERS

HEDGES = {
    "over": "over",
    "more than": "over",
    "in excess of": "over",
    "upwards of": "over",
    "upward of": "over",
    "above": "over",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "some": "about",
    "an estimated": "about",
    "estimated": "about",
    "close to": "nearly",
    "nearly": "nearly",
    "almost": "nearly",
    "at least": "at least",
    "at the least": "at least",
    "at the very least": "at least",
    "at minimum": "at least",
    "at a minimum": "at least",
    "no fewer than": "at least",
    "no less than": "at least",
    "not less than": "at least",
    "a minimum of": "at least",
    "up to": "up to",
    "as many as": "up to",
    "as much as": "up to",
    "at most": "up to",
    "no more than": "up to",
    "a maximum of": "up to",
    "fewer than": "under",
    "less than": "under",
    "under": "under",
    "below": "under",
    "only": None,
    "just": None,
    "exactly": None,
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
CURRENCIES = {
    "$": "USD",
    "US$": "USD",
    "USD": "USD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "¥": "JPY",
    "₪": "ILS",
    "NIS": "ILS",
    "₽": "RUB",
    "₴": "UAH",
    "A$": "AUD",
    "C$": "CAD",
}
VAGUE = {
    "dozens": 24.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "scores": 40.0,
}
"""The least that a word of this kind can mean."""
_TENS_OF = {"tens of ": 10.0, "hundreds of ": 100.0, "dozens of ": 12.0}

_WORD = "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:-(?:{_WORD}))?"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_NUM = rf"(?:{_FIGURE}|\b{_WORDS}\b|\b(?:a|half a)(?=[ -](?:{_BIG})\b)|\bhalf a(?=[ ]percentage\b))"
_SCALE = rf"(?:[ -]?(?:{_BIG})\b|(?:bn|mn|tn|m|k)\b)"
_CURRENCY = r"(?:US\$|A\$|C\$|[$€£¥₪₽₴]|(?:USD|EUR|GBP|NIS)[ ]?)"
_HEDGE = "|".join(h.replace(" ", "[ ]") for h in sorted(HEDGES, key=len, reverse=True))
_STARTS = "".join(sorted({words[0] for words in (*HEDGES, *NUMBERS, "between", "from", "half")}))
NUMBER = re.compile(
    rf"""(?:\b(?=[\d{_STARTS}])|(?={_CURRENCY}))  # only to be quick: most places are no start
    (?P<hedge>\b(?:{_HEDGE})[ ](?:the[ ])?)?
    (?P<between>\b(?:between|from)[ ])?
    (?P<cur>{_CURRENCY})?
    (?:(?<![\w.,:/])|(?<=[$€£¥₪₽₴]))
    (?P<num>{_NUM})(?P<scale>{_SCALE})?(?P<scale2>[ ](?:thousand|million|billion)\b)?
    (?P<to>(?:[ ]?[-–—][ ]?|[ ]to[ ]|[ ]and[ ])(?P<cur2>{_CURRENCY})?(?P<num2>{_NUM})(?P<scale3>{_SCALE})?)?
    (?![\w]|[.,:/]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
VAGUE_COUNT = re.compile(
    r"\b(?:(?:tens|hundreds|dozens) of )?(?:dozens|scores|hundreds|thousands|[mb]illions)\b(?! of years)"
    rf"|\b(?:several|a few|a couple of) (?:{_BIG})(?: (?:{_BIG}))?\b",
    re.IGNORECASE,
)
BEHIND = re.compile(r"(?P<more>\+|[ -]plus\b|[ ]or[ ]more\b|, if not more\b)|[ ]or[ ]so\b")
"""A hedge behind its number: "6,000 or more", "200 or so"."""
EXCEEDING = frozenset("exceed surpass top pass".split())
"""Verbs that make a bound of a bare number ("the toll passed 6,000"); "passed 12 laws" is none."""

FRACTION = re.compile(
    rf"""\b(?=[\d{_STARTS}])(?P<hedge>\b(?:{_HEDGE}|more\ than|less\ than)[ ])?
    (?:
      (?P<part>\bhalf)(?=[ ](?:of|the|its|their|his|her|our)\b)
    | (?P<count>\b(?:an?|one|two|three|four|five|nine))[ -](?P<share>third|quarter|fifth|sixth|eighth|tenth)s?
      (?=[ ]of\b|[ ,.;]*$|[ ](?:in|last|this|since|compared|from|to|between)\b|[,.;])
    | (?<=by[ ])(?P<halfby>half)\b
    | (?P<low>\b(?:{_WORD}|\d{{1,2}}))[ ](?:in|out[ ]of)[ ](?:every[ ])?
      (?P<high>(?:{_WORD}|\d{{1,3}}))\b(?![-/,.:]\d|[ ](?:percent|per|%))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Parts of a whole: "half of", "two thirds of", "one in four"."""
_SHARES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
MULTIPLIED = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 2.0}
"""Verbs that say how many times."""
MULTIPLE = re.compile(
    rf"\b(?=[{_STARTS}dqth])(?P<hedge>\b(?:{_HEDGE})[ ])?"
    r"\b(?P<verb>doubl|tripl|trebl|quadrupl|halv)(?:ed|es|ing|e)\b",
    re.IGNORECASE,
)


def fraction_value(match: re.Match[str]) -> float | None:
    """Return the percentage that a fraction comes to, None where it is no part of a whole."""
    if match["part"] or match["halfby"]:
        return 50.0
    if match["share"]:
        count = 1 if match["count"].lower() in {"a", "an"} else NUMBERS[match["count"].lower()]
        percent = 100.0 * count / _SHARES[match["share"].lower()]
    else:
        low, high = (_small(match[name]) for name in ("low", "high"))
        percent = 100.0 * low / high if high else 0.0
    return round(percent, 1) if 0 < percent < 100 else None


def _small(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def hedge_of(words: str | None) -> str | None:
    """Return the normal form of a hedge such as "more than "."""
    return HEDGES.get(words.lower().removesuffix("the ").strip()) if words else None


def vague_value(words: str) -> float:
    """Return the least that "dozens", "tens of thousands" can mean."""
    for prefix, factor in _TENS_OF.items():
        if words.startswith(prefix):
            return factor * VAGUE[words.removeprefix(prefix)]
    if words in VAGUE:
        return VAGUE[words]
    least = 2.0  # "several hundred"
    for word in words.split():
        least *= SCALES.get(word, 1.0)
    return least


def number_value(number: str, *scales: str | None) -> float | None:
    """Return a number in digits or words times its scales."""
    lower = number.lower()
    if lower[0].isdigit():
        value = float(lower.replace(",", ""))
    elif lower in {"a", "half a"}:
        value = 1.0 if lower == "a" else 0.5
    else:
        value = float(sum(NUMBERS[w] for w in lower.split("-")))
    for scale in scales:
        if scale:
            value *= SCALES[scale.strip(" -").lower()]
    return value


_NUMERALS = frozenset(NUMBERS) | frozenset(_BIG.split("|"))
_PARTS = frozenset({"half", *_SHARES, *(f"{share}s" for share in _SHARES)})
_CROWDS = frozenset((*VAGUE, *_BIG.split("|")))
_MULTIPLES = ("doubl", "tripl", "trebl", "quadrupl", "halv")
_ODDS = (" in ", " out of ")
_SPELLED = (*"0123456789", *NUMBERS)
_WORDS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d")


def shapes_of(text: str) -> Sequence[re.Pattern[str]]:
    """Return which of FRACTION, NUMBER, VAGUE_COUNT and MULTIPLE can match in ``text``, in that order."""
    lower = text.lower()
    words = set(_WORDS_OR_DIGITS.findall(lower))
    counted = not words.isdisjoint(_NUMERALS) or any(map(str.isdigit, words))
    parted = not words.isdisjoint(_PARTS)
    told = (
        parted or (counted and any(_odds(lower, joint) for joint in _ODDS)),
        counted or "half" in words,
        not words.isdisjoint(_CROWDS),
        any(stem in lower for stem in _MULTIPLES),
    )
    return [shape for shape, possible in zip(_SHAPES, told, strict=True) if possible]


def _odds(lower: str, joint: str) -> bool:
    """Return False only where ``joint`` nowhere stands between two numbers, as in "one in four"."""
    before, *behind = lower.split(joint)
    for after in behind:
        if before.endswith(_SPELLED) and after.removeprefix("every ").startswith(_SPELLED):
            return True
        before = after
    return False


_SHAPES = (FRACTION, NUMBER, VAGUE_COUNT, MULTIPLE)
MOVING = frozenset(
    "rise increase grow climb jump surge soar gain expand widen fall drop decline decrease shrink sink "
    "plunge slip tumble slump contract narrow dwindle cut reduce lower raise lift boost slash trim extend "
    "shorten move go change swell dip slide ease double".split()
)
"""Verbs that take a level from one number to another."""

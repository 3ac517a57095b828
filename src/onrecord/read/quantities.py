"""Find quantities: a number with its hedge, its unit or the noun it counts, as one normalised record.

Part of ``read``. Ordinals, ages, dates, durations, clock times, and numbers that
are part of a name ("Channel 14", "Resolution 2231") are no quantities. "Dozens" or
"thousands" give the least they can mean, hedged ``at least``.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.read.time.lexicon import NUMBERS
from onrecord.read.timexes import time_spans
from onrecord.reading import Quantity, Sentence, Token
from onrecord.records import Document

HEDGES = {
    "over": "over",
    "more than": "over",
    "in excess of": "over",
    "upwards of": "over",
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
_NUM = (
    rf"(?:{_FIGURE}|\b{_WORDS}\b|\b(?:a|half a)(?=[ -](?:hundred|thousand|million|billion|trillion|dozen)\b))"
)
_SCALE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|dozen)\b|(?:bn|mn|tn|m|k)\b)"
_CURRENCY = r"(?:US\$|A\$|C\$|[$€£¥₪₽₴]|(?:USD|EUR|GBP|NIS)[ ]?)"
_HEDGE = "|".join(h.replace(" ", "[ ]") for h in sorted(HEDGES, key=len, reverse=True))
NUMBER = re.compile(
    rf"""(?P<hedge>\b(?:{_HEDGE})[ ](?:the[ ])?)?
    (?P<between>\b(?:between|from)[ ])?
    (?P<cur>{_CURRENCY})?
    (?:(?<![\w.,:/])|(?<=[$€£¥₪₽₴]))
    (?P<num>{_NUM})(?P<scale>{_SCALE})?(?P<scale2>[ ](?:thousand|million|billion)\b)?
    (?P<to>(?:[ ]?[-–—][ ]?|[ ]to[ ]|[ ]and[ ])(?P<cur2>{_CURRENCY})?(?P<num2>{_NUM})(?P<scale3>{_SCALE})?)?
    (?![\w]|[.,:/]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:(?:tens|hundreds|dozens) of )?(?:dozens|scores|hundreds|thousands|[mb]illions)\b(?! of years)",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"(?:\b(?:aged?|ages)\s|[A-Z][\w'’-]+,\s)$")
_AGE_AFTER = re.compile(r"^(?:[ -]years?[ -]old\b|[ -]year-olds?\b|,)")
_NOT_COUNTED = frozenset(
    "millennium millenniums millennia time min mins year month week day hour minute".split()
)
"""Stretches of time that the grammar of time leaves."""
_OF_MANY = re.compile(r"\d of $")
"""Before the number of pages or pictures: "1 of 41"."""
_ONE_OF = re.compile(r" of \d+\b(?![,.]\d)")
_COMPOUND = re.compile(r"-[a-z]")
_LABEL = frozenset(
    "no number article chapter channel resolution section page phase group flight bus route highway room "
    "level version volume part act rule unit step day week grade class area zone block line point".split()
)


def find_quantities(document: Document, sentences: Sequence[Sentence]) -> tuple[Quantity, ...]:
    """Return the quantities of ``document`` in order; a range keeps its upper end in ``upper``."""
    found: list[Quantity] = []
    for sentence in sentences:
        text = document.text[sentence.start : sentence.end]
        if not _PROMISING.search(text):
            continue
        times = time_spans(document.text, sentence)
        ends = -1
        for match in _candidates(text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if start < ends or _overlaps(times, start, end):
                continue
            quantity = _quantity(document.text, sentence, match)
            if quantity is not None:
                found.append(quantity)
                ends = quantity.end
    return tuple(found)


_PROMISING = re.compile(
    rf"\d|\b(?:{_WORD}|dozens?|scores|hundreds?|thousands?|[mb]illions?|trillion)\b", re.IGNORECASE
)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """True where one of ``spans``, in order and apart from each other, meets ``start:end``."""
    at = bisect_left(spans, (end, 0)) - 1
    return at >= 0 and spans[at][1] > start


def _candidates(text: str) -> list[re.Match[str]]:
    both = [*NUMBER.finditer(text), *_VAGUE.finditer(text)]
    return sorted(both, key=lambda m: (m.start(), -m.end()))


def _quantity(text: str, sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    if match.re is _VAGUE:
        if match.start() and match.group()[0].isupper():
            return None
        return _counted(text, sentence, match, _vague(match.group().lower()), None, "at least")
    if _is_label(text, sentence, match) or _is_age(text, sentence, match):
        return None
    low = _value(match["num"], match["scale"], match["scale2"])
    high = _value(match["num2"], match["scale3"], None) if match["num2"] else None
    if low is None:
        return None
    if high is not None and match["scale3"] and not match["scale"]:
        low *= SCALES[match["scale3"].strip(" -").lower()]
    if high is not None and "," in match["num2"] and low < 100 and high >= 1000 and match["num"].isdigit():
        # "5-6,000 people": the thousands are said once
        low *= 1000
    spelled = match["to"].strip().lower() if match["to"] else ""
    if high is not None and (high <= low or (spelled.startswith("and") and not match["between"])):
        return None
    hedge = HEDGES.get(match["hedge"].lower().removesuffix("the ").strip()) if match["hedge"] else None
    currency = match["cur"] or match["cur2"]
    if currency:
        return _built(
            text, sentence, _start(match), match.end(), low, high, hedge, CURRENCIES[currency.strip().upper()]
        )
    return _counted(text, sentence, match, low, high, hedge)


def _start(match: re.Match[str]) -> int:
    """Return where a quantity starts: "from" and "between" belong to ranges only."""
    if match.re is NUMBER and match["between"] and not match["to"]:
        return match.end("between")
    return match.start()


def _vague(words: str) -> float:
    for prefix, factor in _TENS_OF.items():
        if words.startswith(prefix):
            return factor * VAGUE[words.removeprefix(prefix)]
    return VAGUE[words]


def _value(number: str, *scales: str | None) -> float | None:
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


def _is_label(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for a number that names something: "Channel 14", "Resolution 2231", "S-300", "#5"."""
    first = sentence.start + match.start("num")
    if match["cur"]:
        return False
    last = sentence.start + match.end()
    if _OF_MANY.search(text[max(sentence.start, first - 8) : first]) or _ONE_OF.match(text, last):
        return True
    if text[first - 1 : first] in {"-", "#", "+", "–"} or text[first - 2 : first] in {"+(", "-("}:
        return True
    token = sentence.token_at(first)
    if token is None or token.i == 0:
        return False
    before = sentence.tokens[token.i - 1]
    if before.lower.rstrip(".") in _LABEL and before.end <= first and not match["hedge"]:
        return True
    names = before.tag.startswith("NNP") and before.text[:1].isupper() and not match["hedge"]
    # "Falcon 9 rockets" names the rockets; "In Iraq 30 soldiers fell" counts them
    counts = token.dep == "nummod" and token.head > token.i and before.dep not in {"compound", "nmod"}
    return names and not counts


def _is_age(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    before, after = text[max(sentence.start, start - 30) : start], text[end : end + 12]
    if re.match(r"[ -]years?[ -]olds?\b", after):
        return True
    found = _AGE_BEFORE.search(before)
    if found is None:
        return False
    return found.group().lower().startswith("age") or bool(_AGE_AFTER.match(after))


@lru_cache(maxsize=1)
def units() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a unit after a number, and its words in lower case → its name."""
    path = files("onrecord").joinpath("read", "data", "units.csv")
    names: dict[str, str] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        names.update({word.lower(): row["unit"] for word in row["words"].split("|")})
    ordered = sorted(names, key=len, reverse=True)
    pattern = "|".join(re.escape(w) + (r"\b" if w[-1].isalnum() else "") for w in ordered)
    return re.compile(rf"[\s-]?({pattern})", re.IGNORECASE), names


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Return the lemmas of nouns that count people."""
    path = files("onrecord").joinpath("read", "data", "people.txt")
    return frozenset(w for w in path.read_text(encoding="utf-8").split("\n") if w and not w.startswith("#"))


def _counted(
    text: str, sentence: Sentence, match: re.Match[str], low: float, high: float | None, hedge: str | None
) -> Quantity | None:
    """Return a quantity whose unit stands behind the number, or is the noun that it counts."""
    pattern, names = units()
    start, end = _start(match), match.end()
    found = pattern.match(text, sentence.start + end)
    if found and found.end() <= sentence.end:
        unit = names[found.group(1).lower()]
        return _built(text, sentence, start, found.end() - sentence.start, low, high, hedge, unit)
    if _COMPOUND.match(text, sentence.start + end) and match.re is NUMBER:
        # "a 32-bit chip", "a 10-point plan" count nothing
        return None
    number = sentence.token_at(sentence.start + end - 1)
    noun = _noun(sentence, number) if number else None
    follows = sentence.tokens[number.i + 1].lower if number and number.i + 1 < len(sentence.tokens) else ""
    if (
        noun is None
        or noun.lemma in _NOT_COUNTED
        or follows in _NOT_COUNTED
        or (noun is number and high is not None)
    ):
        return None
    if low == 1 and high is None and match.re is NUMBER and match["num"].lower() in {"one", "1"}:
        return None
    if noun.i == (number.i if number else -1) + 1:
        end = noun.end - sentence.start
    crowd = noun is number and noun.lower in VAGUE and noun.dep in {"nsubj", "nsubjpass"}
    if noun is number and noun.lower in VAGUE and not crowd:
        return None
    unit = "people" if crowd or noun.lemma in people() or noun.lower in people() else "count"
    begin = sentence.start + start
    return Quantity(
        sentence=sentence.index,
        head=noun.i,
        start=begin,
        end=sentence.start + end,
        text=text[begin : sentence.start + end],
        value=low,
        unit=unit,
        upper=high,
        hedge=hedge,
    )


def _noun(sentence: Sentence, number: Token) -> Token | None:
    """Return the noun that ``number`` counts, or the number itself where it stands for one."""
    at = number
    if number.dep == "conj" and sentence.tokens[number.head].tag == "CD":
        at = sentence.tokens[number.head]
    for _ in range(3):
        above = sentence.tokens[at.head]
        if at.dep in {"nummod", "quantmod", "compound", "nmod", "npadvmod", "amod"} and above.i > at.i:
            at = above
        else:
            break
    if at is not number and at.pos in {"NOUN", "PROPN"}:
        return at
    inside = _of_noun(sentence, number)
    if inside is not None:
        return inside
    alone = number.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "oprd"}
    return number if alone and number.text[:1].isdigit() | (number.lower in VAGUE) else None


def _of_noun(sentence: Sentence, number: Token) -> Token | None:
    """Return the noun of "dozens of soldiers", "20 of the hostages"."""
    link = next((k for k in sentence.kids(number.i, "prep") if k.lower == "of"), None)
    return sentence.kid(link.i, "pobj") if link else None


def _built(
    text: str,
    sentence: Sentence,
    start: int,
    end: int,
    low: float,
    high: float | None,
    hedge: str | None,
    unit: str,
) -> Quantity:
    begin, stop = sentence.start + start, sentence.start + end
    return Quantity(
        sentence=sentence.index,
        head=_top(sentence, begin, stop),
        start=begin,
        end=stop,
        text=text[begin:stop],
        value=low,
        unit=unit,
        upper=high,
        hedge=hedge,
    )


def _top(sentence: Sentence, start: int, end: int) -> int:
    """Return the token within ``start:end`` that the rest of the sentence attaches to."""
    inside = [t for t in sentence.tokens if t.start < end and t.end > start]
    for token in reversed(inside):
        above = sentence.tokens[token.head]
        if above.i == token.i or not (above.start < end and above.end > start):
            return token.i
    return inside[-1].i

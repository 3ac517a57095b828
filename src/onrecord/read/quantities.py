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

from msgspec.structs import replace

from onrecord.read.number_guards import is_age, is_hedged, is_label
from onrecord.read.numbers import (
    BEHIND,
    CURRENCIES,
    EXCEEDING,
    FRACTION,
    MOVING,
    MULTIPLE,
    MULTIPLIED,
    NUMBER,
    SCALES,
    VAGUE,
    VAGUE_COUNT,
    fraction_value,
    hedge_of,
    number_value,
    shapes_of,
    vague_value,
)
from onrecord.read.timexes import Match, match_times
from onrecord.reading import Quantity, Sentence, Token
from onrecord.records import Document

_NOT_COUNTED = frozenset(
    "millennium millenniums millennia time min mins year month week day hour minute".split()
)
"""Stretches of time that the grammar of time leaves."""
_COMPOUND = re.compile(r"-[a-z]")


def find_quantities(
    document: Document, sentences: Sequence[Sentence], times: Sequence[list[Match]] | None = None
) -> tuple[Quantity, ...]:
    """Return the quantities of ``document`` in order; a range keeps its upper end in ``upper``.

    ``times`` are the matches of :func:`~.timexes.match_times`, where they are known already.
    """
    found: list[Quantity] = []
    times = times or match_times(document.text, sentences)
    for sentence, matches in zip(sentences, times, strict=True):
        text = document.text[sentence.start : sentence.end]
        candidates = _candidates(text)
        if not candidates:
            continue
        spans = [(words[0].start, words[-1].end) for words, _ in matches]
        ends = -1
        for candidate in candidates:
            match = _behind_time(candidate, spans, sentence.start)
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if start < ends or (match.re is not MULTIPLE and _overlaps(spans, start, end)):
                continue
            for quantity in _read(document.text, sentence, match):
                found.append(quantity)
                ends = quantity.end
    return tuple(found)


def _behind_time(match: re.Match[str], spans: list[tuple[int, int]], offset: int) -> re.Match[str]:
    """Return the second number of a range whose first is a year: "in 2014 and *$6 million*"."""
    if match.re is not NUMBER or not match["to"]:
        return match
    if not _overlaps(spans, offset + match.start("num"), offset + match.end("num")):
        return match
    return NUMBER.match(match.string, match.start("cur2" if match["cur2"] else "num2")) or match


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """True where one of ``spans``, in order and apart from each other, meets ``start:end``."""
    at = bisect_left(spans, (end, 0)) - 1
    return at >= 0 and spans[at][1] > start


def _candidates(text: str) -> list[re.Match[str]]:
    found = [
        (m.start(), -m.end(), rank, m) for rank, p in enumerate(shapes_of(text)) for m in p.finditer(text)
    ]
    return [m for *_, m in sorted(found, key=lambda f: f[:3])]


def _read(text: str, sentence: Sentence, match: re.Match[str]) -> list[Quantity]:
    """Return what ``match`` counts: two quantities for "from 66 to 43 aircraft", at most one else."""
    if match.re is NUMBER and match["hedge"] and not is_hedged(sentence, match):
        match = NUMBER.match(match.string, match.end("hedge")) or match
    if match.re is NUMBER and match["num2"] and _moves(text, sentence, match):
        return _ends_of_move(text, sentence, match)
    one = _one(text, sentence, match)
    return [_exceeded(sentence, one)] if one else []


def _exceeded(sentence: Sentence, quantity: Quantity) -> Quantity:
    """Return ``quantity``, as a bound where the verb makes it one: "the toll passed 6,000"."""
    token = sentence.tokens[quantity.head]
    if quantity.hedge or token.dep != "dobj" or not token.text[0].isdigit():
        return quantity
    if sentence.tokens[token.head].lemma not in EXCEEDING:
        return quantity
    return replace(quantity, hedge="over")


def _one(text: str, sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    if match.re is VAGUE_COUNT:
        if match.start() and match.group()[0].isupper():
            return None
        return _counted(text, sentence, match, vague_value(match.group().lower()), None, "at least")
    if match.re is FRACTION:
        return _fraction(text, sentence, match)
    if match.re is MULTIPLE:
        return _multiple(text, sentence, match)
    if is_label(text, sentence, match) or is_age(text, sentence, match):
        return None
    low, high = _bounds(match)
    if low is None:
        return None
    hedge = hedge_of(match["hedge"]) or _behind(text, sentence, match)
    spelled = match["to"].strip().lower() if match["to"] else ""
    if high is not None and (high <= low or (spelled.startswith("and") and not match["between"])):
        return None
    currency = match["cur"] or match["cur2"]
    if currency:
        unit = CURRENCIES[currency.strip().upper()]
        return _built(text, sentence, _start(match), match.end(), low, high, hedge, unit)
    return _counted(text, sentence, match, low, high, hedge)


def _behind(text: str, sentence: Sentence, match: re.Match[str]) -> str | None:
    """Return the hedge that stands behind a number: "6,000 or more"."""
    found = BEHIND.match(text, sentence.start + match.end(), sentence.end)
    return None if found is None else "at least" if found["more"] else "about"


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    low = number_value(match["num"], match["scale"], match["scale2"])
    high = number_value(match["num2"], match["scale3"], None) if match["num2"] else None
    if low is not None and high is not None:
        if match["scale3"] and not match["scale"]:
            low *= SCALES[match["scale3"].strip(" -").lower()]
        if "," in match["num2"] and low < 100 and high >= 1000 and match["num"].isdigit():
            # "5-6,000 people": the thousands are said once
            low *= 1000
    return low, high


def _start(match: re.Match[str]) -> int:
    """Return where a quantity starts: "from" and "between" belong to ranges only."""
    if match.re is NUMBER and match["between"] and not match["to"]:
        return match.end("between")
    return match.start()


def _moves(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True where "from A to B" tells a rise or a fall, and "52 to 48" a vote, rather than a range."""
    joint = match["to"].strip().lower().split()[0]
    if joint != "to" or match["hedge"]:
        return False
    low, high = _bounds(match)
    if low is None or high is None:
        return False
    begin = sentence.start + match.start()
    token = sentence.token_at(sentence.start + match.start("num"))
    above = {t.lemma for t in sentence.ancestors(token.i)} if token else set()
    opened = (match["between"] or "").strip().lower()
    if opened == "from":
        return high < low or bool(above & MOVING)
    voted = text[max(sentence.start, begin - 3) : begin] == "by " or (token is not None and _votes(above))
    return not opened and voted and match["scale3"] is None


def _votes(lemmas: set[str]) -> bool:
    return bool(lemmas & {"vote", "approve", "reject", "pass", "defeat"})


def _ends_of_move(text: str, sentence: Sentence, match: re.Match[str]) -> list[Quantity]:
    """Return both numbers of "from 66 to 43 aircraft"; the first takes the noun of the second."""
    within = text[sentence.start : sentence.end]
    opens = [(match.start("cur" if match["cur"] else "num"), match.start("to"))]
    opens.append((match.start("cur2" if match["cur2"] else "num2"), len(within)))
    parts = [NUMBER.match(within, start, end) for start, end in opens]
    made = [_one(text, sentence, p) for p in parts if p is not None]
    if len(made) == 2 and made[1] is not None:
        last = made[1]
        first = made[0]
        if first is None or (first.unit == "count" and first.head != last.head):
            low, _ = _bounds(match)
            start, end = sentence.start + match.start("num"), sentence.start + match.start("to")
            token = sentence.token_at(start)
            if low is not None and token is not None:
                made[0] = Quantity(
                    sentence=sentence.index,
                    head=token.i,
                    start=start,
                    end=end,
                    text=text[start:end],
                    value=low,
                    unit=last.unit,
                )
    return [q for q in made if q is not None]


def _fraction(text: str, sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    value = fraction_value(match)
    if value is None or (match["low"] and not _shares_people(sentence, match)):
        return None
    hedge = hedge_of(match["hedge"])
    return _built(text, sentence, match.start(), match.end(), value, None, hedge, "percent")


def _shares_people(sentence: Sentence, match: re.Match[str]) -> bool:
    """True where "one in four" is followed by whom it counts: a noun in the plural."""
    last = sentence.token_at(sentence.start + match.end() - 1)
    if last is None or last.i + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[last.i + 1 : last.i + 3]
    return any(t.tag in {"NNS", "NNPS"} or t.text[:1].isupper() for t in following)


def _doubles_down(sentence: Sentence, verb: Token) -> bool:
    """True for "doubled down", which multiplies nothing."""
    return any(t.lower in {"down", "over", "back"} for t in sentence.kids(verb.i, "prt", "advmod"))


def _multiple(text: str, sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    token = sentence.token_at(sentence.start + match.start("verb"))
    value = MULTIPLIED.get(token.lemma) if token is not None and token.tag.startswith("VB") else None
    if token is None or value is None or token.dep in {"amod", "compound"} or _doubles_down(sentence, token):
        return None
    hedge = hedge_of(match["hedge"])
    return _built(text, sentence, match.start(), match.end(), value, None, hedge, "times", token.i)


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
    if _COMPOUND.match(text, sentence.start + end) and match.re is NUMBER and hedge is None:
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
    counts = number.text[:1].isdigit() or number.lower in VAGUE or number.tag in {"CD", "NN"}
    return number if alone and counts else None


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
    head: int | None = None,
) -> Quantity:
    begin, stop = sentence.start + start, sentence.start + end
    return Quantity(
        sentence=sentence.index,
        head=_top(sentence, begin, stop) if head is None else head,
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

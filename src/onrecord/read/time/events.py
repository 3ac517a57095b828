"""Dates told by an event of the text: "soon after the visit", "the day after the attack".

Part of :mod:`onrecord.read.timexes`, after every expression is read. The event must be
dated to the day earlier in the text, and to one day only; otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from onrecord.read.time import calendar as cal
from onrecord.reading import Sentence, Timex, Token
from onrecord.records import DateBasis, Document, Granularity

_BORDERS = frozenset({"ccomp", "relcl", "advcl", "parataxis", "acl"})
_SIDES = {"after": 1, "following": 1, "before": -1}
_CLOSE = frozenset({"soon", "shortly", "immediately", "just", "right"})
_SOON = timedelta(days=14)
"""How far "soon after" may reach."""
_KNOWN = frozenset({"the", "that", "this", "his", "her", "their", "its"})
_ACTS = {
    "death": "die",
    "arrival": "arrive",
    "departure": "depart",
    "election": "elect",
    "invasion": "invade",
    "explosion": "explode",
    "assassination": "assassinate",
    "resignation": "resign",
    "inauguration": "inaugurate",
    "ratification": "ratify",
    "withdrawal": "withdraw",
    "announcement": "announce",
    "declaration": "declare",
    "detention": "detain",
    "collision": "collide",
    "agreement": "agree",
}
"""Nouns whose verb tells the same event. Those in -ing and those like their verb need no row."""


class _Bound(Struct, frozen=True):
    """Words that count from an event: where they begin, and on which side by how much."""

    sentence: int
    start: int
    end: int
    event: str
    side: int
    count: int = 0
    unit: str | None = None
    """None for "soon after"."""
    timex: int | None = None
    """Index of the expression these words contain."""


def anchor_on_events(
    sentences: Sequence[Sentence], timexes: Sequence[Timex], document: Document
) -> list[Timex]:
    """Return ``timexes`` with those that count from an event of the text, dated where its day is known."""
    bounds = [b for s in sentences for b in _bounds(s, timexes)]
    if not bounds:
        return list(timexes)
    days = _event_days(sentences, timexes)
    found = list(timexes)
    for bound in bounds:
        known = {day for at, day in days.get(bound.event, ()) if at < bound.start}
        if len(known) == 1 and (dated := _dated(bound, known.pop(), found, document)) is not None:
            if bound.timex is None:
                found.append(dated)
            else:
                found[bound.timex] = dated
    return sorted(found, key=lambda t: (t.start, t.end))


def _bounds(sentence: Sentence, timexes: Sequence[Timex]) -> Iterator[_Bound]:
    for token in sentence.tokens:
        side = _SIDES.get(token.lower)
        if side is None or token.i == 0:
            continue
        noun = sentence.kid(token.i, "pobj")
        if noun is None or noun.pos != "NOUN" or not _is_known(sentence, noun):
            continue
        before = sentence.tokens[token.i - 1]
        event, end = _event(noun.lemma), token.end
        if side > 0 and before.lower in _CLOSE:
            yield _Bound(sentence.index, before.start, noun.end, event, side)
            continue
        index = next((i for i, t in enumerate(timexes) if t.end == before.end), None)
        unit = _unit(timexes[index]) if index is not None else None
        if index is not None and unit is not None:
            yield _Bound(sentence.index, timexes[index].start, end, event, side, unit[0], unit[1], index)


def _is_known(sentence: Sentence, noun: Token) -> bool:
    """True for "the visit", "his arrest": one that was told."""
    return any(t.lower in _KNOWN for t in sentence.kids(noun.i, "det", "poss"))


def _unit(timex: Timex) -> tuple[int, str] | None:
    """Return count and unit of "the day", "three days", "a week"."""
    word = timex.text.lower().rsplit(maxsplit=1)[-1].removesuffix("s")
    if word not in {"day", "week", "month", "year"} or timex.begins is not None:
        return None
    if timex.type == "DATE":
        return 1, word
    count = (timex.value or "")[1:-1]
    return (int(count), word) if timex.type == "DURATION" and count.isdigit() else None


def _event(lemma: str) -> str:
    if lemma in _ACTS:
        return _ACTS[lemma]
    return lemma.removesuffix("ing") if len(lemma) > 5 else lemma


def _event_days(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> dict[str, list[tuple[int, date]]]:
    """Return for each event word the days that date it in the text, with where they stand."""
    days: dict[str, list[tuple[int, date]]] = {}
    for timex in timexes:
        if timex.sentence is None or timex.begins is None or timex.begins != timex.ends:
            continue
        sentence = sentences[timex.sentence]
        token = sentence.token_at(timex.start)
        for above in _clause_above(sentence, token) if token else ():
            days.setdefault(_event(above.lemma), []).append((timex.start, timex.begins))
    return days


def _clause_above(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the noun and the verb that an expression of time dates, and what that verb happens to."""
    here = token
    for above in sentence.ancestors(token.i):
        if here.dep in _BORDERS:
            return
        if above.pos in {"NOUN", "VERB"}:
            yield above
        if above.pos == "VERB":
            yield from (t for t in sentence.kids(above.i, "dobj", "nsubj", "nsubjpass") if t.pos == "NOUN")
            return
        here = above


def _dated(bound: _Bound, day: date, found: list[Timex], document: Document) -> Timex | None:
    basis = DateBasis.RELATIVE_TEXT
    if bound.unit is None or bound.timex is None:
        told = document.published.start if document.published else day + _SOON
        return Timex(
            sentence=bound.sentence,
            start=bound.start,
            end=bound.end,
            text=document.text[bound.start : bound.end],
            type="DATE",
            value=None,
            mod="APPROX",
            begins=day,
            ends=max(day, min(day + _SOON, told)),
            granularity=Granularity.RANGE,
            basis=basis,
            relative=True,
        )
    moved = cal.shift(day, bound.unit, bound.side * bound.count)
    if moved is None:
        return None
    whole = cal.unit(bound.unit, moved)
    return structs.replace(
        found[bound.timex],
        type="DATE",
        value=whole.value,
        begins=whole.begins,
        ends=whole.ends,
        granularity=whole.granularity,
        basis=basis,
        relative=True,
    )

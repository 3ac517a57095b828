"""How relations of the busiest pairs moved, in sentences: changes of rate, bursts of reporting, firsts.

What counts as one is decided by :mod:`onrecord.analyse.change`; nothing is told of a pair whose
series is too short or too sparse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from msgspec.structs import replace

from onrecord.analyse.breaks import LEAST_EVENTS, LEAST_PERIODS
from onrecord.analyse.brief.drafts import Draft, to_cite
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.templates import put, template
from onrecord.analyse.brief.when import when_pieces
from onrecord.analyse.change import Change, Kind, change
from onrecord.analyse.clauses import event_clause
from onrecord.analyse.dyad_counts import Pair
from onrecord.analyse.periods import Period, first_day
from onrecord.analyse.pieces import COUNT, DATE, NAME, Pieces, sentence
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import day_words
from onrecord.records import Actor, Claim, Event, Status
from onrecord.store.base import Store
from onrecord.store.filters import Filter

PAIRS = 6
"""Pairs looked at, those with most dated acts."""
FIRSTS = 3
"""Firsts that are told, those most is told of."""
OLDER = 10
"""Articles that are older than a first, below which it says no more than where the record begins."""
MATERIAL = (2, 4)
"""Quad classes of deeds; a first word says little."""
NOT_DONE = (Status.PLANNED, Status.ALLEGED, Status.DENIED)


def turned(store: Store, material: Material) -> Iterator[Draft]:
    """Yield what changed between the pairs that most dated acts are told of."""
    by = _period(material)
    if by is None:
        return
    window = Filter(since=material.wanted.since, until=material.wanted.until)
    found = [one for a, b in _pairs(material.events) for one in change(store, f"{a}-{b}", by, wanted=window)]
    yield from (_rate(material, one, by) for one in found if one.kind is Kind.CHANGE)
    yield from (_burst(material, one) for one in found if one.kind is Kind.BURST)
    yield from _firsts(material, [one for one in found if one.kind is Kind.FIRST])


def _period(material: Material) -> Period | None:
    """Return the longest periods of which enough have articles; None where no series is long enough."""
    for by in (Period.MONTH, Period.WEEK, Period.DAY):
        if len({first_day(day, by) for day in material.days.values()}) >= LEAST_PERIODS:
            return by
    return None


def _pairs(events: Iterable[Event]) -> list[Pair]:
    """Return the pairs of countries with most dated acts, of those that have enough for a series."""
    acts: Counter[Pair] = Counter()
    for event in events:
        if event.date and event.status not in NOT_DONE:
            codes = sorted({_country(a) for a in (*event.actors, *event.recipients)} - {""})
            acts.update((a, b) for a in codes for b in codes if a < b)
    busy = sorted(acts, key=lambda pair: (-acts[pair], pair))
    return [pair for pair in busy if acts[pair] >= LEAST_EVENTS][:PAIRS]


def _country(actor: Actor) -> str:
    return actor.country or ""


def _rate(material: Material, one: Change, by: Period) -> Draft:
    """Return a change point as a sentence, of the measure that moved more."""
    measures = {
        "cooperation": (one.cooperation_before or 0.0, one.cooperation_after or 0.0),
        "conflict": (one.conflict_before or 0.0, one.conflict_after or 0.0),
    }
    name, (before, after) = max(measures.items(), key=lambda item: abs(sqrt(item[1][0]) - sqrt(item[1][1])))
    slots: dict[str, Pieces | str] = {
        **_parties(material, one),
        "date": _day(one),
        "kind": name,
        "moved": "rose" if after > before else "fell",
        "before": (Piece(f"{before:.1f}", COUNT),),
        "after": (Piece(f"{after:.1f}", COUNT),),
        "by": str(by),
        "alike": template("changed", "alike") if one.with_coverage else "",
    }
    return _draft(material, "rate", slots, one)


def _burst(material: Material, one: Change) -> Draft:
    slots: dict[str, Pieces | str] = {
        **_parties(material, one),
        "first": _day(one),
        "last": (Piece(day_words(one.end), DATE),) if one.end else "",
        "telling": (Piece(str(one.telling), COUNT),),
        "articles": (Piece(str(one.articles), COUNT),),
        "usual": (Piece(f"{100 * (one.usual or 0):.0f}", COUNT),),
    }
    return _draft(material, "burst", slots, one)


def _firsts(material: Material, found: Sequence[Change]) -> Iterator[Draft]:
    told = []
    for one in found:
        event = material.all_events.get(one.event_ids[0])
        act = template("acts", event.event_type.lower()) if event else ""
        if event and act and (one.older or 0) >= OLDER and material.quads.get(event.event_id) in MATERIAL:
            told.append((event, act, one))
    told.sort(key=lambda item: (-material.weight(item[0]), item[0].event_id))
    for event, act, one in told[:FIRSTS]:
        claims = [c for c in material.told(event.claim_ids) if c.modality == "actual"]
        claims = claims or material.told(event.claim_ids)
        clause = event_clause(event, claims, material.people.named, material.neighbours)
        slots: dict[str, Pieces | str] = {
            **_parties(material, one),
            "when": when_pieces(event.date),
            "clause": clause.finite(),
            "act": act,
            "older": (Piece(str(one.older), COUNT),),
        }
        draft = _draft(material, "first", slots, one)
        yield replace(draft, claims=to_cite(material.told(event.claim_ids), clause.claim_id))


def _parties(material: Material, one: Change) -> dict[str, Pieces | str]:
    names = [material.countries.get(code, code) for code in one.dyad.split("-")]
    return {"a": (Piece(names[0], NAME),), "b": (Piece(names[1], NAME),)}


def _day(one: Change) -> Pieces:
    return (Piece(day_words(one.start), DATE),) if one.start else ()


def _draft(material: Material, key: str, slots: dict[str, Pieces | str], one: Change) -> Draft:
    events = [e for name in one.event_ids if (e := material.all_events.get(name))]
    claims: list[Claim] = [c for event in events for c in material.told(event.claim_ids)]
    about = tuple(event.event_id for event in events)
    return Draft(pieces=sentence(put("changed", key, slots)), claims=tuple(claims), about=about, sides=2)

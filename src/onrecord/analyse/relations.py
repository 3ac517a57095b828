"""Relations between parties over a window: one a pair, signed, with the events it rests on.

What one did to the other and what both did together counts, each event once a pair. Two
parties that both act on a third are not thereby related.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse.deeds import Deed, Standing, party_code
from onrecord.analyse.intervals import total
from onrecord.analyse.levels import Level
from onrecord.analyse.party_names import is_country
from onrecord.analyse.signs import Sign, chances
from onrecord.records import Actor, Event

OF_STATES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""PLOVER sectors of who acts for a state."""


class Edge(Struct, frozen=True, kw_only=True):
    """How two parties stood to each other over the window."""

    a: str
    b: str
    a_name: str
    b_name: str
    sign: Sign
    positive: float
    """Chance that the relation is positive, given that it is anything, by confidence of the events."""
    events: int
    """Events told as done between the two, each once."""
    cooperation: int
    conflict: int
    """Those of the events that are cooperation and conflict by their quad class."""
    scale_sum: float
    """Sum of the PLOVER scale of the events."""
    low: float | None
    high: float | None
    """Ends of its interval, at 95 %, of errors of coding; None where a claim has no confidence."""
    a_to_b: float
    b_to_a: float
    """Sums of the scale of what each did to the other; what both did together is in neither."""
    joint: int
    """Events that both did together."""
    reports: int
    first: date | None
    last: date | None
    """Days on which the earliest and the latest of the dated events begin."""
    event_ids: tuple[str, ...]
    """In order of time, undated ones last."""


Pair = tuple[str, str]
Code = Callable[[Actor], str | None]
UNKNOWN = 0.5
"""What an event counts for whose claims have no confidence: as likely right as wrong."""


def code_of(level: Level) -> Code:
    """Return what a party is counted as on ``level``; None for who is left out."""
    if level is Level.ACTOR:
        return lambda actor: actor.actor_id or party_code(actor)
    return _state if level is Level.STATE else _country


def _state(actor: Actor) -> str | None:
    """Return the country of who is it or acts for it: its government, not a citizen or a company."""
    acts_for = actor.actor_id == actor.country or not OF_STATES.isdisjoint(actor.sectors)
    return _country(actor) if acts_for else None


def _country(actor: Actor) -> str | None:
    code = party_code(actor)
    return code if code and is_country(code) else None


def between(event: Event, code: Code) -> dict[Pair, int]:
    """Return the pairs that ``event`` passed between, in order of their codes, and which way.

    1: the first of the pair acts on the second; -1: the other way round; 0: both together
    or on each other.
    """
    acting, receiving = _codes(event.actors, code), _codes(event.recipients, code)
    found: dict[Pair, int] = {}
    if not event.recipients:
        return {(a, b): 0 for a in acting for b in acting if a < b}
    for actor in acting:
        for recipient in receiving:
            if actor != recipient:
                pair, way = (actor, recipient), 1
                if recipient < actor:
                    pair, way = (recipient, actor), -1
                found[pair] = way if found.get(pair, way) == way else 0
    return found


def _codes(actors: Iterable[Actor], code: Code) -> list[str]:
    return list(dict.fromkeys(name for name in map(code, actors) if name))


def edges(deeds: Iterable[Deed], code: Code, names: Mapping[str, str]) -> list[Edge]:
    """Return the relations that ``deeds`` make, in order of their pairs."""
    found: dict[Pair, list[tuple[Deed, int]]] = defaultdict(list)
    for deed in deeds:
        if deed.standing is Standing.DEED and deed.scale is not None:
            for pair, way in between(deed.event, code).items():
                found[pair].append((deed, way))
    return [_edge(pair, items, names) for pair, items in sorted(found.items())]


def _edge(pair: Pair, items: Sequence[tuple[Deed, int]], names: Mapping[str, str]) -> Edge:
    deeds = sorted((deed for deed, _ in items), key=_in_time)
    scales = [deed.scale or 0.0 for deed in deeds]
    sure = [UNKNOWN if deed.sureness is None else deed.sureness for deed in deeds]
    chance = chances(sure, scales)
    known = total(sure, scales) if all(deed.sureness is not None for deed in deeds) else None
    dates = [deed.event.date for deed in deeds if deed.event.date]
    a, b = pair
    return Edge(
        a=a,
        b=b,
        a_name=names.get(a, a),
        b_name=names.get(b, b),
        sign=chance.sign,
        positive=round(chance.positive, 4),
        events=len(deeds),
        cooperation=sum(deed.quad in (1, 2) for deed in deeds),
        conflict=sum(deed.quad in (3, 4) for deed in deeds),
        scale_sum=round(sum(scales), 2),
        low=known.low if known else None,
        high=known.high if known else None,
        a_to_b=round(sum(deed.scale or 0.0 for deed, way in items if way == 1), 2),
        b_to_a=round(sum(deed.scale or 0.0 for deed, way in items if way == -1), 2),
        joint=sum(way == 0 for _, way in items),
        reports=sum(deed.event.reports for deed in deeds),
        first=min((when.start for when in dates), default=None),
        last=max((when.start for when in dates), default=None),
        event_ids=tuple(deed.event.event_id for deed in deeds),
    )


def _in_time(deed: Deed) -> tuple[date, str]:
    when = deed.event.date
    return (when.start if when else date.max, deed.event.event_id)

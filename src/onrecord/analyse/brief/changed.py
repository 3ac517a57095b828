"""What changed: what was told as planned and is told as done, and pairs whose acts turned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import comb

from onrecord.analyse.brief.drafts import Draft, put, to_cite
from onrecord.analyse.brief.material import Material
from onrecord.analyse.clauses import event_clause
from onrecord.analyse.pieces import COUNT, DATE, NAME, Pieces, sentence
from onrecord.analyse.progress import stage_of
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import day_words
from onrecord.records import Actor, Claim, Event, Status

CHANCE = 0.05
"""A turn is told where chance would make one as great less often than this."""
LEAST = 4
"""Acts on either side of a turn."""
CONFLICT = (3, 4)
"""Quad classes of conflict."""
NOT_DONE = (Status.PLANNED, Status.ALLEGED, Status.DENIED)


def changed(material: Material, most: int) -> tuple[list[Draft], int]:
    """Return what moved on and which pairs turned, the weightiest first, and how many are left out."""
    moved = sorted(material.events, key=lambda e: (-material.weight(e), e.event_id))
    found = [*_turns(material), *(draft for event in moved if (draft := _moved_on(material, event)))]
    return found[:most], max(0, len(found) - most)


def _moved_on(material: Material, event: Event) -> Draft | None:
    """Return an event that one article told as planned and a later one as done."""
    if event.status in NOT_DONE:
        return None
    claims = material.told(event.progression or ())
    done = [c for c in claims if stage_of(c) == "done"]
    before = [c for c in claims if stage_of(c) in ("planned", "feared", "possible", "demanded")]
    if not done or not before:
        return None
    first, last = material.first_day(before), material.first_day(done)
    clause = event_clause(event, [*before, *done], material.people.named, material.neighbours)
    if clause.whole or first is None or last is None or first >= last:
        return None
    slots: dict[str, Pieces | str] = {
        "who": clause.who,
        "plain": clause.plain(),
        "before": stage_of(before[0]),
        "first": (Piece(day_words(first), DATE),),
        "again": (Piece("on "), Piece(day_words(last), DATE)),
    }
    earliest = [
        next(c for c in group if material.days.get(c.document_id) == day)
        for group, day in ((before, first), (done, last))
    ]
    return Draft(
        pieces=sentence(put("changed", "done", slots)),
        claims=(*earliest, *(c for c in to_cite(claims) if c not in earliest)),
        about=(event.event_id,),
        sides=2,
    )


def _turns(material: Material) -> Iterator[Draft]:
    """Yield the pairs of countries whose dated acts turned from or to conflict."""
    acts: dict[tuple[str, str], list[tuple[date, Event]]] = defaultdict(list)
    for event in material.events:
        if event.date and event.status not in NOT_DONE and event.event_id in material.quads:
            for pair in _pairs(event):
                acts[pair].append((event.date.start, event))
    for pair in sorted(acts, key=lambda p: (-len(acts[p]), p)):
        told = sorted(acts[pair], key=lambda one: (one[0], one[1].event_id))
        at = _turn([material.quads[e.event_id] in CONFLICT for _, e in told], [day for day, _ in told])
        if at is not None:
            yield _turn_draft(material, pair, told, at)


def _pairs(event: Event) -> set[tuple[str, str]]:
    countries = {_country(a) for a in (*event.actors, *event.recipients)} - {""}
    return {(a, b) for a in countries for b in countries if a < b}


def _country(actor: Actor) -> str:
    return actor.country or ""


def _turn(hostile: Sequence[bool], days: Sequence[date]) -> int | None:
    """Return where the share of conflict changes most, if more than chance would have it.

    >>> from datetime import date
    >>> days = [date(2031, 1, d) for d in range(1, 13)]
    >>> _turn([False] * 6 + [True] * 6, days), _turn([False, True] * 6, days)
    (6, None)
    """
    best: tuple[float, int] | None = None
    cuts = [i for i in range(LEAST, len(hostile) - LEAST + 1) if days[i - 1] < days[i]]
    for cut in cuts:
        chance = _chance(sum(hostile[:cut]), cut, sum(hostile[cut:]), len(hostile) - cut) * len(cuts)
        if chance < CHANCE and (best is None or chance < best[0]):
            best = (chance, cut)
    return best[1] if best else None


def _chance(few: int, first: int, many: int, second: int) -> float:
    """Return how probable shares at least as far apart are by chance (Fisher's exact test, two-sided)."""
    total, hits = first + second, few + many
    ways = comb(total, hits)

    def share(k: int) -> float:
        return comb(first, k) * comb(second, hits - k) / ways

    seen = share(few)
    return sum(
        p for k in range(max(0, hits - second), min(first, hits) + 1) if (p := share(k)) <= seen * 1.0000001
    )


def _turn_draft(
    material: Material, pair: tuple[str, str], told: Sequence[tuple[date, Event]], at: int
) -> Draft:
    hostile = [material.quads[e.event_id] in CONFLICT for _, e in told]
    events = [event for _, event in told]
    names = [material.countries.get(code, code) for code in pair]
    slots: dict[str, Pieces | str] = {
        "a": (Piece(names[0], NAME),),
        "b": (Piece(names[1], NAME),),
        "few": (Piece(str(sum(hostile[:at])), COUNT),),
        "all": (Piece(str(at), COUNT),),
        "many": (Piece(str(sum(hostile[at:])), COUNT),),
        "rest": (Piece(str(len(told) - at), COUNT),),
        "first": (Piece(day_words(told[at - 1][0]), DATE),),
        "last": (Piece(day_words(told[at][0]), DATE),),
    }
    near = [events[at - 1], events[at], *events[: at - 1], *events[at + 1 :]]
    claims: list[Claim] = []
    for event in near:
        claims += material.told(event.claim_ids)
    about = tuple(event.event_id for event in events)
    return Draft(pieces=sentence(put("changed", "shift", slots)), claims=tuple(claims), about=about, sides=2)

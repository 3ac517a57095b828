"""How relations move: events per ordered dyad and period, by quad class. Counts events, not reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from onrecord.records import Actor, Event, Status
from onrecord.store.base import Store
from onrecord.store.queries import Filter, split_dyad


class Period(StrEnum):
    """How long the periods of a series are."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class DyadRow(Struct, frozen=True, kw_only=True):
    """What one party did to another in one period."""

    dyad: str
    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    period: str | None
    """First day of the period in ISO 8601; None for undated events or the whole record."""
    events: int
    """Events that took place by the account of at least one outlet."""
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    balance: float | None
    """Mean PLOVER scale of those events, -10 to +10."""
    reports: int
    """Documents behind them, each once an event."""
    not_done: int
    """Events only planned, alleged or denied; in no other count."""


class _Weighed(Struct, frozen=True):
    event: Event
    quad: int | None
    scale: float | None


DONE = (Status.REPORTED, Status.CORROBORATED, Status.DISPUTED)
"""Statuses that count as having taken place."""


def dyads(store: Store, wanted: Filter | None = None, by: Period = Period.ALL) -> list[DyadRow]:
    """Return the rows of all dyads, or of the ones ``wanted``, the busiest dyad first.

    An event that spans several periods is counted in the one it begins in. A party is
    its country where it has one, else itself.
    """
    wanted = wanted or Filter()
    cells: dict[tuple[str, str, str | None], list[_Weighed]] = defaultdict(list)
    names = _country_names(store)
    for item in _weighed(store):
        if not _in_window(item.event, wanted):
            continue
        for left, right in pairs(item.event, names):
            if _is_wanted(left, right, wanted):
                cells[left, right, _period(item.event, by)].append(item)
    rows = [_row(*key, items, names) for key, items in cells.items()]
    totals: dict[str, int] = defaultdict(int)
    for row in rows:
        totals[row.dyad] += row.events
    rows.sort(key=lambda r: (-totals[r.dyad], r.dyad, r.period is None, r.period or ""))
    return rows


def pairs(event: Event, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the ordered pairs of parties of ``event``, each once; collect their names."""
    left, right = _parties(event.actors, names), _parties(event.recipients, names)
    yield from ((a, b) for a in left for b in right)


def _country_names(store: Store) -> dict[str, str]:
    """Return the names of countries as the record resolves them."""
    sql = "SELECT country, min(name) FROM claim_actors WHERE actor_id = country GROUP BY country"
    return {str(code): str(name) for code, name in store.rows(sql)}


def _parties(actors: Iterable[Actor], names: dict[str, str]) -> list[str]:
    found: dict[str, None] = {}
    for actor in actors:
        code = actor.country or actor.actor_id
        if code is None:
            continue
        found[code] = None
        if actor.actor_id == code and actor.name:
            names[code] = actor.name
    return list(found)


def _weighed(store: Store) -> Iterator[_Weighed]:
    intensity = {row[0]: row[1:] for row in store.rows("SELECT event_id, quad_class, scale FROM events")}
    for event in store.linked().events:
        quad, scale = intensity[event.event_id]
        yield _Weighed(
            event, quad if isinstance(quad, int) else None, scale if isinstance(scale, float) else None
        )


def _in_window(event: Event, wanted: Filter) -> bool:
    if event.date is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or event.date.end >= wanted.since) and (
        wanted.until is None or event.date.start <= wanted.until
    )


def _is_wanted(left: str, right: str, wanted: Filter) -> bool:
    asked = [(wanted.actor, left), (wanted.recipient, right)]
    if wanted.dyad:
        asked += list(zip(split_dyad(wanted.dyad), (left, right), strict=True))
    return all(want is None or want.lower() == have.lower() for want, have in asked)


def _period(event: Event, by: Period) -> str | None:
    if event.date is None or by is Period.ALL:
        return None
    day = event.date.start
    first = {
        Period.YEAR: date(day.year, 1, 1),
        Period.QUARTER: date(day.year, day.month - (day.month - 1) % 3, 1),
        Period.MONTH: date(day.year, day.month, 1),
        Period.WEEK: day - timedelta(days=day.weekday()),
        Period.DAY: day,
    }[by]
    return first.isoformat()


def _row(left: str, right: str, period: str | None, items: list[_Weighed], names: dict[str, str]) -> DyadRow:
    done = [item for item in items if item.event.status in DONE]
    scales = [item.scale for item in done if item.scale is not None]
    quads = [sum(item.quad == number for item in done) for number in (1, 2, 3, 4)]
    return DyadRow(
        dyad=f"{left}-{right}",
        actor=left,
        actor_name=names.get(left, left),
        recipient=right,
        recipient_name=names.get(right, right),
        period=period,
        events=len(done),
        verbal_cooperation=quads[0],
        material_cooperation=quads[1],
        verbal_conflict=quads[2],
        material_conflict=quads[3],
        balance=round(sum(scales) / len(scales), 2) if scales else None,
        reports=sum(item.event.reports for item in done),
        not_done=len(items) - len(done),
    )

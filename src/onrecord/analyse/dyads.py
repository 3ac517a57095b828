"""How relations move: events per ordered dyad and period, by quad class. Counts events, not reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from onrecord.analyse.asked import OF_EVENTS, PARTIES, WINDOW, checked, wanted_deeds
from onrecord.analyse.deeds import Deed, Standing, directed, party_code
from onrecord.analyse.dyad_rows import DyadRow, Pair, row_of
from onrecord.analyse.intervals import Moved
from onrecord.analyse.periods import Period, Undated, period_of, periods
from onrecord.analyse.published import articles_by_period
from onrecord.analyse.reviewed import reviewed
from onrecord.analyse.weights import RAW, WEIGHED, Figures, Weighing, Weights, weighed
from onrecord.records import Event
from onrecord.store.base import Store
from onrecord.store.filters import Filter, split_dyad

__all__ = ["DyadRow", "dyads"]

FILTERS = (*PARTIES, *WINDOW, *OF_EVENTS)
"""What a series answers."""
NARROWING = (*OF_EVENTS, "dyad")
"""Filters by which fewer events are read."""

Cells = Mapping[Pair, Mapping[date | None, Sequence[Deed]]]


def dyads(
    store: Store,
    wanted: Filter | None = None,
    by: Period = Period.ALL,
    how: Weighing = RAW,
    undated: Undated = Undated.APART,
) -> list[DyadRow]:
    """Return the rows of all dyads, or of those that ``wanted`` asks for, the busiest first.

    A dyad asked for comes in both directions, with a row for every period from the first
    article to the last, so that a quiet period can be told from one without articles.
    An event counts in a period that holds all of its interval; what is undated or dated
    more coarsely has a row of its own, without a period. A party is its country where it
    has one, else itself. ``how`` says how the figures are weighed beside being counted,
    ``undated`` where what no article dates is counted.

    Raises:
        SettingsError: ``how`` asks for what series without periods do not have, or ``wanted``
            for what is not among :data:`FILTERS`.
    """
    how = how.checked(by is not Period.ALL)
    wanted, moved = checked(wanted, "a series of dyads", FILTERS), reviewed(store)
    names = country_names(store, parties_of(wanted))
    cells = _cells(wanted_deeds(store, _by_code(wanted, names), undated, NARROWING), wanted, by, names)
    published = articles_by_period(store, by, wanted.publisher)
    spans = _filled(wanted, by, published)
    for pair in _asked(wanted, names) if spans else ():
        cells.setdefault(pair, {})
    rows: list[DyadRow] = []
    for pair in sorted(cells, key=lambda pair: (-_busy(cells[pair]), pair)):
        mine = list(_rows(pair, cells[pair], spans, names, published, by, moved))
        rows += with_weights(mine, how)
    return rows


def country_names(store: Store, parties: Sequence[str] = ()) -> dict[str, str]:
    """Return the names of countries as the record resolves them, by code; with ``parties`` only of those.

    A party is asked for by code or by name, in whatever case.
    """
    asked = [party.lower() for party in parties]
    only = "AND (list_contains($1, lower(country)) OR list_contains($1, lower(name))) " if asked else ""
    sql = f"SELECT country, min(name) FROM claim_actors WHERE actor_id = country {only}GROUP BY country"
    return {str(code): str(name) for code, name in store.rows(sql, [asked] if asked else [])}


def parties_of(wanted: Filter) -> tuple[str, ...]:
    """Return both parties that ``wanted`` asks for; none where it leaves one of them open."""
    if wanted.dyad:
        return split_dyad(wanted.dyad)
    return (wanted.actor, wanted.recipient) if wanted.actor and wanted.recipient else ()


def _by_code(wanted: Filter, names: Mapping[str, str]) -> Filter:
    """Return ``wanted`` with its dyad in codes, as events have them, for the list of events to narrow by.

    What the list takes for a pair is wider than what a series counts, never narrower.
    """
    pair = pair_of(wanted.dyad, names) if wanted.dyad else ("", "")
    code = "-".join(pair)
    return replace(wanted, dyad=code if wanted.dyad and split_dyad(code) == pair else None)


def _cells(
    every: Iterable[Deed], wanted: Filter, by: Period, names: dict[str, str]
) -> dict[Pair, dict[date | None, list[Deed]]]:
    found: dict[Pair, dict[date | None, list[Deed]]] = defaultdict(lambda: defaultdict(list))
    asked, known = _in_codes(wanted, names), len(names)
    for deed in every:
        if not in_window(deed.event, wanted):
            continue
        learn_names(deed.event, names)
        if len(names) != known:  # a name asked for may be one of those just learned
            asked, known = _in_codes(wanted, names), len(names)
        for left, right in directed(deed.event)[0]:
            if _is_wanted(left, right, asked):
                found[left, right][placed(deed.event, by)].append(deed)
    return {pair: dict(periods_of) for pair, periods_of in found.items()}


def placed(event: Event, by: Period) -> date | None:
    """Return the first day of the period that holds ``event``; None where none does."""
    if event.date is None or by is Period.ALL:
        return None
    return period_of(event.date.start, event.date.end, by)


def learn_names(event: Event, names: dict[str, str]) -> None:
    """Add the names of those parties of ``event`` that are counted as themselves."""
    for actor in (*event.actors, *event.recipients):
        code = party_code(actor)
        if code and actor.actor_id == code and actor.name:
            names.setdefault(code, actor.name)


def in_window(event: Event, wanted: Filter) -> bool:
    """Return whether ``event`` can have happened from ``since`` to ``until``.

    Undated events can only where neither is asked for.
    """
    if event.date is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or event.date.end >= wanted.since) and (
        wanted.until is None or event.date.start <= wanted.until
    )


Asked = tuple[str | None, str | None, Pair | None]
"""Codes of the actor, the recipient and the pair that are asked for."""


def _in_codes(wanted: Filter, names: Mapping[str, str]) -> Asked:
    return (
        coded(wanted.actor, names) if wanted.actor is not None else None,
        coded(wanted.recipient, names) if wanted.recipient is not None else None,
        pair_of(wanted.dyad, names) if wanted.dyad else None,
    )


def _is_wanted(left: str, right: str, asked: Asked) -> bool:
    actor, recipient, pair = asked
    if actor not in (None, left) or recipient not in (None, right):
        return False
    return pair is None or (left, right) in (pair, pair[::-1])


def pair_of(dyad: str, names: Mapping[str, str]) -> Pair:
    """Return the parties of ``dyad`` as a series has them; they may be asked for by code or by name."""
    left, right = split_dyad(dyad)
    return coded(left, names), coded(right, names)


def coded(asked: str, names: Mapping[str, str]) -> str:
    """Return the code of a party asked for by code or by name, as ``names`` has it, else in capitals."""
    word = asked.lower()
    return next((code for code, name in names.items() if word in (code.lower(), name.lower())), asked.upper())


def _asked(wanted: Filter, names: Mapping[str, str]) -> list[Pair]:
    """Return the pairs asked for that the record knows, with events or without."""
    asked = [pair_of(wanted.dyad, names)] if wanted.dyad else []
    if wanted.actor and wanted.recipient:
        asked.append((coded(wanted.actor, names), coded(wanted.recipient, names)))
    known = [(a, b) for a, b in asked if a in names and b in names]
    both = [*known, *((b, a) for a, b in known)] if wanted.dyad else known
    codes = _in_codes(wanted, names)
    return [pair for pair in dict.fromkeys(both) if _is_wanted(*pair, codes)]


def _filled(wanted: Filter, by: Period, published: Mapping[date, int]) -> list[date]:
    """Return the periods that get a row even without events: those of a pair asked for, between articles."""
    if by is Period.ALL or not published or not (wanted.dyad or (wanted.actor and wanted.recipient)):
        return []
    first, last = wanted.since or min(published), wanted.until or max(published)
    return list(periods(first, last, by))


def _busy(cells: Mapping[date | None, Sequence[Deed]]) -> int:
    return sum(deed.standing is Standing.DEED for items in cells.values() for deed in items)


def _rows(
    pair: Pair,
    cells: Mapping[date | None, Sequence[Deed]],
    filled: Sequence[date],
    names: Mapping[str, str],
    published: Mapping[date, int],
    by: Period,
    moved: Moved,
) -> Iterator[DyadRow]:
    loose = () if by is Period.ALL else cells.get(None, ())
    outside = sum(deed.standing is Standing.DEED for deed in loose)
    days = sorted({day for day in cells if day} | set(filled))
    for day in [*days, *([None] if None in cells else [])]:
        yield row_of(
            pair,
            day,
            cells.get(day, ()),
            names,
            articles=None if day is None else published.get(day, 0),
            outside=outside,
            moved=moved,
        )


def with_weights(rows: Sequence[DyadRow], how: Weighing) -> Sequence[DyadRow]:
    """Return the rows of one dyad, their figures also as ``how`` weighs them if it does more than count."""
    if how.weights is Weights.RAW:
        return rows
    placed_rows = [row for row in rows if row.period] or rows
    series = [
        (date.fromisoformat(row.period) if row.period else date.min, _figures(row)) for row in placed_rows
    ]
    made = dict(zip(map(id, placed_rows), weighed(series, how), strict=True))
    return [_weighed(row, made[id(row)]) if id(row) in made else row for row in rows]


def _figures(row: DyadRow) -> Figures:
    return tuple(float(getattr(row, name)) for name in WEIGHED)


def _weighed(row: DyadRow, figures: Figures) -> DyadRow:
    return replace(row, **{f"w_{name}": figure for name, figure in zip(WEIGHED, figures, strict=True)})

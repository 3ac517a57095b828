"""How relations move: events per ordered dyad and period, by quad class. Counts events, not reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from onrecord.analyse.asked import OF_EVENTS, PARTIES, WINDOW, checked
from onrecord.analyse.dyad_counts import NOTHING, Cell, Cells, Counted, Pair, counted, names_told
from onrecord.analyse.dyad_rows import DyadRow, rows_of
from onrecord.analyse.names import unnamed_words
from onrecord.analyse.party_names import coded, is_country, names_asked, names_of_countries
from onrecord.analyse.periods import Period, Undated, are_many, periods
from onrecord.analyse.published import articles_by_period
from onrecord.analyse.reviewed import reviewed
from onrecord.analyse.weights import RAW, WEIGHED, Figures, Weighing, Weights, weighed
from onrecord.records import Event
from onrecord.store.base import Store
from onrecord.store.filters import Filter, split_dyad

__all__ = ["DyadRow", "dyads"]

FILTERS = (*PARTIES, *WINDOW, *OF_EVENTS)
"""What a series answers."""


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
    known = names_asked(store, parties_of(wanted))
    what = Counted(
        by=by,
        undated=undated,
        pair=pair_of(wanted.dyad, known) if wanted.dyad else None,
        actor=coded(wanted.actor, known) if wanted.actor is not None else None,
        recipient=coded(wanted.recipient, known) if wanted.recipient is not None else None,
    )
    cells = counted(store, wanted, what)
    published = articles_by_period(store, by, wanted.publisher)
    spans = _filled(wanted, by, published)
    for pair in _asked(what, known) if spans else ():
        cells.setdefault(pair, {})
    names = _names(store, wanted, what, cells, known)
    rows: list[DyadRow] = []
    for pair in sorted(cells, key=lambda pair: (-_busy(cells[pair]), pair)):
        mine, outside = cells[pair], _outside(cells[pair], by)
        days = sorted({day for day in mine if day} | set(spans))
        told = [(day, mine.get(day, NOTHING)) for day in [*days, *([None] if None in mine else [])]]
        rows += with_weights(list(rows_of(pair, told, names, published, outside=outside, moved=moved)), how)
    return rows


def _names(
    store: Store, wanted: Filter, what: Counted, cells: Cells, known: Mapping[str, str]
) -> dict[str, str]:
    """Return what the parties of ``cells`` are called: countries alike everywhere, others as told."""
    codes = {code for pair in cells for code in pair}
    countries = names_of_countries(store, codes - known.keys())
    others = {code for code in codes - countries.keys() if not is_country(code) or code not in known}
    told = names_told(store, wanted, what) if others else {}
    unnamed = {code: words for code in codes if (words := unnamed_words(code))}
    return {**known, **countries, **{code: told[code] for code in others if code in told}, **unnamed}


def parties_of(wanted: Filter) -> tuple[str, ...]:
    """Return the parties that ``wanted`` asks for."""
    sides = (wanted.actor, wanted.recipient, *(split_dyad(wanted.dyad) if wanted.dyad else ()))
    return tuple(side for side in sides if side)


def in_window(event: Event, wanted: Filter) -> bool:
    """Return whether ``event`` can have happened from ``since`` to ``until``.

    Undated events can only where neither is asked for.
    """
    if event.date is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or event.date.end >= wanted.since) and (
        wanted.until is None or event.date.start <= wanted.until
    )


def pair_of(dyad: str, names: Mapping[str, str]) -> Pair:
    """Return the parties of ``dyad`` as a series has them; they may be asked for by code or by name."""
    left, right = split_dyad(dyad)
    return coded(left, names), coded(right, names)


def _asked(what: Counted, names: Mapping[str, str]) -> list[Pair]:
    """Return the pairs asked for that the record knows, with events or without."""
    sides = (what.actor, what.recipient)
    asked = [what.pair, what.pair[::-1]] if what.pair else [(a, b) for a, b in [sides] if a and b]
    return [
        (a, b)
        for a, b in dict.fromkeys(asked)
        if a in names and b in names and what.actor in (None, a) and what.recipient in (None, b)
    ]


def _filled(wanted: Filter, by: Period, published: Mapping[date, int]) -> list[date]:
    """Return the periods that get a row even without events: those of a pair asked for, between articles."""
    if by is Period.ALL or not published or not (wanted.dyad or (wanted.actor and wanted.recipient)):
        return []
    first, last = wanted.since or min(published), wanted.until or max(published)
    if are_many(first, last, by):  # "since 0001" means since the beginning, not two thousand years of nothing
        first, last = max(first, min(published)), min(last, max(published))
    return list(periods(first, last, by))


def _busy(cells: Mapping[date | None, Cell]) -> int:
    return sum(len(cell.done.event_ids) for cell in cells.values())


def _outside(cells: Mapping[date | None, Cell], by: Period) -> int:
    """Return the number of deeds that no period holds."""
    return 0 if by is Period.ALL or None not in cells else len(cells[None].done.event_ids)


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

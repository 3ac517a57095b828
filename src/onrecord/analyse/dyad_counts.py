"""What parties did to each other, pair by pair and period by period, as the store counts it.

The store counts the columns of ``event_dyads``; no record of an event is decoded. Of each deed only what
a row cannot be summed up without comes along: its id, quad class, scale and sureness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, cast

from msgspec import Struct

from onrecord.analyse.asked import OF_EVENTS, asked_of
from onrecord.analyse.deeds import FIRST_REPORT, OF_STATUS, Standing
from onrecord.analyse.party_names import SIDES
from onrecord.analyse.periods import Period, Undated
from onrecord.store.base import Store, Value
from onrecord.store.conditions import Where
from onrecord.store.filters import Filter
from onrecord.store.lists.events import EVENTS
from onrecord.store.sides import at_codes

Pair = tuple[str, str]


class Done(NamedTuple):
    """Deeds in order of time, as far as a row of a series tells of them, column by column."""

    event_ids: tuple[str, ...] = ()
    quads: tuple[int | None, ...] = ()
    scales: tuple[float | None, ...] = ()
    sureness: tuple[float | None, ...] = ()
    """The highest confidence among the claims of each; None where one of them has none."""


class Cell(Struct, frozen=True):
    """What one party did to another in one period."""

    done: Done = Done()
    joint: int = 0
    reports: int = 0
    origins_min: int = 0
    origins_max: int = 0
    planned: int = 0
    alleged: int = 0
    denied: int = 0
    negative: int = 0


NOTHING = Cell()
"""A period in which nothing was told of the pair."""

Cells = dict[Pair, dict[date | None, Cell]]
"""By pair, by first day of the period; None: no period holds it."""


class Counted(Struct, frozen=True, kw_only=True):
    """What is counted, beside the filters that any analysis of events answers."""

    by: Period
    undated: Undated = Undated.APART
    pair: Pair | None = None
    """In both directions."""
    actor: str | None = None
    recipient: str | None = None
    window_of_undated: bool = False
    """Whether a window leaves in what no article dates."""


def counted(store: Store, wanted: Filter, what: Counted) -> Cells:
    """Return the cells of all pairs that answer ``wanted``; parties are asked for in ``what``, by code."""
    where = _events(wanted, what)
    _pairs(where, what)
    told, values = _told(what, _both_ways(what.pair), where)
    counts = store.rows(f"{_COUNTS} FROM ({told}) GROUP BY actor, recipient, period ORDER BY {_CELL}", values)
    sql = f"{_DONE} FROM ({told}) WHERE standing = '{Standing.DEED}' ORDER BY {_IN_CELL}"
    done = store.rows(sql, values)
    cells: Cells = defaultdict(dict)
    for actor, recipient, period, number, *sums in counts:
        day = None if period is None else date.fromisoformat(str(period))
        mine = Done(*cast("_Columns", zip(*islice(done, int(str(number))), strict=True)))
        cells[str(actor), str(recipient)][day] = Cell(mine, *(int(str(one or 0)) for one in sums))
    return dict(cells)


def names_told(store: Store, wanted: Filter, what: Counted) -> dict[str, str]:
    """Return what parties that are counted as themselves are first called in those events, by code."""
    of_pair = dict.fromkeys(what.pair or ())
    ways = [(actor, recipient) for actor in of_pair for recipient in of_pair]
    told, values = _told(what, ways, _events(wanted, what))
    sides = " UNION ALL ".join(
        f"SELECT {side} AS code, {side}_name AS name, date_start, event_id, {side}_ordinal AS place "
        f"FROM ({told}) WHERE {side} = {side}_id"
        for side in SIDES
    )
    sql = (
        "SELECT code, arg_min(name, (coalesce(date_start, DATE '9999-12-31'), event_id, place)) "
        f"FROM ({sides}) WHERE name <> '' GROUP BY code"
    )
    return {str(code): str(name) for code, name in store.rows(sql, values * len(SIDES))}


_Columns = tuple[tuple[str, ...], tuple[int | None, ...], tuple[float | None, ...], tuple[float | None, ...]]
_CELL = "actor, recipient, period NULLS LAST"
_IN_CELL = f"{_CELL}, starts NULLS LAST, event_id"
_DONE = "SELECT event_id, quad_class, scale, sureness"
_OF_DEEDS = ("sum(CAST(joint AS INTEGER))", "sum(reports)", "sum(origins_min)", "sum(origins_max)")
_OTHERS = (Standing.PLANNED, Standing.ALLEGED, Standing.DENIED, Standing.NEGATIVE)
_COUNTS = "SELECT actor, recipient, CAST(period AS VARCHAR), " + ", ".join(
    [
        *(f"{total} FILTER (standing = '{Standing.DEED}')" for total in ("count(*)", *_OF_DEEDS)),
        *(f"count(*) FILTER (standing = '{other}')" for other in _OTHERS),
    ]
)
_STANDING = " ".join(
    [
        "CASE p.status",
        *(f"WHEN '{status}' THEN '{standing}'" for status, standing in OF_STATUS.items()),
        f"ELSE CASE WHEN p.negative THEN '{Standing.NEGATIVE}' ELSE '{Standing.DEED}' END END",
    ]
)


def _both_ways(pair: Pair | None) -> tuple[Pair, ...]:
    """Return the directions of ``pair``; what each does at home is no pair of theirs."""
    return tuple(dict.fromkeys((pair, pair[::-1]))) if pair else ()


def _told(what: Counted, ways: Sequence[Pair], where: Where) -> tuple[str, list[Value]]:
    """Return the query for all pairs of events, or those of ``ways``, each with its period and standing."""
    starts, ends, joined = "p.date_start", "p.date_end", ""
    if what.undated is Undated.REPORTED:
        starts, ends = f"coalesce({starts}, r.day)", f"coalesce({ends}, r.day)"
        joined = f" LEFT JOIN ({FIRST_REPORT}) r USING (event_id)"
    pairs, values = "event_dyads", list[Value]()
    if ways:
        told = [at_codes(actor, recipient) for actor, recipient in ways]
        pairs = f"({' UNION ALL '.join(f'SELECT * FROM event_dyads p WHERE {one}' for one, _ in told)})"
        values = [code for _, codes in told for code in codes]
    return (
        f"SELECT p.*, {_STANDING} AS standing, {starts} AS starts, {ends} AS ends, "
        f"{_period(starts, ends, what.by)} AS period FROM {pairs} p{joined}{where.sql()}"
    ), values + where.values


def _period(starts: str, ends: str, by: Period) -> str:
    if by is Period.ALL:
        return "CAST(NULL AS DATE)"
    first, last = (f"CAST(date_trunc('{by}', {day}) AS DATE)" for day in (starts, ends))
    return f"CASE WHEN {first} = {last} THEN {first} END"


def _events(wanted: Filter, what: Counted) -> Where:
    """Return what is asked of the events, whichever pairs of them are counted."""
    where = Where()
    undated = " OR starts IS NULL" if what.window_of_undated else ""
    if wanted.since:
        where.add(f"(ends >= CAST(? AS DATE){undated})", wanted.since.isoformat())
    if wanted.until:
        where.add(f"(starts <= CAST(? AS DATE){undated})", wanted.until.isoformat())
    if asked := asked_of(EVENTS, wanted, OF_EVENTS):
        where.around("p.event_id IN (SELECT e.event_id FROM events e WHERE {})", asked.where)
    return where


def _pairs(where: Where, what: Counted) -> None:
    where.add("p.counted")
    for column, code in (("actor", what.actor), ("recipient", what.recipient)):
        if code is not None:
            where.add(f"p.{column} = ?", code)

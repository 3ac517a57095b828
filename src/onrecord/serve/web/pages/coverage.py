"""Who reports what: outlets by events, first or late; what one outlet has nothing of, or leaves out of it.

Counts only; never a score of truth or bias. That nothing was read of an event in an
outlet's articles of this record does not say that the outlet kept silent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import islice

from msgspec import Struct

from onrecord.analyse.reported import Outlet, Report, Turn
from onrecord.analyse.reporting import FILTERS, reporting
from onrecord.serve.web.asked import narrowed, question
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.told import gists
from onrecord.store.filters import Filter

OWN = ("publisher",)
"""The outlet whose gaps are shown; exactly its name, and no filter on events."""
OUTLETS, EVENTS = 12, 25
"""Outlets and events that the matrix shows: the events that most tell, the outlets that tell most of them."""


class Covered(Struct, frozen=True):
    """What of all reports the page shows: outlets by articles, the most told events, gaps by outlet."""

    outlets: list[Outlet]
    events: list[str]
    turns: dict[str, dict[str, tuple[str, str | None]]]
    """Event → outlet → how it stands to the event, and the day."""
    nothing: dict[str, list[str]]
    """Outlet → the most told events that nothing was read of in it."""
    left_out: dict[str, list[tuple[str, tuple[str, ...]]]]
    """Outlet → events that it tells without facets that others tell, the most told first."""


def coverage(visit: Visit) -> Data:
    """Return the tally of each outlet, the events that most tell, and what the outlet asked for lacks."""
    wanted = narrowed(visit, FILTERS, OWN)
    found: Covered = visit.lately(f"coverage {question(visit, OWN)}", lambda: covered(visit, wanted))
    tells = Counter(publisher for turns in found.turns.values() for publisher in turns)
    shown = sorted((outlet.publisher for outlet in found.outlets), key=lambda name: -tells[name])[:OUTLETS]
    asked = visit.query.get("publisher") or ""
    left = dict(found.left_out.get(asked, ()))
    return {
        "outlets": found.outlets,
        "shown": shown,
        "rows": [
            {"event": gist, "turns": [found.turns[gist.event_id].get(publisher) for publisher in shown]}
            for gist in gists(visit, found.events)
        ],
        "publisher": asked,
        "blind": gists(visit, found.nothing.get(asked, [])),
        "left_out": [{"event": gist, "facets": left[gist.event_id]} for gist in gists(visit, list(left))],
    }


def covered(visit: Visit, wanted: Filter) -> Covered:
    """Return what the page shows of who reported what, of the events asked for."""
    told = reporting(visit.store, wanted, told_only=True)
    tellers = Counter(report.event_id for report in told.reports if _tells(report))
    events = [name for name, _ in sorted(tellers.items(), key=lambda item: (-item[1], item[0]))]
    rank = {name: place for place, name in enumerate(events)}
    turns: dict[str, dict[str, tuple[str, str | None]]] = defaultdict(dict)
    known: dict[str, set[str]] = defaultdict(set)
    left: dict[str, list[Report]] = defaultdict(list)
    for report in told.reports:
        known[report.publisher].add(report.event_id)
        if _tells(report) and rank[report.event_id] < EVENTS:
            turns[report.event_id][report.publisher] = (str(report.turn), report.published)
        if report.left_out:
            left[report.publisher].append(report)
    return Covered(
        sorted(told.outlets, key=lambda outlet: (-outlet.articles, outlet.publisher)),
        events[:EVENTS],
        dict(turns),
        {one.publisher: list(_gaps(events, known[one.publisher])) for one in told.outlets},
        {
            name: [(r.event_id, r.left_out) for r in sorted(mine, key=lambda r: rank[r.event_id])[:EVENTS]]
            for name, mine in left.items()
        },
    )


def _tells(report: Report) -> bool:
    return report.turn is not Turn.ANNOUNCED


def _gaps(events: Iterable[str], known: Container[str]) -> Iterator[str]:
    """Yield the first of ``events`` that an outlet has nothing of."""
    return islice((name for name in events if name not in known), EVENTS)


PAGE = Page(
    name="coverage",
    path="/coverage",
    title="Coverage",
    data=coverage,
    filters=(*FILTERS, *OWN),
    menu=Menu("The reporting", 20, "v"),
)

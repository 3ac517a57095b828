"""The timeline: the events that most is told of, in order, to scroll and to zoom."""

from __future__ import annotations

from onrecord.analyse.timeline import Entry, weightiest
from onrecord.analyse.timeline import timeline as told
from onrecord.serve.web.page import Data, Menu, Page, Visit

FILTERS = ("since", "until", "type")
TOP = 150
"""Entries shown unless the address asks for fewer."""


def timeline(visit: Visit) -> Data:
    """Return the weightiest entries in order of time, and how many are left out."""
    wanted = visit.wanted(FILTERS, TOP)
    asked = tuple((name, visit.query.get(name) or "") for name in FILTERS)
    entries: list[Entry] = visit.lately(f"timeline {asked}", lambda: told(visit.store, wanted))
    dated = sum(1 for entry in entries if entry.start)
    shown = weightiest(entries, wanted.limit or TOP)
    return {"entries": shown, "left_out": dated - len(shown), "undated": len(entries) - dated}


PAGE = Page(
    name="timeline",
    path="/timeline",
    title="Timeline",
    data=timeline,
    filters=FILTERS,
    menu=Menu("The affair", 15, "n"),
)

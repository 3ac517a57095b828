"""The list of events, in order of time."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.told import gists
from onrecord.store.queries import LISTS

FILTERS = LISTS["events"].filters


def events(visit: Visit) -> Data:
    """Return a page of events, each with the sentence of its representative claim."""
    lines, paging = paged(visit, "events")
    found = gists(visit, [str(line["event_id"]) for line in lines])
    return {"events": found, "paging": paging}


PAGE = Page(
    name="events",
    path="/events",
    title="Events",
    data=events,
    filters=FILTERS,
    menu=Menu("The affair", 20, "e"),
)

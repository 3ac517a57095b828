"""The list of actors: who takes part, the most frequent first."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS


def actors(visit: Visit) -> Data:
    """Return a page of actors."""
    lines, paging = paged(visit, "actors")
    return {"actors": lines, "paging": paging}


PAGE = Page(
    name="actors",
    path="/actors",
    title="Actors",
    data=actors,
    filters=LISTS["actors"].filters,
    menu=Menu("Who", 10, "a"),
)

"""The list of actors: who takes part, the most frequent first."""

from __future__ import annotations

from onrecord.analyse.names import unnamed_words
from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS


def actors(visit: Visit) -> Data:
    """Return a page of actors; parties without a name, which share an id, are called by their sector."""
    lines, paging = paged(visit, "actors")
    named = [{**line, "name": unnamed_words(str(line["actor_id"])) or line["name"]} for line in lines]
    return {"actors": named, "paging": paging}


PAGE = Page(
    name="actors",
    path="/actors",
    title="Actors",
    data=actors,
    filters=LISTS["actors"].filters,
    menu=Menu("Who", 10, "a"),
)

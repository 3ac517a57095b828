"""The list of conflicts, each with its sides face to face."""

from __future__ import annotations

from onrecord.serve.web.disputes import by_ids
from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS

SHOWN = 20
CLAIMS = 2
"""Claims of each side that the list shows."""


def conflicts(visit: Visit) -> Data:
    """Return a page of conflicts."""
    lines, paging = paged(visit, "conflicts", SHOWN)
    return {
        "conflicts": by_ids(visit, [str(line["conflict_id"]) for line in lines], CLAIMS),
        "paging": paging,
    }


PAGE = Page(
    name="conflicts",
    path="/conflicts",
    title="Conflicts",
    data=conflicts,
    filters=LISTS["conflicts"].filters,
    menu=Menu("The affair", 40, "c"),
)

"""The inputs that could not be used, and why: nothing is lost silently."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.serve.web.lists import lines_of, paging
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS

LIMIT = 100
REASONS = "SELECT stage, reason, count(*) FROM rejections GROUP BY ALL ORDER BY 3 DESC, 1, 2"


def rejected(visit: Visit) -> Data:
    """Return a page of inputs that could not be used, and how many for each reason."""
    wanted = replace(visit.wanted(("text",), LIMIT), rejected=True)
    page = LISTS["documents"].page(visit.store, wanted)
    return {
        "rejections": page.lines,
        "reasons": lines_of(visit, "stage reason inputs", REASONS),
        "paging": paging(wanted.offset, wanted.limit or 0, page.total),
    }


PAGE = Page(
    name="rejected",
    path="/rejected",
    title="Rejected",
    data=rejected,
    filters=("text",),
    menu=Menu("The record", 20, "r"),
)

"""The inputs that could not be used, and why: nothing is lost silently."""

from __future__ import annotations

import msgspec

from onrecord.serve.web.lists import paging
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.lists.documents import REJECTIONS

LIMIT = 100


def rejected(visit: Visit) -> Data:
    """Return a page of inputs that could not be used, and how many for each reason."""
    wanted = visit.wanted(("text",), LIMIT)
    shown = wanted.limit or 0
    lines = list(REJECTIONS.rows(visit.store, msgspec.structs.replace(wanted, limit=shown + 1)))
    sql = "SELECT stage, reason, count(*) FROM rejections GROUP BY ALL ORDER BY 3 DESC, 1, 2"
    reasons = [dict(zip(("stage", "reason", "inputs"), row, strict=True)) for row in visit.store.rows(sql)]
    return {
        "rejections": lines[:shown],
        "reasons": reasons,
        "paging": paging(wanted.offset, shown, len(lines)),
    }


PAGE = Page(
    name="rejected",
    path="/rejected",
    title="Rejected",
    data=rejected,
    filters=("text",),
    menu=Menu("The record", 20, "r"),
)

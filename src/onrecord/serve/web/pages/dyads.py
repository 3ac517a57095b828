"""All dyads: who does how much to whom, and the net between the busiest parties."""

from __future__ import annotations

from onrecord.analyse.dyads import DyadRow
from onrecord.analyse.dyads import dyads as counted
from onrecord.serve.web.lists import paging
from onrecord.serve.web.net import net
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.parties import named

FILTERS = ("actor", "recipient", "since", "until")


def dyads(visit: Visit) -> Data:
    """Return a page of dyads, the busiest first, and the net of the busiest parties."""
    wanted = visit.wanted(FILTERS)
    asked = tuple((name, visit.query.get(name) or "") for name in FILTERS)
    name = f"dyads {asked}" if any(value for _, value in asked) else "all dyads"
    rows: list[DyadRow] = visit.lately(name, lambda: named(visit, counted(visit.store, wanted)))
    limit, offset = wanted.limit or 0, wanted.offset
    return {
        "dyads": rows[offset : offset + limit],
        "paging": paging(offset, limit, len(rows)),
        "net": net(rows),
    }


PAGE = Page(
    name="dyads", path="/dyads", title="Dyads", data=dyads, filters=FILTERS, menu=Menu("Who", 20, "y")
)

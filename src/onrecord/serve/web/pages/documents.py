"""The list of articles, in order of publication."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS

FILTERS = tuple(name for name in LISTS["documents"].filters if name != "rejected")


def documents(visit: Visit) -> Data:
    """Return a page of articles with the number of claims of each."""
    lines, paging = paged(visit, "documents")
    names = [str(line["document_id"]) for line in lines]
    sql = "SELECT document_id, count(*) FROM claims WHERE list_contains(?, document_id) GROUP BY 1"
    claims = {str(name): number for name, number in visit.store.rows(sql, [names])}
    numbers = visit.numbers
    shown = [
        {
            **line,
            "claims": claims.get(str(line["document_id"]), 0),
            "number": numbers[str(line["document_id"])],
            "outlet": visit.outlets[str(line["document_id"])],
        }
        for line in lines
    ]
    return {"documents": shown, "paging": paging}


PAGE = Page(
    name="documents",
    path="/documents",
    title="Documents",
    data=documents,
    filters=FILTERS,
    menu=Menu("The reporting", 10, "d"),
)

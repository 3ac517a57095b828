"""Who says what to whom: every quotation and report of words."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS


def quotes(visit: Visit) -> Data:
    """Return a page of quotations."""
    lines, paging = paged(visit, "quotes")
    return {"quotes": lines, "paging": paging}


PAGE = Page(
    name="quotes",
    path="/quotes",
    title="Quotes",
    data=quotes,
    filters=LISTS["quotes"].filters,
    menu=Menu("Who", 40, "q"),
)

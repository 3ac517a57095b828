"""Loaded words: who calls whom what, and whose word it is."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS


def terms(visit: Visit) -> Data:
    """Return a page of loaded terms by voice and outlet."""
    lines, paging = paged(visit, "terms")
    return {"terms": lines, "paging": paging}


PAGE = Page(
    name="terms",
    path="/terms",
    title="Terms",
    data=terms,
    filters=LISTS["terms"].filters,
    menu=Menu("Who", 50, "t"),
)

"""The list of claims: what each article puts on record, in order of article and place in the text."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.told import told
from onrecord.store.queries import LISTS


def claims(visit: Visit) -> Data:
    """Return a page of claims in words."""
    lines, paging = paged(visit, "claims")
    return {"claims": told(visit, [str(line["claim_id"]) for line in lines]), "paging": paging}


PAGE = Page(
    name="claims",
    path="/claims",
    title="Claims",
    data=claims,
    filters=LISTS["claims"].filters,
    menu=Menu("The record", 10, "l"),
)

"""The brief: the affair in sentences, each opening to the words it was built from."""

from __future__ import annotations

from onrecord.analyse.brief import Brief, brief
from onrecord.serve.web.page import Data, Menu, Page, Visit

FILTERS = ("since", "until", "actor", "dyad")


def account(visit: Visit) -> Data:
    """Return the account of the affair, or of the days, the actor or the pair that the address asks for."""
    wanted = visit.wanted(FILTERS)
    asked = {name: value for name, value in wanted.given().items() if name in FILTERS}
    told: Brief = visit.lately(f"brief {asked}", lambda: brief(visit.store, wanted))
    return {"brief": told}


PAGE = Page(
    name="brief",
    path="/brief",
    title="Brief",
    data=account,
    filters=FILTERS,
    menu=Menu("The affair", 12, "b"),
)

"""The list of figures, by measure and value, so that rival numbers stand beneath one another."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.quantities import quantities
from onrecord.store.queries import LISTS


def figures(visit: Visit) -> Data:
    """Return a page of figures."""
    lines, paging = paged(visit, "figures")
    return {"figures": quantities(visit, [str(line["figure_id"]) for line in lines]), "paging": paging}


PAGE = Page(
    name="figures",
    path="/figures",
    title="Figures",
    data=figures,
    filters=LISTS["figures"].filters,
    menu=Menu("The affair", 50, "f"),
)

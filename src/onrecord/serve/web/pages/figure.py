"""One figure: who gives it in which words, and other figures of the same thing."""

from __future__ import annotations

from onrecord.errors import NoSuchThing
from onrecord.records import Figure
from onrecord.serve.web.disputes import by_ids
from onrecord.serve.web.judged import judged
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.quantities import quantities
from onrecord.serve.web.told import conflicts_of, ids, told
from onrecord.store.lookup import find

MOST = 60


def figure(visit: Visit) -> Data:
    """Return the figure whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no figure, or more than one, has such an id.
    """
    found = find(visit.store, visit.identity, "figure")
    if not isinstance(found, Figure):
        raise NoSuchThing(f"{visit.identity!r} is no figure", remedy="Ids of figures begin with fig_.")
    name = found.figure_id
    sql = (
        "SELECT figure_id FROM figures WHERE measure = ? AND unit = ? AND figure_id <> ? "
        "ORDER BY reports DESC, amount, ordinal LIMIT 12"
    )
    others = ids(visit.store, sql, [found.measure, found.unit, name]) if found.measure else []
    visit.claims(found.claim_ids)  # at once, since what follows asks for some of them each
    mine, *rivals = quantities(visit, [name, *others])
    return {
        "figure": mine,
        "claims": told(visit, found.claim_ids[:MOST]),
        "more": max(0, len(found.claim_ids) - MOST),
        "others": rivals,
        "conflicts": by_ids(visit, conflicts_of(visit.store, [name]).get(name, ())),
        "judgements": judged(visit, found.claim_ids),
    }


PAGE = Page(name="figure", path="/figures/{identity}", title="Figure", data=figure)

"""One conflict: the sides, all claims of each, the judgements that set them against each other."""

from __future__ import annotations

from onrecord.errors import NoSuchThing
from onrecord.records import Conflict
from onrecord.serve.web.disputes import shown
from onrecord.serve.web.judged import judged
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.told import gists
from onrecord.store.lookup import find

MOST = 60
"""Claims of one side that are shown."""


def conflict(visit: Visit) -> Data:
    """Return the conflict whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no conflict, or more than one, has such an id.
    """
    found = find(visit.store, visit.identity, "conflict")
    if not isinstance(found, Conflict):
        raise NoSuchThing(f"{visit.identity!r} is no conflict", remedy="Ids of conflicts begin with cfl_.")
    claims = [claim for side in found.sides for claim in side.claim_ids]
    return {
        "conflict": shown(visit, [found], MOST)[0],
        "events": gists(visit, [found.event_id] if found.event_id else []),
        "judgements": judged(visit, [found.conflict_id, *claims]),
    }


PAGE = Page(name="conflict", path="/conflicts/{identity}", title="Conflict", data=conflict)

"""One event: who, what, when, where, by whom told; how it moved on, who has it from whom, its conflicts."""

from __future__ import annotations

from onrecord.analyse.compare import compare
from onrecord.analyse.progress import stage_of
from onrecord.records import Event
from onrecord.serve.web.judged import judged
from onrecord.serve.web.origins import origins_graph
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.told import gists
from onrecord.store.lookup import find


def event(visit: Visit) -> Data:
    """Return everything on the event whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no event, or more than one, has such an id.
    """
    told = compare(visit.store, visit.identity, numbers=visit.numbers)
    visit.keep(told.claims)
    found = find(visit.store, told.event_id, "event")
    assert isinstance(found, Event)
    (gist,) = gists(visit, [found.event_id])
    return {
        "event": found,
        "gist": gist,
        "told": told,
        "steps": _steps(visit, found),
        "origins": origins_graph(visit, found),
        "judgements": judged(visit, found.claim_ids),
    }


def _steps(visit: Visit, event: Event) -> list[dict[str, object]]:
    """Return the stages an event went through by its accounts, in order; none where it never moved."""
    claims = visit.claims(event.progression)
    documents = visit.documents([c.document_id for c in claims.values()])
    found: dict[str, dict[str, object]] = {}
    for claim in claims.values():
        document = documents.get(claim.document_id)
        published = document.published.start if document and document.published else None
        step = {"stage": stage_of(claim), "claim_id": claim.claim_id, "document_id": claim.document_id}
        found.setdefault(
            stage_of(claim),
            {**step, "published": published, "publisher": document.publisher if document else None},
        )
    return list(found.values()) if len(found) > 1 else []


PAGE = Page(name="event", path="/events/{identity}", title="Event", data=event)

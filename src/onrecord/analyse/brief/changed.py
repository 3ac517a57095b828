"""What changed: how relations moved, and what was told as planned and is told as done."""

from __future__ import annotations

from onrecord.analyse.brief.drafts import Draft, to_cite
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.templates import put
from onrecord.analyse.brief.turned import NOT_DONE, turned
from onrecord.analyse.clauses import event_clause
from onrecord.analyse.pieces import DATE, Pieces, sentence
from onrecord.analyse.progress import stage_of
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import day_words
from onrecord.records import Event
from onrecord.store.base import Store


def changed(store: Store, material: Material, most: int) -> tuple[list[Draft], int]:
    """Return how relations moved and what came of plans, the weightiest first, and how many are left out."""
    moved = sorted(material.events, key=lambda e: (-material.weight(e), e.event_id))
    found = [
        *(draft for draft in turned(store, material) if draft.claims),
        *(draft for event in moved if (draft := _moved_on(material, event))),
    ]
    return found[:most], max(0, len(found) - most)


def _moved_on(material: Material, event: Event) -> Draft | None:
    """Return an event that one article told as planned and a later one as done."""
    if event.status in NOT_DONE:
        return None
    claims = material.told(event.progression or ())
    done = [c for c in claims if stage_of(c) == "done"]
    before = [c for c in claims if stage_of(c) in ("planned", "feared", "possible", "demanded")]
    if not done or not before:
        return None
    first, last = material.first_day(before), material.first_day(done)
    clause = event_clause(event, [*before, *done], material.people.named, material.neighbours)
    if clause.whole or first is None or last is None or first >= last:
        return None
    slots: dict[str, Pieces | str] = {
        "who": clause.who,
        "plain": clause.plain(),
        "before": stage_of(before[0]),
        "first": (Piece(day_words(first), DATE),),
        "again": (Piece("on "), Piece(day_words(last), DATE)),
    }
    earliest = [
        next(c for c in group if material.days.get(c.document_id) == day)
        for group, day in ((before, first), (done, last))
    ]
    return Draft(
        pieces=sentence(put("changed", "done", slots)),
        claims=(*earliest, *(c for c in to_cite(claims) if c not in earliest)),
        about=(event.event_id,),
        sides=2,
    )

"""What linking made as rows: the typed columns of each link table, read off the record itself."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import (
    Conflict,
    Event,
    Figure,
    Learned,
    Linked,
    OriginLink,
    Story,
)
from onrecord.store.rows import Row, Tables, as_json, date_cells, judgement_cells, party_rows


def link_rows(linked: Linked) -> Tables:
    """Return the rows of every table the cross-document half fills."""
    return {
        "stories": [_story_row(s) for s in linked.stories],
        "story_documents": [
            {"story_id": s.story_id, "document_id": d} for s in linked.stories for d in s.document_ids
        ],
        "events": [_event_row(e) for e in linked.events],
        "event_claims": [{"event_id": e.event_id, "claim_id": c} for e in linked.events for c in e.claim_ids],
        "event_actors": [r for e in linked.events for r in _event_parties(e)],
        "figures": [_figure_row(f) for f in linked.figures],
        "figure_claims": [
            {"figure_id": f.figure_id, "claim_id": c} for f in linked.figures for c in f.claim_ids
        ],
        "figure_actors": [r for f in linked.figures for r in _figure_parties(f)],
        "origins": [_origin_row(o) for o in linked.origins],
        "conflicts": [_conflict_row(c) for c in linked.conflicts],
        "conflict_claims": [
            {"conflict_id": c.conflict_id, "side": n, "claim_id": claim}
            for c in linked.conflicts
            for n, side in enumerate(c.sides)
            for claim in side.claim_ids
        ],
        "learned": [_learned_row(one) for one in linked.learned],
        "judgements": [{**judgement_cells(j), "score": j.score} for j in linked.judgements],
    }


def _event_parties(event: Event) -> Iterator[Row]:
    parties = [("actor", a) for a in event.actors] + [("recipient", a) for a in event.recipients]
    return party_rows("event_id", event.event_id, parties)


def _figure_parties(figure: Figure) -> Iterator[Row]:
    parties = [("of", a) for a in figure.of] + [("counterpart", a) for a in figure.counterpart]
    return party_rows("figure_id", figure.figure_id, parties)


def _story_row(story: Story) -> Row:
    return {
        "story_id": story.story_id,
        "title": story.title,
        "date_start": story.start,
        "date_end": story.end,
        "record": as_json(story, story.story_id),
    }


def _event_row(event: Event) -> Row:
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "mode": event.mode,
        "quad_class": None,
        "scale": None,
        **date_cells(event.date),
        "country": event.place.country if event.place else None,
        "status": event.status,
        "origins_min": event.origins.min,
        "origins_max": event.origins.max,
        "reports": event.reports,
        "record": as_json(event, event.event_id),
    }


def _figure_row(figure: Figure) -> Row:
    return {
        "figure_id": figure.figure_id,
        "amount": figure.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "figure_role": figure.role,
        "direction": figure.direction,
        **date_cells(figure.period),
        "origins_min": figure.origins.min,
        "origins_max": figure.origins.max,
        "reports": figure.reports,
        "record": as_json(figure, figure.figure_id),
    }


def _origin_row(origin: OriginLink) -> Row:
    return {
        "origin_link_id": origin.origin_link_id,
        "document_id": origin.document_id,
        "claim_id": origin.claim_id,
        "upstream": origin.upstream,
        "basis": origin.basis,
        "record": as_json(origin, origin.origin_link_id),
    }


def _conflict_row(conflict: Conflict) -> Row:
    return {
        "conflict_id": conflict.conflict_id,
        "kind": conflict.kind,
        "event_id": conflict.event_id,
        "figure_id": conflict.figure_id,
        "record": as_json(conflict, conflict.conflict_id),
    }


def _learned_row(learned: Learned) -> Row:
    return {
        "document_id": learned.document_id,
        "actor_id": learned.actor_id,
        "person_id": learned.person.actor_id,
        "name": learned.person.name,
        "country": learned.person.country,
        "sectors": list(learned.person.sectors),
        "record": as_json(learned, learned.actor_id),
    }

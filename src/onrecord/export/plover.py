"""PLOVER's own JSON: one event a line, parties as lists, as the manual of 2021 lays it out.

Fields the manual has no name for (status, modality, polarity, origins, claim ids)
stand under ``onrecord``, so that a planned or denied act is never read as done.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder
from onrecord.export._codes import plover_country
from onrecord.export._told import Told, told
from onrecord.records import Actor, DateValue, Document, Place
from onrecord.store.base import Store
from onrecord.store.lines import Line


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``plover.jsonl`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "plover.jsonl"
        with path.open("wb") as file:
            for event in told(store):
                file.write(msgspec.json.encode(plover_line(event)) + b"\n")
    return [path]


def plover_line(told: Told) -> Line:
    """Return the PLOVER record of one event."""
    event, lead = told.event, told.lead
    first, last = _days(event.date)
    return {
        "id": event.event_id,
        "date": first,
        "enddate": last,
        "actor": _parties(event.actors),
        "recipient": _parties(event.recipients),
        "event": [event.event_type],
        "mode": [event.mode] if event.mode else [],
        "context": list(lead.contexts),
        "quad_code": lead.quad_class,
        "event_scale": lead.scale,
        "event_loc": _place(event.place),
        "event_text": lead.sentence.text,
        "text_info": {"sequence": 1, "start": lead.sentence.start, "end": lead.sentence.end},
        "cite_info": [_citation(document) for document in told.documents],
        "onrecord": {
            "status": event.status,
            "polarity": lead.polarity,
            "modality": lead.modality,
            "according_to": [link.source.text for link in lead.attribution if link.source],
            "date_granularity": event.date.granularity if event.date else None,
            "reports": event.reports,
            "origins": {"min": event.origins.min, "max": event.origins.max},
            "claim_ids": list(event.claim_ids),
        },
    }


def _days(value: DateValue | None) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    return value.start.isoformat(), value.end.isoformat()


def _parties(actors: Sequence[Actor]) -> list[Line]:
    return [
        {
            "name": actor.name or actor.text,
            "text": actor.text,
            "country": plover_country(actor.country),
            "sector": list(actor.sectors),
            "role": actor.role,
            "id": actor.actor_id,
        }
        for actor in actors
    ]


def _place(place: Place | None) -> Line | None:
    if place is None:
        return None
    return {
        "name": place.name or place.text,
        "country": plover_country(place.country),
        "lat": place.latitude,
        "lon": place.longitude,
        "geonames": place.geonames_id,
    }


def _citation(document: Document) -> Line:
    return {
        "url": document.url,
        "title": document.title.text if document.title else None,
        "language": document.language,
        "publication": document.publisher,
        "date": document.published.start.isoformat() if document.published else None,
        "id": document.document_id,
    }


EXPORTER = Exporter(
    name="plover", note="PLOVER's JSON, one event a line, status and origins beside", write=write
)

"""The parts that output lines have in common: parties, days, places, spans.

Trigger and sentence carry ``raw_start`` and ``raw_end`` wherever the input was text, so that a record
can be laid over the file it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.records import Actor, DateValue, Document, OriginCount, Place, Span
from onrecord.store.shapes import ActorLine, DateLine, OriginsLine, PlaceLine, SpanLine


def actor_lines(actors: Sequence[Actor]) -> list[ActorLine]:
    """Return the lines of actors or recipients."""
    return [
        {
            "text": a.text,
            "start": a.start,
            "end": a.end,
            "actor_id": a.actor_id,
            "name": a.name,
            "country": a.country,
            "sectors": list(a.sectors),
            "role": a.role,
            "basis": a.basis,
        }
        for a in actors
    ]


def date_line(value: DateValue | None) -> DateLine | None:
    """Return the line of a date: an interval of days, and what it was read from."""
    if value is None:
        return None
    return {
        "start": value.start.isoformat(),
        "end": value.end.isoformat(),
        "granularity": value.granularity,
        "basis": value.basis,
        "approximate": value.approximate,
        "text": value.span.text if value.span else None,
    }


def span_line(span: Span, document: Document | None) -> SpanLine:
    """Return the line of a span, with its offsets in the raw input where there are any."""
    raw = document.raw_offsets(span.start, span.end) if document else None
    return {
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "raw_start": raw[0] if raw else None,
        "raw_end": raw[1] if raw else None,
    }


def maybe_span(span: Span | None, document: Document | None) -> SpanLine | None:
    """Return the same, None where there is none."""
    return None if span is None else span_line(span, document)


def actors_once(actors: Iterable[Actor]) -> list[ActorLine]:
    """Return the lines of ``actors``, each actor once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.actor_id or actor.text, actor)
    return actor_lines(list(found.values()))


def origins_line(origins: OriginCount) -> OriginsLine:
    """Return how many origins there are at least and at most."""
    return {"min": origins.min, "max": origins.max}


def place_line(place: Place | None) -> PlaceLine | None:
    """Return the line of a place."""
    if place is None:
        return None
    return {
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "name": place.name,
        "country": place.country,
        "granularity": place.granularity,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
    }

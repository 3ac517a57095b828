"""The list of events: claims of one happening, joined."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Event
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import (
    Parties,
    Where,
    asked_of_claims,
    contested_condition,
    date_conditions,
    party_conditions,
    place_conditions,
    through_claims,
)
from onrecord.store.filters import PAGING, Filter, split_dyad
from onrecord.store.listing import Listing, Query, Rows, Wide
from onrecord.store.lists._groups import COMMON, PARTIES, VOICE
from onrecord.store.lookup import decode
from onrecord.store.marks import Marker
from onrecord.store.shapes import EventLine
from onrecord.store.sides import Sides, sides_of
from onrecord.store.text_search import Words

_PARTIES = Parties("event_actors", "event_id", "e.event_id", ("actor",), ("recipient",), "event_dyads")
_PLACE = tuple(f"json_extract_string(e.record, '$.place.{name}')" for name in ("name", "text"))
_ONE_CLAIM = "e.event_id IN (SELECT l.event_id FROM event_claims l JOIN claims c USING (claim_id) WHERE {})"


def _asked(wanted: Filter, words: Words | None, sides: Sides | None = None) -> Query:
    where = Where()
    if wanted.type:
        where.add("e.event_type = upper(?)", wanted.type)
    if wanted.quad is not None:
        where.add("e.quad_class = ?", wanted.quad)
    if wanted.place:
        place_conditions(where, wanted.place, "e.country", _PLACE)
    if wanted.min_origins is not None:
        where.add("e.origins_min >= ?", wanted.min_origins)
    contested_condition(where, wanted, "e.event_id", "SELECT event_id FROM conflicts WHERE event_id <> ''")
    party_conditions(where, wanted, _PARTIES, dyad=sides is None)
    if sides:
        pairs, values = sides.rows("p.event_id")
        where.add(f"e.event_id IN ({pairs})", *values)
    date_conditions(where, wanted, "e")
    through_claims(where, asked_of_claims(wanted), words, _ONE_CLAIM)
    wide = _of_a_pair(wanted, sides) if sides else None
    return Query(select="e.record, e.quad_class, e.scale", tables="events e", where=where, wide=wide)


_SORTED_BY = "date_start, date_end, quad_class, scale, status, origins_min, reports"
_ELSEWHERE = ("type", "country")
"""Sort keys that the table of pairs does not have."""
_PAIR = {"dyad", "either_way", "min_confidence", *PAGING}
"""What is asked of pairs alone."""


def _looked(store: Store, wanted: Filter, words: Words | None) -> Query:
    """Return what is asked, a dyad by the codes under which the record has its parties."""
    if not wanted.dyad:
        return _asked(wanted, words)
    left, right = split_dyad(wanted.dyad)
    return _asked(wanted, words, sides_of(store, left, right, either_way=bool(wanted.either_way)))


def _of_a_pair(wanted: Filter, sides: Sides) -> Wide | None:
    """Return how a page is found among pairs alone, where nothing but a dyad is asked for."""
    keys = [key.lstrip("-") for key in (wanted.sort or "").split(",")]
    if {*wanted.given()} - _PAIR or any(key in _ELSEWHERE for key in keys):
        return None
    rows, values = sides.rows(f"event_id, {_SORTED_BY}")
    bound = Where()
    bound.values.extend(values)
    ids = Query(select="e.event_id, e.date_start", tables=f"(SELECT DISTINCT * FROM ({rows})) e", where=bound)
    return Wide(key="e.event_id", owner="events e", among=ids, day="e.date_start", stored="events")


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[EventLine]:
    for record, quad, scale in rows:
        event = decode(record, Event)
        quad_class = quad if isinstance(quad, int) else None
        yield lines.event_line(event, quad_class, scale if isinstance(scale, float) else None)


EVENTS = Listing(
    name="events",
    shape=EventLine,
    filters=(
        *PARTIES,
        "type",
        "quad",
        "modality",
        "place",
        *VOICE,
        "min_origins",
        "contested",
        *COMMON,
    ),
    ask=_asked,
    look=_looked,
    lines=_lines,
    order="e.date_start NULLS LAST, e.date_end, e.event_id",
    sorts={
        "id": "e.event_id",
        "date": "e.date_start",
        "type": "e.event_type",
        "quad": "e.quad_class",
        "scale": "e.scale",
        "status": "e.status",
        "origins": "e.origins_min",
        "reports": "e.reports",
        "country": "e.country",
    },
)
"""Events, dated ones first and in order of time."""

"""FollowTheMoney entities (Aleph, OpenSanctions): actors, articles, and events that link them.

One entity a line. Values are checked against what its types take (ISO 3166 alpha-2
countries in lower case, partial ISO dates), since its own loader drops a bad value
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder
from onrecord.export._codes import country_codes
from onrecord.export._told import Told, told
from onrecord.records import Actor, DateValue, Document
from onrecord.store.base import Store

Entity = dict[str, str | dict[str, list[str]]]

PUBLIC = frozenset("GOV MIL LEG JUD COP SPY".split())
"""Sectors whose organisations are public bodies."""


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``entities.ftm.json``, JSON lines, into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "entities.ftm.json"
        written: set[str] = set()
        with path.open("wb") as file:
            for event in told(store):
                for entity in entities(event):
                    if entity["id"] not in written:
                        written.add(str(entity["id"]))
                        file.write(msgspec.json.encode(entity) + b"\n")
    return [path]


def entities(told: Told) -> list[Entity]:
    """Return the parties of one event, the articles that tell it, and the event itself."""
    parties = [a for a in (*told.event.actors, *told.event.recipients) if a.actor_id]
    return [*map(_party, parties), *map(_article, told.documents), _event(told, parties)]


def _party(actor: Actor) -> Entity:
    if actor.kind == "person":
        schema, place = "Person", "country"
    elif actor.kind == "country" or PUBLIC & set(actor.sectors):
        schema, place = "PublicBody", "jurisdiction"
    elif actor.kind == "organisation" or actor.sectors:
        schema, place = "Organization", "country"
    else:
        schema, place = "LegalEntity", "country"
    return _entity(
        _party_id(actor),
        schema,
        name=[actor.name or actor.text],
        wikidataId=[actor.actor_id] if actor.actor_id and actor.actor_id.startswith("Q") else [],
        **{place: _country(actor.country)},
    )


def _article(document: Document) -> Entity:
    return _entity(
        _id(document.document_id),
        "Article",
        title=[document.title.text] if document.title else [],
        publisher=[document.publisher] if document.publisher else [],
        sourceUrl=[document.url] if document.url else [],
        publishedAt=[document.published.start.isoformat()] if document.published else [],
    )


def _event(told: Told, parties: Sequence[Actor]) -> Entity:
    event, lead = told.event, told.lead
    start, end = _dates(event.date)
    sides = [", ".join(a.name or a.text for a in side) for side in (event.actors, event.recipients) if side]
    return _entity(
        _id(event.event_id),
        "Event",
        name=[f"{event.event_type}: {' → '.join(sides)}"],
        summary=[lead.sentence.text],
        notes=[f"status: {event.status}", f"origins: {event.origins.min} to {event.origins.max}"],
        keywords=[event.event_type, *([event.mode] if event.mode else [])],
        startDate=start,
        endDate=end,
        location=[event.place.name or event.place.text] if event.place else [],
        country=_country(event.place.country) if event.place else [],
        involved=list(dict.fromkeys(map(_party_id, parties))),
        proof=[_id(document.document_id) for document in told.documents],
        recordId=[event.event_id],
    )


def _entity(entity_id: str, schema: str, **properties: list[str]) -> Entity:
    return {"id": entity_id, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}


def _id(name: str) -> str:
    """Return one of our ids in the characters that FollowTheMoney takes: letters, digits, dot, hyphen."""
    return "onrecord-" + re.sub(r"[^0-9A-Za-z.]", "-", name)


def _party_id(actor: Actor) -> str:
    return _id(actor.actor_id or "")


def _country(iso3: str | None) -> list[str]:
    code = country_codes(iso3).iso2.lower()
    return [code] if code else []


def _dates(value: DateValue | None) -> tuple[list[str], list[str]]:
    """Return both ends as fine as they are known: a whole month is ``2031-03``, a year ``2031``."""
    if value is None:
        return [], []
    start, end = value.start, value.end
    if start == end:
        return [start.isoformat()], []
    if (start.year, start.month) == (end.year, end.month) and (end - start).days >= 27:
        return [f"{start:%Y-%m}"], []
    if (end - start).days >= 364 and start.year == end.year:
        return [f"{start:%Y}"], []
    return [start.isoformat()], [end.isoformat()]


EXPORTER = Exporter(name="followthemoney", note="entities for Aleph and its kin, one a line", write=write)

"""Who a person means who types an actor: an id of the registry, a name, or somebody nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from onrecord.actors import Registry, resolve
from onrecord.actors.entries import office_sectors, tenure_on, unknown_person_id
from onrecord.errors import JudgementError
from onrecord.ontology import Ontology
from onrecord.records import ActorRef

SECTORS = frozenset(
    "GOV MIL LEG JUD SPY COP OPP PTY REB UAF PRE CVL LAB BUS MED EDU HLH REL REF AGR CRM ELI NGO IGO".split()
)
"""What follows the country in the id of a part of a state: ``ISR.MIL``."""
NEW = "new:"
_PART = re.compile(r"([A-Z]{3})\.([A-Z]{3})")
_HERE_ONLY = ("x.", "unnamed")
"""Ids that phrases resolve to and that mean nobody outside their own document."""

Seen = Callable[[str], ActorRef | None]
"""Who goes by an id in the record at hand, known to the registry or not."""


class Codes(Struct, frozen=True):
    """What a correction may name: types, contexts, actors, countries."""

    ontology: Ontology
    registry: Registry
    seen: Seen = lambda name: None


def who(text: str, on: date | None, codes: Codes) -> ActorRef:
    """Return who ``text`` names on the day ``on``.

    ``text`` is an id (``ISR``, ``ISR.MIL``, ``Q57371``, ``org.mossad``, an id of the record), a name that
    the registry knows, or ``new:NAME, ISO3`` for a person it does not know.

    Raises:
        JudgementError: nobody, or nobody certain, goes by it.
    """
    text = " ".join(text.split())
    if text.startswith(NEW):
        return _new(text.removeprefix(NEW), codes.registry)
    found = by_id(text, on, codes)
    if found is not None:
        return found
    named = resolve(text, on, codes.registry).actors if text else ()
    if len(named) == 1 and not named[0].actor_id.startswith(_HERE_ONLY):
        return named[0]
    told = f"{text!r} names {len(named)} actors" if len(named) > 1 else f"nobody goes by {text!r}"
    raise JudgementError(
        told,
        remedy="Give an id (ISR, ISR.MIL, Q57371), a name the registry knows, or new:NAME, ISO3 for a person "
        "it does not know; `onrecord actors RECORD` lists those of the record.",
    )


def by_id(name: str, on: date | None, codes: Codes) -> ActorRef | None:
    """Return who has the id ``name``: in the registry, or else in the record."""
    registry = codes.registry
    if name in registry.countries:
        return registry.countries[name]
    part = _PART.fullmatch(name)
    known = _by_id(registry).get(name)
    if isinstance(known, ActorRef):
        return known
    if known is not None:
        return _person(registry, known, on)
    if (seen := codes.seen(name)) is not None:
        return seen
    if part and part[1] in registry.countries and part[2] in SECTORS:
        country = registry.countries[part[1]]
        return replace(
            country, actor_id=name, name=f"{country.name}: {part[2]}", sectors=(part[2],), kind="organisation"
        )
    return None


def _new(text: str, registry: Registry) -> ActorRef:
    name, _, country = (part.strip() for part in text.partition(","))
    if not name or (country and country not in registry.countries):
        raise JudgementError(
            f"{text!r} is no new person",
            remedy="Give new:NAME, ISO3 (an ISO 3166 alpha-3 code), or new:NAME where there is no country.",
        )
    return ActorRef(
        actor_id=unknown_person_id(name, country or None), name=name, country=country or None, kind="person"
    )


def _person(registry: Registry, row: int, on: date | None) -> ActorRef:
    person = registry.person(row)
    held = tenure_on(person, on) if on else None
    return ActorRef(
        actor_id=person.person_id,
        name=person.name,
        country=person.country,
        sectors=office_sectors(held.office) if held else ("ELI",),
        role=held.office if held else None,
        wikidata=person.wikidata,
        kind="person",
    )


@lru_cache(maxsize=4)
def _by_id(registry: Registry) -> dict[str, ActorRef | int]:
    """Return the bodies and, by their row, the persons of ``registry`` by their ids."""
    found: dict[str, ActorRef | int] = {}
    for entries in registry.names.values():
        for entry in entries:
            if entry.ref is not None:
                found[entry.ref.actor_id] = entry.ref
            if entry.person is not None:
                found.setdefault(registry.person(entry.person).person_id, entry.person)
    return found

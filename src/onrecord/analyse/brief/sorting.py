"""Which section tells which event, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from onrecord.analyse.brief.drafts import is_own, voices
from onrecord.analyse.brief.material import Material
from onrecord.analyse.names import is_pronoun
from onrecord.records import (
    Actor,
    AttributionForm,
    Claim,
    ConflictKind,
    Event,
    Modality,
    Polarity,
    SourceKind,
    Status,
)


class Place(StrEnum):
    """The section of an event."""

    HAPPENED = "happened"
    CONTESTED = "contested"
    ALONE = "alone"
    AHEAD = "ahead"
    FOLDED = "folded"  # told within the sentence of another: what somebody is accused of


WHOLLY = (ConflictKind.POLARITY, ConflictKind.SELF, ConflictKind.MODALITY)
"""Conflicts on an event as a whole: nothing of it is told outside them."""
DATED = 2.0
"""What a known day or month adds to the weight of an event, as two reports do; not to what is long past."""
MONTH = timedelta(days=31)
YEAR = timedelta(days=366)
"""How long before the first article something may lie to be part of the affair, not of its past."""
PARTIES = (SourceKind.ACTOR, SourceKind.NAMED, SourceKind.OFFICIAL, SourceKind.DIPLOMAT)
"""Sources that are a side of the affair or speak for one."""


def sort(material: Material) -> dict[Place, list[Event]]:
    """Return the events asked for that name anybody, by the section that tells them."""
    disputed, rivals = _disputed(material), _rivals(material)
    denied = {other.event_id for e in material.events for other in denied_by(material, e)}
    folded = _folded(material)
    found: dict[Place, list[Event]] = {place: [] for place in Place}
    for event in material.events:
        if all(is_nobody(actor) for actor in (*event.actors, *event.recipients)):
            continue  # nobody is named on either side
        if event.actors and all(is_nobody(actor) for actor in event.actors):
            continue  # "people did it" tells less than nothing
        claims = material.told(event.claim_ids)
        ids = {claim.claim_id for claim in claims}
        if ids & folded and ids <= folded:
            found[Place.FOLDED].append(event)
        elif event.event_id in disputed | denied or ids <= rivals or _is_denied(event, claims):
            found[Place.CONTESTED].append(event)
        else:
            found[_place(event, claims)].append(event)
    return found


def _is_denied(event: Event, claims: Iterable[Claim]) -> bool:
    """Whether somebody denies ``event``; who only tells that it did not happen contests nothing."""
    denying = any(
        "denial" in (claim.rule or "")
        or any(link.form is AttributionForm.DENIAL for link in claim.attribution)
        for claim in claims
    )
    return event.status is Status.DENIED and denying


def _place(event: Event, claims: list[Claim]) -> Place:
    if event.status is Status.PLANNED or all(c.modality is not Modality.ACTUAL for c in claims):
        return Place.AHEAD
    if event.event_type == "THREATEN" and any(is_own(c) for c in claims):
        return Place.AHEAD
    accusing = any(c.about for c in claims)
    return Place.ALONE if accusing or event.status is Status.ALLEGED or one_side(claims) else Place.HAPPENED


def one_side(claims: Iterable[Claim]) -> bool:
    """Return whether all have it from one party of the affair, and no outlet says it in its own voice."""
    sides = set()
    for claim in claims:
        if is_own(claim):
            return False
        link = voices(claim)[0]
        if link.source_kind not in PARTIES or link.anonymous:
            return False
        actor = link.source_actor
        sides.add(
            (actor.country or actor.actor_id or actor.text) if actor else (link.source and link.source.text)
        )
    return len(sides) == 1


def denied_by(material: Material, denial: Event) -> list[Event]:
    """Return the events that ``denial`` denies: the same act of the same parties, said to be so."""
    if denial.status is not Status.DENIED:
        return []
    return [
        other
        for other in material.all_events.values()
        if other.event_id != denial.event_id
        and other.status is not Status.DENIED
        and other.event_type == denial.event_type
        and ids_of(other.actors) == ids_of(denial.actors)
        and ids_of(other.recipients) == ids_of(denial.recipients)
    ]


def is_nobody(actor: Actor) -> bool:
    """Return whether ``actor`` could be anybody: "people", "others", a "he" of another sentence."""
    name = actor.name or actor.text
    return is_pronoun(name) or (actor.kind == "unnamed" and not actor.country and name.lower() in ANYBODY)


ANYBODY = frozenset("people others everybody everyone some many somebody someone".split())


def ids_of(actors: Iterable[Actor]) -> frozenset[str]:
    """Return who ``actors`` are."""
    return frozenset(actor.actor_id or actor.text for actor in actors)


def weightiest(material: Material, events: Iterable[Event], most: int) -> list[Event]:
    """Return the ``most`` weightiest of ``events``, the weightiest first; see :data:`DATED`."""
    recent = material.first - YEAR if material.first else date.min

    def weight(event: Event) -> float:
        when = event.date
        fine = when and when.end >= recent and when.end - when.start <= MONTH
        return material.weight(event) + (DATED if fine else 0.0)

    return sorted(events, key=lambda e: (-weight(e), e.event_id))[:most]


def _disputed(material: Material) -> set[str]:
    return {c.event_id for c in material.conflicts if c.event_id and c.kind in WHOLLY}


def _rivals(material: Material) -> set[str]:
    """Return the claims of sides that contradict an event without being part of it."""
    found: set[str] = set()
    for conflict in material.conflicts:
        event = material.all_events.get(conflict.event_id or "")
        for side in conflict.sides:
            found.update(c for c in side.claim_ids if event is None or c not in event.claim_ids)
    return found


def _folded(material: Material) -> set[str]:
    """Return the claims of what somebody is accused of, where the accusation itself is told."""
    told = {c.claim_id for e in material.events for c in material.told(e.claim_ids)}
    about: Mapping[str, str | None] = {name: material.claims[name].about for name in told}
    return {
        target
        for name, target in about.items()
        if target in told and material.claims[name].polarity is Polarity.POSITIVE and target is not None
    }

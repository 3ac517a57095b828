"""Say which actor a role noun, a country's name or a people stands for.

The part of :mod:`onrecord.actors.resolve` for phrases without a person's name.
"""

from __future__ import annotations

import msgspec

from onrecord.actors.entries import Form, RoleNoun
from onrecord.actors.frame import Frame, Resolution
from onrecord.actors.registry import Registry
from onrecord.records import ActorRef


def ethnic_found(frame: Frame, registry: Registry) -> Resolution:
    """Return the people without a state, of a state where the words say so."""
    ref = frame.ethnic
    assert ref is not None
    if not ref.name:
        entry = frame.country_entry
        if entry is None:
            return Resolution((), "unknown", "group", tail="ethnic")
        country = registry.countries.get(entry.country or "")
        name = f"ethnic group: {country.name}" if country else "ethnic group"
        ref = ActorRef(
            actor_id=f"group.ethnic-{(entry.country or '').lower()}",
            name=name,
            sectors=("CVL",),
            kind="group",
        )
        return Resolution((ref,), "ethnic", "group", tail="ethnic")
    if frame.role is not None:
        sectors = frame.role.sectors if frame.role.sectors != ("CVL",) else ref.sectors
        state = frame.country
        if sectors != ref.sectors or state:
            name = f"{ref.name}: {frame.role_text}"
            actor_id = (
                f"{state}.{sectors[0]}"
                if state
                else f"{ref.actor_id}.{sectors[0]}"
                if sectors
                else ref.actor_id
            )
            return Resolution(
                (msgspec.structs.replace(ref, actor_id=actor_id, name=name, sectors=sectors, country=state),),
                "group",
                "group",
                tail="role",
                role=frame.role.role,
            )
    if frame.country and frame.tail == "country":
        return country_found(frame, registry)
    home = registry.country(frame.country)
    if home is not None and frame.country_entry is not None and frame.country_entry.form is Form.ADJECTIVE:
        # "Iraqi Kurds": people of that state, because the words say so
        ref = msgspec.structs.replace(
            ref, actor_id=f"{home.actor_id}.CVL", name=f"{home.name}: {ref.name}", country=home.actor_id
        )
    return Resolution((ref,), "ethnic", "group", tail="ethnic")


_HUMAN = frozenset({"CVL", "UAF", "CRM", "LAB", "REB", "REF"})


_COLLECTIVE = frozenset(
    "people population public community society crowd mob minority family diaspora lobby tribe youth "
    "crew couple militia cartel gang mafia insurgency staff men women children gunmen".split()
)


def role_sectors(role: RoleNoun, country: str | None) -> tuple[str, ...]:
    """Return the sectors of ``role``; "chief" or "spokeswoman" of nobody known has none."""
    return () if role.role == "affiliate" and country is None and role.sectors == ("GOV",) else role.sectors


def body(
    role: RoleNoun, country: str | None, text: str, registry: Registry, former: bool = False
) -> ActorRef:
    """Return the actor that a role noun of a country stands for, e.g. ``ISR.MIL``."""
    sectors = ("ELI",) if former and role.kind == "person" else role_sectors(role, country)
    place = registry.countries.get(country or "")
    name = f"{place.name}: {text.lower()}" if place else text.lower()
    single = (
        role.kind == "group"
        and not role.plural
        and bool(_HUMAN & set(role.sectors))
        and text.lower() not in _COLLECTIVE
    )
    kind = "unnamed" if role.kind == "person" or single else role.kind
    if country is None:
        return ActorRef(
            actor_id=f"unnamed.{sectors[0]}" if sectors else "unnamed",
            name=name,
            sectors=sectors,
            role=role.role,
            kind="unnamed",
        )
    actor_id = f"{country}.{sectors[0]}" if sectors else country
    return ActorRef(actor_id=actor_id, name=name, country=country, sectors=sectors, role=role.role, kind=kind)


def role_found(frame: Frame, registry: Registry) -> Resolution:
    """Return whom a role noun stands for, of the body or the countries before it."""
    role = frame.role
    assert role is not None
    if frame.owner is not None and frame.owner.sectors and frame.country is None:
        owner = frame.owner
        ref = msgspec.structs.replace(
            owner, role=role.role, kind="unnamed", name=f"{owner.name}: {frame.role_text.lower()}"
        )
        if role.sectors and role.sectors != owner.sectors and not role.inherits:
            ref = msgspec.structs.replace(
                ref, sectors=(*owner.sectors, *role.sectors), actor_id=f"{owner.actor_id}.{role.sectors[0]}"
            )
        return Resolution((ref,), "role", "role", tail="role", role=role.role)
    ref = body(role, frame.country, frame.role_text, registry, frame.former)
    if frame.tail == "word":  # "military equipment": the actor's thing, not the actor
        return Resolution((ref,), "modifier", "role", tail="word", role=role.role)
    others = [body(role, country, frame.role_text, registry, frame.former) for country in frame.joined]
    return Resolution((*others, ref), "role", "role", tail="role", role=role.role)


def country_found(frame: Frame, registry: Registry) -> Resolution:
    """Return the state, its people or its seat that a country's word stands for."""
    entry = frame.country_entry
    ref = registry.country(frame.country)
    if ref is None:
        return Resolution((), "unknown", tail=frame.tail)
    form = entry.form if entry else Form.COUNTRY
    if frame.tail == "word" and form is not Form.COUNTRY:
        return Resolution((ref,), "modifier", "demonym", tail="word")
    if form is Form.PEOPLE:
        group = ActorRef(
            actor_id=f"{ref.actor_id}.CVL",
            name=f"{ref.name}: people",
            country=ref.country,
            sectors=("CVL",),
            kind="group",
        )
        return Resolution((group,), "demonym", "demonym", tail="people")
    if form in {Form.METONYM, Form.CAPITAL}:  # the seat that acts is the government
        seat = msgspec.structs.replace(ref, sectors=entry.sectors if entry and entry.sectors else ("GOV",))
        return Resolution((seat,), "metonym", "metonym", tail=str(form))
    if form is Form.PLACE:  # a city or province is no actor: its state, marked as a place
        return Resolution((ref,), "place", "name", tail="place")
    if form is Form.ADJECTIVE:
        return Resolution((ref,), "demonym", "demonym", tail="adjective")
    return Resolution((ref,), "name", "name", tail="word" if frame.tail == "word" else "country")

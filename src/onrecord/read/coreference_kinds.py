"""Which actors a pronoun or noun may stand for."""

from __future__ import annotations

import re

from onrecord.records import ActorRef


def is_person(actor: ActorRef) -> bool:
    """Return True for one human, by name or by a single office."""
    return actor.kind == "person" or (actor.kind == "unnamed" and actor.role in _SINGLE)


_SINGLE = frozenset(
    "head_of_state head_of_government minister diplomat defence_minister foreign_minister official "
    "affiliate lawmaker judge police_officer military_officer journalist".split()
)


def is_state_or_body(actor: ActorRef) -> bool:
    """Return True for a state, an organisation or an arm of a known state ("it")."""
    if actor.kind in {"country", "organisation"}:
        return True
    return actor.country is not None and actor.role in _ARMS and actor.kind in {"unnamed", "group"}


_ARMS = frozenset(
    "government ministry military legislature judiciary intelligence central_bank embassy state_body".split()
)
"""Bodies of a state, which do and say things as one."""


def is_country(actor: ActorRef) -> bool:
    """Return True for a state."""
    return actor.kind == "country"


def is_side(actor: ActorRef) -> bool:
    """Return True for who can be a side in talks or in a war: a state, a body, a movement."""
    return actor.kind in {"country", "organisation"} or (actor.kind != "person" and actor.country is not None)


def is_group(actor: ActorRef) -> bool:
    """Return True for several people ("they")."""
    return actor.kind == "group" or (actor.kind == "unnamed" and actor.country is None)


def is_official(actor: ActorRef) -> bool:
    """Return True for a person by name."""
    return actor.kind == "person"


def same_office(actor: ActorRef, wanted: ActorRef) -> bool:
    """Return True where ``actor`` holds the office or is the kind of body that ``wanted`` names."""
    if actor.role is not None and actor.role == wanted.role:
        return True
    return (
        wanted.role == "minister"
        and actor.kind == "person"
        and bool(actor.role and actor.role.endswith("minister"))
    )


_LEADERS = frozenset({"head_of_state", "head_of_government"})


def may_lead(actor: ActorRef, ref: ActorRef) -> bool:
    """True where a person can be whom "the Chilean leader", "the Libyan commander" calls a leader."""
    if ref.role == "affiliate" and ref.sectors == ("GOV",):
        return actor.role in _LEADERS
    if ref.role in {"military_officer", "opposition", "diplomat", "rebel"}:
        return actor.role == ref.role
    return False


ARMED = frozenset({"REB", "UAF"})


_IGO_NOUNS = frozenset({"bloc", "alliance", "organisation", "organization", "union"})


_ARMED_NOUNS = frozenset({"group", "movement", "militia"})


def is_body(actor: ActorRef, words: str, noun: str) -> bool:
    """True where ``noun`` can mean ``actor``: part of its name, or its kind."""
    if actor.kind != "organisation":
        return False
    if noun in _IGO_NOUNS and "IGO" in actor.sectors:
        return True
    if noun in _ARMED_NOUNS and ARMED & set(actor.sectors):
        return True
    if noun == "company" and "BUS" in actor.sectors:
        return True
    name = f"{actor.name} {words}".lower()
    return bool(re.search(rf"\b{noun}\b", name)) and bool(re.search(r"[A-Z]", words))


_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP", "MED"})


def owned_by_state(owned: ActorRef, owner: ActorRef) -> bool:
    """True for "its army", "the country's media", not for "his bank", "its crew"."""
    if owned.role == "affiliate":
        return owner.kind == "country"
    if owned.kind != "unnamed" or not _STATE_SECTORS & set(owned.sectors):
        return False
    return owner.kind in {"country", "organisation"} or owned.sectors in {("GOV",), ("MIL",)}

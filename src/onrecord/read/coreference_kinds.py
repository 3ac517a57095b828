"""Which actors a pronoun or noun may stand for."""

from __future__ import annotations

from onrecord.records import ActorRef


def is_person(actor: ActorRef) -> bool:
    """Return True for one human, by name or by a single office."""
    return actor.kind == "person" or (actor.kind == "unnamed" and actor.role in _SINGLE)


_SINGLE = frozenset(
    "head_of_state head_of_government minister diplomat defence_minister foreign_minister official "
    "affiliate lawmaker judge police_officer military_officer journalist".split()
)


def is_state_or_body(actor: ActorRef) -> bool:
    """Return True for a state or an organisation ("it")."""
    return actor.kind in {"country", "organisation"}


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

"""Whether two claims speak of the same people: the same, one inside the other, or others.

Granularity is respected: a minister is inside his government, a government inside its
country. Two different people of one country are different people, and that keeps two
visits apart that otherwise look alike. An id that many things share (``ISR.GOV`` stands
for an embassy as for a spokesman) says nothing by itself: office and words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from onrecord.link.names import PRONOUNS, one_body, one_person, proper_words
from onrecord.link.words import COMMON, stem, words
from onrecord.records import Actor

OFFICES = frozenset(
    """head_of_state head_of_government head_of_state_or_government vice_president speaker attorney_general
    governor_general military_chief intelligence_chief central_bank secretary_general io_head""".split()
)
"""Roles that one person of a country holds at a time, besides the ministers of something."""
HEADS = frozenset({"head_of_state", "head_of_government", "head_of_state_or_government"})
"""Offices that one person often joins, and that reports mix up."""
STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "JUD"})
"""Sectors that act for their country."""
WHOLE_GOVERNMENT = frozenset(
    {"", "government", "authorities", "authority", "regime", "leadership", "rulers", "administration"}
)
SITES = frozenset(
    """embassy embassies consulate consulates mission parliament palace headquarters church mosque
    hospital""".split()
)
"""Bodies that are also one spot on the map."""
_SHARED_ID = re.compile(r"^(?:unnamed|group|[A-Z]{3})(?:\.\w*)*$")
_REGISTERED = re.compile(r"^Q\d+$")
"""The id of a person whom the registry knows; it gives nobody two."""


class Match(IntEnum):
    """How two participants, or two sides of a claim, stand to each other; higher is closer."""

    DIFFERENT = 0
    UNKNOWN = 1
    WITHIN = 2
    SAME = 3
    SAME_BODY = 4
    SAME_PERSON = 5


def is_person(actor: Actor) -> bool:
    """Return whether ``actor`` is one person, by name or by an office that one person holds."""
    return actor.kind == "person" or (_is_office(actor.role) and actor.kind != "country")


def _is_office(role: str | None) -> bool:
    return role is not None and (role in OFFICES or role.endswith("_minister"))


def is_unresolved(actor: Actor) -> bool:
    """Return whether ``actor`` is a pronoun or a phrase that nobody could resolve."""
    return actor.actor_id is None or (actor.text.casefold() in PRONOUNS and actor.kind == "unnamed")


def descriptor(actor: Actor) -> str:
    """Return what kind of thing a described actor is: ``embassy`` of "Israel: embassy"."""
    return _described(actor.name or actor.text)


def _described(name: str) -> str:
    return name.rpartition(":")[2].strip().casefold()


def is_broad(actor: Actor) -> bool:
    """Return whether ``actor`` is a country or its government as a whole."""
    if actor.country is None or is_person(actor):
        return False
    whole = actor.actor_id == f"{actor.country}.GOV" and descriptor(actor) in WHOLE_GOVERNMENT
    return actor.kind == "country" or actor.actor_id == actor.country or whole


def is_force(actor: Actor) -> bool:
    """Return whether ``actor`` is of the armed forces of a country."""
    return actor.country is not None and "MIL" in actor.sectors


def are_one_force(doing: Sequence[Actor], suffering: Sequence[Actor]) -> bool:
    """Return whether all who did it and all whom it befell are of one country's forces.

    A country as a whole counts as its forces among those who did it.
    """
    states = {actor.country for actor in (*doing, *suffering)}
    hand = doing and all(is_force(actor) or is_broad(actor) for actor in doing)
    return len(states) == 1 and bool(hand and suffering) and all(map(is_force, suffering))


def is_site(actor: Actor) -> bool:
    """Return whether ``actor`` is a body in one spot, such as an embassy."""
    return _names_site(actor.name or actor.text)


@lru_cache(maxsize=50_000)
def _names_site(name: str) -> bool:
    return any(word in SITES for word in words(_described(name)))


def compare(left: Actor, right: Actor) -> Match:
    """Return how two participants stand to each other."""
    if any(is_unresolved(one) and not proper_words(_name(one)) for one in (left, right)):
        return _by_words(left, right)
    if left.actor_id is not None and left.actor_id == right.actor_id and not _SHARED_ID.match(left.actor_id):
        return Match.SAME_PERSON if is_person(left) else Match.SAME_BODY
    if left.country and right.country:
        return Match.DIFFERENT if left.country != right.country else _compatriots(left, right)
    return _by_name(left, right)


def _compatriots(left: Actor, right: Actor) -> Match:
    broad = is_broad(left), is_broad(right)
    if all(broad):
        return Match.SAME
    if any(broad):
        narrow = right if broad[0] else left
        return Match.WITHIN if is_person(narrow) or set(narrow.sectors) & STATE else Match.UNKNOWN
    if is_person(left) and is_person(right):
        return _people(left, right)
    if is_person(left) != is_person(right):
        return Match.UNKNOWN
    return _by_name(left, right)


def _people(left: Actor, right: Actor) -> Match:
    """Compare two people of one country: by name, or by office where one has no name."""
    named = left.kind == "person" and right.kind == "person"
    if named:
        return _named_people(left, right)
    if left.role == right.role:
        return Match.SAME_PERSON
    offices = _is_office(left.role) and _is_office(right.role)
    return Match.DIFFERENT if offices and not {left.role, right.role} <= HEADS else Match.UNKNOWN


def _named_people(left: Actor, right: Actor) -> Match:
    if all(_REGISTERED.match(actor.actor_id or "") for actor in (left, right)):
        return Match.DIFFERENT  # one id each; who has the same has been found already
    one = one_person(_name(left), _name(right))
    return Match.UNKNOWN if one is None else Match.SAME_PERSON if one else Match.DIFFERENT


def _by_name(left: Actor, right: Actor) -> Match:
    mine, theirs = _name(left), _name(right)
    if not (proper_words(mine) and proper_words(theirs)):
        return _by_words(left, right)
    if is_person(left) and is_person(right):
        found = _named_people(left, right)
    elif "country" in (left.kind, right.kind):
        found = Match.SAME_BODY if proper_words(mine) == proper_words(theirs) else Match.UNKNOWN
    else:
        one = one_body(mine, theirs)
        found = Match.UNKNOWN if one is None else Match.SAME_BODY if one else Match.DIFFERENT
    known = left.actor_id is not None and right.actor_id is not None and left.kind == right.kind
    return found if known or found != Match.DIFFERENT else Match.UNKNOWN


def _by_words(left: Actor, right: Actor) -> Match:
    """Compare descriptions: shared words, "the pupils" and "47 pupils", are a hint and no more."""
    shared = _stems(descriptor(left)) & _stems(descriptor(right))
    if not shared:
        return Match.UNKNOWN
    same_state = left.country is not None and left.country == right.country
    return Match.SAME_BODY if same_state and is_site(left) else Match.WITHIN


def _name(actor: Actor) -> str:
    """Return the proper name; empty for a description or an office."""
    if actor.kind == "unnamed" or ":" in (actor.name or ""):
        return ""
    return actor.name or actor.text


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(
        stem(w) for w in words(text) if w not in COMMON and w not in PRONOUNS and not w.isdigit()
    )


def compare_sides(left: Sequence[Actor], right: Sequence[Actor]) -> Match:
    """Return how two lists of participants stand: the closest pair decides.

    An empty side is unknown. A name shared by two longer lists is enough, for one
    report names more of those present than another.
    """
    if not left or not right:
        return Match.UNKNOWN
    if len(left) == len(right) == 1:
        return compare(left[0], right[0])
    return max(compare(a, b) for a in left for b in right)


def compare_parties(left: Sequence[Actor], right: Sequence[Actor]) -> tuple[Match, Match]:
    """Return the best two matches among parties that stand on no particular side.

    The closest pairs are matched off first, each party once. Where nobody matches a
    party of either list, and one list names somebody that the other excludes, the lists
    are different.
    """
    pairs = sorted(
        ((compare(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    found: list[Match] = []
    taken: set[tuple[str, int]] = set()
    for match, i, j in pairs:
        if ("left", i) not in taken and ("right", j) not in taken:
            taken |= {("left", i), ("right", j)}
            found.append(match)
    found += [Match.UNKNOWN] * (2 - len(found))
    return found[0], found[1]

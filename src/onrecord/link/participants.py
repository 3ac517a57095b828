"""Whether two claims speak of the same people: the same, one inside the other, or others.

Granularity is respected: a minister is inside his government, a government inside its
country. Two different named people of one country are different people, and that
keeps two visits apart that otherwise look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from onrecord.link.words import COMMON, stem, words
from onrecord.records import Actor

TITLES = frozenset(
    """president prime minister foreign defence defense interior minister secretary king queen prince general
    chief head chancellor ambassador spokesman spokeswoman mr mrs ms dr sir sheikh premier counterpart leader
    official officials""".split()
)


class Match(IntEnum):
    """How two participants, or two sides of a claim, stand to each other; higher is closer."""

    DIFFERENT = 0
    UNKNOWN = 1
    WITHIN = 2
    SAME = 3
    SAME_PERSON = 4


def is_person(actor: Actor) -> bool:
    """Return whether ``actor`` is one person, by name or by office."""
    return actor.kind == "person" or (actor.role is not None and actor.kind != "country")


def is_broad(actor: Actor) -> bool:
    """Return whether ``actor`` is a country or its government as a whole."""
    return actor.kind == "country" or (
        actor.country is not None and actor.actor_id in _broad_ids(actor.country)
    )


def _broad_ids(country: str) -> tuple[str, str]:
    return country, f"{country}.GOV"


def compare(left: Actor, right: Actor) -> Match:
    """Return how two participants stand to each other."""
    if left.actor_id is not None and left.actor_id == right.actor_id:
        return Match.SAME_PERSON if is_person(left) else Match.SAME
    if left.country and right.country:
        if left.country != right.country:
            return Match.DIFFERENT
        return _compatriots(left, right)
    return _by_name(left, right)


def _compatriots(left: Actor, right: Actor) -> Match:
    if is_broad(left) and is_broad(right):
        return Match.SAME
    if is_broad(left) or is_broad(right):
        return Match.WITHIN
    if is_person(left) and is_person(right):
        return _same_office(left, right)
    if is_person(left) != is_person(right):
        return Match.UNKNOWN
    return _by_name(left, right)


def _same_office(left: Actor, right: Actor) -> Match:
    """Compare two people of one country: by surname, then by office where one has no name."""
    if _names(left) & _names(right):
        return Match.SAME_PERSON
    if left.role and right.role and left.role == right.role and not (_names(left) and _names(right)):
        return Match.SAME_PERSON
    if (_names(left) and _names(right)) or (left.role and right.role and left.role != right.role):
        return Match.DIFFERENT
    return Match.UNKNOWN


def _by_name(left: Actor, right: Actor) -> Match:
    mine, theirs = _names(left), _names(right)
    if mine and theirs:
        if mine & theirs:
            return Match.SAME_PERSON if is_person(left) and is_person(right) else Match.SAME
        known = left.actor_id is not None and right.actor_id is not None
        return Match.DIFFERENT if known and left.kind == right.kind else Match.UNKNOWN
    return Match.SAME if _stems(left.text) & _stems(right.text) else Match.UNKNOWN


def _names(actor: Actor) -> frozenset[str]:
    """Return the capitalised words of a name without titles; empty for a description."""
    return _proper(actor.name or actor.text)


@lru_cache(maxsize=50_000)
def _proper(text: str) -> frozenset[str]:
    parts = [part.strip(".,'’\"()") for part in text.split()]
    return frozenset(p.lower() for p in parts if p[:1].isupper() and p.lower() not in TITLES | COMMON)


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in COMMON and not word.isdigit())


def compare_sides(left: Sequence[Actor], right: Sequence[Actor]) -> Match:
    """Return how two lists of participants stand: the closest pair decides.

    An empty side is unknown. A name shared by two longer lists is enough, for one
    report names more of those present than another.
    """
    if not left or not right:
        return Match.UNKNOWN
    return max(compare(a, b) for a in left for b in right)


def compare_parties(left: Sequence[Actor], right: Sequence[Actor]) -> tuple[Match, Match]:
    """Return the two best matches among parties that stand on no particular side.

    Every member of the shorter list needs a partner of its own in the longer one, or
    the lists are different.
    """
    short, long = sorted((list(left), list(right)), key=len)
    found: list[Match] = []
    for member in short:
        ranked = sorted(range(len(long)), key=lambda i: -compare(member, long[i]))
        if not ranked:
            break
        found.append(compare(member, long.pop(ranked[0])))
    if Match.DIFFERENT in found:
        return Match.DIFFERENT, min((m for m in found if m), default=Match.UNKNOWN)
    best = [*sorted(found, reverse=True), Match.UNKNOWN, Match.UNKNOWN]
    return best[0], best[1]

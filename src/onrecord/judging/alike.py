"""Pairs of actors of a record that may be one person under two names, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from onrecord.actors.entries import fold, skeleton
from onrecord.store.base import Store

LEAST_ALIKE = 0.8
"""Likeness of two names below which nobody is asked."""
UNKNOWN = "x."
"""Before the ids of those whom the registry does not know."""


class Pair(Struct, frozen=True, kw_only=True):
    """Somebody the registry does not know, and who that may be."""

    actor_id: str
    name: str
    other_id: str
    other: str
    likeness: float
    """0 to 1, of the two names."""
    claims: int
    """Number of claims in which the first takes part."""


class _Known(Struct, frozen=True):
    actor_id: str
    name: str
    country: str | None
    claims: int


def alike(store: Store) -> Iterator[Pair]:
    """Yield pairs, one at least unknown to the registry: last names that sound alike, same country.

    A country that is not known stands against no other.
    """
    sql = (
        "SELECT actor_id, min(name), min(country), count(DISTINCT claim_id) FROM parties "
        "WHERE actor_id IS NOT NULL AND name IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    by_sound: dict[str, list[_Known]] = defaultdict(list)
    for actor_id, name, country, claims in store.rows(sql):
        known = _Known(str(actor_id), str(name), None if country is None else str(country), int(str(claims)))
        if _is_person(known):
            by_sound[skeleton(fold(known.name).split()[-1])].append(known)
    pairs = [pair for group in by_sound.values() for pair in _pairs(group)]
    yield from sorted(pairs, key=lambda p: (-p.likeness, -p.claims, p.actor_id, p.other_id))


def _is_person(known: _Known) -> bool:
    return known.actor_id.startswith((UNKNOWN, "Q")) and bool(fold(known.name).split())


def _pairs(group: Sequence[_Known]) -> Iterator[Pair]:
    from rapidfuzz.fuzz import token_sort_ratio

    for one, two in combinations(group, 2):
        if not one.actor_id.startswith(UNKNOWN):
            one, two = two, one
        apart = one.country and two.country and one.country != two.country
        if apart or not one.actor_id.startswith(UNKNOWN):
            continue
        likeness = token_sort_ratio(fold(one.name), fold(two.name)) / 100
        if likeness >= LEAST_ALIKE:
            yield Pair(
                actor_id=one.actor_id,
                name=one.name,
                other_id=two.actor_id,
                other=two.name,
                likeness=likeness,
                claims=one.claims,
            )

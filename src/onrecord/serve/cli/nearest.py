"""Says of an empty list which of the values asked for the record does not know, and what comes near."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.countries import country_code
from onrecord.store.base import Store
from onrecord.store.filters import Filter, split_dyad

NEAR = 70
"""Likeness, of a hundred, from which a name is worth showing."""
SHOWN = 4

_TYPES = {
    "conflicts": ("SELECT DISTINCT kind FROM conflicts",),
    "events": ("SELECT DISTINCT event_type FROM events",),
    "figures": ("SELECT DISTINCT measure FROM figures",),
    "positions": ("SELECT DISTINCT stance FROM claims",),
}
"""What ``--type`` means in each list; in the others any of a claim's."""
_ANY_TYPE = tuple(f"SELECT DISTINCT {name} FROM claims" for name in ("event_type", "measure", "stance"))
_ACTORS = ("SELECT DISTINCT actor_id, country, name FROM parties",)
_PUBLISHERS = ("SELECT DISTINCT publisher FROM documents",)
_PLACES = ("SELECT DISTINCT place, country FROM claims",)


def unknown_values(store: Store, listing: str, wanted: Filter) -> list[str]:
    """Return a remark on each value of ``wanted`` that nothing in the record has."""
    left, right = split_dyad(wanted.dyad) if wanted.dyad else (None, None)
    asked: list[tuple[str, str | None, tuple[str, ...]]] = [
        ("actor", wanted.actor, _ACTORS),
        ("recipient", wanted.recipient, _ACTORS),
        ("dyad", left, _ACTORS),
        ("dyad", right, _ACTORS),
        ("type", wanted.type, _TYPES.get(listing, _ANY_TYPE)),
        ("publisher", wanted.publisher, _PUBLISHERS),
        ("place", wanted.place and (country_code(wanted.place) or wanted.place), _PLACES),
    ]
    remarks = []
    for option, value, queries in asked:
        if value:
            known = _known(store, queries)
            if not any(_answers(option, value, name) for name in known):
                remarks.append(_remark(option, value, known))
    return remarks


def _known(store: Store, queries: Iterable[str]) -> list[str]:
    values = [value for sql in queries for row in store.rows(sql) for value in row]
    return sorted({str(value) for value in values if value})


def _answers(option: str, value: str, name: str) -> bool:
    """Whether ``name`` is what ``value`` asks for: part of an outlet's name or measure, else all of it."""
    value, name = value.lower(), name.lower()
    part = option in ("publisher", "type") and value in name
    return part or name == value or (option not in ("publisher", "type") and name.startswith(f"{value}."))


def _remark(option: str, value: str, known: list[str]) -> str:
    near = _near(value, known)
    told = f"nothing in the record has --{option} {value!r}"
    if near:
        return f"{told}; near: {', '.join(near)}"
    few = ", ".join(known[: 2 * SHOWN]) if option == "type" else ""
    return f"{told}; it has: {few}" if few else told


def _near(value: str, known: list[str]) -> list[str]:
    ranked = sorted((-score, name) for name in known if (score := _likeness(value, name)) >= NEAR)
    return [name for _, name in ranked[:SHOWN]]


def _likeness(value: str, name: str) -> float:
    """Return how alike two names are, of a hundred; a surname or one word of an outlet's name will do."""
    from rapidfuzz import fuzz

    value, name = value.lower(), name.lower()
    return max(fuzz.ratio(value, part) for part in (name, *(w for w in name.split() if len(w) > len("the"))))

"""Places whose holder is disputed: what the text calls by name does not say whose it is.

A strike on Sevastopol hits one side's town by the map and the other's by who holds it; so
such a place stands for no party, unless the attacker is one of the rivals and the other
one is who the place is of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files

from onrecord.reading import Toponym
from onrecord.records import Place


def is_of(toponym: Toponym | Place, others: Collection[str | None] = ()) -> bool:
    """Return whether the country of ``toponym`` can stand for it, with ``others`` on the other side."""
    claimants = _claimants().get((toponym.name or toponym.text).casefold()) or _claimants().get(
        toponym.text.casefold()
    )
    if claimants is None:
        return True
    return any(other in claimants and other != toponym.country for other in others)


@lru_cache(maxsize=1)
def _claimants() -> dict[str, frozenset[str]]:
    text = files("onrecord.coding").joinpath("data", "contested.toml").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for area in tomllib.loads(text).values():
        for place in area["places"].split("|"):
            found[place.strip().casefold()] = frozenset(area["claimants"])
    return found

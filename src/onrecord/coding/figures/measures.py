"""What a figure measures: from the noun or verb it stands with to one normalised name."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from onrecord.coding.clause import Clause
from onrecord.reading import Token

MIRRORED = {
    "imports": "exports",
    "exports": "imports",
    "purchases": "sales",
    "sales": "purchases",
}
"""One party's flow is the other's mirrored one."""
INWARD = frozenset({"imports", "purchases"})
LINES = frozenset(
    "border frontier fence wall barrier pipeline road highway corridor coastline coast tunnel trench river "
    "canal strip line railway stretch front frontline convoy bridge boundary".split()
)
"""Nouns that a length belongs to."""
ORIGIN_VERBS = frozenset("come originate arrive stem derive flow".split())
EQUATIVES = frozenset("represent account constitute comprise form make amount equal".split())
GIVERS = frozenset("provide supply furnish equip sell give send deliver ship export".split())
TAKERS = frozenset("receive buy import purchase get obtain acquire source procure".split())
RISES = frozenset("rise increase grow climb jump surge soar gain expand".split())
FALLS = frozenset("fall drop decline decrease shrink sink plunge slip tumble slump contract".split())
CHANGES = {
    "growth": frozenset("increase rise growth gain jump surge climb".split()),
    "decline": frozenset("decrease drop decline fall reduction cut slump plunge".split()),
}


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    path = files("onrecord").joinpath("coding", "data", "measures.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        table: {word: name for name, words in rows.items() for word in words} for table, rows in data.items()
    }


def lookup(table: str, word: str) -> str | None:
    """Return the measure that ``word`` stands for in ``table``, None when it is not listed."""
    return _tables()[table].get(word)


def flow_of(measure: str) -> str | None:
    """Return the flow at the end of a measure: ``arms_imports`` → ``imports``."""
    last = measure.rsplit("_", 1)[-1]
    return last if last in MIRRORED else None


def mirrored(first: str, second: str) -> bool:
    """True where one measure is the other side's view of the other: arms imports and arms exports."""
    one, two = flow_of(first), flow_of(second)
    return one is not None and MIRRORED[one] == two and first[: -len(one)] == second[: -len(two or "")]


def measure_of(clause: Clause, noun: Token) -> str:
    """Return the name of what ``noun`` measures, its compounds in front: ``arms_imports``."""
    flow = lookup("flows", noun.lemma)
    parts = [_good(t) for t in clause.sentence.kids(noun.i, "compound", "amod") if _names_good(t, flow)]
    harm = lookup("harm_nouns", noun.lemma)
    if harm:
        return harm
    own = flow or lookup("goods", noun.lemma) or noun.lemma
    participle = _participle(clause, noun)
    if participle is not None:
        own = f"{own}_{participle}"
    return "_".join([*(p for p in parts if p != own), own])


def participle_of(clause: Clause, noun: Token) -> Token | None:
    """Return the participle that makes a good a flow: "the petroleum *imported* to X"."""
    return next((t for t in clause.sentence.kids(noun.i, "acl") if lookup("participles", t.lemma)), None)


def _participle(clause: Clause, noun: Token) -> str | None:
    found = participle_of(clause, noun)
    return lookup("participles", found.lemma) if found else None


def _names_good(token: Token, flow: str | None) -> bool:
    if lookup("goods", token.lemma):
        return True
    # only what is traded tells flows apart; other modifiers do not change what is counted
    return flow is not None and token.dep == "compound" and token.tag in {"NN", "NNS"}


def _good(token: Token) -> str:
    return lookup("goods", token.lemma) or token.lemma

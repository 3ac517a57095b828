"""What a figure measures: from the noun or verb it stands with to one normalised name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from onrecord.coding.clause import Clause
from onrecord.reading import Token
from onrecord.records import Direction

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
RISES = frozenset(
    "rise increase grow climb jump surge soar gain expand widen raise lift boost swell advance double "
    "triple treble quadruple".split()
)
FALLS = frozenset(
    "fall drop decline decrease shrink sink plunge slip tumble slump contract cut reduce lower slash "
    "trim narrow dwindle slide ease dip lose dive weaken halve".split()
)
RISEN = frozenset("increase rise growth gain jump surge climb hike".split())
FALLEN = frozenset("decrease drop decline fall reduction cut slump plunge slide loss dip".split())
RATED = frozenset(
    {"rate", "level", "number", "total", "amount", "figure", "volume", "price", "share", "value"}
)
"""Nouns that say nothing of what is measured until their modifier does: "the inflation rate"."""
PEOPLE = frozenset(
    "people person soldier troop officer refugee migrant worker inhabitant resident prisoner detainee seeker "
    "sailor fighter rebel policeman guard member civilian citizen man woman child victim hostage "
    "voter".split()
)
OWN_RATES = frozenset({"interest", "exchange", "tax", "growth"})
"""A rate by itself, where "inflation rate" is inflation."""
HARMS = frozenset(
    {"deaths", "injured", "arrested", "displaced", "missing", "abducted", "freed", "crowd", "expelled"}
)


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


def way_of(verb: Token) -> Direction | None:
    """Return whether ``verb`` tells a rise or a fall, None where it tells neither."""
    if verb.lemma in RISES:
        return Direction.RISE
    return Direction.FALL if verb.lemma in FALLS else None


def way_of_noun(noun: Token) -> Direction | None:
    """Return whether ``noun`` is a rise or a fall, None where it is neither."""
    if noun.lemma in RISEN:
        return Direction.RISE
    return Direction.FALL if noun.lemma in FALLEN else None


def is_currency(unit: str) -> bool:
    """True for a unit of money, also one that several states share the name of."""
    return (len(unit) == 3 and unit.isupper()) or unit in shared_currencies()


def shared_currencies() -> dict[str, dict[str, str]]:
    """Return for a currency's name ("dinars") the code by state."""
    return _currencies()


@lru_cache(maxsize=1)
def _currencies() -> dict[str, dict[str, str]]:
    path = files("onrecord").joinpath("coding", "data", "currencies.toml")
    read: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return read


def currency_of(unit: str, countries: Iterable[str | None]) -> str | None:
    """Return the code of the money called ``unit`` in the first of ``countries`` that has it."""
    codes = shared_currencies().get(unit, {})
    return next((codes[c] for c in countries if c in codes), None)


def is_flow(lemma: str) -> bool:
    """True for a noun that goes from one side to another: exports, aid, trade."""
    return lookup("flows", lemma) is not None or lemma in {
        "aid",
        "remittance",
        "trade",
        "loan",
        "gap",
        "assistance",
    }


def is_traded(noun: Token) -> bool:
    """True for goods that are bought and sold between states: arms, coal; not a mine or a company."""
    return noun.tag in {"NNS", "NN"} and (lookup("goods", noun.lemma) is not None)


def counts_people(clause: Clause, noun: Token) -> bool:
    """True for a noun that counts people: soldiers, refugees."""
    mention = clause.mention(noun)
    if noun.lemma in PEOPLE:
        return True
    return mention is not None and noun.tag == "NNPS"


def named(clause: Clause, noun: Token) -> tuple[str, Token]:
    """Return the name of what ``noun`` measures, and the noun that tells it.

    "The number of officers" counts officers, "the inflation rate" is inflation,
    "the price of wheat" and "oil prices" are prices of a good.
    """
    if noun.lemma not in RATED:
        return measure_of(clause, noun), noun
    inside = next((t for w, t in clause.prepositions(noun) if w == "of" and t.dep == "pobj"), None)
    if inside is None:
        inside = next((t for t in clause.sentence.kids(noun.i, "compound", "nmod") if t.tag != "NNP"), None)
    if noun.lemma == "price":
        good = lookup("goods", inside.lemma) or inside.lemma if inside is not None else ""
        return (f"{good}_price" if good else "price"), noun
    if inside is None:
        return measure_of(clause, noun), noun
    if noun.lemma == "rate" and inside.lemma in OWN_RATES:
        return f"{inside.lemma}_rate", noun
    for token in (inside, *clause.sentence.kids(inside.i, "amod")):
        harm = lookup("harm_nouns", token.lemma) or lookup("harm_adjectives", token.lower)
        if harm:
            return harm, inside
    return measure_of(clause, inside), inside


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
    parts = _goods(clause, noun, flow)
    harm = lookup("harm_nouns", noun.lemma)
    if harm:
        return harm
    own = flow or _good(noun)
    participle = _participle(clause, noun)
    if participle is not None:
        own = f"{own}_{participle}"
    return "_".join([*(p for p in parts if p != own), own])


def _goods(clause: Clause, noun: Token, flow: str | None) -> list[str]:
    """Return the goods that ``noun`` names: "*palm oil* exports", "imports of *arms*"."""
    parts: list[str] = []
    for token in clause.sentence.kids(noun.i, "compound", "amod", "nmod"):
        if _names_good(token, flow):
            parts += [t.lemma for t in clause.sentence.kids(token.i, "compound") if t.tag == "NN" and flow]
            parts.append(_good(token))
    if flow is not None and not parts:
        inside = (t for w, t in clause.prepositions(noun) if w == "of" and t.dep == "pobj")
        bare = (t for t in inside if t.tag in {"NN", "NNS"} and not clause.sentence.kid(t.i, "det", "poss"))
        parts = [_good(t) for t in bare][:1]
    return parts


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
    return lookup("goods", token.lemma) or lookup("lemmas", token.lemma) or token.lemma

"""What a frame reads of one quantity, and the small questions that all frames ask of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.coding.clause import Clause
from onrecord.coding.figures.owners import owners
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Quantity, Token
from onrecord.records import Direction, FigureRole


class Draft(Struct):
    """What a frame reads: measure, sides, and the tokens it was read from."""

    measure: str
    noun: Token
    """What is measured."""
    rule: str
    of: list[Mention]
    counterpart: list[Mention]
    verb: Token | None = None
    """The verb that the figure is an argument of."""
    unit: str | None = None
    """Overrides the quantity's unit where the construction tells more."""
    role: FigureRole = FigureRole.LEVEL
    direction: Direction | None = None
    whole: Token | None = None
    """Head of what a share is a part of."""
    dated_after: int | None = None
    dated_before: int | None = None
    """Bounds of where its expression of time may stand: "12 percent, up from 8 percent in 2017"."""


Frame = Callable[[Clause, Quantity, Token], Draft | None]

MODIFIERS = frozenset({"compound", "nmod", "amod", "nummod", "quantmod"})


def verb_above(clause: Clause, token: Token) -> Token | None:
    """Return the nearest verb that ``token`` hangs on."""
    return next((t for t in clause.sentence.ancestors(token.i) if clause.is_verb(t) or t.pos == "AUX"), None)


def first_conjunct(clause: Clause, token: Token) -> Token:
    """Return the noun that ``token`` is joined to, itself where it is the first."""
    while token.dep == "conj" and clause.tokens[token.head].i != token.i:
        token = clause.tokens[token.head]
    return token


def under(clause: Clause, token: Token, *words: str) -> list[Token]:
    """Return the objects of the prepositions ``words`` attached to ``token``."""
    return [t for word, t in clause.prepositions(token) if word in words and t.dep == "pobj"]


def mentions(clause: Clause, tokens: Sequence[Token]) -> list[Mention]:
    """Return whom ``tokens`` stand for, places taken for their states."""
    return [m for t in tokens for m in parties(clause, t, aims=False, places=True)]


def sovereign(clause: Clause, tokens: Sequence[Token]) -> list[Mention]:
    """Return whom ``tokens`` name, a state or a body; nobody who is only described ("the police")."""
    return [m for m in mentions(clause, tokens) if is_named(m)]


def is_named(mention: Mention) -> bool:
    """True for a mention that names a state, a body or a person, not "police" or "officials"."""
    return bool(mention.actors) and not all(
        ref.kind == "unnamed" or (ref.actor_id.startswith("unnamed") and ref.country is None)
        for ref in mention.actors
    )


def same_side(one: Sequence[Mention], two: Sequence[Mention]) -> bool:
    """True where both lists stand for the same parties, by country or by actor."""
    return bool(_sides(one)) and _sides(one) == _sides(two)


def _sides(found: Sequence[Mention]) -> set[str]:
    return {ref.country or ref.actor_id for m in found for ref in m.actors}


def apart_from(found: Sequence[Mention], own: Sequence[Mention]) -> list[Mention]:
    """Return those of ``found`` that are not already ``own``."""
    return [m for m in found if not same_side([m], own)]


def owners_or_doers(clause: Clause, noun: Token, verb: Token | None) -> list[Mention]:
    """Return whose ``noun`` is; where nothing says so, who does the verb it is an argument of."""
    found = owners(clause, noun)
    if found or verb is None:
        return found
    return sovereign(clause, [t for t in clause.actors(verb) if t.i != noun.i])


def linked_verb(clause: Clause, head: Token) -> tuple[Token, str] | None:
    """Return the verb that a quantity is an argument of, and how: by, to, from, at, obj, attr.

    A second preposition hung on the first number ("by a point to 3.75 percent") counts as the verb's.
    """
    here, how = head, ""
    for _ in range(6):
        above = clause.tokens[here.head]
        if above.i == here.i:
            return None
        if clause.is_verb(above) or above.pos == "AUX":
            return above, _said(clause, head, how) or _argument(here)
        if above.pos in {"ADP", "SCONJ", "PART"} and here.dep == "pobj":
            how = how if how not in {"", "of"} else above.lower
        elif here.dep not in _PASSED and above.lemma not in {"year", "month", "quarter", "week"}:
            return None
        here = above
    return None


_PASSED = frozenset({"prep", "quantmod", "nummod", "conj", "npadvmod", "pobj", "amod", "dobj"})


def _said(clause: Clause, head: Token, how: str) -> str:
    """Return the preposition written before a number: the tree reads "from 9 to 4 troops" as one phrase."""
    if how != "from":
        return how
    numbers = [t for t in clause.tokens[max(0, head.i - 3) : head.i + 1] if t.tag == "CD"]
    first = numbers[-1] if numbers else head
    before = clause.tokens[first.i - 1].lower if first.i else ""
    return before if before in {"to", "by"} else how


def _argument(token: Token) -> str:
    if token.dep in {"dobj", "npadvmod", "dative"}:
        return "obj"
    return token.dep

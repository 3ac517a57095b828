"""Lengths of lines and distances between places: never the same measure."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.draft import (
    Draft,
    is_named,
    mentions,
    owners_or_doers,
    under,
    verb_above,
)
from onrecord.coding.figures.owners import owners
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Quantity, Token

LINEAR = frozenset({"km", "miles", "nautical miles", "m", "feet", "cm"})
_TOWNS = frozenset("capital city town village port airport".split())
_FAR = frozenset({"from", "off", "of", "to"})


def length(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``a 670-kilometre border``, ``about 100 km from the capital``: never the same measure."""
    if quantity.unit not in LINEAR:
        return None
    above = clause.tokens[head.head]
    verb = verb_above(clause, head)
    if head.dep in {"compound", "nmod", "amod", "nummod"} and above.tag.startswith("NN"):
        name = f"{above.lemma}_length" if above.lemma in measures.LINES else above.lemma
        held = owners(clause, above) or (mentions(clause, clause.subjects(verb)) if verb else [])
        return Draft(name, above, "figure.length", held, [], verb)
    if head.dep == "pobj" and above.lower == "of":
        noun = clause.tokens[above.head]
        if noun.tag.startswith("NN") and noun.lemma not in {"distance", "metre", "meter"}:
            name = f"{noun.lemma}_length" if noun.lemma in measures.LINES else noun.lemma
            return Draft(name, noun, "figure.length", owners_or_doers(clause, noun, verb), [], verb)
    subject = next(iter(clause.subjects(verb)), None) if verb else None
    away = _far_end(clause, head, above)
    if away is not None:
        of = [m for m in parties(clause, subject, places=True) if is_named(m)] if subject else []
        return Draft("distance", subject or head, "figure.distance", of, _place_parties(clause, away), verb)
    if subject is not None and subject.lemma in measures.LINES:
        of = parties(clause, subject, places=True)
        return Draft(f"{subject.lemma}_length", subject, "figure.length", of, [], verb)
    return None


def _far_end(clause: Clause, head: Token, above: Token) -> Token | None:
    """Return what a distance is measured to: "100 km from the *capital*", "north of the *city*"."""
    for token in (above, head):
        if token.lower in {"from", "off", "of"}:
            found = clause.sentence.kid(token.i, "pobj")
            if found:
                return found
        for word in ("from", "of", "off"):
            if token.tag in {"RB", "NN"} or token is head:
                found = next(iter(under(clause, token, word)), None)
                if found:
                    return found
    return None


def _place_parties(clause: Clause, token: Token) -> list[Mention]:
    """Return whose place a distance is measured to; nobody for a town, which is not its whole state."""
    return [] if _town(clause, token) else parties(clause, token, places=True)


def _town(clause: Clause, token: Token) -> bool:
    """True for "the capital, Riga", "the city of Riga", "Riga"."""
    names = {t.head: t.granularity for t in clause.reading.toponyms if t.sentence == clause.sentence.index}
    return token.lemma in _TOWNS or names.get(token.i) == "city"

"""Rises and falls: by how much, to what, from what; and figures set beside another one."""

from __future__ import annotations

import re

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.draft import (
    MODIFIERS,
    Draft,
    apart_from,
    linked_verb,
    mentions,
    sovereign,
    under,
    verb_above,
)
from onrecord.coding.figures.owners import owners
from onrecord.reading import Mention, Quantity, Token
from onrecord.records import Direction, FigureRole

_WAYS = {Direction.RISE: "growth", Direction.FALL: "decline"}
_LEVELS = frozenset({"to", "at", "below", "above", "past", "under", "over", "near"})


def change(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``exports rose by 5 % to $3 billion from $2 billion``, ``cut its budget by 4 %``, ``tripled``."""
    if quantity.unit == "times":
        return _multiple(clause, quantity, head)
    found = linked_verb(clause, head)
    if found is None:
        return _changed_noun(clause, quantity, head)
    verb, how = found
    way = measures.way_of(verb)
    if way is None or how not in {"by", "to", "from", "obj", "npadvmod", "at", "advmod", "of", "in"}:
        return _changed_noun(clause, quantity, head)
    if how == "obj" and quantity.unit not in {"percent", "percentage points"}:
        if verb.lemma not in {"gain", "lose"} or quantity.unit not in {"count"}:
            return _changed_noun(clause, quantity, head)
        return _won_or_lost(clause, head, verb, way)
    noun = _moved(clause, verb, head)
    if noun is None:
        return _changed_noun(clause, quantity, head)
    draft = moved(clause, noun, verb, "figure.change")
    if how in {"by", "obj", "npadvmod", "advmod", "of", "in"}:
        return _by(draft, way)
    if head.tag.startswith("NN") and quantity.unit in {"count", "people"} and head.i != noun.i:
        draft.measure, draft.noun = measures.measure_of(clause, head), head
    draft.role = FigureRole.FORMER if how == "from" else FigureRole.LEVEL
    draft.direction = None if how == "from" else way
    draft.unit = _unit_of_level(clause, quantity, draft)
    return draft


def _by(draft: Draft, way: Direction) -> Draft:
    draft.measure = f"{draft.measure}_{_WAYS[way]}"
    draft.role, draft.direction = FigureRole.CHANGE, way
    return draft


def moved(clause: Clause, noun: Token, verb: Token | None, rule: str) -> Draft:
    """Return a draft that measures ``noun``, with whose it is and where it goes or comes from."""
    name, counted = measures.named(clause, noun)
    held = owners(clause, counted) or owners(clause, noun) or located(clause, counted, noun)
    if not held and verb is not None:
        subjects = [t for t in clause.actors(verb) if t.i != noun.i]
        held = sovereign(clause, subjects)
    other = apart_from(other_side(clause, noun, verb), held)
    return Draft(name, counted, rule, held, other, verb)


def located(clause: Clause, *nouns: Token) -> list[Mention]:
    """Return the states a level is measured in: "wages in Latvia", "trade between X and Y"; no cities."""
    places = clause.toponyms
    for noun in nouns:
        for token in under(clause, noun, "in", "between", "among", "across"):
            country = token.i in places and places[token.i].granularity == "country"
            if country or token.i not in places:
                found = [m for m in mentions(clause, [token]) if all(r.kind == "country" for r in m.actors)]
                if found:
                    return found
    return []


def other_side(clause: Clause, noun: Token, verb: Token | None) -> list[Mention]:
    """Return where a flow or a gift goes: "exports to X", "its aid to X", "trade with X"."""
    if measures.is_flow(noun.lemma):
        return mentions(clause, under(clause, noun, "to", "into", "with", "toward", "towards"))
    return []


def _moved(clause: Clause, verb: Token, head: Token) -> Token | None:
    """Return the noun whose level moves: the object of a transitive verb, else the subject."""
    inside = set(clause.sentence.subtree(head.i)) if head.i != verb.i else set()
    things = [t for t in clause.sentence.kids(verb.i, "dobj") if t.i not in inside and t.i != head.i]
    candidates = [t for t in things if t.tag.startswith("NN")] or clause.subjects(verb)
    return next((t for t in candidates if t.tag.startswith("NN") and t.i != head.i), None)


def _won_or_lost(clause: Clause, head: Token, verb: Token, way: Direction) -> Draft:
    held = [m for t in clause.subjects(verb) for m in owners(clause, t)]
    draft = Draft(measures.measure_of(clause, head), head, "figure.change", held, [])
    draft.verb = verb
    return _by(draft, way)


def _multiple(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``has more than doubled``, ``halved its aid``, ``ten times higher than``."""
    if not clause.is_verb(head):
        return _compared_times(clause, quantity, head)
    noun = _moved(clause, head, head)
    if noun is None:
        return None
    way = Direction.FALL if head.lemma == "halve" else Direction.RISE
    return _by(moved(clause, noun, head, "figure.change"), way)


def _compared_times(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    rest = clause.reading.document.text[quantity.end : quantity.end + 12].lower()
    way = _way_behind(rest)
    verb = verb_above(clause, head)
    subject = next(iter(clause.subjects(verb)), None) if verb else None
    if way is None or subject is None or not subject.tag.startswith("NN"):
        return None
    return _by(moved(clause, subject, verb, "figure.change"), way)


_BEHIND = re.compile(r"\s*(higher|more|larger|greater|up|lower|fewer|less|smaller|down)\b", re.IGNORECASE)
_UP = frozenset({"higher", "more", "larger", "greater", "up"})


def _way_behind(rest: str) -> Direction | None:
    found = _BEHIND.match(rest)
    if found is None:
        return None
    return Direction.RISE if found.group(1).lower() in _UP else Direction.FALL


def _changed_noun(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``a 5 % drop in exports``, ``an increase of 5 %``, ``60 percent higher``, ``a 30 % stake in X``."""
    above = clause.tokens[head.head]
    if head.dep in MODIFIERS and above.tag.startswith("NN") and above.lemma not in {"year", "month"}:
        way = measures.way_of_noun(above)
        if way is not None:
            return _noun_moved(clause, above, way)
        if quantity.unit in {"percent", "percentage points"} and above.tag in {"NN", "NNS"}:
            return _rate(clause, above)
        return None
    if quantity.unit in {"percent", "percentage points"}:
        return _comparison(clause, quantity, head)
    return None


def _noun_moved(clause: Clause, noun: Token, way: Direction) -> Draft | None:
    inside = under(clause, noun, "in", "of") + clause.sentence.kids(noun.i, "compound")
    what = next((t for t in inside if t.tag in {"NN", "NNS"} and t.text.isalpha()), None)
    if what is None:
        return None
    return _by(moved(clause, what, verb_above(clause, noun), "figure.change"), way)


def _rate(clause: Clause, noun: Token) -> Draft:
    verb = verb_above(clause, noun)
    doers = sovereign(clause, clause.subjects(verb)) if verb else []
    role = FigureRole.SHARE if noun.lemma in {"stake", "share", "majority"} else FigureRole.LEVEL
    held = doers if role is FigureRole.SHARE else owners(clause, noun) or doers
    return Draft(measures.measure_of(clause, noun), noun, "figure.rate", held, [], verb, role=role)


def _comparison(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``rents are 60 percent higher than in 2012``."""
    rest = clause.reading.document.text[quantity.end : quantity.end + 12].lower()
    way = _way_behind(rest)
    verb = verb_above(clause, head)
    if way is None or verb is None or verb.lemma != "be":
        return None
    subject = next(iter(clause.subjects(verb)), None)
    if subject is None or not subject.tag.startswith("NN"):
        return None
    return _by(moved(clause, subject, verb, "figure.change"), way)


def _unit_of_level(clause: Clause, quantity: Quantity, draft: Draft) -> str | None:
    if quantity.unit == "count" and (
        draft.measure in measures.HARMS or measures.counts_people(clause, draft.noun)
    ):
        return "people"
    return None

"""Who is named within the object of a verb and is yet not whom the act is aimed at.

"Criticised the Oslo accord", "denounced the leak to the paper", "voiced the anger of voters":
:mod:`onrecord.coding.events.slots` leaves these out, and the act has no recipient from there.
"""

from __future__ import annotations

from collections.abc import Collection

from onrecord.coding.clause import Clause
from onrecord.coding.events.words import WORDS
from onrecord.ontology import Rule
from onrecord.reading import Mention, Token

JUDGING = frozenset(["ACCUSE", "SUPPORT", "REJECT"])
"""Types that say what somebody thinks of a thing."""
PLACES = frozenset(["metonym", "place"])


def bystander(clause: Clause, party: Mention, things: Collection[Token], rule: Rule) -> bool:
    """Return whether ``party``, named within ``things``, is nobody to whom the act of ``rule`` is done."""
    if party.sentence != clause.sentence.index or any(party.head == t.i for t in things):
        return False
    token = clause.tokens[party.head]
    if _credited(clause, token) or (rule.frame.mode == "visit" and _between(clause, token, things)):
        return True
    if rule.event_type == "ASSAULT" and things and _maker(clause, token):
        return True
    if rule.event_type in JUDGING and _names_a_pact(clause, party, token):
        return True
    if rule.event_type == "REQUEST":
        return _looked_into(clause, token)
    if rule.event_type != "ACCUSE":
        return False
    return _told_it(clause, token) or (bool(things) and _lends_a_scene(clause, party, token, things))


def _credited(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` ends a credit: "(Pool/*AFP*)"."""
    before, after = clause.tokens[max(0, token.i - 2) : token.i], clause.tokens[token.i + 1 : token.i + 2]
    return "/" in "".join(t.text for t in [*before, token]) and [t.text for t in after] == [")"]


def _maker(clause: Clause, token: Token) -> bool:
    """Return whether what is hit was only made or used by ``token``: "destroyed jets *built by Peru*"."""
    by = clause.tokens[token.head]
    return by.dep == "agent" and clause.tokens[by.head].dep == "acl"


def _between(clause: Clause, token: Token, things: Collection[Token]) -> bool:
    """Return whether what is visited only lies near ``token``: "a bridge *between* Oslo and Bergen"."""
    near = token.dep in ("pobj", "conj") and bool(things)
    above = [t.lower for t in list(clause.sentence.ancestors(token.i))[:2]]
    return near and bool({"between", "near", "outside"} & set(above))


def _names_a_pact(clause: Clause, party: Mention, token: Token) -> bool:
    """Return whether a pact or meeting is only called by the place: "the *Paris* accord"."""
    above = clause.tokens[token.head]
    return (
        party.form in PLACES and token.dep in ("compound", "nmod", "amod") and above.lemma in WORDS.compacts
    )


def _looked_into(clause: Clause, token: Token) -> bool:
    """Return whether something is asked about ``token``, not of it: "urged an inquiry *into Berg*"."""
    preposition = clause.tokens[token.head]
    if token.dep != "pobj":
        return False
    matter = clause.tokens[preposition.head].lemma
    if preposition.lower in ("of", "into"):
        return matter in WORDS.inquiries
    return preposition.lower in ("on", "against") and matter in WORDS.attacks | {"retaliation"}


def _told_it(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` feels what is voiced, or was told or given what is blamed on others."""
    while token.dep == "conj" and token.head != token.i:
        token = clause.tokens[token.head]
    preposition = clause.tokens[token.head]
    if token.dep != "pobj":
        return False
    matter = clause.tokens[preposition.head].lemma
    felt = preposition.lower == "of" and matter in WORDS.feelings
    above = {t.lemma for t in list(clause.sentence.ancestors(preposition.i))[:3]}
    return felt or (preposition.lower == "to" and bool(above & WORDS.disclosures))


def _lends_a_scene(clause: Clause, party: Mention, token: Token, things: Collection[Token]) -> bool:
    """Return whether a town only has what the object goes on to name: "the hosts of *Oslo's* fair"."""
    deep = all(token.head != t.i for t in things)
    return deep and token.dep == "poss" and party.form in PLACES

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
    if rule.event_type in JUDGING and _names_a_pact(clause, party, token):
        return True
    if rule.event_type == "REQUEST":
        return _looked_into(clause, token)
    if rule.event_type != "ACCUSE":
        return False
    return _told_it(clause, token) or (bool(things) and _lends_a_scene(clause, party, token, things))


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
    preposition = clause.tokens[token.head]
    if token.dep != "pobj":
        return False
    matter = clause.tokens[preposition.head].lemma
    felt = preposition.lower == "of" and matter in WORDS.feelings
    return felt or (preposition.lower == "to" and matter in WORDS.disclosures)


def _lends_a_scene(clause: Clause, party: Mention, token: Token, things: Collection[Token]) -> bool:
    """Return whether a town only has what the object goes on to name: "the hosts of *Oslo's* fair"."""
    deep = all(token.head != t.i for t in things)
    return deep and token.dep == "poss" and party.form in PLACES

"""Tell which noun phrases point back: "the minister", "both countries", "his counterpart"."""

from __future__ import annotations

from msgspec import Struct

from onrecord.reading import Mention, Sentence

_BACK = frozenset({"the", "this", "that", "these", "those", "both"})
_PAIR_NOUNS = frozenset(
    "leader president country state nation side minister official neighbor neighbour party man "
    "diplomat counterpart government premier foe rival ally".split()
)
_COUNTRY_NOUNS = frozenset("country state nation neighbor neighbour side government".split())


_CHAINED = frozenset(
    "head_of_state head_of_government speaker defence_minister foreign_minister interior_minister "
    "finance_minister justice_minister security_minister energy_minister economy_trade_minister "
    "information_minister minister_other minister government state_body ministry embassy "
    "central_bank military police intelligence judiciary legislature opposition breakaway".split()
)
"""Offices with one holder, and bodies of a state, which "the" points back to."""
_BODIES = frozenset("government military police intelligence judiciary legislature".split())
"""Roles whose plural still means one body ("the authorities", "the security forces")."""


class NounReference(Struct, frozen=True):
    """How a noun phrase points back."""

    pair: bool = False
    counterpart: bool = False
    country: bool = False
    either: bool = False
    """A pair of persons or of states ("the two")."""
    latter: bool = False
    holder: bool = False
    """An office with its country ("the Israeli president")."""
    owner: int | None = None
    """Token of the possessor ("its", "the country's")."""


def noun_reference(mention: Mention, sentence: Sentence) -> NounReference | None:
    """Return how ``mention`` points back, None where it stands on its own."""
    head = sentence.tokens[mention.head]
    words = {t.lower for t in sentence.kids(head.i, "det", "nummod", "predet", "amod")}
    plural = head.tag in {"NNS", "NNPS"}
    if mention.form != "role":
        return None
    if head.lower in {"two", "both"}:
        return NounReference(pair=True, either=True)
    if head.lower == "latter":
        return NounReference(latter=True)
    if head.lemma == "counterpart":
        return NounReference(counterpart=True)
    if head.lemma in _PAIR_NOUNS and plural and ("both" in words or {"the", "two"} <= words):
        return NounReference(pair=True, country=head.lemma in _COUNTRY_NOUNS)
    if not mention.actors:
        return NounReference(country=True) if not plural and words == {"the"} else None
    actor = mention.actors[0]
    if len(mention.actors) > 1 or "a" in words or "an" in words:
        return None
    if actor.country is not None:
        holder = not plural and actor.kind == "unnamed" and actor.role in _CHAINED
        return NounReference(holder=True) if holder else None
    owner = sentence.kid(head.i, "poss")
    if owner is not None:
        return NounReference(owner=owner.i)
    if actor.role not in _CHAINED:
        return None
    if not words & _BACK or (plural and actor.kind == "unnamed" and actor.role not in _BODIES):
        return None
    return NounReference()

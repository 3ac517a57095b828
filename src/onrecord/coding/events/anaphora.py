"""Which claim of the text a noun points back to: "the strike", "this attack", "the raid".

Only violence is looked up this way: reports name an attack in full once and by a bare
noun from then on. The nearest earlier claim is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.clause import Clause
from onrecord.coding.events.words import WORDS
from onrecord.reading import Token
from onrecord.records import Claim


def attack_meant(clause: Clause, noun: Token, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that ``noun`` stands for: its own, else the attack told last before it."""
    own = [c for c in claims if c.trigger.start == noun.start and c.event_type == "ASSAULT"]
    if own:
        return own[0]
    if noun.lemma not in WORDS.attacks or not points_back(clause, noun):
        return None
    earlier = [
        c
        for c in claims
        if c.event_type == "ASSAULT"
        and c.trigger.start < noun.start
        and not (c.rule or "").startswith("denial(")
    ]
    return max(earlier, key=lambda c: c.trigger.start, default=None)


def points_back(clause: Clause, noun: Token) -> bool:
    """Return whether ``noun`` is a bare definite ("the raid"), which says nothing by itself."""
    determiners = {t.lower for t in clause.sentence.kids(noun.i, "det")}
    return bool(determiners & WORDS.pointing) and not clause.sentence.kids(noun.i, "prep", "poss", "relcl")

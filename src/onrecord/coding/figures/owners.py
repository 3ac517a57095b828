"""Whose it is that a figure counts or measures: read from the noun phrase, for :mod:`frames`."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Token
from onrecord.records import ActorRef


def owners(clause: Clause, noun: Token) -> list[Mention]:
    """Return whose ``noun`` is: what is named in its phrase, or the noun where it names somebody itself.

    Who is only described ("soldiers") is what the figure counts, not whose it is.
    """
    found = parties(clause, noun, aims=False, places=True)
    phrase = set(clause.sentence.subtree(noun.i))
    for conjunct in clause.sentence.kids(noun.i, "conj"):
        phrase -= set(clause.sentence.subtree(conjunct.i))
    return [m for m in found if m.head in phrase and not all(_described(ref) for ref in m.actors)]


def _described(ref: ActorRef) -> bool:
    return ref.kind == "unnamed" and ref.country is None


def counted_along(clause: Clause, head: Token) -> list[Token]:
    """Return the bare plurals joined to ``head``: "thousands of soldiers and *nurses*" counts both."""
    found = []
    for joined in clause.sentence.kids(head.i, "conj"):
        own_number = clause.sentence.kid(joined.i, "det", "nummod", "poss", "quantmod")
        if joined.tag != "NNS" or own_number is not None:
            return []
        found += [joined, *counted_along(clause, joined)]
    return found


def owners_of_all(clause: Clause, head: Token) -> list[Mention]:
    """Return whose the counted are, those joined to ``head`` included.

    Nobody where some of them are nobody's: the sum is then not the others' alone.
    """
    held = [owners(clause, token) for token in (head, *counted_along(clause, head))]
    return [m for each in held for m in each] if all(held) else []

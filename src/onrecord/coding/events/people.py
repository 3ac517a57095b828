"""Who stands in a slot, as far as the sense of a word depends on it: persons, states, the armed."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.coding.clause import Clause
from onrecord.coding.events.words import WORDS
from onrecord.reading import Mention, Token

ARMED = frozenset(["MIL", "REB", "UAF", "PRM", "CRM", "SPY", "COP", "RAD"])


def direct(clause: Clause, tokens: Iterable[Token]) -> list[Mention]:
    """Return the mentions that ``tokens`` and their conjuncts themselves lead, "it" left out."""
    each = [c for t in tokens for c in clause.conjuncts(t)]
    found = [clause.mention(t) for t in each if t.lower not in ("it", "this", "that", "which")]
    return [m for m in found if m is not None]


def people(clause: Clause, tokens: list[Token], nouns: frozenset[str]) -> bool:
    """Return whether one of ``tokens`` is somebody, a number of them, or one of ``nouns``."""
    each = [c for t in tokens for c in clause.conjuncts(t)]
    return bool(direct(clause, tokens)) or any(t.lemma in nouns or t.tag == "CD" for t in each)


def persons(mentions: Iterable[Mention]) -> bool:
    """Return whether ``mentions`` are there and all are single persons of no armed force."""
    refs = [ref for m in mentions for ref in m.actors]
    return bool(refs) and all(
        (ref.kind == "person" or ref.role in WORDS.offices) and not set(ref.sectors) & ARMED for ref in refs
    )


def armed(mentions: list[Mention]) -> bool:
    """Return whether one of ``mentions`` is of an armed force or group."""
    return any(set(ref.sectors) & ARMED for m in mentions for ref in m.actors)


def states(mentions: list[Mention]) -> bool:
    """Return whether a country or an armed force is among ``mentions``, attacked by order of one."""
    kinds = [(ref.kind, set(ref.sectors)) for m in mentions for ref in m.actors]
    return any(kind == "country" or sectors & ARMED for kind, sectors in kinds)


def nobodies(mentions: list[Mention]) -> bool:
    """Return whether ``mentions`` are there and all are just people."""
    return bool(mentions) and all(r.actor_id == "unnamed.CVL" for m in mentions for r in m.actors)

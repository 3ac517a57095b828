"""Why an act reads as it does: what its frame found, and where its parties stood.

Kept with the claim for ``onrecord show``, and for the confidence that is read off it.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.ontology import Rule
from onrecord.reading import Mention, Token
from onrecord.records import Grounds, Route

SLOTS = {
    "nsubj": "subject",
    "nsubjpass": "subject of the passive",
    "csubj": "subject",
    "dobj": "object",
    "dative": "object",
    "agent": "by",
    "poss": "possessor",
    "amod": "modifier",
    "compound": "modifier",
    "nmod": "modifier",
    "conj": "beside it",
    "relcl": "antecedent",
    "acl": "antecedent",
}
"""Dependencies in the words of a reader; others keep their own name."""
SIDES = {"objects": "object", "subjects": "doer", "modifiers": "modifier", "heads": "complement"}
PHRASES = {"preps": "preposition", "pobjects": "behind a preposition", "adverbs": "adverb"}


def grounds_of(clause: Clause, act: Act) -> Grounds:
    """Return what ``act`` was read from."""
    return Grounds(
        frame=tuple(_found(clause, act)),
        demands=act.rule.weight,
        carrier=act.carrier.text if act.carrier is not None else None,
        status=act.cue or None,
        routes=tuple(_route(clause, act, m) for m in (*act.actors, *act.recipients)),
    )


def _found(clause: Clause, act: Act) -> Iterator[str]:
    """Yield each condition of the frame with the word that met it."""
    near = [clause.tokens[i] for i in clause.sentence.subtree(act.top.i)]
    for field, name in (SIDES | PHRASES).items():
        words = _asked(act.rule, field)
        met = next((t for t in near if t.lemma in words or t.lower in words), None) if words else None
        if met is not None:
            yield f"{name} {met.text}"


def _asked(rule: Rule, field: str) -> frozenset[str]:
    words: frozenset[str] = getattr(rule, field)
    return words


def _route(clause: Clause, act: Act, party: Mention) -> Route:
    """Return the way from the trigger, or the word it hangs on, down to ``party``."""
    if party.sentence != clause.sentence.index or party.head >= len(clause.tokens):
        return Route(start=party.start, slot="elsewhere", steps=0)
    above = {act.trigger.i: 0} | {
        t.i: n for n, t in enumerate(clause.sentence.ancestors(act.trigger.i), start=1)
    }
    way = [clause.tokens[party.head]]
    for token in clause.sentence.ancestors(party.head):
        if way[-1].i in above:
            break
        way.append(token)
    meeting = way[-1]
    if meeting.i not in above:  # the parser split the sentence in two
        return Route(start=party.start, slot="elsewhere", steps=0)
    if len(way) == 1:
        below = [clause.tokens[i] for i in above if clause.tokens[i].head == meeting.i and i != meeting.i]
        slot = SLOTS.get(below[-1].dep, below[-1].dep) if below else "itself"
        return Route(start=party.start, slot=slot, steps=max(1, above[meeting.i]))
    first = way[-2]
    through = None if meeting.i == act.trigger.i else meeting.text
    return Route(start=party.start, slot=_slot(first), through=through, steps=len(way) - 1)


def _slot(token: Token) -> str:
    return (
        token.lower
        if token.dep in ("prep", "dative") and token.tag in ("IN", "TO")
        else (SLOTS.get(token.dep, token.dep))
    )

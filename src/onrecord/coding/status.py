"""Whether an act is said to be so, and in what mode: polarity and modality of a trigger.

Read from auxiliaries, negation, raising verbs, governing fears and plans, conditional
clauses and adjectives of the trigger. Attribution does not change either: what somebody
says was done is *actual* for whoever says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.coding.clause import SPEECH, Clause
from onrecord.reading import Token
from onrecord.records import Modality, Polarity

RAISING = {
    Modality.PLANNED: frozenset(
        "plan intend prepare aim seek hope want decide schedule expect set due slate poise plot "
        "conspire propose mull consider contemplate wish agree promise pledge vow try attempt".split()
    ),
    Modality.POSSIBLE: frozenset("likely possible able unlikely".split()),
    Modality.FEARED: frozenset("fear worry suspect dread concern".split()),
    Modality.DEMANDED: frozenset(
        "urge demand ask order request appeal press insist require pressure implore beg exhort".split()
    ),
}
FEAR_NOUNS = frozenset("fear worry concern suspicion risk danger possibility prospect threat anxiety".split())
PLAN_NOUNS = frozenset("plan plot intention proposal conspiracy bid preparation aim goal scheme".split())
DEMAND_NOUNS = frozenset("demand call appeal request ultimatum".split())
PLANNED_ADJECTIVES = frozenset(
    "planned upcoming forthcoming scheduled expected proposed impending imminent intended".split()
)
POSSIBLE_ADJECTIVES = frozenset("future possible potential likely hypothetical eventual".split())
FOILED_ADJECTIVES = frozenset(
    "foiled thwarted failed attempted abortive aborted averted botched unsuccessful".split()
)
FUTURE = frozenset(["will", "wo", "shall", "'ll", "’ll"])
POSSIBLE_AUX = frozenset(["could", "might", "may", "can", "ca"])
CONDITIONALS = frozenset(["if", "unless", "should", "once", "whether", "provided"])
CIRCUMSTANCE = frozenset(
    "after before following during since over despite because amid ahead until in under about from by "
    "as".split()
)
"""Prepositions that set the scene: what stands under them is not part of the plan or fear above."""
DONE = frozenset(["move", "first", "last"])
"""Words whose infinitive tells what was done ("the move to open")."""
NEGATIVE_VERBS = frozenset(
    "fail refuse neglect avoid decline hesitant reluctant unwilling unable loath hesitate".split()
)


class Status(Struct, frozen=True):
    """Polarity and modality of a trigger, and the word that decided the modality."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    cue: str = ""
    foiled: bool = False


def status_of(clause: Clause, trigger: Token, carrier: Token | None = None) -> Status:
    """Return how the act at ``trigger`` (carried by a light verb, maybe) is said to hold."""
    top = carrier or trigger
    foiled = bool(_adjectives(clause, trigger) & FOILED_ADJECTIVES)
    chain = list(_chain(clause, top))
    negative = (
        foiled
        or any(_negated(clause, t) for t in chain)
        or any(t.lemma in NEGATIVE_VERBS for t in chain[1:])
        or _no(clause, trigger, carrier)
    )
    modality, cue = _modality(clause, trigger, top)
    return Status(Polarity.NEGATIVE if negative else Polarity.POSITIVE, modality, cue, foiled)


def _adjectives(clause: Clause, noun: Token) -> frozenset[str]:
    if not noun.tag.startswith("NN"):
        return frozenset()
    return frozenset(t.lower for t in clause.sentence.kids(noun.i, "amod", "compound", "nmod"))


def _chain(clause: Clause, token: Token) -> Iterator[Token]:
    """Yield ``token`` and the verbs it hangs on by control, raising or shared auxiliaries."""
    yield token
    here = token
    for _ in range(4):
        head = clause.tokens[here.head]
        if head.i == here.i:
            return
        if (
            here.dep in ("xcomp", "acomp", "oprd", "pcomp")
            or (here.dep == "prep" and head.tag.startswith("JJ"))
            or (here.dep == "conj" and _shares(clause, here, head))
        ):
            yield head
            here = head
        else:
            return


def _shares(clause: Clause, second: Token, first: Token) -> bool:
    """Return whether coordinated verbs share the auxiliaries of the first ("will meet and sign")."""
    return (
        second.tag == first.tag
        and second.tag in ("VB", "VBN", "VBG")
        and not clause.sentence.kid(second.i, "aux", "auxpass", "nsubj")
    )


def _negated(clause: Clause, token: Token) -> bool:
    for child in clause.sentence.kids(token.i, "neg", "advmod"):
        following = clause.tokens[child.i + 1].lower if child.i + 1 < len(clause.tokens) else ""
        if child.lower in ("not", "n't", "n’t", "never", "no") and following not in ("only", "just", "until"):
            return True
    head = clause.tokens[token.head]
    return token.dep == "pcomp" and head.lower == "without"


def _no(clause: Clause, trigger: Token, carrier: Token | None) -> bool:
    nouns = [trigger] if trigger.tag.startswith("NN") else clause.own_subjects(trigger)
    if trigger.dep == "acl":
        nouns.append(clause.tokens[trigger.head])  # "has no plans to attack"
    if carrier is not None:
        nouns += clause.own_subjects(carrier)
    return any(
        d.lower in ("no", "neither", "any") and (d.lower != "any")
        for n in nouns
        for d in clause.sentence.kids(n.i, "det")
    )


def _modality(clause: Clause, trigger: Token, top: Token) -> tuple[Modality, str]:
    adjectives = _adjectives(clause, trigger)
    if adjectives & PLANNED_ADJECTIVES:
        return Modality.PLANNED, "adjective"
    if adjectives & POSSIBLE_ADJECTIVES:
        return Modality.POSSIBLE, "adjective"
    for token in _chain(clause, top):
        found = _auxiliary(clause, token)
        if found:
            return found
        if token.i != top.i:
            raised = _raised(token)
            if raised:
                return raised
    return _governed(clause, top) or (Modality.ACTUAL, "")


def _auxiliary(clause: Clause, verb: Token) -> tuple[Modality, str] | None:
    words = {t.lower for t in clause.sentence.kids(verb.i, "aux", "auxpass")}
    marks = {t.lower for t in clause.sentence.kids(verb.i, "mark", "advmod")}
    if verb.dep == "advcl" and marks & CONDITIONALS:
        return Modality.CONDITIONAL, "if"
    if words & FUTURE:
        return Modality.PLANNED, "will"
    if words & POSSIBLE_AUX:
        return Modality.POSSIBLE, "could"
    if "would" in words:
        return (Modality.CONDITIONAL, "if") if has_condition(clause, verb) else (Modality.PLANNED, "would")
    if words & {"should", "ought"}:
        return Modality.CONDITIONAL, "should"
    if "must" in words:
        return Modality.DEMANDED, "must"
    return None


def has_condition(clause: Clause, verb: Token) -> bool:
    """Return whether an if-clause hangs on ``verb``."""
    return any(
        t.lower in CONDITIONALS
        for c in clause.sentence.kids(verb.i, "advcl")
        for t in clause.sentence.kids(c.i, "mark", "advmod")
    )


def _raised(head: Token) -> tuple[Modality, str] | None:
    if head.lemma == "go" and head.tag == "VBG":
        return Modality.PLANNED, "will"
    for modality, words in RAISING.items():
        if head.lemma in words or head.lower in words:
            return modality, head.lemma
    return None


def _governed(clause: Clause, top: Token) -> tuple[Modality, str] | None:
    """Return the modality that the words above give: fears, plans, purposes, conditions."""
    here = top
    infinitive = any(t.tag == "TO" for t in clause.sentence.kids(top.i, "aux"))
    if infinitive and top.dep == "ROOT":
        return Modality.PLANNED, "set"
    for above in clause.sentence.ancestors(top.i):
        if here.dep in ("relcl", "appos") or (here.dep == "prep" and here.lower in CIRCUMSTANCE):
            break
        found = _from_above(above, here)
        if found:
            return found
        if top.tag.startswith("NN") and _purpose(clause, above):
            return Modality.PLANNED, "purpose"
        if here.dep == "advcl" and _conditional_clause(clause, here):
            return Modality.CONDITIONAL, "if"
        if here.dep == "advcl":
            break
        here = above
    if infinitive and top.dep == "ccomp" and clause.own_subjects(top) and _said(clause, top):
        return Modality.PLANNED, "set"  # "Rivals to sign pact, Oslo says"
    if infinitive and top.dep in ("advcl", "acl") and clause.tokens[top.head].lemma not in DONE:
        return Modality.PLANNED, "purpose"
    return None


def _purpose(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is an infinitive that tells what something is for."""
    infinitive = any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))
    completes = verb.dep in ("acl", "advcl") or (verb.dep == "xcomp" and bool(_objects_before(clause, verb)))
    return infinitive and completes and clause.tokens[verb.head].lemma not in DONE


def _objects_before(clause: Clause, verb: Token) -> list[Token]:
    """Return the nouns that an infinitive after them completes ("gave guarantees not *to use*")."""
    return [t for t in clause.sentence.kids(verb.head, "dobj") if t.i < verb.i and t.tag in ("NN", "NNS")]


def _said(clause: Clause, verb: Token) -> bool:
    return clause.tokens[verb.head].lemma in SPEECH


def _conditional_clause(clause: Clause, verb: Token) -> bool:
    return any(t.lower in CONDITIONALS for t in clause.sentence.kids(verb.i, "mark"))


def _from_above(above: Token, here: Token) -> tuple[Modality, str] | None:
    if above.tag.startswith("NN"):
        if above.lemma in FEAR_NOUNS and here.dep in ("prep", "acl", "ccomp", "pobj", "pcomp", "relcl"):
            return Modality.FEARED, above.lemma
        if above.lemma in PLAN_NOUNS and here.dep in ("prep", "acl", "pobj", "pcomp"):
            return Modality.PLANNED, above.lemma
        if above.lemma in DEMAND_NOUNS and here.dep in ("prep", "acl", "pobj", "pcomp"):
            return Modality.DEMANDED, above.lemma
        return None
    if here.dep not in ("ccomp", "xcomp", "dobj", "prep", "acomp", "pcomp", "pobj"):
        return None
    if above.lemma in RAISING[Modality.FEARED] and here.dep in ("ccomp", "xcomp", "dobj"):
        return Modality.FEARED, above.lemma
    if here.dep in ("dobj", "xcomp", "ccomp", "prep") and above.lemma in RAISING[Modality.PLANNED]:
        return Modality.PLANNED, above.lemma
    if here.dep in ("dobj", "xcomp", "ccomp", "prep") and above.lemma in RAISING[Modality.DEMANDED]:
        return Modality.DEMANDED, above.lemma
    return None

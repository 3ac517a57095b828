"""Whether an act is said to be so, and in what mode: polarity and modality of a trigger.

Read from auxiliaries, negation, raising verbs, governing fears and plans, conditional
clauses and adjectives of the trigger. Attribution does not change either: what somebody
says was done is *actual* for whoever says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.governor_verbs import completes
from onrecord.coding.governors import asks_after, carrier_of, describes, effects
from onrecord.coding.grammar_words import WORDS
from onrecord.coding.qualities import Effect
from onrecord.reading import Token
from onrecord.records import Modality, Polarity

RAISING = {
    Modality.PLANNED: WORDS.raised_planned,
    Modality.POSSIBLE: WORDS.raised_possible,
    Modality.FEARED: WORDS.raised_feared,
    Modality.DEMANDED: WORDS.raised_demanded,
}
FUTURE = frozenset(["will", "wo", "shall", "'ll", "’ll"])
POSSIBLE_AUX = frozenset(["could", "might", "may", "can", "ca"])
DONE = frozenset(["move", "first", "last"])
"""Words whose infinitive tells what was done ("the move to open")."""
RANK = {
    Modality.ACTUAL: 0,
    Modality.PLANNED: 1,
    Modality.POSSIBLE: 2,
    Modality.DEMANDED: 3,
    Modality.FEARED: 4,
    Modality.CONDITIONAL: 5,
}
"""Where several words give a modality, the highest holds: to fear that somebody could is to fear."""


class Status(Struct, frozen=True):
    """Polarity and modality of a trigger, and the word that decided the modality."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    cue: str = ""
    foiled: bool = False


def status_of(clause: Clause, trigger: Token, carrier: Token | None = None) -> Status:
    """Return how the act at ``trigger`` (carried by a light verb, maybe) is said to hold."""
    top = carrier or carrier_of(clause, trigger) or trigger
    adjectives = _adjectives(clause, trigger)
    foiled = bool(adjectives & WORDS.foiled_adjectives)
    found = list(effects(clause, trigger, top))
    turns = foiled + sum(e.flips for e in found) + _contrary(clause, top)
    if trigger.dep == "amod" or (adjectives & {"suspected"}):
        found.append(Effect(False, Modality.FEARED, "suspected") if "suspected" in adjectives else Effect())
    modality, cue = _modality(clause, trigger, top)
    for effect in found:
        if effect.modality is not None and RANK[effect.modality] > RANK[modality]:
            modality, cue = effect.modality, effect.cue
    if modality is Modality.PLANNED and cue in WORDS.consenting and _on_terms(clause, top):
        modality, cue = Modality.CONDITIONAL, "if"
    if modality in (Modality.ACTUAL, Modality.PLANNED, Modality.CONDITIONAL) and _asked(clause, top):
        modality, cue = Modality.POSSIBLE, "question"
    return Status(Polarity.NEGATIVE if turns % 2 else Polarity.POSITIVE, modality, cue, foiled)


def _on_terms(clause: Clause, top: Token) -> bool:
    """Return whether what is consented to hangs on a condition: "ready to pay if", "on condition that"."""
    above = [top, *list(clause.sentence.ancestors(top.i))[:2]]
    return any(
        has_condition(clause, t)
        or any(
            p.lower == "on" and clause.tokens[p.i + 1].lower == "condition"
            for p in clause.sentence.kids(t.i, "prep")
        )
        for t in above
    )


def _contrary(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` tells what did not come to be: "would have left", "had they left, ..."."""
    here = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
    if {"would", "have"} <= here or {"should", "have"} <= here:
        return True
    head = clause.tokens[verb.head]
    above = {t.lower for t in clause.sentence.kids(head.i, "aux")}
    return verb.dep == "advcl" and "had" in here and {"would", "have"} <= above


def _asked(clause: Clause, top: Token) -> bool:
    """Return whether the sentence asks whether it is so: "Did Oslo pay?"."""
    if not any(t.text == "?" for t in clause.tokens[-4:]) and not any(t.text == "?" for t in clause.tokens):
        return False
    first = next((t for t in clause.tokens if t.text.isalpha()), None)
    if first is None or first.lower not in WORDS.asking_aux:
        return False
    asked = clause.tokens[first.head]
    meant = top.dep == "ccomp" and top.head == asked.i and asked.lemma in ("mean", "suggest", "imply")
    return asked.i == top.i or meant


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
        (second.tag == first.tag or (second.tag == "VB" and first.tag == "VBG"))
        and second.tag in ("VB", "VBN", "VBG")
        and not clause.sentence.kid(second.i, "aux", "auxpass", "nsubj")
    )


def _modality(clause: Clause, trigger: Token, top: Token) -> tuple[Modality, str]:
    adjectives = _adjectives(clause, trigger)
    if adjectives & WORDS.planned_adjectives:
        return Modality.PLANNED, "adjective"
    if adjectives & WORDS.possible_adjectives:
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
    if asks_after(clause, verb):
        marks -= WORDS.conditionals
    if (verb.dep == "advcl" and (marks & WORDS.conditionals or _awaited(clause, verb, marks))) or (
        _inverted(clause, verb) and all(t.text != "?" for t in clause.tokens)
    ):
        return Modality.CONDITIONAL, "if"
    if words & FUTURE:
        return Modality.PLANNED, "will"
    if words & POSSIBLE_AUX:
        return Modality.POSSIBLE, "could"
    if "would" in words:
        unreal = "have" in words or has_condition(clause, verb)
        return (Modality.CONDITIONAL, "if") if unreal else (Modality.PLANNED, "would")
    if "must" in words and "have" in words:
        return Modality.POSSIBLE, "must"
    if words & {"should", "ought"}:
        return Modality.DEMANDED, "should"
    if "must" in words:
        return Modality.DEMANDED, "must"
    return None


def _awaited(clause: Clause, verb: Token, marks: set[str]) -> bool:
    """Return whether ``verb`` is waited for or insured against: "until it pays", "as soon as", "in case"."""
    if any(
        t.lemma == "case"
        for p in clause.sentence.kids(verb.i, "prep")
        for t in clause.sentence.kids(p.i, "pobj")
    ):
        return True
    present = verb.tag in ("VBZ", "VBP") or bool(clause.sentence.kid(verb.i, "auxpass"))
    spanned = "as" in marks and clause.tokens[verb.head].lower in ("soon", "long")
    past = any(t.tag == "VBD" for t in clause.sentence.kids(verb.i, "aux", "auxpass"))
    if "until" in marks and verb.tag == "VBD" and _held_back(clause, clause.tokens[verb.head]):
        return True
    return present and not past and ("until" in marks or spanned)


def _held_back(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is what would be done, or is refused: "*would not talk* until Oslo paid"."""
    above = [verb, *list(clause.sentence.ancestors(verb.i))[:1]]
    return any(
        t.lemma in ("refuse", "decline")
        or any(a.lower in ("would", "'d") for a in clause.sentence.kids(t.i, "aux"))
        for t in above
    )


def _inverted(clause: Clause, verb: Token) -> bool:
    """Return whether a condition is told by word order: "Had Oslo paid", "Were Oslo to pay"."""
    subjects = clause.own_subjects(verb)
    early = [
        t for t in clause.sentence.kids(verb.i, "aux", "auxpass") if t.lower in ("had", "were", "should")
    ]
    return bool(subjects and early and early[0].i < subjects[0].i)


def has_condition(clause: Clause, verb: Token) -> bool:
    """Return whether an if-clause hangs on ``verb``."""
    return any(
        t.lower in WORDS.conditionals
        for c in clause.sentence.kids(verb.i, "advcl")
        for t in clause.sentence.kids(c.i, "mark", "advmod")
    ) or any(_inverted(clause, c) for c in clause.sentence.kids(verb.i, "advcl"))


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
        if here.dep in ("relcl", "appos") or (here.dep == "prep" and here.lower in WORDS.circumstance):
            break
        found = _from_above(above, here)
        if found:
            return found
        if top.tag.startswith("NN") and _purpose(clause, above):
            return Modality.PLANNED, "purpose"
        if describes(clause, here, above):
            break
        if here.dep == "advcl" and asks_after(clause, here):
            return Modality.POSSIBLE, "whether"
        if here.dep == "advcl" and _conditional_clause(clause, here):
            return Modality.CONDITIONAL, "if"
        if here.dep == "advcl" and not completes(clause, here, above):
            break
        here = above
    if infinitive and top.dep == "ccomp" and clause.own_subjects(top) and _said(clause, top):
        return Modality.PLANNED, "set"  # "Rivals to sign pact, Oslo says"
    if (
        infinitive
        and top.dep in ("advcl", "acl", "relcl")
        and not _came_true(clause, clause.tokens[top.head])
    ):
        return Modality.PLANNED, "purpose"
    return None


def _came_true(clause: Clause, head: Token) -> bool:
    """Return whether an infinitive after ``head`` tells what was done: "the move to", "was last to"."""
    on = head.lemma == "go" and clause.tokens[head.i + 1].lower == "on"
    attributes = clause.sentence.kids(head.i, "attr")
    return (
        on
        or head.lemma in DONE
        or any(t.lower in DONE for a in [head, *attributes] for t in clause.sentence.kids(a.i, "amod"))
    )


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
    return any(t.lower in WORDS.conditionals for t in clause.sentence.kids(verb.i, "mark"))


def _from_above(above: Token, here: Token) -> tuple[Modality, str] | None:
    if above.tag.startswith("NN"):
        if above.lemma == "threat" and here.dep == "acl" and here.tag == "VB":
            return Modality.PLANNED, above.lemma
        if above.lemma in WORDS.fear_nouns and here.dep in ("prep", "acl", "ccomp", "pobj", "pcomp", "relcl"):
            return Modality.FEARED, above.lemma
        if above.lemma in WORDS.plan_nouns and here.dep in ("prep", "acl", "pobj", "pcomp"):
            return Modality.PLANNED, above.lemma
        if above.lemma in WORDS.demand_nouns and here.dep in ("prep", "acl", "pobj", "pcomp"):
            return Modality.DEMANDED, above.lemma
        return None
    if here.dep not in ("ccomp", "xcomp", "dobj", "prep", "acomp", "pcomp", "pobj"):
        return None
    if above.lemma in RAISING[Modality.FEARED] and here.dep in ("ccomp", "xcomp", "dobj"):
        return Modality.FEARED, above.lemma
    if here.dep in ("dobj", "xcomp", "ccomp", "prep") and above.lemma in RAISING[Modality.PLANNED]:
        return Modality.PLANNED, above.lemma
    if here.dep in ("dobj", "xcomp", "ccomp", "prep") and above.lemma in RAISING[Modality.DEMANDED]:
        if above.lemma == "insist" and here.tag in ("VBZ", "VBD"):
            return None  # "insists that it *pays*"
        return Modality.DEMANDED, above.lemma
    return None

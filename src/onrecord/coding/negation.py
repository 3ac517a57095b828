"""Whether a word is negated where it stands: "did not", "no longer", "neither side", "nobody".

Used by :mod:`onrecord.coding.governors`, which asks it of the trigger and of each word above.
"""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.grammar_words import WORDS
from onrecord.reading import Token


def negated(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` has a negation of its own, one of "not only" or "did not … until" left out."""
    for child in clause.sentence.kids(token.i, "neg", "advmod", "det", "prep", "npadvmod"):
        after = clause.tokens[child.i + 1].lower if child.i + 1 < len(clause.tokens) else ""
        if child.i and clause.tokens[child.i - 1].lower == "or":
            continue  # "whether or not"
        if child.lower in WORDS.negators and after not in ("only", "just", "until"):
            return not (token.tag.startswith("VB") and _until(clause, token))
        if child.lower in WORDS.scarcely and token.tag.startswith("VB"):
            return True
        if child.dep in ("advmod", "prep") and _negative_adverbial(clause, child):
            return True
    return _after_nor(clause, token) or _joined_by_nor(clause, token)


def _joined_by_nor(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is one of a pair that is denied: "*neither* charged *nor* convicted"."""
    if not verb.tag.startswith("VB") or not verb.i or (verb.dep == "conj" and clause.own_subjects(verb)):
        return False
    return clause.tokens[verb.i - 1].lower in ("nor", "neither")


def _after_nor(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` goes on with a negation: "*nor* did it send troops", "*nor* was it ready"."""
    helpers = clause.sentence.kids(verb.i, "aux", "auxpass") or [verb] * (verb.lemma == "be")
    subjects = clause.own_subjects(verb)
    if not helpers or not subjects or helpers[0].i > subjects[0].i or not helpers[0].i:
        return False
    return clause.tokens[helpers[0].i - 1].lower in ("nor", "neither")


def _until(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` came late, not never: "did not sign *until* Friday"."""
    late = any(t.lower == "until" for t in clause.sentence.kids(verb.i, "prep"))
    return late and any(t.lower == "did" for t in clause.sentence.kids(verb.i, "aux"))


def _negative_adverbial(clause: Clause, word: Token) -> bool:
    """Return whether an adverbial negates: "no longer", "never before", "not once", "at no time"."""
    if word.lower in ("longer", "before", "once", "much"):
        return any(t.lower in WORDS.negators for t in clause.tokens[max(0, word.i - 2) : word.i])
    if word.lower != "at":
        return False
    return any(_no_before(clause, t) for t in clause.sentence.kids(word.i, "pobj") if t.lemma == "time")


def _no_before(clause: Clause, noun: Token) -> bool:
    kids = clause.sentence.kids(noun.i, "det", "preconj", "neg", "amod", "advmod")
    return any(t.lower in ("no", "neither", "not") for t in kids)


def of_none(clause: Clause, noun: Token) -> bool:
    """Return whether ``noun`` is said of none: "no troops", "neither side", "nobody", "not a single one"."""
    if noun.lower in WORDS.no_one or _no_before(clause, noun):
        return True
    leads = {t.lower for t in clause.tokens[max(0, noun.i - 4) : noun.i] if noun.i - t.i <= 4}
    return {"not", "single"} <= leads and noun.dep in ("nsubj", "nsubjpass")

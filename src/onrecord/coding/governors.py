"""Words above a trigger that change whether, or in what mode, its act holds.

From the trigger upwards each word is asked what it does to what stands under it: *deny*
turns it round, *urge* makes it a demand, *fears of* a fear. Used by
:mod:`onrecord.coding.status`, which adds auxiliaries and puts all together. Effects
come innermost first; two that turn round cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.clause import Clause
from onrecord.coding.governor_verbs import completes, lent_modality, verb_effects
from onrecord.coding.grammar_words import WORDS
from onrecord.coding.negation import negated, of_none
from onrecord.coding.qualities import COMPLEMENTS, Effect, asks_whether, quality, turned_round
from onrecord.reading import Token
from onrecord.records import Modality


def effects(clause: Clause, trigger: Token, top: Token) -> Iterator[Effect]:
    """Yield what the words about and above ``trigger`` (carried by ``top``) do to its act, inmost first."""
    if top.i != trigger.i and of_none(clause, trigger):
        yield Effect(True)
    yield from _own(clause, trigger, top)
    here = top
    for _ in range(8):
        head = clause.tokens[here.head]
        if head.i == here.i:
            return
        yield from _above(clause, here, head)
        if _closes(clause, here, head):
            return
        here = head


def carrier_of(clause: Clause, noun: Token) -> Token | None:
    """Return the verb that only lends ``noun`` its tense: "*held* talks", "a deal was *reached*"."""
    verb = clause.tokens[noun.head]
    if not noun.tag.startswith("NN") or not verb.tag.startswith("VB"):
        return None
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in WORDS.light:
        return verb
    return verb if noun.dep == "nsubj" and verb.lemma in WORDS.taking_place else None


def _own(clause: Clause, trigger: Token, top: Token) -> Iterator[Effect]:
    if top.tag.startswith("NN"):
        if of_none(clause, top):
            yield Effect(True)
        return
    if negated(clause, top):
        yield Effect(True)
    if any(of_none(clause, t) for t in clause.own_subjects(top) if t.i != trigger.i):
        yield Effect(True)
    if top.i == trigger.i and any(_given_none(clause, t) for t in clause.sentence.kids(top.i, "dobj")):
        yield Effect(True)  # "gave *no support*"
    for child in clause.sentence.kids(top.i, "advmod"):
        after = clause.tokens[child.i + 1].lower if child.i + 1 < len(clause.tokens) else ""
        if child.lower in ("perhaps", "maybe", "possibly", "probably") and not (
            child.i > top.i and after == "to"  # "came, *possibly to* talk"
        ):
            yield Effect(False, Modality.POSSIBLE, child.lower)


def _given_none(clause: Clause, noun: Token) -> bool:
    return of_none(clause, noun) and noun.lemma not in WORDS.no_matter


def _closes(clause: Clause, here: Token, head: Token) -> bool:
    """Return whether what stands above ``head`` no longer reaches down."""
    if here.dep == "prep" and here.lower in WORDS.circumstance:
        return not (here.lower == "from" and head.lemma in WORDS.withholding)
    if describes(clause, here, head) or (here.dep == "prep" and _faults(clause, head)):
        return True  # "the troops *guarding* it", "nothing improper *in* the talks"
    if (here.dep == "advcl" and completes(clause, here, head)) or _reported(clause, here, head):
        return False
    if here.dep in ("relcl", "appos", "advcl", "conj") and head.lemma not in WORDS.asking:
        return here.dep != "conj" or not _like(here, head)
    return here.dep in ("nsubj", "nsubjpass") and head.tag.startswith("VB") and head.dep not in COMPLEMENTS


def _reported(clause: Clause, here: Token, head: Token) -> bool:
    """Return whether a clause is what a report says, though the parser takes it for a description."""
    if here.dep != "relcl" or head.lemma not in WORDS.reports:
        return False
    return _complete(clause, here) and any(
        t.lower == "that" for t in clause.sentence.kids(here.i, "mark")
    )  # "a report in the press *that* Peru had left", not "that it had published"


def _faults(clause: Clause, head: Token) -> bool:
    """Return whether ``head`` tells what is wrong with something: "a breach in", "there was a breach in"."""
    found = clause.sentence.kids(head.i, "attr", "acomp", "nsubj") if head.lemma == "be" else [head]
    return any(token.lemma in WORDS.faults for token in found)


def _like(second: Token, first: Token) -> bool:
    return second.tag[:2] == first.tag[:2]


def _above(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if here.dep == "advcl" and _alongside(clause, here):
        return
    if (head.tag == "IN" and head.dep != "acomp") or head.dep == "prep":
        yield from _preposition(clause, here, head)
    elif head.tag.startswith("NN"):
        yield from _noun(clause, here, head)
    elif head.tag.startswith("JJ") or head.dep == "acomp":
        yield from _adjective(clause, here, head)
    if head.tag.startswith("VB") or head.lower == "ought":
        yield from verb_effects(clause, here, head)


def _alongside(clause: Clause, verb: Token) -> bool:
    """Return whether an adverbial clause tells what else is so: "is loath to act *while* talks go on"."""
    return any(t.lower in WORDS.alongside for t in clause.sentence.kids(verb.i, "mark", "advmod"))


def _preposition(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if here.dep not in ("pobj", "pcomp"):
        return
    before = clause.tokens[head.i - 1].lower if head.i else ""
    if head.lower == "without":
        yield Effect(True, lent_modality(clause, clause.tokens[head.head]), "could")
    elif head.lower in ("of", "than") and before in ("instead", "rather", "far"):
        yield Effect(True)
    if head.lower == "of" and before == "short":
        yield Effect(True)
    elif head.lower == "by" and here.dep == "pcomp":
        yield Effect(
            False, lent_modality(clause, clause.tokens[head.head]), "could"
        )  # "would err by attacking"
    elif head.lower == "lest":
        yield Effect(False, Modality.FEARED, "lest")
    if head.lower != "against":
        return
    if clause.tokens[head.head].lemma in ("warn", "advise", "caution"):
        yield Effect(True, Modality.DEMANDED, "against")
    elif clause.tokens[head.head].lemma == "decide":
        yield Effect(True, Modality.PLANNED, "decide")


def _noun(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if here.dep not in ("prep", "acl", "ccomp", "relcl", "pcomp"):
        return
    infinitive = here.tag == "VB"
    word = head.lemma
    if word == "interest" and here.dep == "prep" and here.lower == "in":
        yield Effect(False, Modality.POSSIBLE, word)
        return
    if word in WORDS.spans and infinitive and clause.tokens[head.head].lemma in ("give", "be", "have"):
        yield Effect(False, Modality.DEMANDED, word)
        return
    if word == "order" and clause.tokens[head.i - 1].lower == "in":
        return
    if word == "reason" and of_none(clause, head):
        yield Effect(True)  # "no reason to share it", "no reason why they should not"
        return
    if (word in WORDS.holding_back and here.dep != "relcl") or (
        word in WORDS.evidence and of_none(clause, head)
    ):
        yield Effect(True)
    elif (here.dep == "relcl" and not (word in WORDS.fears and _complete(clause, here))) or (
        here.dep == "prep" and here.lower not in ("of", "for", "to", "over", "on", "that")
    ):
        return
    elif word in WORDS.intentions or (word == "threat" and infinitive):
        yield Effect(of_none(clause, head), Modality.PLANNED, word)
    elif (word in WORDS.chances and not (here.dep == "prep" and here.lower != "of")) or (
        word == "opportunity" and here.dep == "prep" and here.lower in ("of", "for")
    ):
        yield Effect(of_none(clause, head), Modality.POSSIBLE, word)
    elif word in WORDS.fears and not (
        word in ("worry", "concern", "threat") and here.lower in ("about", "to", "on")
    ):
        yield Effect(False, Modality.FEARED, word)
    elif word in WORDS.demands or (word in WORDS.needed and infinitive):
        yield Effect(False, Modality.DEMANDED, word)
    elif word in WORDS.terms and here.lower == "of" and clause.tokens[head.head].lower == "in":
        yield Effect(False, Modality.CONDITIONAL, "if")


def _complete(clause: Clause, verb: Token) -> bool:
    """Return whether a clause after "that" has a subject of its own: "fears that Oslo will leave"."""
    return any(t.tag not in ("WDT", "WP") and t.lower != "that" for t in clause.own_subjects(verb))


def _adjective(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if here.dep not in COMPLEMENTS and here.dep not in ("prep", "csubj"):
        return
    if here.dep == "xcomp" and any(
        t.lower == "too" for t in clause.sentence.kids(head.head) + clause.sentence.kids(head.i)
    ):
        yield Effect(True)
    be = clause.tokens[head.head]
    yield from quality(clause, head.lower, turned_round(clause, head, be), here, be)


def asks_after(clause: Clause, verb: Token) -> bool:
    """Return whether "if" stands for "whether": "it was not clear if Oslo had paid", "asked if it had"."""
    head = clause.tokens[verb.head]
    unsure = any(t.lower in WORDS.unsure for t in clause.sentence.kids(head.i, "acomp"))
    return asks_whether(clause, verb) and (unsure or head.lemma in WORDS.wondering)


def describes(clause: Clause, here: Token, head: Token) -> bool:
    """Return whether a participle tells which one is meant: "the troops *guarding* the bridge"."""
    if here.dep != "acl" or here.tag not in ("VBG", "VBN") or not head.tag.startswith("NN"):
        return False
    return any(t.lower in ("the", "those", "these") for t in clause.sentence.kids(head.i, "det"))

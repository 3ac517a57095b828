"""Words above a trigger that change whether, or in what mode, its act holds.

From the trigger upwards each word is asked what it does to what stands under it: *deny*
turns it round, *urge* makes it a demand, *fears of* a fear. Used by
:mod:`onrecord.coding.status`, which adds auxiliaries and puts all together. Effects
come innermost first; two that turn round cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.coding.grammar_words import WORDS
from onrecord.coding.negation import negated, of_none
from onrecord.reading import Token
from onrecord.records import Modality

COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd", "pcomp", "advcl", "acl")


class Effect(Struct, frozen=True):
    """What one word does to the act under it: turns its polarity round, gives a modality."""

    flips: bool = False
    modality: Modality | None = None
    cue: str = ""


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
    for child in clause.sentence.kids(top.i, "advmod"):
        if child.lower in ("perhaps", "maybe", "possibly", "probably"):
            yield Effect(False, Modality.POSSIBLE, child.lower)


def _closes(clause: Clause, here: Token, head: Token) -> bool:
    """Return whether what stands above ``head`` no longer reaches down."""
    if here.dep == "prep" and here.lower in WORDS.circumstance:
        return not (_from(here) and head.lemma in WORDS.withholding)
    if here.dep == "advcl" and completes(clause, here, head):
        return False
    if here.dep in ("relcl", "appos", "advcl", "conj") and head.lemma not in WORDS.asking:
        return here.dep != "conj" or not _like(here, head)
    return here.dep in ("nsubj", "nsubjpass") and head.tag.startswith("VB") and head.dep not in COMPLEMENTS


def _like(second: Token, first: Token) -> bool:
    return second.tag[:2] == first.tag[:2]


def _above(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if head.tag == "IN" or head.dep == "prep":
        yield from _preposition(clause, here, head)
    elif head.tag.startswith("NN"):
        yield from _noun(clause, here, head)
    elif head.tag.startswith("JJ") or head.dep == "acomp":
        yield from _adjective(clause, here, head)
    if head.tag.startswith("VB") or head.lower == "ought":
        yield from _verb(clause, here, head)


def _preposition(clause: Clause, here: Token, head: Token) -> Iterator[Effect]:
    if here.dep not in ("pobj", "pcomp"):
        return
    before = clause.tokens[head.i - 1].lower if head.i else ""
    if head.lower == "without" or (head.lower in ("of", "than") and before in ("instead", "rather", "far")):
        yield Effect(True)
    if head.lower == "of" and before == "short":
        yield Effect(True)
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
    if word in WORDS.spans and infinitive and clause.tokens[head.head].lemma in ("give", "be", "have"):
        yield Effect(False, Modality.DEMANDED, word)
        return
    if word == "order" and clause.tokens[head.i - 1].lower == "in":
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
    elif word in WORDS.chances and not (here.dep == "prep" and here.lower != "of"):
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
    if here.dep not in (*COMPLEMENTS, "prep", "csubj"):
        return
    if here.dep == "xcomp" and any(
        t.lower == "too" for t in clause.sentence.kids(head.head) + clause.sentence.kids(head.i)
    ):
        yield Effect(True)
    be = clause.tokens[head.head]
    yield from _quality(clause, head.lower, _not(clause, head, be), here, be)


def _not(clause: Clause, word: Token, verb: Token) -> bool:
    return negated(clause, word) or (verb.i != word.i and negated(clause, verb))


def _quality(clause: Clause, word: str, turned: bool, here: Token, be: Token) -> Iterator[Effect]:
    """Yield what the adjective of a predicate does to its complement or subject."""
    if word in WORDS.unable or word in WORDS.false:
        yield Effect(not turned)
    elif word in ("unlikely", "impossible", "incapable", "doubtful"):
        yield Effect(not turned, Modality.POSSIBLE, word)
    elif word in ("likely", "possible", "capable") or (word == "able" and be.tag != "VBD"):
        yield Effect(turned, Modality.POSSIBLE, word)
    elif word == "true" and turned:
        yield Effect(True)
    elif word in ("unclear", "unknown") or (word in ("clear", "known") and turned):
        if _open(clause, here):
            yield Effect(False, Modality.POSSIBLE, "whether")
    elif word in WORDS.ready and here.dep in COMPLEMENTS:
        yield Effect(turned, Modality.PLANNED, "ready")
    elif word in WORDS.coming:
        yield Effect(turned, Modality.PLANNED, word)
    elif word in WORDS.needed and here.dep in COMPLEMENTS:
        yield Effect(False, Modality.DEMANDED, word)
    elif word in WORDS.afraid and here.dep == "ccomp":
        yield Effect(False, Modality.FEARED, word)


def _open(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` asks ("whether it left", "if it had left")."""
    return any(t.lower in ("whether", "if") for t in clause.sentence.kids(verb.i, "mark"))


def asks_after(clause: Clause, verb: Token) -> bool:
    """Return whether "if" stands for "whether": "it was not clear if Oslo had paid"."""
    unsure = clause.sentence.kids(clause.tokens[verb.head].i, "acomp")
    return _open(clause, verb) and any(t.lower in WORDS.unsure for t in unsure)


def _key(clause: Clause, verb: Token) -> str:
    """Return the lemma of ``verb`` with the particle that makes it another verb: "rule_out"."""
    after = clause.tokens[verb.i + 1].lower if verb.i + 1 < len(clause.tokens) else ""
    return f"{verb.lemma}_{after}" if after in WORDS.particles else verb.lemma


def _from(here: Token) -> bool:
    return here.dep == "prep" and here.lower == "from"


def _verb(clause: Clause, here: Token, verb: Token) -> Iterator[Effect]:
    key = _key(clause, verb)
    turned = negated(clause, verb) or any(of_none(clause, t) for t in clause.own_subjects(verb))
    if here.dep in ("nsubj", "nsubjpass", "csubj"):
        yield from _predicate(clause, here, verb, key, turned)
    elif here.dep in COMPLEMENTS or here.dep in ("dobj", "prep"):
        yield from _object(clause, here, verb, key, turned)


def _predicate(clause: Clause, here: Token, verb: Token, key: str, turned: bool) -> Iterator[Effect]:
    """Yield what a predicate says of an act that is its subject: "was foiled", "is unlikely"."""
    passive = here.dep == "nsubjpass"
    if passive and key in WORDS.undoing and clause.sentence.kid(verb.i, "auxpass"):
        yield Effect(not turned)
    elif passive and key in WORDS.putting_off:
        yield Effect(False, Modality.PLANNED, "postpone")
    elif passive and verb.lemma == "fear":
        yield Effect(False, Modality.FEARED, "fear")
    elif verb.lemma == "fall" and any(t.lower == "through" for t in clause.sentence.kids(verb.i)):
        yield Effect(True)
    elif verb.lemma == "be":
        auxiliaries = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
        if auxiliaries == {"would"} and any(
            t.lower in ("a", "an", "any") for t in clause.sentence.kids(here.i)
        ):
            yield Effect(False, Modality.CONDITIONAL, "if")
        if any(
            t.lemma in WORDS.light and _infinitive(clause, t) for t in clause.sentence.kids(verb.i, "xcomp")
        ):
            yield Effect(turned, Modality.PLANNED, "set")
        for word in clause.sentence.kids(verb.i, "acomp"):
            if word.lower in WORDS.false | WORDS.coming | {
                "unlikely",
                "likely",
                "possible",
                "impossible",
                "doubtful",
            }:
                yield from _quality(clause, word.lower, turned, here, verb)


def completes(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether an adverbial clause is a complement: "ruled out *sending*", "suspects that"."""
    close = here.tag == "VBG" and here.i <= verb.i + 2 and "_" in _key(clause, verb)
    return close or any(t.lower == "that" for t in clause.sentence.kids(here.i, "mark"))


def _object(clause: Clause, here: Token, verb: Token, key: str, turned: bool) -> Iterator[Effect]:
    if here.dep == "advcl" and completes(clause, here, verb):
        here = replace(here, dep="ccomp")
    clausal = here.dep in COMPLEMENTS
    mine = clausal or here.dep == "dobj"
    if (here.dep == "dobj" and here.lemma in WORDS.reports and verb.lemma in WORDS.refuting) or (
        here.dep == "dobj" and here.lemma in WORDS.intentions and key in WORDS.giving_up
    ):
        yield Effect(not turned)
    elif key in ("rule_out", "exclude") and here.dep != "advcl":
        yield Effect(not turned, Modality.POSSIBLE if turned else Modality.PLANNED, "rule out")
    elif verb.lemma in WORDS.forbidding and (_from(here) or here.dep in ("xcomp", "ccomp", "advcl")):
        yield Effect(not turned, Modality.DEMANDED, verb.lemma)
    elif (
        (key in ("prevent", "stop", "keep", "block", "dissuade") and _from(here))
        or (key in WORDS.undoing and mine and here.dep != "advcl")
        or (key in WORDS.withholding and (here.dep in ("xcomp", "ccomp") or _from(here)))
        or (key in ("stop_short", "fall_short", "steer_clear") and (here.dep == "prep" or clausal))
    ):
        yield Effect(not turned)
    elif verb.lemma == "be" and clausal:
        yield from _copula(clause, here, verb, turned)
    elif here.dep == "acomp":
        return
    else:
        yield from _mode(clause, here, verb, turned)


def _copula(clause: Clause, here: Token, be: Token, turned: bool) -> Iterator[Effect]:
    """Yield what "is to", "is vital to" and "was not clear if" do to the clause after them."""
    qualities = clause.sentence.kids(be.i, "acomp")
    for word in qualities:
        if word.i != here.i and here.dep in ("xcomp", "ccomp", "advcl"):
            plain = replace(here, dep="ccomp") if _open(clause, here) else here
            yield from _quality(clause, word.lower, turned, plain, be)
    if not qualities and here.dep == "xcomp" and _infinitive(clause, here):
        yield Effect(turned, Modality.PLANNED, "set")


def _infinitive(clause: Clause, verb: Token) -> bool:
    return any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))


def _asks(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether ``verb`` asks for the act: "told it to", not "warned that it would"."""
    if here.dep == "dobj":
        return verb.lemma in ("demand", "request", "order")
    if here.dep == "advcl":
        after = clause.tokens[verb.i + 1].lower
        if verb.lemma == "call" and after not in ("on", "upon", "for"):
            return False  # "called him to congratulate"
        if any(t.lower == "for" for t in clause.sentence.kids(here.i, "mark")):
            return True
        return _infinitive(clause, here) and any(
            t.lower in ("to", "on", "upon", "with", "for")
            for t in clause.sentence.kids(verb.i, "prep", "dative")
        )
    modal = any(t.tag == "MD" for t in clause.sentence.kids(here.i, "aux"))
    return here.dep in ("ccomp", "xcomp") and not modal and (here.tag == "VB" or _infinitive(clause, here))


def _mode(clause: Clause, here: Token, verb: Token, turned: bool) -> Iterator[Effect]:
    word = verb.lemma
    infinitive = _infinitive(clause, here)
    if word == "doubt" and here.dep in ("ccomp", "xcomp", "dobj"):
        if not turned and not any(t.lower == "few" for t in clause.own_subjects(verb)):
            yield Effect(True, Modality.POSSIBLE, "doubt")
    elif word in WORDS.believing and here.dep in ("ccomp", "xcomp"):
        few = any(t.lower == "few" for t in clause.own_subjects(verb))
        yield Effect(turned or few, Modality.POSSIBLE if few else None, "few")
        if word == "expect":
            yield Effect(False, Modality.PLANNED, "expect")
    elif here.dep == "ccomp" and _open(clause, here):
        yield Effect(False, Modality.POSSIBLE, "whether")
    elif word in WORDS.wishing and here.dep in ("ccomp", "xcomp") and _others(clause, here, verb):
        yield Effect(turned, Modality.DEMANDED, word)
    elif word in WORDS.asking and _asks(clause, here, verb):
        yield Effect(False, Modality.DEMANDED, word)
    elif word == "remain" and here.dep == "xcomp" and infinitive:
        yield Effect(True)
    elif word in ("need", "have", "ought") and here.dep == "xcomp" and infinitive:
        yield Effect(turned, Modality.DEMANDED, "must")
    elif (
        word in WORDS.intending and (infinitive or here.dep in ("pcomp", "prep")) and here.dep != "advcl"
    ) or (word == "threaten" and here.dep == "dobj"):
        yield Effect(turned, Modality.PLANNED, word)
    elif word in WORDS.allowing and infinitive and verb.tag in ("VBZ", "VBP"):
        yield Effect(turned, Modality.POSSIBLE, word)
    elif word in WORDS.fearing and (
        here.dep in ("ccomp", "xcomp", "dobj") or (word == "suspect" and here.lower == "of")
    ):
        yield Effect(False, Modality.FEARED, word)
    elif word in WORDS.outcomes and here.dep in ("dobj", "prep") and here.lower in ("to", "in", here.lower):
        if {t.lower for t in clause.sentence.kids(verb.i, "aux")} & {"could", "might", "may"}:
            yield Effect(False, Modality.POSSIBLE, "could")
    elif here.dep == "xcomp" and turned:
        yield Effect(True)


def _others(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether the act wished for is somebody else's: "wants Oslo to leave"."""
    return bool(clause.own_subjects(here) or clause.sentence.kids(verb.i, "dobj"))

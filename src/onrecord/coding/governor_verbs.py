"""What a verb does to the act under it: denies, demands, plans, fears, forbids, asks whether."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.coding.grammar_words import WORDS
from onrecord.coding.negation import negated, of_none
from onrecord.coding.qualities import COMPLEMENTS, Effect, asks_whether, is_infinitive, quality
from onrecord.reading import Token
from onrecord.records import Modality


def _key(clause: Clause, verb: Token) -> str:
    """Return the lemma of ``verb`` with the particle that makes it another verb: "rule_out"."""
    after = clause.tokens[verb.i + 1].lower if verb.i + 1 < len(clause.tokens) else ""
    return f"{verb.lemma}_{after}" if after in WORDS.particles else verb.lemma


def _from(here: Token) -> bool:
    return here.dep == "prep" and here.lower == "from"


def verb_effects(clause: Clause, here: Token, verb: Token) -> Iterator[Effect]:
    """Yield what ``verb`` does to the act at or under ``here``, its subject or complement."""
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
    elif _only_supposed(clause, here, verb):
        yield Effect(False, Modality.POSSIBLE, "could")
    elif verb.lemma == "fall" and any(t.lower == "through" for t in clause.sentence.kids(verb.i)):
        yield Effect(True)
    elif verb.lemma == "be":
        auxiliaries = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
        if auxiliaries == {"would"} and any(
            t.lower in ("a", "an", "any") for t in clause.sentence.kids(here.i)
        ):
            yield Effect(False, Modality.CONDITIONAL, "if")
        if any(
            t.lemma in WORDS.light and is_infinitive(clause, t) for t in clause.sentence.kids(verb.i, "xcomp")
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
                yield from quality(clause, word.lower, turned, here, verb)


def _only_supposed(clause: Clause, noun: Token, verb: Token) -> bool:
    """Return whether acts of a kind are thought of: "*air strikes* could do harm", not "the strike could"."""
    if noun.tag != "NNS" or clause.sentence.kids(noun.i, "det", "poss", "nummod"):
        return False
    return bool({t.lower for t in clause.sentence.kids(verb.i, "aux")} & {"could", "would", "might", "may"})


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
        or (key in ("stop_short", "fall_short", "steer_clear") and here.dep == "prep" and here.lower == "of")
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
        if word.i != here.i and here.dep in ("xcomp", "ccomp", "advcl") and not _beside(here):
            plain = replace(here, dep="ccomp") if asks_whether(clause, here) else here
            yield from quality(clause, word.lower, turned, plain, be)
    if not qualities and here.dep == "xcomp" and is_infinitive(clause, here):
        yield Effect(True) if _yet_to(clause, here, be) else Effect(turned, Modality.PLANNED, "set")


def _beside(here: Token) -> bool:
    """Return whether ``here`` tells what is done besides: "was willing to talk, *urging* Oslo to come"."""
    return here.dep == "advcl" and here.tag == "VBG"


def _asks(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether ``verb`` asks for the act: "told it to", not "warned that it would"."""
    if here.dep == "dobj":
        return verb.lemma in ("demand", "request", "order")
    after = clause.tokens[verb.i + 1].lower
    if here.dep in ("advcl", "xcomp") and verb.lemma == "call" and after not in ("on", "upon", "for"):
        return clause.is_passive(verb)  # "called him to congratulate"
    if here.dep == "advcl":
        if any(t.lower == "for" for t in clause.sentence.kids(here.i, "mark")):
            return True
        return is_infinitive(clause, here) and any(
            t.lower in ("to", "on", "upon", "with", "for")
            for t in clause.sentence.kids(verb.i, "prep", "dative")
        )
    helpers = clause.sentence.kids(here.i, "aux")
    bare = here.tag == "VB" and not any(t.tag.startswith("VB") for t in helpers)  # not "did not know"
    modal = any(t.tag == "MD" for t in helpers)
    return here.dep in ("ccomp", "xcomp") and not modal and (bare or is_infinitive(clause, here))


def _mode(clause: Clause, here: Token, verb: Token, turned: bool) -> Iterator[Effect]:
    word = verb.lemma
    infinitive = is_infinitive(clause, here)
    if word == "doubt" and here.dep in ("ccomp", "xcomp", "dobj"):
        if not turned and not any(t.lower == "few" for t in clause.own_subjects(verb)):
            yield Effect(True, Modality.POSSIBLE, "doubt")
    elif word in WORDS.believing and here.dep in ("ccomp", "xcomp"):
        few = any(t.lower == "few" for t in clause.own_subjects(verb))
        yield Effect(turned or few, Modality.POSSIBLE if few else None, "few")
        if word == "expect":
            yield Effect(False, Modality.PLANNED, "expect")
    elif here.dep == "ccomp" and asks_whether(clause, here):
        yield Effect(False, Modality.POSSIBLE, "whether")
    elif word in WORDS.picturing and here.dep in ("ccomp", "xcomp") and here.tag == "VBG":
        yield Effect(turned, Modality.POSSIBLE, word)
    elif word in WORDS.wishing and here.dep in ("ccomp", "xcomp") and _others(clause, here, verb):
        yield Effect(turned, Modality.DEMANDED, word)
    elif word in WORDS.asking and _asks(clause, here, verb):
        yield Effect(False, Modality.DEMANDED, word)
    elif here.dep == "xcomp" and infinitive and (word == "remain" or _yet_to(clause, here, verb)):
        yield Effect(True)
    elif word in ("need", "have", "ought") and here.dep == "xcomp" and infinitive:
        yield Effect(turned, Modality.DEMANDED, "must")
    elif (
        word in WORDS.intending
        and (infinitive or (here.dep in ("pcomp", "prep") and here.lower not in WORDS.circumstance))
        and here.dep != "advcl"
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
    elif word in WORDS.bringing_about and here.dep in ("ccomp", "xcomp") and (infinitive or here.tag == "VB"):
        yield Effect(turned, lent_modality(clause, verb), "could")
    elif here.dep == "xcomp" and turned:
        yield Effect(True)


def lent_modality(clause: Clause, verb: Token) -> Modality | None:
    """Return the modality that the auxiliaries of ``verb`` give to what it leads to, or is done by."""
    words = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
    if words & {"could", "might", "may", "would", "can"}:
        return Modality.POSSIBLE
    return Modality.PLANNED if words & {"will", "'ll", "’ll"} else None


def _yet_to(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether it is still to be done: "has *yet* to pay", "is *yet* to pay"."""
    near = [*clause.sentence.kids(verb.i, "advmod"), *clause.sentence.kids(here.i, "advmod")]
    return verb.lemma in ("have", "be") and any(t.lower == "yet" and t.i < here.i for t in near)


def _others(clause: Clause, here: Token, verb: Token) -> bool:
    """Return whether the act wished for is somebody else's: "wants Oslo to leave"."""
    return bool(clause.own_subjects(here) or clause.sentence.kids(verb.i, "dobj"))

"""Find acts: triggers of the lexicon whose frame fits the sentence, and who stands in their slots.

An act is a claim in the making. Verbs and event nouns are matched here one by one;
:mod:`onrecord.coding.compose` then lets outer acts change inner ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.coding.clause import Clause
from onrecord.coding.parties import parties, political
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token
from onrecord.records import Modality, Polarity

ACTOR_SLOTS = ("carrier", "poss", "by", "between", "amod")
RECIPIENT_SLOTS = ("against", "on", "with", "to", "towards", "toward", "into", "at")
CARRYING_PREPOSITIONS = frozenset(["in", "on", "into", "for", "to", "with"])


@dataclass(slots=True)
class Act:
    """One trigger that fits a frame, its parties, and what composition and status make of it."""

    trigger: Token
    rule: Rule
    event_type: str | None
    mode: str | None
    actors: list[Mention]
    recipients: list[Mention]
    carrier: Token | None = None
    """The light verb of a noun trigger ("*held* talks")."""
    name: str = ""
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    cue: str = ""
    """Why the modality: will, plan, set, could, if, ..."""
    about: Act | None = None
    hidden: bool = False
    composed: bool = False
    doers: list[Token] = field(default_factory=list)

    @property
    def top(self) -> Token:
        """The highest token of the act: the light verb where there is one."""
        return self.carrier or self.trigger


def find_acts(clause: Clause, ontology: Ontology) -> list[Act]:
    """Return every act whose trigger and frame fit, in text order, operators without a type included."""
    acts: list[Act] = []
    taken: set[int] = set()
    for token in clause.tokens:
        if clause.is_verb(token):
            act = _verb_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
                if act.rule.objects:
                    taken.update(t.i for t in _cored(clause, clause.objects(token), ontology))
    for token in clause.tokens:
        if token.i not in taken and token.tag in ("NN", "NNS", "NNP", "NNPS") or _ready(token):
            act = _noun_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
    return sorted(acts, key=lambda a: a.trigger.start)


def _ready(token: Token) -> bool:
    return token.tag == "JJ" and token.dep in ("acomp", "ROOT", "conj", "xcomp")


# ---------------------------------------------------------------------- verbs


def _verb_act(clause: Clause, verb: Token, ontology: Ontology) -> Act | None:
    for rule in _verb_rules(clause, verb, ontology):
        if _verb_fits(clause, verb, rule, ontology):
            return _with_verb_parties(clause, verb, rule)
    return None


def _verb_rules(clause: Clause, verb: Token, ontology: Ontology) -> Iterator[Rule]:
    particle = clause.particle(verb)
    if particle:
        yield from ontology.verbs.get(f"{verb.lemma}_{particle}", ())
    yield from ontology.verbs.get(verb.lemma, ())


def _cored(clause: Clause, tokens: Iterable[Token], ontology: Ontology) -> list[Token]:
    """Return the nouns that matter: behind "a series of", and every conjunct."""
    found = []
    for token in tokens:
        for each in clause.conjuncts(token):
            found.append(each)
            if each.lemma in ontology.vague_quantities:
                found += [t for w, t in clause.prepositions(each) if w == "of"]
    return found


def _verb_fits(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    frame = rule.frame
    cores = _cored(clause, clause.objects(verb), ontology)
    lemmas = {t.lemma for t in cores} | {t.lower for t in cores}
    if rule.objects and not rule.objects & lemmas:
        return False
    if rule.not_objects & lemmas:
        return False
    if rule.preps and not _preposition_fits(clause, verb, rule):
        return False
    if rule.modifiers and not any(_modified(clause, t, rule.modifiers) for t in cores):
        return False
    if frame.needs == "object" and not cores:
        return False
    return not _figurative_object(clause, verb, rule, ontology)


def _preposition_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    pairs = list(clause.prepositions(verb))
    for thing in clause.objects(verb):
        if not clause.is_passive(verb):
            pairs += list(clause.prepositions(thing))
    return any(
        w in rule.preps
        and (not rule.pobjects or bool(rule.pobjects & {c.lemma for c in clause.conjuncts(t)}))
        for w, t in pairs
    )


def _modified(clause: Clause, noun: Token, words: frozenset[str]) -> bool:
    kids = clause.sentence.kids(noun.i, "amod", "compound", "nmod", "det", "poss", "nummod")
    near = {k.lemma for k in kids} | {k.lower for k in kids}
    near |= {g.lower for k in kids for g in clause.sentence.kids(k.i, "amod", "compound", "npadvmod")}
    return bool(words & near)


def _figurative_object(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    if rule.event_type != "ASSAULT" or rule.objects:
        return False
    things = clause.objects(verb)
    return bool(things) and all(t.lemma in ontology.abstract_targets for t in things)


def _with_verb_parties(clause: Clause, verb: Token, rule: Rule) -> Act:
    doers = clause.actors(verb)
    places = rule.event_type in ("CONSULT", None)
    actors = _all_parties(clause, doers, places=places)
    recipients = _recipients(clause, verb, None, rule)
    act = Act(
        trigger=verb,
        rule=rule,
        event_type=rule.event_type,
        mode=rule.frame.mode,
        actors=actors,
        recipients=recipients,
        name=rule.name,
        doers=doers,
    )
    return _settle(act)


def _all_parties(clause: Clause, tokens: Iterable[Token], *, places: bool = False) -> list[Mention]:
    found: dict[int, Mention] = {}
    for token in tokens:
        for mention in parties(clause, token, aims=False, places=True):
            found.setdefault(mention.start, mention)
    return [found[s] for s in sorted(found)]


def _recipients(clause: Clause, main: Token, carrier: Token | None, rule: Rule) -> list[Mention]:
    slots = rule.to or (("obj", *RECIPIENT_SLOTS) if rule.name.startswith("verb") else RECIPIENT_SLOTS)
    collected: list[Mention] = []
    for slot in slots:
        if slot == "obj":
            things = clause.objects(main)
            found = [m for t in things for m in parties(clause, t)]
        else:
            found = [m for t in _slot(clause, main, carrier, slot) for m in parties(clause, t, places=True)]
        if found and not rule.frame.both:
            return found
        collected += found
    return collected


def _slot(clause: Clause, main: Token, carrier: Token | None, slot: str) -> list[Token]:
    if slot == "poss":
        return clause.sentence.kids(main.i, "poss")
    if slot == "amod":
        return clause.sentence.kids(main.i, "amod", "compound", "nmod")
    bases = [main]
    if clause.is_verb(main):
        bases += [t for t in clause.objects(main)]
    if carrier is not None:
        bases.append(carrier)
    above = clause.tokens[main.head]
    if main.dep == "conj":
        bases.append(above)
    return [t for base in bases for w, t in clause.prepositions(base) if w == slot and t.dep == "pobj"]


def _settle(act: Act) -> Act:
    """Put equal sides together and keep nobody on both sides."""
    taken = {m.start for m in act.actors}
    act.recipients = _unique(m for m in act.recipients if m.start not in taken)
    act.actors = _unique(act.actors)
    if act.rule.frame.both and act.event_type:
        act.actors = sorted(_unique([*act.actors, *act.recipients]), key=lambda m: m.start)
        act.recipients = []
    return act


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    found: dict[int, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.start, mention)
    return list(found.values())


# ---------------------------------------------------------------------- nouns


def _noun_act(clause: Clause, noun: Token, ontology: Ontology) -> Act | None:
    if noun.dep in ("compound", "amod", "nmod"):
        return None
    for lemma in dict.fromkeys((noun.lemma, noun.lower)):
        for rule in ontology.nouns.get(lemma, ()):
            if _noun_fits(clause, noun, rule, ontology):
                return _with_noun_parties(clause, noun, rule, ontology)
    return None


def _noun_fits(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> bool:
    if _modified(clause, noun, ontology.figurative) or _modified(clause, noun, rule.not_modifiers):
        return False
    if rule.modifiers and not _modified(clause, noun, rule.modifiers):
        return False
    if rule.preps and not any(w in rule.preps for w, _ in clause.prepositions(noun)):
        return False
    return not any(
        t.lemma in ontology.abstract_targets
        for w, t in clause.prepositions(noun)
        if w in ("on", "against", "to", "of") and rule.event_type == "ASSAULT"
    )


def _carrier(clause: Clause, noun: Token, ontology: Ontology) -> Token | None:
    """Return the light verb that carries ``noun``: "held talks", "on a visit", "talks were held"."""
    top = noun
    head = clause.tokens[top.head]
    if top.dep == "conj" and head.tag.startswith("NN"):
        top, head = head, clause.tokens[head.head]
    if top.dep == "pobj" and head.lower == "of":
        counted = clause.tokens[head.head]
        if counted.lemma in ontology.vague_quantities:
            top, head = counted, clause.tokens[counted.head]
    if top.dep == "pobj" and head.lower in CARRYING_PREPOSITIONS:
        above = clause.tokens[head.head]
        return above if clause.is_verb(above) and above.lemma in ontology.light else None
    if top.dep in ("dobj", "nsubjpass", "attr") and head.lemma in ontology.light and head.tag.startswith("VB"):
        return head
    if top.tag.startswith("NN") and head.dep in ("relcl", "acl") and head.lemma in ontology.light:
        return head
    carried = [v for v in clause.sentence.kids(noun.i, "relcl", "acl") if v.lemma in ontology.light]
    return carried[0] if carried and clause.is_passive(carried[0]) else None


def _with_noun_parties(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> Act | None:
    carrier = _carrier(clause, noun, ontology) if rule.frame.light else None
    actors: list[Mention] = []
    for slot in rule.by or ACTOR_SLOTS:
        if slot == "carrier":
            doers = clause.actors(carrier) if carrier is not None else []
            found = _all_parties(clause, doers)
        else:
            tokens = _slot(clause, noun, None, slot)
            found = [m for t in tokens for m in parties(clause, t, aims=False, places=slot != "amod")]
        actors += found
        if actors and not rule.frame.both:
            break
    act = Act(
        trigger=noun,
        rule=rule,
        event_type=rule.event_type,
        mode=rule.frame.mode,
        actors=actors,
        recipients=_recipients(clause, noun, carrier, rule),
        carrier=carrier,
        name=rule.name,
    )
    return _settle(act)


def complete(act: Act) -> bool:
    """Return whether the parties that the frame asks for are there, one of them known."""
    known = any(political(m) for m in (*act.actors, *act.recipients))
    needs = act.rule.frame.needs
    if needs == "both":
        if act.rule.frame.both:
            return known and len(act.actors) > 1
        return known and bool(act.actors) and bool(act.recipients)
    if needs == "recipient":
        return known and bool(act.recipients)
    if needs == "any":
        return known
    return known and bool(act.actors)

"""Whether the frame of a verb or noun fits the sentence. It may ask for objects, phrases, clauses."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.events.lexical import known_as, modified, object_cores
from onrecord.coding.events.senses import other_sense
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Token


def verb_fits(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    """Return whether ``verb`` stands in the construction that ``rule`` asks for, in its sense."""
    frame = rule.frame
    cores, lemmas = object_cores(clause, verb, ontology)
    if rule.objects and rule.objects.isdisjoint(lemmas):
        return False
    if not rule.not_objects.isdisjoint(lemmas):
        return False
    if rule.preps and not _preposition_fits(clause, verb, rule):
        return False
    if rule.modifiers and not any(
        modified(clause, t, rule.modifiers) for t in _asked(clause, verb, rule, cores)
    ):
        return False
    if rule.adverbs and not rule.adverbs & {t.lower for t in clause.sentence.kids(verb.i, "advmod", "prt")}:
        return False
    if rule.not_modifiers and any(modified(clause, t, rule.not_modifiers) for t in cores):
        return False
    if (rule.subjects or rule.not_subjects) and not _doer_fits(clause, verb, rule):
        return False
    if frame.transitive is not None and frame.transitive != bool(cores):
        return False
    if frame.transitive and clause.sentence.kid(verb.i, "oprd") and clause.sentence.kid(verb.i, "dobj"):
        return False  # "called him a liar"
    if frame.passive and not clause.is_passive(verb):
        return False
    if frame.clause and not _clause_fits(clause, verb, rule):
        return False
    return not _figurative_object(clause, verb, rule, ontology) and not other_sense(clause, verb, rule)


def _doer_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    doers = {word for t in clause.actors(verb) for word in known_as(clause, t)}
    return not doers & rule.not_subjects and (not rule.subjects or bool(doers & rule.subjects))


def _clause_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    frame = rule.frame
    if rule.heads:
        kinds = frame.clause.split()
        found = clause.sentence.kids(verb.i, *kinds)
        if "acl" in kinds:  # "gave them *a week to leave*"
            spans = clause.sentence.kids(verb.i, "dobj", "npadvmod")
            found += [t for span in spans for t in clause.sentence.kids(span.i, *kinds)]
        found += [t for verb in found for t in clause.sentence.kids(verb.i, "conj")]
        return any(t.lemma in rule.heads for t in found)
    if frame.operator is None and verb.tag == "VBG" and verb.dep in ("pcomp", "conj", "advcl", "acl"):
        return False
    return bool(clause.sentence.kids(verb.i, *frame.clause.split()))


def _preposition_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    if rule.frame.operator == "request" and "for" in rule.preps and _for_clause(clause, verb):
        return True
    pairs = list(clause.prepositions(verb))
    for thing in clause.objects(verb):
        if not clause.is_passive(verb):
            pairs += list(clause.prepositions(thing))
    return any(
        w in rule.preps
        and (
            any(rule.pobjects & {*known_as(clause, c)} for c in clause.conjuncts(t))
            if rule.pobjects
            else t.i not in clause.timed
        )
        for w, t in pairs
    )


def _for_clause(clause: Clause, verb: Token) -> bool:
    """Return whether an infinitive with a subject of its own follows: "called *for* Peru to pay"."""
    return any(
        clause.own_subjects(t) and any(m.lower == "for" for m in clause.sentence.kids(t.i, "mark"))
        for t in clause.sentence.kids(verb.i, "advcl", "ccomp", "xcomp")
    )


def _asked(clause: Clause, verb: Token, rule: Rule, cores: list[Token]) -> list[Token]:
    """Return the nouns that ``rule`` asks for: the objects, or those of its preposition."""
    if not rule.pobjects or rule.objects:
        return cores
    return [t for w, t in clause.prepositions(verb) if w in rule.preps and t.lemma in rule.pobjects]


def _figurative_object(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    if rule.event_type != "ASSAULT":
        return False
    if any(_mishap(clause, t, ontology) for t in clause.actors(verb)):
        return True
    things = clause.objects(verb)
    if rule.objects:
        things = [t for n in [*things, verb] for w, t in clause.prepositions(n) if w in ("on", "against")]
    return bool(things) and all(t.lemma in ontology.abstract_targets for t in things)


def _mishap(clause: Clause, subject: Token, ontology: Ontology) -> bool:
    return subject.lemma in ontology.mishaps or modified(clause, subject, ontology.mishaps)


def noun_fits(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> bool:
    """Return whether ``noun`` has the modifiers and phrases that ``rule`` asks for, in its sense."""
    if other_sense(clause, noun, rule):
        return False
    if rule.event_type == "ASSAULT" and modified(clause, noun, ontology.figurative):
        return False
    if modified(clause, noun, rule.not_modifiers):
        return False
    if rule.modifiers and not modified(clause, noun, rule.modifiers):
        return False
    if rule.preps and not any(
        w in rule.preps and (not rule.pobjects or t.lemma in rule.pobjects)
        for w, t in clause.prepositions(noun)
    ):
        return False
    return not any(
        t.lemma in ontology.abstract_targets
        for w, t in clause.prepositions(noun)
        if w in ("on", "against", "to", "of") and rule.event_type == "ASSAULT"
    )

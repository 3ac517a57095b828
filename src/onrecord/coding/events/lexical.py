"""How the lexicon knows a word of the text: as which lemma, with which particle, behind which number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.coding.clause import Clause
from onrecord.coding.layers import HYPHENS
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Token


def verb_rules(clause: Clause, verb: Token, ontology: Ontology) -> Iterator[Rule]:
    """Yield the rules of ``verb``, those with its particle first."""
    particle = clause.particle(verb)
    lemma = verb_lemma(clause, verb, ontology)
    if particle:
        yield from ontology.verbs.get(f"{lemma}_{particle}", ())
    yield from ontology.verbs.get(lemma, ())


def has_words(clause: Clause, rule: Rule) -> bool:
    """Return False where ``rule`` asks for words of which the sentence has none, however they may hang."""
    return not any(map(clause.words.isdisjoint, rule.asked))


def verb_lemma(clause: Clause, verb: Token, ontology: Ontology) -> str:
    """Return the lemma of ``verb`` as the lexicon knows it, mending the lemmatiser ("staged" → "stag")."""
    before = clause.tokens[verb.i - 2 : verb.i]
    if (
        len(before) == 2
        and before[1].text in ("-", "‐")
        and f"{before[0].lower}-{verb.lemma}" in ontology.verbs
    ):
        return f"{before[0].lower}-{verb.lemma}"
    known = ontology.verbs
    if verb.lemma in known or verb.lemma in ontology.light:
        return verb.lemma
    word = verb.lower
    for ending, put in (
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)] + put
            if stem in known or stem in ontology.light:
                return stem
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                return stem[:-1]
    return verb.lemma


def known_as(clause: Clause, noun: Token) -> tuple[str, ...]:
    """Return how the lexicon may know ``noun``: its lemma, its word, both sides of a hyphen ("sit-in")."""
    if noun.i > 1 and clause.tokens[noun.i - 1].text in HYPHENS:
        return (noun.lemma, noun.lower, f"{clause.tokens[noun.i - 2].lower}-{noun.lemma}")
    return (noun.lemma, noun.lower)


def is_light(clause: Clause, token: Token, ontology: Ontology) -> bool:
    """Return whether ``token`` is a verb that can carry an event noun ("*held* talks")."""
    return token.tag.startswith("VB") and verb_lemma(clause, token, ontology) in ontology.light


def cored(clause: Clause, tokens: Iterable[Token], ontology: Ontology) -> list[Token]:
    """Return the nouns that matter: behind "a series of", and every conjunct."""
    found = []
    for token in tokens:
        for each in clause.conjuncts(token):
            found.append(each)
            if each.lemma in ("effort", "process", "mission", "programme", "program", "plan"):
                found += clause.sentence.kids(each.i, "compound")
            if each.lemma in ontology.vague_quantities or each.tag == "CD":
                found += [t for w, t in clause.prepositions(each) if w == "of"]
    return found


def object_cores(clause: Clause, verb: Token, ontology: Ontology) -> tuple[list[Token], frozenset[str]]:
    """Return the nouns that matter among the objects of ``verb``, and all the lexicon may know them as."""
    found = clause.answers.get(("object_cores", verb.i))
    if found is None:
        cores = cored(clause, clause.objects(verb), ontology)
        found = [cores, frozenset(word for t in cores for word in known_as(clause, t))]
        clause.answers["object_cores", verb.i] = found
    return found[0], found[1]


def modified(clause: Clause, noun: Token, words: frozenset[str]) -> bool:
    """Return whether ``noun`` has one of ``words`` as modifier, or as part of one."""
    kids = clause.sentence.kids(noun.i, "amod", "compound", "nmod", "det", "poss", "nummod")
    near = {k.lemma for k in kids} | {k.lower for k in kids}
    near |= {g.lower for k in kids for g in clause.sentence.kids(k.i, "amod", "compound", "npadvmod")}
    return bool(words & near)

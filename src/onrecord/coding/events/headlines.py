"""Mend the parse of headlines whose verb was taken for a noun ("minister visit to Baku provokes Tehran").

In "Minister to visit Baku" the verb hangs on its own subject, and is made the root.
Small parsers see few headlines. Where a sentence has no finite verb, a plural noun that
the lexicon knows as a verb, with a noun before it and another after it, is made the verb:
what stands before becomes its subject, what follows its object.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.coding.events.stops import parted, with_children
from onrecord.coding.events.words import WORDS
from onrecord.ontology import Ontology
from onrecord.reading import Sentence, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
HUNG = ("compound", "amod", "nmod")
"""Where a verb stands that was taken for part of a name ("Oslo *halts* grain deal")."""


def mend(sentence: Sentence, ontology: Ontology) -> Sentence:
    """Return ``sentence`` with the verb of a headline found, and parted at its stops, or unchanged."""
    sentence = parted(sentence)
    if any(t.tag in FINITE and t.dep not in HUNG for t in sentence.tokens):
        return sentence
    if _listed(sentence, ontology):
        return _rehung_list(sentence)
    announced = next((t for t in sentence.tokens if _announced(sentence, t)), None)
    if announced is not None:
        return _rehung_announced(sentence, announced)
    for token in sentence.tokens:
        if _verbal(token, sentence, ontology):
            return _rehung(sentence, token)
    return sentence


def _verbal(token: Token, sentence: Sentence, ontology: Ontology) -> bool:
    if not 0 < token.i < len(sentence.tokens) - 1:
        return False
    if token.tag not in ("NNS", "NNPS", "VBZ"):
        return False
    stems = {token.lower.removesuffix("s"), token.lower.removesuffix("es"), token.lemma}
    known = any(s in ontology.verbs or s in WORDS.headline_verbs for s in stems)
    before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
    return (
        known
        and (token.tag == "VBZ" or not any(s in ontology.nouns for s in stems))
        and before.tag.startswith("NN")
        and (before.head == token.i or token.dep in HUNG)
        and (after.tag.startswith(("NN", "DT", "JJ", "PR", "CD")))
    )


def _listed(sentence: Sentence, ontology: Ontology) -> bool:
    """Return whether a bare verb follows two names that open the headline ("Oslo, Bern sign pact")."""
    if len(sentence.tokens) < 5:
        return False
    first, joint, second, verb, after = sentence.tokens[:5]
    if verb.lower not in ontology.verbs or verb.lower in ontology.nouns:
        return False
    names = first.tag.startswith("NNP") and second.tag.startswith("NNP")
    return names and joint.lower in (",", "and", "&") and after.tag.startswith(("NN", "JJ", "DT", "TO", "IN"))


def _announced(sentence: Sentence, verb: Token) -> bool:
    """Return whether ``verb`` was hung on the noun that is its subject ("Envoy to visit Oslo")."""
    if verb.tag != "VB" or verb.dep not in ("relcl", "acl", "advcl") or verb.i < 2:
        return False
    subject = sentence.tokens[verb.i - 2]
    marked = sentence.tokens[verb.i - 1].tag == "TO" and sentence.tokens[verb.i - 1].head == verb.i
    return marked and verb.head == subject.i and subject.dep == "ROOT" and subject.tag.startswith("NN")


def _rehung_announced(sentence: Sentence, verb: Token) -> Sentence:
    """Return the sentence with ``verb`` as root and the noun before it as its subject."""
    tokens = list(sentence.tokens)
    tokens[verb.i] = replace(verb, dep="ROOT", head=verb.i)
    tokens[verb.head] = replace(tokens[verb.head], dep="nsubj", head=verb.i)
    for t in sentence.tokens[verb.i + 1 :]:
        if t.head == verb.head:
            tokens[t.i] = replace(t, head=verb.i)
    return with_children(sentence, tokens)


def _rehung_list(sentence: Sentence) -> Sentence:
    """Return the sentence with its fourth token as root and the two names before it as subject."""
    verb = sentence.tokens[3]
    tokens = list(sentence.tokens)
    tokens[0] = replace(tokens[0], dep="nsubj", head=3)
    tokens[1] = replace(tokens[1], dep="cc" if tokens[1].tag == "CC" else "punct", head=0)
    tokens[2] = replace(tokens[2], dep="conj", head=0)
    tokens[3] = replace(verb, tag="VBP", pos="VERB", dep="ROOT", head=3, lemma=verb.lower)
    for t in sentence.tokens[4:]:
        if t.head <= 3 or t.dep == "ROOT":
            noun = t.tag.startswith(("NN", "CD"))
            tokens[t.i] = replace(t, dep="dobj" if noun else "dep" if t.dep == "ROOT" else t.dep, head=3)
    return with_children(sentence, tokens)


def _rehung(sentence: Sentence, verb: Token) -> Sentence:
    """Return the sentence with ``verb`` as root, the old root before it as its subject."""
    tokens = list(sentence.tokens)
    left = tokens[verb.i - 1]
    old_root = next((t for t in tokens if t.dep == "ROOT"), verb)
    lemma = (
        verb.lower.removesuffix("es")
        if verb.lower.endswith(("shes", "ches"))
        else verb.lower.removesuffix("s")
    )
    tokens[verb.i] = replace(verb, tag="VBZ", pos="VERB", dep="ROOT", head=verb.i, lemma=lemma)
    if old_root.i == verb.i:
        tokens[left.i] = replace(left, dep="nsubj", head=verb.i)
    elif old_root.i > verb.i:
        tokens[left.i] = replace(left, dep="nsubj", head=verb.i)
        tokens[old_root.i] = replace(old_root, dep="dobj", head=verb.i)
    else:
        tokens[left.i] = replace(left, dep=verb.dep, head=verb.head)
        tokens[old_root.i] = replace(old_root, dep="nsubj", head=verb.i)
    for t in sentence.tokens:
        if t.head == verb.i and t.i < left.i:
            tokens[t.i] = replace(tokens[t.i], head=left.i)
        elif t.head == verb.i and t.i > verb.i and t.dep in ("appos", "nmod", "dep", "npadvmod"):
            tokens[t.i] = replace(tokens[t.i], dep="dobj")
        elif t.i > verb.i and t.head < verb.i and t.tag.startswith("NN"):
            tokens[t.i] = replace(tokens[t.i], dep="dobj", head=verb.i)
    return with_children(sentence, tokens)

"""Mend the parse of headlines whose verb was taken for a noun ("minister visit to Baku provokes Tehran").

Small parsers see few headlines. Where a sentence has no finite verb, a plural noun that
the lexicon knows as a verb, with a noun before it and another after it, is made the verb:
what stands before becomes its subject, what follows its object.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.ontology import Ontology
from onrecord.reading import Sentence, Token

HEADLINE_VERBS = frozenset(
    "provoke anger spark trigger raise stir fuel draw upset alarm worry irk infuriate test strain boost ease "
    "overshadow mark top dominate follow end start begin".split()
)
"""Verbs of headlines that are no events themselves."""


def mend(sentence: Sentence, ontology: Ontology) -> Sentence:
    """Return ``sentence`` with the verb of a headline found, or unchanged."""
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in sentence.tokens):
        return sentence
    for token in sentence.tokens:
        if _verbal(token, sentence, ontology):
            return _rehung(sentence, token)
    return sentence


def _verbal(token: Token, sentence: Sentence, ontology: Ontology) -> bool:
    if token.tag not in ("NNS", "NNPS") or not 0 < token.i < len(sentence.tokens) - 1:
        return False
    stems = {token.lower.removesuffix("s"), token.lower.removesuffix("es"), token.lemma}
    known = any(s in ontology.verbs or s in HEADLINE_VERBS for s in stems)
    before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
    return (
        known
        and not any(s in ontology.nouns for s in stems)
        and before.tag.startswith("NN")
        and before.head == token.i
        and (after.tag.startswith(("NN", "DT", "JJ", "PR", "CD")))
    )


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
    children: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Sentence(
        index=sentence.index,
        start=sentence.start,
        end=sentence.end,
        zone=sentence.zone,
        paragraph=sentence.paragraph,
        tokens=tuple(tokens),
        children=tuple(tuple(c) for c in children),
    )

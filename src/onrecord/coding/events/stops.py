"""Part a sentence where a semicolon or the colon of a lead-in stands between things told by themselves.

In "Chad has paid; Peru is not likely to" small parsers hang what was paid below what is not likely, and what
follows "The main points:" below the points. Nothing that governs the one may reach the other.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.reading import Sentence, Token

LOOSE = frozenset(["ccomp", "advcl", "parataxis", "dep", "conj", "nsubj"])
"""What a clause of its own is taken for."""
HUNG = frozenset(["relcl", "acl", "ccomp", "appos", "dep", "parataxis", "conj"])
"""What the clause after a lead-in is taken for."""
LEAD = 6
"""A lead-in has no more words."""


def parted(sentence: Sentence) -> Sentence:
    """Return ``sentence`` with clauses apart from each other, or unchanged."""
    for token in sentence.tokens:
        if token.text == ";":
            sentence = _at_semicolon(sentence, token.i)
        elif token.text == ":" and 0 < token.i <= LEAD:
            sentence = _after_lead(sentence, token.i)
    return sentence


def _at_semicolon(sentence: Sentence, stop: int) -> Sentence:
    """Cut every clause on one side of ``stop`` from a verb on the other."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        across = (token.i < stop) != (token.head < stop)
        if across and token.dep in LOOSE and token.tag.startswith("VB") and _subject(sentence, token):
            tokens[token.i] = replace(token, dep="ROOT", head=token.i)
    return with_children(sentence, tokens) if tokens != list(sentence.tokens) else sentence


def _subject(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.kids(verb.i, "nsubj", "nsubjpass"))


def _after_lead(sentence: Sentence, stop: int) -> Sentence:
    """Make the first clause behind ``stop`` the root where a noun before it was: "The main points: ..."."""
    root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
    if root is None or root.i > stop or not root.tag.startswith("NN"):
        return sentence
    below = [t for t in sentence.kids(root.i) if t.i > stop]
    verb = next(
        (t for t in below if t.dep in HUNG and t.tag.startswith("VB") and _subject(sentence, t)), None
    )
    if verb is None:
        return sentence
    tokens = list(sentence.tokens)
    tokens[verb.i] = replace(verb, dep="ROOT", head=verb.i)
    for token in below:
        if token.i != verb.i:
            tokens[token.i] = replace(token, head=verb.i)
    return with_children(sentence, tokens)


def with_children(sentence: Sentence, tokens: list[Token]) -> Sentence:
    """Return ``sentence`` with ``tokens``, whose heads say anew who hangs on whom."""
    children: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)))

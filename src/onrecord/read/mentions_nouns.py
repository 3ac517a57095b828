"""Find the noun phrases that may stand for an actor, with their heads and bounds.

A phrase runs from the leftmost word before its head to the end of the prepositional
parts that belong to it; relative clauses, appositions and further conjuncts are left
out and are phrases of their own where they name somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.reading import Sentence, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "advmod",
        "quantmod",
        "predet",
        "npadvmod",
        "punct",
        "case",
    }
)
_INNER = frozenset({"compound", "nmod", "det", "nummod", "case", "quantmod", "predet"})
_LINKS = frozenset({"of", "to", "for", "in", "from", "at"})


_EDGES = frozenset({"border", "frontier", "coast", "shore"})
"""Where these are, two sides are: "families at the Peru-Chile border" are nobody's by that."""


class Phrase(Struct, frozen=True, gc=False):
    """A noun phrase: its head token, its own words, and the words that qualify it."""

    head: Token
    start: int
    core_end: int
    """End of the head word."""
    end: int
    """End of the prepositional parts that belong to it."""
    first: int
    """Index of the first token."""


def noun_phrases(sentence: Sentence) -> Iterator[Phrase]:
    """Yield the noun phrases of ``sentence``, by head, left to right."""
    for token in sentence.tokens:
        if _heads_phrase(sentence, token):
            yield phrase_of(sentence, token)


def _heads_phrase(sentence: Sentence, token: Token) -> bool:
    if token.pos == "PRON":
        return False
    if token.dep in _INNER and sentence.tokens[token.head].i > token.i:
        return False
    if token.pos in _NOMINAL:
        return True
    # "the Azeris", "two Israelis" are now and then tagged as adjectives
    return (
        token.pos in {"ADJ", "X", "VERB"}
        and token.text[:1].isupper()
        and token.dep
        in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "poss", "ROOT", "attr", "iobj", "dative"}
    )


def phrase_of(sentence: Sentence, head: Token) -> Phrase:
    """Return the noun phrase whose head is ``head``."""
    first = head.i
    for child in reversed(sentence.kids(head.i)):
        if child.i > head.i:
            continue
        if (
            child.dep not in _LEFT
            or child.tag in {"WRB", "WDT"}
            or (child.dep == "punct" and child.text not in {"-", "'", "’"})
        ):
            break
        below = sentence.subtree(child.i)
        if below[-1] < first - 1 and not _only_marks(sentence, below[-1] + 1, first):
            break
        first = min(first, below[0])
    while first < head.i and sentence.tokens[first].pos in {"PUNCT", "SPACE", "ADP", "CCONJ"}:
        first += 1
    return Phrase(
        head=head,
        start=sentence.tokens[first].start,
        core_end=_core_end(sentence, head),
        end=_end(sentence, head),
        first=first,
    )


def _only_marks(sentence: Sentence, start: int, end: int) -> bool:
    return all(sentence.tokens[i].pos in {"PUNCT", "PART"} for i in range(start, end))


def _core_end(sentence: Sentence, head: Token) -> int:
    """End of the head, with a number that follows it ("Channel 14")."""
    number = next((c for c in sentence.kids(head.i, "nummod") if c.i == head.i + 1), None)
    return number.end if number else head.end


def apposition(sentence: Sentence, head: Token) -> Token | None:
    """Return the head of the apposition of ``head``."""
    return next((c for c in sentence.kids(head.i, "appos") if c.i > head.i), None)


def name_after(sentence: Sentence, phrase: Phrase) -> Token | None:
    """Return the head of a name set off by commas right after ``phrase``, whatever the parser made of it."""
    first = phrase.head.i + 1
    while first < len(sentence.tokens) and sentence.tokens[first].start < phrase.end:
        first += 1
    if first + 2 >= len(sentence.tokens) or sentence.tokens[first].text != ",":
        return None
    if phrase.head.dep == "pobj":
        preposition = sentence.tokens[phrase.head.head]
        if sentence.tokens[preposition.head].pos in {"NOUN", "PROPN"}:
            return None  # "the head of the service, Ada Example": the name is the head's
    after = sentence.tokens[first : first + 7]
    name = []
    for token in after[1:]:
        if token.pos != "PROPN" or not token.text[:1].isupper():
            break
        name.append(token)
    closed = len(name) + 1 < len(after) and after[len(name) + 1].text in {",", "."}
    return name[-1] if 1 < len(name) < 5 and closed else None


def _end(sentence: Sentence, head: Token) -> int:
    end, last = head.end, head.i
    for child in sentence.kids(head.i):
        if child.i < head.i or child.dep in {"case"}:
            continue
        if child.dep == "nummod" and child.i == last + 1:
            end, last = child.end, child.i
            continue
        if child.dep != "prep" or child.lower not in _LINKS or child.i != last + 1:
            break
        inner = sentence.kid(child.i, "pobj")
        if inner is None or inner.lemma in _EDGES:
            break
        part = phrase_of(sentence, inner)
        if part.start < child.end:
            break
        end = part.end
        last = max(t.i for t in sentence.tokens if t.end <= end)
    return end


_PLACE_PREPOSITIONS = frozenset(
    "in at near outside inside around across through into within throughout from via along beyond off".split()
)
_MOTION = frozenset(
    "go come travel fly arrive return visit move head flee drive sail march cross trip flight journey "
    "travel tour pilgrimage return arrival way route visit deport extradite".split()
)
_AREA = frozenset(
    "city capital town area region part territory border outskirts north south east west embassy ruins "
    "street centre center suburb sky skies airport port slum district coast shore square airspace".split()
)


_LEAVE = frozenset({"leave", "quit", "reach", "flee", "enter"})


def place_slot(sentence: Sentence, head: Token) -> bool:
    """Return True where a name with head ``head`` stands in a place adjunct ("in Baku")."""
    if head.dep == "conj":
        return place_slot(sentence, sentence.tokens[head.head])
    if head.dep == "dobj":
        return sentence.tokens[head.head].lemma in _LEAVE
    if head.dep != "pobj":
        return False
    preposition = sentence.tokens[head.head]
    if preposition.lower in _PLACE_PREPOSITIONS:
        governor = sentence.tokens[preposition.head]
        return not (
            preposition.lower == "from"
            and governor.pos == "VERB"
            and governor.lemma in {"receive", "buy", "get", "import", "obtain"}
        )
    if preposition.lower in {"to", "toward", "towards"}:
        return sentence.tokens[preposition.head].lemma in _MOTION
    if preposition.lower == "of":
        return sentence.tokens[preposition.head].lemma in _AREA
    return False

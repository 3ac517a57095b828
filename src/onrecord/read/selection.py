"""Choose the sentences to parse: those that can hold a claim, and those they lean on.

Between tokens and parser. Reads words only: numbers, the words that call up events and
positions (:class:`~onrecord.reading.Vocabulary`, from the coder's lexicons), and
whether anybody can be meant, by name, role or pronoun. A sentence that holds a claim
leans on those before it, which tell who "he" is, on the paragraphs of its quotation,
which tell who speaks, and on full names anywhere. What is left out keeps its words:
names and dates that rules find are still found there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from onrecord.actors import Registry
from onrecord.actors.match import find_names
from onrecord.read.sentences import Piece
from onrecord.read.time.lexicon import NUMBERS
from onrecord.reading import Vocabulary

REACH = 4
"""Sentences before a claim that may tell who its pronouns mean: as far as coreference looks back."""

_PRONOUNS = frozenset(
    "he she they it him her them his its their himself herself itself themselves we us our i me my "
    "who whom whose which both former latter".split()
)
_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBERS)}|dozens?|scores|hundreds?|thousands?|[mb]illions?|trillions?|half|halv\w+"
    r"|thirds?|quarters?|tenths?|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”„«»‘]|''|``|(?<!\w)'|:\s*$")


class Selection:
    """Says which sentences of a document are parsed.

    Args:
        vocabulary: the words of claims.
        lemmas: gives every lemma that a word in lower case can have.
        registry: who is who.
    """

    def __init__(
        self, vocabulary: Vocabulary, lemmas: Callable[[str], frozenset[str]], registry: Registry
    ) -> None:
        self._vocabulary = vocabulary
        self._lemmas = lemmas
        self._registry = registry

    def __call__(self, pieces: Sequence[Piece], words: Sequence[Sequence[str]]) -> list[bool]:
        """Return for each of ``pieces``, whose tokens are ``words``, whether it is parsed."""
        named = frozenset(w for sentence in words for w in sentence[1:] if w[:1].isupper())
        claims = [self._may_claim(p, w, named) for p, w in zip(pieces, words, strict=True)]
        context = set(_context(words, claims))
        speaking = _speaking(pieces, claims)
        return [
            claim or i in context or piece.paragraph in speaking or _introduces(words[i])
            for i, (claim, piece) in enumerate(zip(claims, pieces, strict=True))
        ]

    def _may_claim(self, piece: Piece, words: Sequence[str], named: frozenset[str]) -> bool:
        if _NUMBER.search(piece.text):
            return True
        lower = [word.lower() for word in words]
        lemmas = frozenset().union(*map(self._lemmas, lower))
        if self._vocabulary.stances.isdisjoint(lemmas) and not self._triggered(lemmas):
            return False
        if _names(words) or words[0] in named or self._registry.by_surname(words[0]):
            return True
        return bool(find_names(piece.text, self._registry))

    def _triggered(self, lemmas: frozenset[str]) -> bool:
        triggers = self._vocabulary.triggers
        return any(
            all(not group.isdisjoint(lemmas) for group in frame)
            for word in lemmas.intersection(triggers)
            for frame in triggers[word]
        )


def _context(words: Sequence[Sequence[str]], claims: Sequence[bool]) -> Iterator[int]:
    """Yield the sentences that may tell who the pronouns of a claim mean."""
    for i, claim in enumerate(claims):
        if claim and not _PRONOUNS.isdisjoint(word.lower() for word in words[i]):
            yield from (before for before in range(max(0, i - REACH), i) if _names(words[before]))


def _introduces(words: Sequence[str]) -> bool:
    """Return True where somebody may be named in full, which tells who a surname is everywhere else."""
    return any(a[:1].isupper() and b[:1].isupper() for a, b in pairwise(words))


def _names(words: Sequence[str]) -> bool:
    """Return True where a name may stand behind the first word, or a pronoun anywhere."""
    return any(w[:1].isupper() for w in words[1:]) or not _PRONOUNS.isdisjoint(w.lower() for w in words)


def _speaking(pieces: Sequence[Piece], claims: Sequence[bool]) -> set[int]:
    """Return the paragraphs with quotations that hold a claim, and those that such a one goes on from."""
    quoted = {p.paragraph for p in pieces if _QUOTES.search(p.text)}
    held = {p.paragraph for p, claim in zip(pieces, claims, strict=True) if claim}
    found: set[int] = set()
    for paragraph in sorted(held & quoted):
        at = paragraph
        while at in quoted and at not in found:
            found.add(at)
            at -= 1
    return found

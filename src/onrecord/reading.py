"""What reading a document yields, held in memory between ``read`` and ``coding``.

A :class:`Reading` is plain data, free of spaCy objects, so that the coder does
not care who parsed and a reading can cross a process boundary. Tokens refer to
each other by index within their sentence. All offsets are code points into
``Document.text``. Imports only :mod:`onrecord.records`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from onrecord.records import ActorRef, DateBasis, Document, Granularity, Introduction, Span, ZoneKind


class Token(Struct, frozen=True, gc=False):
    """One token of a sentence, with its place in the dependency tree."""

    i: int
    """Index within the sentence."""
    start: int
    end: int
    text: str
    lower: str
    """The text in lower case."""
    lemma: str
    """Lower case."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP label as spaCy's English models give it; the root is ``ROOT``."""
    head: int
    """Index of the head within the sentence; a root is its own head."""


class Sentence(Struct, frozen=True):
    """A sentence: its characters, its tokens and its tree."""

    index: int
    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    """Index of the paragraph (block between line breaks) it stands in."""
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    """For each token the indices of its children, left to right."""
    parsed: bool = True
    """False where it was left out of parsing: its tokens have no part of speech and no tree."""

    def root(self) -> Token | None:
        """Return the root, None in an empty sentence."""
        return next((t for t in self.tokens if t.dep == "ROOT"), None)

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Return the children of token ``i``, only those with one of ``deps`` when given."""
        below = self.children[i]
        if not below:  # as for most words
            return []
        tokens = self.tokens
        if not deps:
            return [tokens[c] for c in below]
        found = []
        for c in below:  # a loop, as a comprehension is a call of its own
            token = tokens[c]
            if token.dep in deps:
                found.append(token)
        return found

    def kid(self, i: int, *deps: str) -> Token | None:
        """Return the first child of token ``i`` with one of ``deps``."""
        tokens = self.tokens
        for c in self.children[i]:
            token = tokens[c]
            if token.dep in deps:
                return token
        return None

    def subtree(self, i: int) -> list[int]:
        """Return the indices of token ``i`` and all below it, in order."""
        if not self.children[i]:
            return [i]
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the head of token ``i``, its head, and so on up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def bounds(self, i: int) -> tuple[int, int]:
        """Return the characters that the subtree of token ``i`` spans, gaps included."""
        below = self.subtree(i)
        return self.tokens[below[0]].start, self.tokens[below[-1]].end

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers document offset ``offset``."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.tokens[low] if low < len(self.tokens) and self.tokens[low].start <= offset else None


class Vocabulary(Struct, frozen=True):
    """The words without which the coder makes no claim of an event or a position, by lemma.

    The coder hands them to the reader, which parses the sentences that have them.
    """

    triggers: dict[str, tuple[tuple[frozenset[str], ...], ...]]
    """Word → its frames: for each, the groups of words of which one must stand in the sentence too."""
    stances: frozenset[str]


class Mention(Struct, frozen=True):
    """Words that stand for an actor, and who that is as far as reading can tell.

    A coordination ("Gallant and Aliyev") is one mention per conjunct. ``head`` is the
    token the rest of the sentence attaches to, so a coder finds the mention of an
    argument by its token.
    """

    sentence: int
    head: int
    start: int
    end: int
    text: str
    form: str
    """name, title (role + name), role, demonym, metonym, group, pronoun, acronym."""
    actors: tuple[ActorRef, ...]
    """Usually one; several for "the two leaders", "both sides"; empty when unresolved."""
    basis: str
    """How it was resolved, or why not: name, apposition, antecedent, ambiguous, unknown, ..."""
    antecedent: int | None = None
    """Index into ``Reading.mentions`` of what a pronoun or "the minister" points back to."""
    place_like: bool = False
    """True where the name stands in a place slot ("in Baku") and does not act."""
    evidence: tuple[int, int] | None = None
    """Where the text tells its country, when its own words do not ("students throughout *Peru*")."""


class Timex(Struct, frozen=True):
    """An expression of time and its value (TIMEX3)."""

    sentence: int | None
    start: int
    end: int
    text: str
    type: str
    """DATE, TIME, DURATION, SET."""
    value: str | None
    """TIMEX3 value, e.g. ``2023-07-13``, ``P2D``, ``PAST_REF``; None when unresolved."""
    mod: str | None = None
    begins: date | None = None
    """First day of the interval it denotes, None where it denotes none."""
    ends: date | None = None
    granularity: Granularity | None = None
    basis: DateBasis | None = None
    relative: bool = False
    """True for an expression that needs an anchor ("last month"), resolved or not."""


class Toponym(Struct, frozen=True):
    """A place name in the text and what it was resolved to."""

    sentence: int
    head: int
    start: int
    end: int
    text: str
    name: str
    country: str | None
    granularity: str
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


class Quantity(Struct, frozen=True):
    """A number with its unit."""

    sentence: int
    head: int
    """Token of the unit or counted noun, or of the number itself."""
    start: int
    end: int
    text: str
    value: float
    unit: str
    upper: float | None = None
    hedge: str | None = None


class Reading(Struct, frozen=True):
    """A document read: sentences and the layers over them."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    introductions: tuple[Introduction, ...] = ()

    def quote(self, start: int, end: int) -> Span:
        """Return the span ``start:end`` of the document with its text."""
        return self.document.quote(start, end)

    def mention_of(self, sentence: int, token: int) -> Mention | None:
        """Return the mention whose head is ``token`` of ``sentence``."""
        return next((m for m in self.mentions if m.sentence == sentence and m.head == token), None)

    def within(self, sentence: int) -> tuple[list[Mention], list[Timex], list[Toponym], list[Quantity]]:
        """Return the mentions, timexes, toponyms and quantities of one sentence."""
        return (
            [m for m in self.mentions if m.sentence == sentence],
            [t for t in self.timexes if t.sentence == sentence],
            [p for p in self.toponyms if p.sentence == sentence],
            [q for q in self.quantities if q.sentence == sentence],
        )

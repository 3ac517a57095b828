"""A sentence with what reading laid over it: its mentions, place names and times, by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar

from onrecord.reading import Mention, Reading, Sentence, Timex, Token, Toponym

SUBJECTS = ("nsubj", "csubj")
HYPHENS = ("-", "‐")
"""What joins two tokens to one word."""
Layer = TypeVar("Layer", Mention, Timex, Toponym)
_start = attrgetter("start")
Sight = TypeVar("Sight", bound="Layers")
Part = TypeVar("Part")


def remembered(ask: Callable[[Sight, Token], Iterable[Part]]) -> Callable[[Sight, Token], list[Part]]:
    """Answer a question about a token once a sentence; whoever asks gets a list of his own."""
    name = ask.__name__

    @wraps(ask)
    def answer(self: Sight, token: Token) -> list[Part]:
        if self.tokens[token.i] is not token:  # one with another label, made for the moment
            return list(ask(self, token))
        found = self.answers.get((name, token.i))
        if found is None:
            found = self.answers[name, token.i] = list(ask(self, token))
        return found.copy()

    return answer


class Layers:
    """The layers of a reading over one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.answers: dict[tuple[str, int], list[Any]] = {}
        """What was asked of tokens before, see :func:`remembered`."""
        self.mentions = {m.head: m for m in self._within(reading.mentions)}
        """The mentions of the sentence by head token."""
        self.toponyms = {t.head: t for t in self._within(reading.toponyms)}
        """The place names of the sentence by head token."""
        self.timexes = self._within(reading.timexes)
        """The expressions of time in the sentence."""
        self._words: frozenset[str] | None = None
        self._timed: frozenset[int] | None = None

    @property
    def words(self) -> frozenset[str]:
        """All that a lexicon may know a word of the sentence as: lemmas, words, both sides of a hyphen."""
        if self._words is None:
            self._words = self._known_as()
        return self._words

    def _known_as(self) -> frozenset[str]:
        found = {t.lemma for t in self.tokens} | {t.lower for t in self.tokens}
        for joint in self.tokens[1:-1]:
            if joint.text in HYPHENS:
                found.add(f"{self.tokens[joint.i - 1].lower}-{self.tokens[joint.i + 1].lemma}")
        return frozenset(found)

    @property
    def timed(self) -> frozenset[int]:
        """The tokens that belong to an expression of time ("on *Wednesday*")."""
        if self._timed is None:
            times = self.timexes
            self._timed = frozenset(
                t.i for t in self.tokens if times and any(x.start <= t.start < x.end for x in times)
            )
        return self._timed

    def _within(self, layer: Sequence[Layer]) -> Sequence[Layer]:
        """Return what of ``layer``, which is in text order, begins in the sentence."""
        first = bisect_left(layer, self.sentence.start, key=_start)
        return layer[first : bisect_left(layer, self.sentence.end, first, key=_start)]

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that ``token`` heads, or whose words cover it when it leads them."""
        found = self.mentions.get(token.i)
        if found is not None:
            return found
        inside = [
            m
            for m in self.mentions.values()
            if m.start <= token.start and token.end <= m.end and self.leads(token, m)
        ]
        return max(inside, key=lambda m: m.end - m.start, default=None)

    def leads(self, token: Token, mention: Mention) -> bool:
        """Return whether ``token`` is the highest token of ``mention`` in the tree."""
        head = self.tokens[token.head]
        if token.start == mention.start and token.dep in SUBJECTS:
            return True  # a mended headline: the name was read on over its verb
        return head.i == token.i or not (mention.start <= head.start and head.end <= mention.end)

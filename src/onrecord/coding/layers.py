"""A sentence with what reading laid over it: its mentions, place names and times, by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from operator import attrgetter
from typing import Any, Generic, TypeVar

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


class Lazy(Generic[Sight, Part]):
    """A value made when it is first asked for; ``functools.cached_property`` takes a lock each time."""

    def __init__(self, make: Callable[[Sight], Part]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, sight: Sight, kind: type[Sight]) -> Part:
        """Return the value, and leave it with ``sight``, where it is found from then on."""
        value = sight.__dict__[self._make.__name__] = self._make(sight)
        return value


class Layers:
    """The layers of a reading over one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.answers: dict[tuple[str, int], list[Any]] = {}
        """What was asked of tokens before, see :func:`remembered`."""

    @Lazy
    def mentions(self) -> dict[int, Mention]:
        """The mentions of the sentence by head token."""
        return {m.head: m for m in self._within(self.reading.mentions)}

    @Lazy
    def toponyms(self) -> dict[int, Toponym]:
        """The place names of the sentence by head token."""
        return {t.head: t for t in self._within(self.reading.toponyms)}

    @Lazy
    def timexes(self) -> Sequence[Timex]:
        """The expressions of time in the sentence."""
        return self._within(self.reading.timexes)

    @Lazy
    def words(self) -> frozenset[str]:
        """All that a lexicon may know a word of the sentence as: lemmas, words, both sides of a hyphen."""
        found = {t.lemma for t in self.tokens} | {t.lower for t in self.tokens}
        for joint in self.tokens[1:-1]:
            if joint.text in HYPHENS:
                found.add(f"{self.tokens[joint.i - 1].lower}-{self.tokens[joint.i + 1].lemma}")
        return frozenset(found)

    @Lazy
    def timed(self) -> frozenset[int]:
        """The tokens that belong to an expression of time ("on *Wednesday*")."""
        if not self.timexes:
            return frozenset()
        return frozenset(t.i for t in self.tokens if any(x.start <= t.start < x.end for x in self.timexes))

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

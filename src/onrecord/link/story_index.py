"""Stories as they grow, day by day: an article joins the story it is most like and never moves again.

The articles of one day are grouped with each other and with the stories there are. An
article weighs its words by what was known on its day, so that building day by day gives
the same stories as building at once. An inverted index of each article's most telling
words finds the few others worth comparing; it keeps only the latest holders of a word,
so that time does not grow with the square of the record.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from onrecord.link.bags import Bag
from onrecord.link.clusters import Pair, group

JOIN = 0.14
"""Likeness from which an article belongs to a story."""
FOLLOW = 0.09
"""Likeness from which a story of its own still follows up an earlier one."""
FLOOR = 0.04
"""Likeness below which a pair is not looked at again."""
TITLE_WEIGHT = 5
"""A word of the title counts as that many words of the body besides."""
TITLE_SHARE = 0.1
"""What a likeness of the titles alone adds, before all is brought back to one."""
NAME_WEIGHT = 1.5
RARITY = 1.5
"""Power of a word's inverse document frequency."""
START = 30
"""Documents that every word is taken to be missing from before the first comes."""
CLOSEST = 4
"""So many members of a story, the closest ones, say how like it an article is."""
KEYS = 48
"""Most telling words of an article, by which it is found."""
HOLDERS = 60
"""Latest articles kept under one word."""
LOOKED_AT = 60
"""Articles compared in full."""
FADE_DAYS = 180
"""A pair further apart than the free days loses half its likeness every so many days."""


class Match(Struct, frozen=True, order=True):
    """How like a story an article is, and the article of it that is closest."""

    score: float
    story: int
    article: int


class _Vector(Struct, frozen=True):
    """An article's weighted words, of length one; words by number."""

    words: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    title: Mapping[int, float]
    day: date | None


class StoryIndex:
    """The stories so far: which article is in which, and what finds them."""

    def __init__(self, free_days: int) -> None:
        """Start without articles.

        Args:
            free_days: days between two articles that take nothing from their likeness.
        """
        self.free_days = free_days
        self.members: list[list[int]] = []
        self.home: list[int] = []
        self._vectors: list[_Vector] = []
        self._numbers: dict[str, int] = {}
        self._documents = array("l")
        self._counted = 0
        self._holders: dict[int, deque[int]] = {}
        self._scratch = np.zeros(1 << 12, dtype=np.float32)

    def add_day(self, bags: Sequence[Bag], day: date | None) -> list[list[Match]]:
        """Put the articles of one day where they belong; return what each is like, best first.

        They are grouped among each other and with the stories there are, the most alike
        first. Two stories that are there already never become one.
        """
        first = len(self._vectors)
        fresh = range(first, first + len(bags))
        numbers = [self._count(bag) for bag in bags]
        self._vectors += [self._weigh(bag, own, day) for bag, own in zip(bags, numbers, strict=True)]
        keys = [self._keys(self._vectors[number]) for number in fresh]
        for number, found in zip(fresh, keys, strict=True):
            for key in found:
                self._holders.setdefault(key, deque(maxlen=HOLDERS)).append(number)
        likeness = [self._likenesses(number, found) for number, found in zip(fresh, keys, strict=True)]
        earlier = [dict(self._matches(found, first)) for found in likeness]
        self._group(first, likeness, earlier)
        return [
            sorted((*old.values(), *self._neighbours(found, first)), reverse=True)
            for old, found in zip(earlier, likeness, strict=True)
        ]

    def _group(
        self, first: int, likeness: Sequence[Mapping[int, float]], earlier: Sequence[Mapping[int, Match]]
    ) -> None:
        """Group the articles from ``first`` with each other and with the stories they are like."""
        stories = sorted({story for found in earlier for story in found})
        seat = {story: place for place, story in enumerate(stories)}
        shift = len(stories) - first
        scores: dict[Pair, float] = {}
        for number, (near, old) in enumerate(zip(likeness, earlier, strict=True), start=first):
            scores.update({(seat[story], number + shift): match.score for story, match in old.items()})
            scores.update(
                {(min(n, number) + shift, max(n, number) + shift): s for n, s in near.items() if n >= first}
            )
        self.home += [0] * len(likeness)
        for items in group(len(stories) + len(likeness), scores, JOIN, settled=len(stories)):
            if items[0] < len(stories):
                story = stories[items.pop(0)]
            else:
                story = len(self.members)
                self.members.append([])
            for item in items:
                self.members[story].append(item - shift)
                self.home[item - shift] = story

    def _count(self, bag: Bag) -> dict[str, int]:
        """Number the words of an article, and count it among the holders of each."""
        found = {stem: self._number(stem) for stem in (*bag.counts, *sorted(bag.title - bag.counts.keys()))}
        for word in found.values():
            self._documents[word] += 1
        self._counted += 1
        return found

    def _number(self, stem: str) -> int:
        number = self._numbers.setdefault(stem, len(self._numbers))
        if number == len(self._documents):
            self._documents.append(0)
        return number

    def _weigh(self, bag: Bag, numbers: Mapping[str, int], day: date | None) -> _Vector:
        known = 1 + START + self._counted
        rare = {stem: 1 + math.log(known / (1 + self._documents[word])) for stem, word in numbers.items()}
        times = {s: bag.counts.get(s, 0) + (TITLE_WEIGHT if s in bag.title else 0) for s in numbers}
        weights = [
            (1 + math.log(times[s])) * rare[s] ** RARITY * (NAME_WEIGHT if s in bag.names else 1.0)
            for s in numbers
        ]
        title = sorted(bag.title)
        return _Vector(
            words=np.fromiter(numbers.values(), dtype=np.int32, count=len(numbers)),
            weights=np.array(_unit(weights), dtype=np.float32),
            title=dict(zip((numbers[s] for s in title), _unit([rare[s] for s in title]), strict=True)),
            day=day,
        )

    def _keys(self, vector: _Vector) -> list[int]:
        order = np.argsort(-vector.weights, kind="stable")[:KEYS]
        return [int(word) for word in vector.words[order]]

    def _likenesses(self, number: int, keys: Sequence[int]) -> dict[int, float]:
        """Return how like an article those are that share most of its telling words."""
        vector = self._vectors[number]
        shared = Counter(holder for key in keys for holder in self._holders[key])
        del shared[number]
        near = sorted(shared, key=lambda other: (-shared[other], other))[:LOOKED_AT]
        if len(self._numbers) > len(self._scratch):
            self._scratch = np.zeros(2 * len(self._numbers), dtype=np.float32)
        self._scratch[vector.words] = vector.weights
        found = {other: self._likeness(vector, self._vectors[other]) for other in near}
        self._scratch[vector.words] = 0
        return {other: score for other, score in found.items() if score >= FLOOR}

    def _likeness(self, vector: _Vector, other: _Vector) -> float:
        """Return how like ``other`` the article is whose weights lie spread out."""
        text = float(self._scratch[other.words] @ other.weights)
        title = sum(weight * other.title.get(word, 0.0) for word, weight in vector.title.items())
        likeness = (text + TITLE_SHARE * title) / (1 + TITLE_SHARE)
        return round(likeness * _fading(vector.day, other.day, self.free_days), 6)

    def _matches(self, likeness: Mapping[int, float], first: int) -> Iterator[tuple[int, Match]]:
        """Yield per earlier story the mean likeness to its closest members; others are like nothing."""
        by_story: dict[int, list[tuple[float, int]]] = {}
        for number, score in likeness.items():
            if number < first:
                by_story.setdefault(self.home[number], []).append((-score, number))
        for story, found in sorted(by_story.items()):
            closest = min(CLOSEST, len(self.members[story]))
            mean = -sum(score for score, _ in sorted(found)[:closest]) / closest
            yield story, Match(score=round(mean, 6), story=story, article=min(found)[1])

    def _neighbours(self, likeness: Mapping[int, float], first: int) -> Iterator[Match]:
        for number, score in likeness.items():
            if number >= first:
                yield Match(score=score, story=self.home[number], article=number)


def _unit(weights: list[float]) -> list[float]:
    length = math.sqrt(sum(weight * weight for weight in weights))
    return [weight / length for weight in weights] if length else weights


def _fading(left: date | None, right: date | None, free_days: int) -> float:
    if left is None or right is None:
        return 1.0
    beyond = max(0, abs((left - right).days) - free_days)
    return float(0.5 ** (beyond / FADE_DAYS))

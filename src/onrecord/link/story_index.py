"""Stories as they grow, day by day: an article joins the story it is most like and never moves again.

The articles of one day are grouped with each other and with the stories there are. An
article weighs its words by what was known on its day, so that building day by day gives
the same stories as building at once. An inverted index of each article's most telling
words finds the few others worth comparing; it keeps only the latest holders of a word,
so that time does not grow with the square of the record. What was assigned before is
asked of a :class:`Past`, and only where the articles of the day touch it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import Protocol

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


class Text(Struct, frozen=True):
    """What stays of an article: its words, and how rare each was on its day."""

    words: npt.NDArray[np.int64]
    """Its stems by :func:`word_number`."""
    weights: npt.NDArray[np.float32]
    """How telling each is of the article; of length one."""
    holders: npt.NDArray[np.int32]
    """How many articles had each on its day, itself among them."""
    title: Mapping[int, float]
    """The same weights for the title alone."""
    known: int
    """Articles that there were on its day."""
    day: date | None


class Article(Struct, frozen=True):
    """One assigned article."""

    document_id: str
    story: int
    """Number of the article that began its story."""
    text: Text


class Past(Protocol):
    """What was assigned before, by number in order of publication."""

    def count(self) -> int:
        """Return how many articles there are."""
        ...

    def frequencies(self, words: Collection[int]) -> Mapping[int, int]:
        """Return in how many articles each of ``words`` stands; words in none may be left out."""
        ...

    def holders(self, words: Collection[int], most: int) -> Mapping[int, list[int]]:
        """Return the latest articles, at most so many, that are found by each of ``words``, in order."""
        ...

    def articles(self, numbers: Collection[int]) -> Mapping[int, Article]:
        """Return articles by number."""
        ...

    def sizes(self, stories: Collection[int]) -> Mapping[int, int]:
        """Return how many articles each story has."""
        ...


class NoPast:
    """The past of a record whose first articles come now."""

    def count(self) -> int:
        """Return 0."""
        return 0

    def frequencies(self, words: Collection[int]) -> Mapping[int, int]:
        """Return nothing."""
        return {}

    def holders(self, words: Collection[int], most: int) -> Mapping[int, list[int]]:
        """Return nothing."""
        return {}

    def articles(self, numbers: Collection[int]) -> Mapping[int, Article]:
        """Return nothing."""
        return {}

    def sizes(self, stories: Collection[int]) -> Mapping[int, int]:
        """Return nothing."""
        return {}


@lru_cache(maxsize=200_000)
def word_number(stem: str) -> int:
    """Return the number that a stem has in every record."""
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


class StoryIndex:
    """The stories so far: which article is in which, and what finds them."""

    def __init__(self, free_days: int, past: Past | None = None) -> None:
        """Start behind what was assigned before.

        Args:
            free_days: days between two articles that take nothing from their likeness.
            past: what was assigned before.
        """
        self.free_days = free_days
        self.past: Past = past or NoPast()
        self.count = self.past.count()
        self.texts: dict[int, Text] = {}
        self.home: dict[int, int] = {}
        """Number of the article that began each article's story."""
        self.names: dict[int, str] = {}
        self._sizes: dict[int, int] = {}
        self.frequencies: dict[int, int] = {}
        self._holders: dict[int, list[int]] = {}

    def add_day(self, bags: Sequence[tuple[str, Bag]], day: date | None) -> list[list[Match]]:
        """Put the articles of one day where they belong; return what each is like, best first.

        They are grouped among each other and with the stories there are, the most alike
        first. Two stories that are there already never become one.

        Args:
            bags: id and stems of each article, in order of their ids.
            day: day of publication.
        """
        first = self.count
        fresh = range(first, first + len(bags))
        self.names.update(zip(fresh, (name for name, _ in bags), strict=True))
        numbers = [[word_number(stem) for stem in _stems(bag)] for _, bag in bags]
        self._fetch_frequencies({word for own in numbers for word in own})
        for own in numbers:
            for word in own:
                self.frequencies[word] += 1
        self.count += len(bags)
        for number, (_, bag), own in zip(fresh, bags, numbers, strict=True):
            self.texts[number] = self._weigh(bag, own, day)
        keys = [self.keys(number) for number in fresh]
        self._hold(fresh, keys)
        near = [self._near(number, found) for number, found in zip(fresh, keys, strict=True)]
        wanted = {other for found in near for other in found}
        self._recall(wanted)
        spread = _Spread([self.texts[n] for n in fresh], {n: self.texts[n] for n in wanted})
        likeness = [self._likenesses(n, found, spread) for n, found in zip(fresh, near, strict=True)]
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
        for items in group(len(stories) + len(likeness), scores, JOIN, settled=len(stories)):
            story = stories[items.pop(0)] if items[0] < len(stories) else items[0] - shift
            self._sizes[story] = self._sizes.get(story, 0) + len(items)
            self.home.update({item - shift: story for item in items})

    def _fetch_frequencies(self, words: Iterable[int]) -> None:
        unknown = [word for word in words if word not in self.frequencies]
        if unknown:
            known = self.past.frequencies(unknown)
            self.frequencies.update((word, known.get(word, 0)) for word in unknown)

    def _weigh(self, bag: Bag, numbers: Sequence[int], day: date | None) -> Text:
        stems = _stems(bag)
        held = [self.frequencies[word] for word in numbers]
        known = 1 + START + self.count
        rare = {stem: 1 + math.log(known / (1 + count)) for stem, count in zip(stems, held, strict=True)}
        times = {s: bag.counts.get(s, 0) + (TITLE_WEIGHT if s in bag.title else 0) for s in stems}
        weights = [
            (1 + math.log(times[s])) * rare[s] ** RARITY * (NAME_WEIGHT if s in bag.names else 1.0)
            for s in stems
        ]
        title = sorted(bag.title)
        return Text(
            words=np.array(numbers, dtype=np.int64),
            weights=np.array(_unit(weights), dtype=np.float32),
            holders=np.array(held, dtype=np.int32),
            title=dict(zip(map(word_number, title), _unit([rare[s] for s in title]), strict=True)),
            known=self.count,
            day=day,
        )

    def keys(self, number: int) -> list[int]:
        """Return the words by which an article is found, the most telling first."""
        text = self.texts[number]
        found: list[int] = text.words[np.argsort(-text.weights, kind="stable")[:KEYS]].tolist()
        return found

    def _hold(self, fresh: Iterable[int], keys: Sequence[Sequence[int]]) -> None:
        """Note by which words the articles of today are found."""
        unknown = {word for found in keys for word in found} - self._holders.keys()
        if unknown:
            known = self.past.holders(unknown, HOLDERS)
            self._holders.update((word, known.get(word, [])) for word in unknown)
        for number, found in zip(fresh, keys, strict=True):
            for word in found:
                held = self._holders[word]
                held.append(number)
                if len(held) > 2 * HOLDERS:
                    del held[:-HOLDERS]

    def _near(self, number: int, keys: Sequence[int]) -> list[int]:
        """Return the few articles that share most of an article's telling words."""
        held = list(chain.from_iterable(self._holders[key][-HOLDERS:] for key in keys))
        others, shared = np.unique(np.array(held, dtype=np.int64), return_counts=True)
        ranked: list[int] = others[np.argsort(-shared, kind="stable")[: LOOKED_AT + 1]].tolist()
        return [other for other in ranked if other != number][:LOOKED_AT]

    def _recall(self, numbers: Iterable[int]) -> None:
        """Fetch those articles of the past that are to be looked at."""
        unknown = sorted(number for number in numbers if number not in self.texts)
        for number, article in self.past.articles(unknown).items():
            self.texts[number] = article.text
            self.home[number] = article.story
            self.names[number] = article.document_id
        stories = {self.home[number] for number in unknown} - self._sizes.keys()
        self._sizes.update(self.past.sizes(stories))

    def _likenesses(self, number: int, near: Sequence[int], spread: _Spread) -> dict[int, float]:
        """Return how like an article the others are that are worth a look."""
        text = self.texts[number]
        found = {}
        for other, product in zip(near, spread.products(text, near), strict=True):
            theirs = self.texts[other]
            shared = (word for word in text.title if word in theirs.title)
            title = sum(text.title[word] * theirs.title[word] for word in shared)
            likeness = (product + TITLE_SHARE * title) / (1 + TITLE_SHARE)
            score = round(likeness * _fading(text.day, theirs.day, self.free_days), 6)
            if score >= FLOOR:
                found[other] = score
        return found

    def _matches(self, likeness: Mapping[int, float], first: int) -> Iterator[tuple[int, Match]]:
        """Yield per earlier story the mean likeness to its closest members; others are like nothing."""
        by_story: dict[int, list[tuple[float, int]]] = {}
        for number, score in likeness.items():
            if number < first:
                by_story.setdefault(self.home[number], []).append((-score, number))
        for story, found in sorted(by_story.items()):
            closest = min(CLOSEST, self._sizes[story])
            mean = -sum(score for score, _ in sorted(found)[:closest]) / closest
            yield story, Match(score=round(mean, 6), story=story, article=min(found)[1])

    def _neighbours(self, likeness: Mapping[int, float], first: int) -> Iterator[Match]:
        for number, score in likeness.items():
            if number >= first:
                yield Match(score=score, story=self.home[number], article=number)


class _Spread:
    """The words of one day, over which articles are laid out to be multiplied quickly."""

    def __init__(self, fresh: Iterable[Text], others: Mapping[int, Text]) -> None:
        """Lay out ``others``, by number, over the words of the ``fresh`` articles.

        Each begins with a place that no word has, so that one without any of these words adds up too.
        """
        own = [text.words for text in fresh]
        vocabulary = np.unique(np.concatenate(own)) if own else np.zeros(0, dtype=np.int64)
        self._vocabulary = vocabulary
        self._weights = np.zeros(len(vocabulary) + 1, dtype=np.float64)
        self._placed = {number: self._place(text) for number, text in others.items()}

    def _place(self, text: Text) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        places = np.searchsorted(self._vocabulary, text.words)
        here = np.take(self._vocabulary, places, mode="clip") == text.words
        return (
            np.concatenate(([len(self._vocabulary)], places[here])),
            np.concatenate(([0.0], text.weights[here])),
        )

    def products(self, text: Text, near: Sequence[int]) -> list[float]:
        """Return the likeness of a fresh article and each of the others in ``near``, by weights alone."""
        if not near:
            return []
        own = np.searchsorted(self._vocabulary, text.words)
        self._weights[own] = text.weights
        placed = [self._placed[number] for number in near]
        starts = np.cumsum([0, *(len(places) for places, _ in placed[:-1])])
        weights = np.concatenate([weights for _, weights in placed])
        products = self._weights[np.concatenate([places for places, _ in placed])] * weights
        self._weights[own] = 0
        found: list[float] = np.add.reduceat(products, starts).tolist()
        return found


def _stems(bag: Bag) -> tuple[str, ...]:
    """Return the stems of an article, those of its title alone last."""
    return (*bag.counts, *sorted(bag.title - bag.counts.keys()))


def _unit(weights: list[float]) -> list[float]:
    length = math.sqrt(sum(weight * weight for weight in weights))
    return [weight / length for weight in weights] if length else weights


def _fading(left: date | None, right: date | None, free_days: int) -> float:
    if left is None or right is None:
        return 1.0
    beyond = max(0, abs((left - right).days) - free_days)
    return float(0.5 ** (beyond / FADE_DAYS))

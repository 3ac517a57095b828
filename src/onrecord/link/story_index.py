"""Stories as they grow, day by day: an article joins the story it is most like and never moves again.

The articles of one day are grouped with each other and with the stories there are. An
article weighs its words by what was known on its day, so that building day by day gives
the same stories as building at once. An inverted index of each article's most telling
words finds the few others worth comparing; it keeps only the latest holders of a word,
so that time does not grow with the square of the record. What was assigned before is
asked of a :class:`Past`, and only where the articles of the day touch it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Protocol

from msgspec import Struct

from onrecord.link.bags import Bag
from onrecord.link.clusters import Pair, group
from onrecord.link.likeness import Spread, Text, keys, likenesses, weigh, words_of

JOIN = 0.14
"""Likeness from which an article belongs to a story."""
FOLLOW = 0.09
"""Likeness from which a story of its own still follows up an earlier one."""
CLOSEST = 4
"""So many members of a story, the closest ones, say how like it an article is."""
HOLDERS = 60
"""Latest articles kept under one word."""
LOOKED_AT = 60
"""Articles compared in full."""
TEXTS = 30_000
"""Articles, the latest ones, that are held although the past has them; some 2 KB each."""
WORDS = 200_000
"""Words up to which their holders are held although the past has them."""


class Match(Struct, frozen=True, order=True):
    """How like a story an article is, and the article of it that is closest."""

    score: float
    story: int
    article: int


class Article(Struct, frozen=True):
    """One assigned article."""

    document_id: str
    story: int
    """Number of the article that began its story."""
    text: Text


class Sitting(Struct, frozen=True):
    """Articles of one day, or without a date, that are assigned together."""

    day: date | None
    bags: list[tuple[str, Bag]]
    """Id and stems of each article, in order of their ids."""


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

    def add(self, sat: Sequence[Sitting]) -> Iterator[tuple[int, list[list[Match]]]]:
        """Put articles where they belong; yield for each sitting its first number and what each is like.

        The articles of a sitting are grouped among each other and with the stories there are,
        the most alike first. Two stories that are there already never become one.
        """
        words = [[words_of(bag) for _, bag in sitting.bags] for sitting in sat]
        self._expect({word for own in words for found in own for word in found})
        numbers = [self._weigh(sitting, own) for sitting, own in zip(sat, words, strict=True)]
        texts = self.texts
        near = [self.near(fresh, [keys(texts[number]) for number in fresh]) for fresh in numbers]
        self._recall({other for held in near for found in held for other in found})
        spread = Spread(texts[number] for fresh in numbers for number in fresh)
        for fresh, held in zip(numbers, near, strict=True):
            likeness = [
                likenesses(texts[number], {other: texts[other] for other in found}, spread, self.free_days)
                for number, found in zip(fresh, held, strict=True)
            ]
            yield fresh.start, self.settle(fresh.start, likeness)

    def _weigh(self, sitting: Sitting, words: Sequence[Sequence[int]]) -> range:
        """Weigh the words of the articles of one sitting by what is known by now; return their numbers."""
        first = self.count
        held = self.meet([name for name, _ in sitting.bags], words)
        fresh = range(first, self.count)
        for number, (_, bag), own, counts in zip(fresh, sitting.bags, words, held, strict=True):
            self.texts[number] = weigh(bag, own, counts, self.count, sitting.day)
        return fresh

    def _expect(self, words: Collection[int]) -> None:
        """Ask the past about the words of coming articles at once, so that nothing asks again."""
        self._fetch_frequencies(words)
        for word in words:
            if not self.frequencies[word]:
                self._holders[word] = []
        self._fetch_holders(words)

    def meet(self, names: Sequence[str], words: Sequence[Sequence[int]]) -> list[list[int]]:
        """Count the words of the articles of one sitting; return in how many articles each stands by now."""
        self.names.update(enumerate(names, start=self.count))
        self._fetch_frequencies({word for own in words for word in own})
        for own in words:
            for word in own:
                self.frequencies[word] += 1
        self.count += len(names)
        return [[self.frequencies[word] for word in own] for own in words]

    def near(self, fresh: Sequence[int], keys: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return for each article of a sitting the others worth comparing, given what it is found by."""
        self._hold(fresh, keys)
        return [self._nearest(number, found) for number, found in zip(fresh, keys, strict=True)]

    def let_go(self) -> None:
        """Hold no more than is quicker to hold than to ask for, now that the past has all there is."""
        for number in sorted(self.texts)[:-TEXTS]:
            for held in (self.texts, self.home, self.names):
                del held[number]
        self._sizes = {story: self._sizes[story] for story in set(self.home.values())}
        if len(self._holders) > WORDS:
            self.frequencies.clear()
            self._holders.clear()

    def settle(self, first: int, likeness: Sequence[Mapping[int, float]]) -> list[list[Match]]:
        """Put the articles of a sitting, those from ``first``, where they belong by what they are like.

        Returns:
            For each what it is like, best first.
        """
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

    def _fetch_holders(self, words: Iterable[int]) -> None:
        unknown = {word for word in words if word not in self._holders}
        if unknown:
            known = self.past.holders(unknown, HOLDERS)
            self._holders.update((word, known.get(word, [])) for word in unknown)

    def _hold(self, fresh: Iterable[int], keys: Sequence[Sequence[int]]) -> None:
        """Note by which words the articles of today are found."""
        self._fetch_holders(word for found in keys for word in found)
        for number, found in zip(fresh, keys, strict=True):
            for word in found:
                held = self._holders[word]
                held.append(number)
                if len(held) > 2 * HOLDERS:
                    del held[:-HOLDERS]

    def _nearest(self, number: int, keys: Sequence[int]) -> list[int]:
        """Return the few articles that share most of an article's telling words, the earlier ones first."""
        shared = Counter(chain.from_iterable(self._holders[key][-HOLDERS:] for key in keys))
        del shared[number]
        return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:LOOKED_AT]

    def _recall(self, numbers: Iterable[int]) -> None:
        """Fetch those articles of the past that are to be looked at."""
        unknown = sorted(number for number in numbers if number not in self.texts)
        for number, article in self.past.articles(unknown).items():
            self.texts[number] = article.text
            self.home[number] = article.story
            self.names[number] = article.document_id
        stories = {self.home[number] for number in unknown} - self._sizes.keys()
        self._sizes.update(self.past.sizes(stories))

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

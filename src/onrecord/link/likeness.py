"""How like each other two articles are, by the words they share and how rare those were on their days.

A pair is like or unlike by itself: what else there is in the record plays no part, once the words
of both are weighed. So any process can compare any pair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from onrecord.link.bags import Bag

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
KEYS = 48
"""Most telling words of an article, by which it is found."""
FADE_DAYS = 180
"""A pair further apart than the free days loses half its likeness every so many days."""


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


@lru_cache(maxsize=200_000)
def word_number(stem: str) -> int:
    """Return the number that a stem has in every record."""
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


class Spread:
    """The words of some articles, over which others are laid out to be multiplied quickly."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """Take the articles that others are to be multiplied with."""
        words = [text.words for text in texts]
        self._vocabulary = np.unique(np.concatenate(words)) if words else np.zeros(0, dtype=np.int64)
        self._weights = np.zeros(len(self._vocabulary), dtype=np.float64)
        self._placed: dict[int, tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]] = {}

    def products(self, text: Text, others: Mapping[int, Text]) -> list[float]:
        """Return how like ``text``, one of the articles, ``others`` are by weights alone; by their numbers.

        Each is summed up word by word, so that it plays no part which other articles there are.
        """
        if not others:
            return []
        mine = np.searchsorted(self._vocabulary, text.words)
        self._weights[mine] = text.weights
        placed = [self._place(number, other) for number, other in others.items()]
        owners = np.repeat(np.arange(len(placed)), [len(places) for places, _ in placed])
        products = self._weights[np.concatenate([places for places, _ in placed])]
        products *= np.concatenate([weights for _, weights in placed])
        self._weights[mine] = 0
        return list(map(float, np.bincount(owners, products, len(placed))))

    def _place(self, number: int, other: Text) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """Return the places of the words of ``other`` among those of the articles, and their weights."""
        if number not in self._placed:
            places = np.searchsorted(self._vocabulary, other.words)
            places[places == len(self._vocabulary)] = 0
            here = self._vocabulary[places] == other.words if len(self._vocabulary) else places < 0
            self._placed[number] = places[here], other.weights[here].astype(np.float64)
        return self._placed[number]


def words_of(bag: Bag) -> list[int]:
    """Return the numbers of the stems of an article, in the order of :func:`weigh`."""
    return [word_number(stem) for stem in _stems(bag)]


def weigh(bag: Bag, words: Sequence[int], held: Sequence[int], known: int, day: date | None) -> Text:
    """Return the words of an article by what was known on its day.

    Args:
        bag: its stems.
        words: their numbers.
        held: in how many articles each stands.
        known: how many articles there are.
        day: its day.
    """
    stems = _stems(bag)
    top = 1 + START + known
    rare = {stem: 1 + math.log(top / (1 + count)) for stem, count in zip(stems, held, strict=True)}
    times = {s: bag.counts.get(s, 0) + (TITLE_WEIGHT if s in bag.title else 0) for s in stems}
    weights = [
        (1 + math.log(times[s])) * rare[s] ** RARITY * (NAME_WEIGHT if s in bag.names else 1.0) for s in stems
    ]
    title = sorted(bag.title)
    return Text(
        words=np.array(words, dtype=np.int64),
        weights=np.array(_unit(weights), dtype=np.float32),
        holders=np.array(held, dtype=np.int32),
        title=dict(zip(map(word_number, title), _unit([rare[s] for s in title]), strict=True)),
        known=known,
        day=day,
    )


def keys(text: Text) -> list[int]:
    """Return the words by which an article is found, the most telling first."""
    order = np.argsort(-text.weights, kind="stable")[:KEYS]
    return list(map(int, text.words[order]))


def likenesses(text: Text, others: Mapping[int, Text], spread: Spread, free_days: int) -> dict[int, float]:
    """Return how like ``text``, which is of ``spread``, the ``others`` are that are worth a look."""
    found = {}
    own = text.title.items()
    for (number, other), product in zip(others.items(), spread.products(text, others), strict=True):
        title = sum(weight * other.title[word] for word, weight in own if word in other.title)
        likeness = (product + TITLE_SHARE * title) / (1 + TITLE_SHARE)
        score = round(likeness * _fading(text.day, other.day, free_days), 6)
        if score >= FLOOR:
            found[number] = score
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

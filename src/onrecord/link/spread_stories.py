"""Stories on the workers of an engine: all but which story an article joins.

An article is weighed by what was known on its day, and compared with the few that are found by the same
words up to then. None of that rests on which stories there are, so workers count the words, weigh them and
compare, for all days at once. Only counting up to each day, looking up who is found by a word, and joining
go in order, here. The functions are those of one process (:mod:`onrecord.link.stories`).
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import chain, pairwise

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from onrecord.batches import batched
from onrecord.link.bags import Bag, bag_of
from onrecord.link.decisions import Ties
from onrecord.link.hands import Hands
from onrecord.link.likeness import Spread, Text, keys, likenesses, weigh, words_of
from onrecord.link.stories import Placed, in_order, placed, published_on, seated, sittings
from onrecord.link.story_index import StoryIndex
from onrecord.records import Document
from onrecord.settings import Settings

DOCUMENTS = 100
"""Documents whose words a worker counts or weighs at a time."""
ARTICLES = 500
"""Articles that a worker compares with those near them at a time: neighbours have many of these in common."""
PACKED = 20_000
"""Articles that lie ready to be sent to workers once more."""


def place_documents(documents: Sequence[Document], settings: Settings, ties: Ties, *, hands: Hands) -> Placed:
    """Return the stories of ``documents`` with all that made them."""
    ordered = in_order(documents)
    index = StoryIndex(settings.story_days)
    days = _days(ordered)
    for number, text in enumerate(_weighed(ordered, days, index, hands)):
        index.texts[number] = text
    near = chain.from_iterable(index.near(day, [keys(index.texts[number]) for number in day]) for day in days)
    found = _compared(near, index, hands)
    assigned = chain.from_iterable(
        seated(index, day.start, index.settle(day.start, [next(found) for _ in day])) for day in days
    )
    return placed(ordered, tuple(assigned), index, ties)


def _days(ordered: Sequence[Document]) -> list[range]:
    """Return the numbers of the articles of each day, or of each sitting where a day has several."""
    ends = np.cumsum([0, *map(len, sittings(ordered))]).tolist()
    return [range(first, end) for first, end in pairwise(ends)]


# ------------------------------------------------------------------- words


class Counted(Struct, frozen=True):
    """The words of an article."""

    bag: bytes
    """Its stems, packed: only workers look at them."""
    words: npt.NDArray[np.int64]


class Known(Struct, frozen=True):
    """The words of an article and what was known of them on its day."""

    counted: Counted
    held: npt.NDArray[np.int32]
    known: int
    day: date | None


def _weighed(
    ordered: Sequence[Document], days: Iterable[range], index: StoryIndex, hands: Hands
) -> Iterator[Text]:
    """Yield the words of each article, weighed by what was known on its day."""
    counted = chain.from_iterable(hands.map(_count, batched(ordered, DOCUMENTS)))
    known = chain.from_iterable(_known(ordered, day, counted, index) for day in days)
    return chain.from_iterable(hands.map(_weigh_words, batched(known, DOCUMENTS)))


def _count(documents: Sequence[Document]) -> list[Counted]:
    bags = map(bag_of, documents)
    return [Counted(msgspec.msgpack.encode(bag), np.array(words_of(bag), np.int64)) for bag in bags]


def _known(
    ordered: Sequence[Document], day: range, counted: Iterator[Counted], index: StoryIndex
) -> Iterator[Known]:
    """Yield what is known of the words of the articles of one day."""
    own = [next(counted) for _ in day]
    held = index.meet([ordered[number].document_id for number in day], [one.words.tolist() for one in own])
    on = published_on(ordered[day.start])
    for one, counts in zip(own, held, strict=True):
        yield Known(one, np.array(counts, np.int32), index.count, on)


def _weigh_words(articles: Sequence[Known]) -> list[Text]:
    return [
        weigh(_unpacked(one.counted.bag), one.counted.words.tolist(), one.held.tolist(), one.known, one.day)
        for one in articles
    ]


def _unpacked(bag: bytes) -> Bag:
    return msgspec.msgpack.decode(bag, type=Bag)


# ------------------------------------------------------------------- likeness


class Near(Struct, frozen=True):
    """Articles, by number, that a worker is to compare with the few near each."""

    near: Mapping[int, Sequence[int]]
    texts: Mapping[int, bytes]
    """All of them, packed."""


def _compared(near: Iterable[Sequence[int]], index: StoryIndex, hands: Hands) -> Iterator[dict[int, float]]:
    """Yield for each article how like it those near it are."""
    packed = lru_cache(maxsize=PACKED)(lambda number: pickle.dumps(index.texts[number]))
    batches = (
        Near(part, {number: packed(number) for number in {*part, *chain.from_iterable(part.values())}})
        for part in map(dict, batched(enumerate(near), ARTICLES))
    )
    return chain.from_iterable(hands.map(partial(_like, free_days=index.free_days), batches))


def _like(given: Near, free_days: int) -> list[dict[int, float]]:
    texts: dict[int, Text] = {number: pickle.loads(packed) for number, packed in given.texts.items()}
    spread = Spread(texts[number] for number in given.near)
    return [
        likenesses(texts[number], {other: texts[other] for other in others}, spread, free_days)
        for number, others in given.near.items()
    ]

"""Stories put together on workers are those of one process, whatever comes into one batch."""

from __future__ import annotations

import random

import msgspec
import pytest
from factory import document

from onrecord.link import spread_stories
from onrecord.link.bags import bag_of
from onrecord.link.decisions import NO_TIES, Ties
from onrecord.link.likeness import Spread, Text, likenesses, weigh, words_of
from onrecord.link.stories import Placed, place_documents
from onrecord.records import Document
from onrecord.scale import SerialEngine
from onrecord.settings import Settings

MATTERS = (
    "earthquake harbour Zadar roofs ferry terminal rubble tents",
    "budget parliament Rome fuel duty pensions vote night",
    "strike miners Katowice wages shafts talks walkout coal",
)
DAYS = ("2031-03-05", "2031-03-06", "2031-03-09", "2032-01-02", None)


def articles(number: int) -> list[Document]:
    """Return articles of several days, two without words and some without a date."""
    chance = random.Random(5)
    made = [document("empty", ""), document("dots", "…", None)]
    for place in range(number):
        words = chance.choice(MATTERS).split()
        text = " ".join(chance.sample(words, 6) + [f"word{chance.randrange(60)}" for _ in range(6)])
        made.append(document(f"a{place:03}", text, chance.choice(DAYS)))
    return made


def seen(found: Placed) -> bytes:
    return msgspec.json.encode((found.stories, found.judgements, found.assigned, found.index.home))


@pytest.mark.parametrize("size", [1, 7, 100])
def test_batches_of_any_size_give_the_stories_of_one_process(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DOCUMENTS", "ARTICLES"):
        monkeypatch.setattr(spread_stories, name, size)
    documents = articles(60)
    here = place_documents(documents, Settings(), NO_TIES)
    there = spread_stories.place_documents(documents, Settings(), NO_TIES, hands=SerialEngine())
    assert seen(there) == seen(here)
    assert 3 < len(here.stories) < 40
    assert {number: text.holders.tolist() for number, text in there.index.texts.items()} == {
        number: text.holders.tolist() for number, text in here.index.texts.items()
    }


def test_nothing_gives_no_story() -> None:
    found = spread_stories.place_documents([], Settings(), Ties(), hands=SerialEngine())
    assert found.stories == ()


def text_of(name: str, words: str) -> Text:
    bag = bag_of(document(name, words))
    numbers = words_of(bag)
    return weigh(bag, numbers, [2] * len(numbers), 9, None)


def test_a_likeness_rests_on_its_pair_alone() -> None:
    texts = {
        number: text_of(str(number), " ".join(matter.split()[:7])) for number, matter in enumerate(MATTERS)
    }
    texts[3] = text_of("3", "harbour ferry roofs duty coal Zadar")
    alone = likenesses(texts[0], {3: texts[3]}, Spread([texts[0]]), 30)
    among = likenesses(texts[0], {1: texts[1], 3: texts[3], 2: texts[2]}, Spread(texts.values()), 30)
    assert alone[3] == among[3] > 0.1
    products = [Spread(given).products(texts[0], {3: texts[3]}) for given in ([texts[0]], texts.values())]
    assert products[0] == products[1]

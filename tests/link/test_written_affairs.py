"""The written affairs of ``evaluation/affairs``: well formed, and scored as promised."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


@pytest.fixture(scope="module")
def affairs() -> Iterator[ModuleType]:
    sys.path.insert(0, str(EVALUATION))
    import affairs

    yield affairs
    sys.path.remove(str(EVALUATION))


def test_there_are_enough_of_them_and_half_are_written_by_hand(affairs: ModuleType) -> None:
    made = affairs.all_affairs()
    articles = Counter[bool]()
    for affair in made:
        articles[affair.templated] += len(affair.articles)
    assert len(made) >= 40
    assert sum(articles.values()) >= 200
    assert articles[False] >= articles[True]
    assert len({affair.name for affair in made}) == len(made)


def test_what_is_planted_names_articles_and_labels_that_are_there(affairs: ModuleType) -> None:
    for affair in affairs.all_affairs():
        keys = [article.key for article in affair.articles]
        labels = {mark.label for article in affair.articles for mark in article.marks}
        assert len(set(keys)) == len(keys), affair.name
        for conflict in affair.conflicts:
            assert conflict.left | conflict.right <= set(keys), affair.name
            assert set(conflict.labels) <= labels, affair.name
        assert {event.label for event in affair.events} | set(affair.origins) <= labels, affair.name
        assert {key for pair in (*affair.copied, *affair.follows) for key in pair} <= set(keys), affair.name


def test_conflicts_are_real_and_events_whole(affairs: ModuleType) -> None:
    scene = affairs.build(affairs.all_affairs())
    precision, recall = affairs.conflicts(scene)
    assert precision.right >= 0.9 * precision.all, precision.errors
    assert recall.right >= 0.65 * recall.all, recall.errors
    assert affairs.event_b3(scene, uncoded=False)[2] >= 0.9
    assert affairs.event_b3(scene, uncoded=False)[0] >= 0.98
    copies = affairs.copies(scene)
    assert copies.right >= 0.9 * copies.all, copies.errors

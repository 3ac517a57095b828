"""Threads of the app: who keeps a decision waits for no page, and no page for one on the whole record."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from onrecord.serve.web.app import WHOLE
from onrecord.serve.web.lanes import OVERVIEWS, READERS, REVIEWERS, Lanes
from onrecord.serve.web.page import pages


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    lanes.end()


def run(asked: Coroutine[object, object, object]) -> None:
    """Await ``asked`` on a thread of its own: on this one a loop runs where tests drive a browser."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, asked).result()


def test_a_decision_waits_for_no_page_and_a_page_for_none_on_the_whole_record(lanes: Lanes) -> None:
    free, entered = Event(), [0]

    def slow() -> bool:
        entered[0] += 1
        return free.wait(20)

    async def ask() -> None:
        overviews = [asyncio.ensure_future(lanes.overviews(slow)) for _ in range(OVERVIEWS + 5)]
        assert await asyncio.wait_for(lanes.reading(lambda: "a page"), 20) == "a page"
        reading = [asyncio.ensure_future(lanes.reading(slow)) for _ in range(READERS + 5)]
        assert await asyncio.wait_for(lanes.reviewing(str.upper, "kept"), 20) == "KEPT"
        assert entered[0] <= OVERVIEWS + READERS
        free.set()
        assert all(await asyncio.gather(*overviews, *reading))

    run(ask())
    assert entered[0] == OVERVIEWS + READERS + 10


def test_so_many_decisions_and_no_more_are_kept_at_once(lanes: Lanes) -> None:
    free, entered = Event(), [0]

    def slow() -> bool:
        entered[0] += 1
        return free.wait(20)

    async def ask() -> None:
        asked = [asyncio.ensure_future(lanes.reviewing(slow)) for _ in range(REVIEWERS + 3)]
        assert await asyncio.wait_for(lanes.reading(lambda: "a page"), 20) == "a page"
        assert entered[0] <= REVIEWERS
        free.set()
        assert all(await asyncio.gather(*asked))

    run(ask())


def test_what_fails_there_fails_here(lanes: Lanes) -> None:
    with pytest.raises(ZeroDivisionError):
        run(lanes.reading(lambda: 1 / 0))


def test_every_page_on_the_whole_record_is_one() -> None:
    assert set(WHOLE) <= pages().keys()

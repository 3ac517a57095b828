"""Threads that pages are made and decisions are kept in, apart, so that no reviewer queues behind readers.

All of them take turns at one interpreter. Where forty make pages, whoever keeps a decision gets
a fortieth of it after each of a hundred calls to the database; so few make pages at a time, and
that many pages a minute come out as before. What is worked out from the whole record takes seconds
where that is large, for each question anew: it has threads of its own, so that no other page waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

READERS = 4
"""Pages that are made at once: more than processors, since some wait for the same thing to be worked out."""
OVERVIEWS = 2
"""Pages on the whole record that are made at once beside them."""
REVIEWERS = 4
"""Pages of the review, and decisions, that are made at once beside them."""

T = TypeVar("T")
P = ParamSpec("P")


class Lanes:
    """The threads of one app."""

    def __init__(self) -> None:
        self._readers = ThreadPoolExecutor(READERS, "reading")
        self._overviews = ThreadPoolExecutor(OVERVIEWS, "overviews")
        self._reviewers = ThreadPoolExecutor(REVIEWERS, "reviewing")

    async def reading(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``work`` returns, when a reader's turn comes."""
        return await _in(self._readers, partial(work, *args, **kwargs))

    async def overviews(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``work`` returns, which asks the whole record, when its turn among such comes."""
        return await _in(self._overviews, partial(work, *args, **kwargs))

    async def reviewing(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``work`` returns, beside whatever readers wait for."""
        return await _in(self._reviewers, partial(work, *args, **kwargs))

    def end(self) -> None:
        """Let the threads go; what nobody has begun is not done."""
        for lane in (self._readers, self._overviews, self._reviewers):
            lane.shutdown(wait=False, cancel_futures=True)


async def _in(lane: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(lane, work)

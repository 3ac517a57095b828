"""Engines of one machine: this process, or a pool of worker processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from onrecord.scale.base import Engine, Item, Result

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What the numeric libraries ask, when they load, for how many threads to use."""

WAITING_PER_WORKER = 4
"""Inputs handed out ahead of their results, per worker: bounds memory, keeps workers busy."""


class SerialEngine:
    """Runs everything in this process."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item."""
        return map(function, items)


class ProcessEngine:
    """Runs on ``workers`` processes, each of which loads the model once.

    Workers are spawned, not forked: a fork copies locks and threads of the numeric
    libraries in whatever state they are.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in order."""
        queue: deque[Future[Result]] = deque()
        source = iter(items)
        spawn = get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=spawn, initializer=_one_thread) as pool:
            try:
                for item in islice(source, self.workers * WAITING_PER_WORKER):
                    queue.append(pool.submit(function, item))
                while queue:
                    result = queue.popleft().result()
                    for item in islice(source, 1):
                        queue.append(pool.submit(function, item))
                    yield result
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _one_thread() -> None:
    """Give the numeric libraries of a worker, not loaded yet, one thread: the workers fill the cores."""
    for name in THREADS:
        os.environ.setdefault(name, "1")


def choose_engine(jobs: int) -> Engine:
    """Return the engine for ``jobs`` processes; one job runs here, without a pool."""
    return SerialEngine() if jobs <= 1 else ProcessEngine(jobs)

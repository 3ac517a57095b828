"""Engines of one machine: this process, or a pool of worker processes."""

from __future__ import annotations

import os
import pickle
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.scale.base import Item, Join, Result, Spread, Value

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What the numeric libraries ask, when they load, for how many threads to use."""

WAITING_PER_WORKER = 4
"""Inputs handed out ahead of their results, per worker: bounds memory, keeps workers busy."""

KEYS = 200
"""Keys whose values a worker joins at a time."""


class SerialEngine:
    """Runs everything in this process."""

    far: ClassVar[bool] = False

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        lost: Callable[[Item], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for every item."""
        return map(function, items)

    def shuffle(
        self, spread: Spread[Item, Value], join: Join[Value, Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what ``join`` makes of the values of each key, in order of the keys."""
        for key, values in _gathered(map(spread, items)):
            yield from join(key, iter(values))

    def close(self) -> None:
        """Nothing is held."""


class ProcessEngine:
    """Runs on ``workers`` processes, each of which loads the model once.

    Workers are spawned, not forked: a fork copies locks and threads of the numeric
    libraries in whatever state they are.
    """

    far: ClassVar[bool] = False

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        lost: Callable[[Item], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in order."""
        from concurrent.futures.process import BrokenProcessPool

        source = iter(items)
        waiting: list[Item] = []
        while True:
            try:
                yield from self._pooled(function, source, waiting)
            except BrokenProcessPool:
                if lost is None:
                    raise
                yield from self._alone(function, waiting, lost)
                waiting = []
            else:
                return

    def _pooled(
        self, function: Callable[[Item], Result], source: Iterator[Item], waiting: list[Item]
    ) -> Iterator[Result]:
        """Yield the results of ``source``; ``waiting`` holds the items that have none yet."""
        queue: deque[Future[Result]] = deque()
        with _pool(self.workers, function) as pool:
            try:
                for item in source:
                    waiting.append(item)
                    queue.append(pool.submit(_run, item))
                    if len(queue) >= self.workers * WAITING_PER_WORKER:
                        result = queue.popleft().result()
                        waiting.pop(0)
                        yield result
                while queue:
                    result = queue.popleft().result()
                    waiting.pop(0)
                    yield result
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _alone(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
    ) -> Iterator[Result]:
        """Yield the results of items one of which took a process down: each has a process to itself."""
        from concurrent.futures.process import BrokenProcessPool

        for item in items:
            with _pool(1, function) as pool:
                try:
                    result = pool.submit(_run, item).result()
                except BrokenProcessPool:
                    result = lost(item)
            yield result

    def shuffle(
        self, spread: Spread[Item, Value], join: Join[Value, Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what ``join`` makes of the values of each key, in order of the keys."""
        groups = iter(_gathered(self.map(partial(_spread_out, spread), items)))
        batches = iter(lambda: list(islice(groups, KEYS)), [])
        for results in self.map(partial(_joined, join), batches):
            yield from results

    def close(self) -> None:
        """Nothing is held between two maps."""


def _gathered(spread: Iterable[Iterable[tuple[str, Value]]]) -> list[tuple[str, list[Value]]]:
    """Return the values under each key, in order of the keys."""
    found: dict[str, list[Value]] = defaultdict(list)
    for pairs in spread:
        for key, value in pairs:
            found[key].append(value)
    return sorted(found.items(), key=lambda pair: pair[0])


def _spread_out(spread: Spread[Item, Value], item: Item) -> list[tuple[str, Value]]:
    return list(spread(item))


def _joined(join: Join[Value, Result], groups: Sequence[tuple[str, list[Value]]]) -> list[Result]:
    return [result for key, values in groups for result in join(key, iter(values))]


def _pool(workers: int, function: Callable[[Item], Result]) -> ProcessPoolExecutor:
    """Return workers that each get ``function`` once: with all it holds it may be larger than any input."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    packed = pickle.dumps(function)
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(packed,)
    )


_given: list[Callable[[Any], Any]] = []
"""What a worker does with its inputs; of one process, one function."""


def _begin(packed: bytes) -> None:
    """Take the function, once the numeric libraries that it loads have been told to use one thread each.

    The workers fill the cores by themselves.
    """
    from threading import Thread

    Thread(target=_end_with_the_parent, daemon=True).start()
    for name in THREADS:
        os.environ.setdefault(name, "1")
    _given[:] = [pickle.loads(packed)]


def _end_with_the_parent() -> None:
    """End this worker when the process that started it is gone: killed, it could not tell its workers."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _given[0](item)

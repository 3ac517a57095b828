"""Coding as a build does it, but an article that holds :data:`POISON` takes its process down.

Worker processes import this by its own name, from this folder, which the tests put on their path.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from onrecord.pipeline import _read_new as read_new

POISON = b"Pandaemonium"


def read(store: Any, inputs: Any, settings: Any, engine: Any, hashes: Any, *rest: Any) -> Any:
    return read_new(store, inputs, settings, Falling(engine), hashes, *rest)


class Falling:
    """An engine whose worker dies of an article, as of a crash in a C library."""

    far = False

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], lost: Any = None) -> Iterator[Any]:
        result: Iterator[Any] = self.engine.map(partial(fall, function), items, lost)
        return result


def fall(function: Callable[[Any], Any], item: Any) -> Any:
    if POISON in item.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return function(item)

"""What an engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Maps a pure function over many inputs."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in the order of ``items``.

        ``items`` is consumed as results are taken, so memory stays bounded. ``function``
        must be importable by name: it may run in another process.
        """
        ...

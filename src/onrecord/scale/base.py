"""What an engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Maps a pure function over many inputs."""

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        lost: Callable[[Item], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in the order of ``items``.

        ``items`` is consumed as results are taken, so memory stays bounded. ``function``
        must be importable by name: it may run in another process. An item that takes its
        process down with it gives ``lost(item)`` and harms no other; without ``lost``, and
        where there is only this process, it ends the work.
        """
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...

"""What linking asks of an engine, so that it can be spread over workers without knowing which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")
Result = TypeVar("Result")


class Hands(Protocol):
    """What linking asks of an engine: see :class:`onrecord.scale.Engine`."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in order."""
        ...

    def shuffle(
        self,
        spread: Callable[[Item], Iterable[tuple[str, Value]]],
        join: Callable[[str, Iterator[Value]], Iterable[Result]],
        items: Iterable[Item],
    ) -> Iterator[Result]:
        """Yield what ``join`` makes of the values of each key, in order of the keys."""
        ...

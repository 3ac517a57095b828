"""What an engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Value = TypeVar("Value")

Spread = Callable[[Item], Iterable[tuple[str, Value]]]
"""Gives for an item the values it has, each under a key."""
Join = Callable[[str, Iterator[Value]], Iterable[Result]]
"""Makes results of all values under one key."""


class Engine(Protocol):
    """Runs pure functions over many inputs.

    A function must be importable by name, or a ``partial`` of one: it may run in another process.
    """

    far: ClassVar[bool]
    """Whether its workers read the inputs and write what they code themselves: they may be other machines."""

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        lost: Callable[[Item], Result] | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in the order of ``items``.

        ``items`` is consumed as results are taken, so memory stays bounded. An item that
        takes its process down with it gives ``lost(item)`` and harms no other; without
        ``lost``, and where this is the only process, it ends the work.
        """
        ...

    def shuffle(
        self, spread: Spread[Item, Value], join: Join[Value, Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what ``join`` makes of the values of each key, in order of the keys.

        ``spread`` gives the values; those of one key come together, in the order of the items
        and as ``spread`` gave them. ``join`` need not read all of them.
        """
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...

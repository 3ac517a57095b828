"""Things worked out once and kept while they are asked for; the longest unasked go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf:
    """Keeps at most ``most`` things by key; several who ask for one at once wait for one making."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the thing called ``key``, made by ``make`` where it is not there; what fails is not kept.

        >>> shelf = Shelf(2)
        >>> [shelf.get(name, name.upper) for name in ("a", "b", "a", "c")], len(shelf)
        (['A', 'B', 'A', 'C'], 2)
        >>> shelf.get("a", str), shelf.get("b", str)
        ('A', '')
        """
        with self._guard:
            if key in self._things:
                return self._taken(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._guard:
                if key in self._things:
                    return self._taken(key)
            try:
                made = make()
                with self._guard:
                    self._things[key] = made
                    while len(self._things) > self._most:
                        self._things.popitem(last=False)
                return made
            finally:
                with self._guard:
                    self._making.pop(key, None)

    def drop(self, key: Hashable) -> None:
        """Keep the thing called ``key`` no longer."""
        with self._guard:
            self._things.pop(key, None)

    def _taken(self, key: Hashable) -> T:  # type: ignore[type-var]  # the key names one make
        self._things.move_to_end(key)
        return self._things[key]  # type: ignore[return-value]

    def __len__(self) -> int:
        return len(self._things)


class Drawer(Generic[T]):
    """Keeps single things by id, asked for many at a time; emptied when it holds more than ``most``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: dict[str, T] = {}

    def those(self, ids: Iterable[str], fetch: Callable[[list[str]], Mapping[str, T]]) -> dict[str, T]:
        """Return the things called ``ids`` in that order; ``fetch`` is asked together for those not here.

        >>> drawer = Drawer[str](10)
        >>> drawer.those(["a", "b"], lambda ids: {name: name.upper() for name in ids})
        {'a': 'A', 'b': 'B'}
        >>> drawer.those(["b", "c"], lambda ids: dict.fromkeys(ids, "new"))
        {'b': 'B', 'c': 'new'}
        """
        wanted = list(dict.fromkeys(ids))
        found = {name: self._things[name] for name in wanted if name in self._things}
        if missing := [name for name in wanted if name not in found]:
            found |= fetch(missing)
            if len(self._things) + len(missing) > self._most:
                self._things = {}
            self._things |= {name: found[name] for name in missing if name in found}
        return {name: found[name] for name in wanted if name in found}

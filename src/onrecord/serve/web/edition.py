"""The record as it stands between two writes, and what was worked out from it for pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from math import inf
from pathlib import Path
from threading import local
from typing import NamedTuple, TypeVar

from onrecord.serve.web.shelf import Shelf
from onrecord.store.beside import Stamp
from onrecord.store.duckdb import DuckStore

KEPT = 256
"""Things worked out that an edition keeps at most."""
LATELY = 30.0
"""Seconds after which what is worked out from the whole record follows a decision."""
MANY = 3
"""Pages made at once from which on those who read may stay behind decisions: were each page made anew after
every decision, all would wait, those who decide too."""
LONGEST = 300.0
"""Seconds that an overview stays behind at most, however long it takes to work out."""
PAGES = 400
"""Pages that an edition keeps at most, some 50 KB each."""


T = TypeVar("T")
Coded = tuple[str, int, str, int | None]
"""What decisions never change: when it was begun, its number of articles, the last entered, the run shown."""


class Overview(NamedTuple):
    """Something worked out from the whole record."""

    of: Coded
    stamp: Stamp
    made: float
    """Seconds, by the clock that only goes forward."""
    took: float
    """Seconds."""
    value: object


Lately = dict[Hashable, Overview]
"""Overviews by key, of the edition that is shown or of one before it."""

_SEEN = local()
"""Whether what this thread is writing shows an overview that decisions have outdated."""


class Edition:
    """The record as it stands between two writes, and what was worked out from it meanwhile."""

    def __init__(
        self,
        store: DuckStore,
        stamp: Stamp,
        before: Lately,
        same: Edition | None = None,
        copy: Path | None = None,
    ) -> None:
        self.store = store
        self._lately = before
        self._of = _coded(store)
        self.stamp = stamp
        self.opened = time.monotonic()
        self.copy = copy
        """The copy that is open; None where it is the record itself."""
        self.users = 0
        self.was_read = False
        self.is_closing = False
        self._known: Shelf = same._known if same else Shelf(KEPT)
        self._pages: Shelf = same._pages if same else Shelf(PAGES)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, worked out once an edition; ``key`` names it."""
        return self._known.get(key, make)

    def lately(self, key: Hashable, make: Callable[[], T], seconds: float = LATELY) -> T:
        """Return what ``make`` gives, or gave in the last ``seconds`` before decisions changed the record.

        For what is worked out from the whole record: a decision moves little of it. What was
        made from another file, before a build, is never given. While :data:`MANY` read, it is so
        many ``seconds`` for each second that it took to work out.
        """
        held = self._lately.get(key)
        if held and held.of == self._of and time.monotonic() - held.made < self._keeps(held, seconds):
            if held.stamp != self.stamp and seconds != inf:
                _SEEN.outdated = True
            return held.value  # type: ignore[return-value]  # the key names one make

        def made() -> T:
            begun = time.monotonic()
            value = make()
            if len(self._lately) > KEPT:
                self._lately.clear()
            now = time.monotonic()
            self._lately[key] = Overview(self._of, self.stamp, now, now - begun, value)
            return value

        return self.once(key, made)

    def _keeps(self, held: Overview, seconds: float) -> float:
        if self.users < MANY or seconds == inf:
            return seconds
        return min(seconds * max(1.0, held.took), max(seconds, LONGEST))

    @property
    def waiting(self) -> int:
        """How many decisions events, figures and conflicts do not follow yet; linking is under way."""
        return self.once("waiting", lambda: len(self.store.not_linked()))

    def page(self, key: object, make: Callable[[], bytes]) -> bytes:
        """Return the page that ``make`` writes, written once an edition while it is asked for.

        A page of an outdated overview is written again for whoever asks next.
        """
        _SEEN.outdated = False
        written = self._pages.get(key, make)
        if _SEEN.outdated:
            self._pages.drop(key)
        return written


def _coded(store: DuckStore) -> Coded:
    ((number, last),) = store.rows("SELECT count(*), CAST(max(recorded_at) AS VARCHAR) FROM documents")
    return (store.facts().get("created", ""), int(str(number)), str(last), store.run_shown())

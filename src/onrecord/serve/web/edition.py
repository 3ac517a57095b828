"""The record file that the app shows: open for reading, given up for a write, opened anew when replaced.

A build swaps the file for a new one, a judgement writes into it. Both need that nobody has
it open; so readers are counted, and the file is closed when the last one leaves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import TypeVar

from onrecord.errors import NotARecord, RecordBusy
from onrecord.serve.web.shelf import Shelf
from onrecord.store.duckdb import DuckStore
from onrecord.store.writing import writing

PATIENCE = 1.5
"""Seconds that opening waits for another process to finish writing."""
PAUSE = 0.05
"""Seconds between two tries."""

KEPT = 256
"""Things worked out that an edition keeps at most."""
PAGES = 400
"""Pages that an edition keeps at most, some 50 KB each."""

T = TypeVar("T")
Stamp = tuple[int, int, int]


class Edition:
    """The record as it stands between two writes, and what was worked out from it meanwhile."""

    def __init__(self, store: DuckStore, stamp: Stamp) -> None:
        self.store = store
        self.stamp = stamp
        self.users = 0
        self._known = Shelf(KEPT)
        self._pages = Shelf(PAGES)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, worked out once an edition; ``key`` names it."""
        return self._known.get(key, make)

    def page(self, key: object, make: Callable[[], bytes]) -> bytes:
        """Return the page that ``make`` writes, written once an edition while it is asked for."""
        return self._pages.get(key, make)


class RecordFile:
    """One record file, shared by all requests."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = Condition()
        self._edition: Edition | None = None
        self._writing = False

    @contextmanager
    def reading(self) -> Iterator[Edition]:
        """Give the record as it stands; opened anew where the file was replaced or written to.

        Raises:
            NotARecord: there is no record at the path.
            RecordBusy: another process is writing to it.
        """
        with self._turn:
            edition = self._current()
            edition.users += 1
        try:
            yield edition
        finally:
            with self._turn:
                edition.users -= 1
                self._turn.notify_all()

    @contextmanager
    def writing(self) -> Iterator[DuckStore]:
        """Give the record open for writing, when all readers have left; they wait meanwhile.

        Raises:
            RecordBusy: another process reads or writes it for too long.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._writing)
            self._writing = True
            self._drain()
        try:
            with writing(self.path) as store:
                yield store
        finally:
            with self._turn:
                self._writing = False
                self._turn.notify_all()

    def rest(self) -> None:
        """Close the file where nobody reads it, so that another process may write to it."""
        with self._turn:
            if self._edition is not None and not self._edition.users:
                self._drain()

    def close(self) -> None:
        """Close the file for good."""
        with self._turn:
            self._drain()

    def _current(self) -> Edition:
        self._turn.wait_for(lambda: not self._writing)
        stamp = _stamp(self.path)
        if self._edition is not None and self._edition.stamp != stamp:
            self._drain()
        if self._edition is None:
            store = _patiently(lambda: DuckStore.open(self.path))
            self._edition = Edition(store, stamp)
        return self._edition

    def _drain(self) -> None:
        """Close the edition once its readers have left: one path is open once in a process."""
        while (edition := self._edition) is not None:
            if not edition.users:
                edition.store.close()
                self._edition = None
                return
            self._turn.wait()


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)  # opening says what is wrong
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _patiently(open_it: Callable[[], DuckStore]) -> DuckStore:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return open_it()
        except RecordBusy:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def is_there(path: Path) -> bool:
    """Return whether there is a record to show at ``path``.

    Raises:
        NotARecord: it is a folder.
    """
    if path.is_dir():
        raise NotARecord("is a folder, not a record", where=str(path), remedy="Name a file.")
    return path.exists()

"""The record file that the app shows: open for reading, given up for a write, opened anew when replaced.

A judgement is written into the file, and for that nobody may have it open. So readers read a
copy (:mod:`onrecord.serve.web.aside`), which is made anew after each write and closed when the
last of them leaves. Where there can be no copy they read the file itself, and wait for a write
as it waits for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition

from onrecord.as_of import open_record
from onrecord.errors import JudgementError, NotARecord, RecordBusy
from onrecord.serve.web.aside import Copies
from onrecord.serve.web.edition import MANY, Edition, Lately
from onrecord.store.beside import Stamp, stamp_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.lens import Lens
from onrecord.store.writing import writing

PATIENCE = 1.5
"""Seconds that opening waits for another process to finish writing."""
TO_WRITE = 15.0
"""Seconds that a write waits for another; on a machine that is hard at work the shortest takes a while."""
PAUSE = 0.05
"""Seconds between two tries."""
LAG = 10.0
"""Seconds that they stay behind at most."""


class RecordFile:
    """One record file, shared by all requests, as one lens shows it."""

    def __init__(self, path: Path, lens: Lens | None = None) -> None:
        self.path = path
        self.lens = lens or Lens()
        self._turn = Condition()
        self._edition: Edition | None = None
        self._shown: Edition | None = None  # to readers; older than that while there are many
        self._left: list[Edition] = []  # given up, and still read by somebody
        self._last: Edition | None = None  # what it had worked out still holds if nobody wrote since
        self._lately: Lately = {}
        self._copies = Copies(path)
        self._writing = False

    @contextmanager
    def reading(self, *, now: bool = False) -> Iterator[Edition]:
        """Give the record as it stands; opened anew where the file was replaced or written to.

        While somebody writes here, it is the record before that; while :data:`MANY` read, it may be
        :data:`LAG` seconds old, but not with ``now``.

        Raises:
            NotARecord: there is no record at the path.
            RecordBusy: another process is writing to it.
        """
        with self._turn:
            edition = self._current() if now else self._lagging() or self._current()
            if not now:
                self._shown = edition
            edition.users += 1
            edition.was_read = True
        try:
            yield edition
        finally:
            with self._turn:
                edition.users -= 1
            self._shut_unread()

    @contextmanager
    def writing(self) -> Iterator[DuckStore]:
        """Give the record open for writing, when nobody reads the file itself any more.

        Raises:
            JudgementError: what is shown is not the record as it stands.
            RecordBusy: another process reads or writes it for too long.
        """
        if self.lens != Lens():
            raise JudgementError(
                "what is shown here is not the record as it stands",
                remedy="Judge in an app that shows it without another run or day.",
            )
        with self._turn:
            self._turn.wait_for(lambda: not self._writing)
            self._writing = True
        try:
            self._make_way()
            with writing(self.path, wait=TO_WRITE) as store:
                yield store
        finally:
            self._show_what_was_written()

    def follow(self) -> None:
        """Open what another process has written, so that whoever comes next need not wait for that."""
        with self._turn:
            stale = self._edition
            if stale is None or self._writing or stale.stamp == _stamp(self.path):
                return
        if (fresh := self._laid_aside()) is not None:
            with self._turn:
                self._give_up()
                self._edition = fresh
            self._shut_unread()

    def rest(self) -> None:
        """Close the file where nobody reads it, so that another process may write to it.

        An earlier day is held in memory, not in the file, and took long to work out: it is kept.
        So is a copy, which is in nobody's way.
        """
        with self._turn:
            edition = self._edition
            if self.lens.looks_back or self._writing or edition is None or edition.copy is not None:
                return
            if not edition.users:
                self._give_up()
        self._shut_unread()

    def close(self) -> None:
        """Close the file for good."""
        with self._turn:
            self._give_up()
        self._shut_unread()
        with self._turn:
            self._turn.wait_for(lambda: not self._left)
        self._copies.close()

    # ------------------------------------------------------------- editions

    def _lagging(self) -> Edition | None:
        """Return what readers have been shown, where so many read it that it may be shown a little longer."""
        one = self._shown
        if one is None or one.copy is None or one.is_closing or one.users < MANY:
            return None
        return one if time.monotonic() - one.opened < LAG else None

    def _current(self) -> Edition:
        while True:
            if not self._writing:
                if self._edition is not None and self._edition.stamp != _stamp(self.path):
                    self._give_up()
                self._edition = self._edition or self._opened()
            if self._edition is not None:
                return self._edition
            self._turn.wait()

    def _opened(self) -> Edition | None:
        """Return the record as it stands, from a copy if there can be one.

        None where there can be none while an older file of that path is still read.
        """
        if (edition := self._laid_aside()) is not None:
            return edition
        self._shut_unread()
        if any(one.copy is None for one in self._left):
            return None
        stamp = _stamp(self.path)
        return self._of(_patiently(lambda: open_record(self.path, self.lens)), stamp)

    def _laid_aside(self) -> Edition | None:
        """Return the record as it stands, from a copy; None where there can be none."""
        stamp = _stamp(self.path)
        copy = self._copies.make()
        if copy is None:
            return None
        store = open_record(copy, self.lens)
        store.path = self.path
        return self._of(store, stamp, copy)

    def _of(self, store: DuckStore, stamp: Stamp, copy: Path | None = None) -> Edition:
        known = (self._edition, self._last)
        same = next((one for one in known if one is not None and one.stamp == stamp), None)
        return Edition(store, stamp, self._lately, same, copy)

    def _give_up(self) -> None:
        """Let who comes now read something newer; what was open is closed once its readers have left."""
        if self._edition is not None:
            self._last = self._edition if self._edition.stamp == _stamp(self.path) else None
            self._left.append(self._edition)
            self._edition = None

    def _shut_unread(self) -> None:
        """Close what was given up and is read no more; nobody waits for that who need not."""
        with self._turn:
            unread = [one for one in self._left if not one.users and not one.is_closing]
            for edition in unread:
                edition.is_closing = True
        for edition in unread:
            edition.store.close()
            if edition.copy is not None:
                self._copies.remove(edition.copy)
        with self._turn:
            self._left = [one for one in self._left if one not in unread]
            self._turn.notify_all()

    # ------------------------------------------------------------- a write

    def _make_way(self) -> None:
        """Let readers go on with a copy of what stands now, and wait until nobody reads the file itself."""
        with self._turn:
            edition = self._edition
        if edition is not None and (edition.copy is None or edition.stamp != _stamp(self.path)):
            aside = self._laid_aside()
            with self._turn:
                self._give_up()
                self._edition = aside
        self._shut_unread()
        with self._turn:
            self._turn.wait_for(lambda: all(one.copy is not None for one in self._left))

    def _show_what_was_written(self) -> None:
        """End a write; who reads a copy goes on with a newer one, for which no later write has to wait."""
        with self._turn:
            stale = self._edition
            asked = stale is not None and stale.was_read and stale.stamp != _stamp(self.path)
        fresh = None
        try:
            fresh = self._laid_aside() if asked else None
        finally:
            with self._turn:
                if fresh is not None:
                    self._give_up()
                    self._edition = fresh
                self._writing = False
                self._turn.notify_all()
            self._shut_unread()


def _stamp(path: Path) -> Stamp:
    try:
        return stamp_of(path)
    except OSError:
        return (0, 0, 0)  # opening says what is wrong


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

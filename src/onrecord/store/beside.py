"""A copy of a record that is worked on beside it and takes its place, while persons go on deciding in it.

As a build works on ``RECORD.building``, whatever links by decisions works on ``RECORD.linking``. The
record itself is locked only while it is copied and while the two are swapped. Killed at any moment,
this leaves the record as it was, and a copy that the next one throws away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

from onrecord.errors import RecordBusy, RecordError
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import locked
from onrecord.store.staging import decided_since, discard, held_by, settle, swap
from onrecord.store.writing import write_lock

PATIENCE = 30.0
"""Seconds that the swap waits for short writes; what was done on the copy would have to be done again."""

Stamp = tuple[int, int, int]
"""File, time of the last change in nanoseconds, bytes."""


class Beside:
    """A copy of the record at ``record``: a context manager; left without :meth:`put_in_place`, it goes."""

    store: DuckStore
    """The copy, open for writing."""

    def __init__(self, record: Path) -> None:
        self._record, self._copy = record, copy_of(record)
        self._held, self._open = ExitStack(), False

    def __enter__(self) -> Beside:
        self._held.enter_context(_alone(self._record))
        try:
            with write_lock(self._record):
                settle(self._record)
                self._stamp = stamp_of(self._record)
                _copied(self._record, self._copy)
            self.store = DuckStore.open(self._copy, write=True)
            self._open = True
            self._holds = _contents(self.store)
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def put_in_place(self, follow: Callable[[DuckStore], None]) -> bool:
        """Put the copy in the place of the record; return whether that could be.

        It cannot be where a build has made something else of the record meanwhile. What persons
        decided in it meanwhile is carried over, and ``follow`` called with the copy if there was any.

        Raises:
            RecordBusy: somebody writes into the record for too long, or keeps it from being replaced.
        """
        self.store.connection.execute("CHECKPOINT")  # while nobody waits
        with write_lock(self._record, wait=PATIENCE):
            settle(self._record)
            if stamp_of(self._record) != self._stamp and not self._caught_up(follow):
                return False
            self.store.connection.execute("CHECKPOINT")  # a full disk is told here, and not by closing
            self._close()
            _replace(self._copy, self._record)
        return True

    def _caught_up(self, follow: Callable[[DuckStore], None]) -> bool:
        """Take over what was decided in the record since; false where it is no longer what was copied."""
        with DuckStore.open(self._record) as record:
            if _contents(record) != self._holds:
                return False
            fresh = decided_since(record, self.store)
        if fresh:
            self.store.decide(fresh)
            follow(self.store)
        return True

    def _close(self) -> None:
        self._open = False
        self.store.close()

    def _leave(self) -> None:
        with self._held:
            if self._open:
                self._close()
            discard(self._copy)


def copy_of(record: Path) -> Path:
    """Return where the copy of ``record`` is."""
    return record.with_name(record.name + ".linking")


def has_room_beside(record: Path) -> bool:
    """Return whether the disk has room for a copy of ``record`` that grows a little."""
    return shutil.disk_usage(record.parent).free > 2 * record.stat().st_size


def clear_beside(record: Path) -> None:
    """Throw away the copy of ``record`` that a killed process has left, where nobody works on it.

    Raises:
        RecordBusy: somebody does.
    """
    if copy_of(record).exists():
        with _alone(record):
            discard(copy_of(record))


@contextmanager
def _alone(record: Path) -> Iterator[None]:
    """Keep everybody else from working on a copy of ``record``."""
    busy = RecordBusy("another process is linking this record", where=str(record), remedy="Wait a moment.")
    with locked(record.with_name(copy_of(record).name + ".lock"), busy=busy):
        yield


def _contents(store: DuckStore) -> tuple[str, int | None]:
    """Return what decisions never change in a record, whatever else is done with it."""
    return held_by(store), store.run_shown()


def _copied(record: Path, copy: Path) -> None:
    discard(copy)
    try:
        shutil.copy(record, copy)  # with its rights: it is to be the record
    except OSError as error:
        raise RecordError(
            f"cannot be copied to link it: {error.strerror or type(error).__name__}",
            where=str(record),
            remedy="Linking needs as much room again as the record has; the record is as it was.",
        ) from error


def _replace(copy: Path, record: Path) -> None:
    try:
        swap(copy, record)
    except PermissionError as error:  # on Windows, while anybody has it open
        raise RecordBusy(
            "is open elsewhere and cannot be replaced", where=str(record), remedy="Close it there."
        ) from error


def stamp_of(record: Path) -> Stamp:
    """Return what tells whether the file at ``record`` was written to or replaced."""
    found = record.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size

"""A short write into a record that others read: a person's decision, carried out at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordBusy
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import PAUSE, WAIT, lock_of, locked
from onrecord.store.opening import is_to_be_made


@contextmanager
def writing(record: Path | str, *, wait: float = WAIT) -> Iterator[DuckStore]:
    """Give the record at ``record`` open for writing, as soon as nobody else reads or writes it.

    Raises:
        RecordBusy: somebody still does after ``wait`` seconds.
        NotARecord: there is no record at ``record``.
    """
    record = Path(record)
    until = time.monotonic() + wait
    is_to_be_made(record, write=False)
    with write_lock(record, wait=wait), _opened(record, until) as store:
        yield store


def _opened(record: Path, until: float) -> DuckStore:
    while True:
        try:
            return DuckStore.open(record, write=True)
        except RecordBusy as error:
            if time.monotonic() >= until:
                raise _busy(record) from error
        time.sleep(PAUSE)


@contextmanager
def write_lock(record: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Keep every other short write, and the end of every build, away from ``record``."""
    with locked(lock_of(record), busy=_busy(record), wait=wait):
        yield


def _busy(record: Path) -> RecordBusy:
    return RecordBusy(
        "another process is reading or writing this record",
        where=str(record),
        remedy="Wait until it is done, or stop it, and try again.",
    )

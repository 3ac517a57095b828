"""A lock between processes: one file beside the record, held by at most one of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from onrecord.errors import RecordBusy, RecordError

PAUSE = 0.05
"""Seconds between two looks at a lock that is held."""


WAIT = 5.0
"""Seconds that whoever wants to read or write a record waits for a short write."""


def lock_of(record: Path) -> Path:
    """Return the lock that is held while somebody writes briefly into ``record``."""
    return record.with_name(record.name + ".lock")


@contextmanager
def locked(path: Path, *, busy: RecordBusy, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock file ``path`` for as long as the block runs; it is removed afterwards.

    Raises:
        RecordBusy: ``busy``, when another process holds it still after ``wait`` seconds.
        RecordError: its folder may not be written to.
    """
    handle = _taken(path, busy, time.monotonic() + wait)
    try:
        yield
    finally:
        _release(handle, path)


def _taken(path: Path, busy: RecordBusy, until: float) -> IO[bytes]:
    while True:
        handle = _opened(path)
        # whoever held it may have removed the file between our opening and our locking it
        if _lock(handle) and _is_same(handle, path):
            return handle
        handle.close()
        if time.monotonic() >= until:
            raise busy
        time.sleep(PAUSE)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("ab")
    except OSError as error:
        raise RecordError(
            f"cannot be written beside the record: {error.strerror}",
            where=str(path),
            remedy="Check the rights on the folder, and that the disk has room.",
        ) from error


def _is_same(handle: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: IO[bytes]) -> bool:
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(handle: IO[bytes], path: Path) -> None:
        handle.close()
        with suppress(OSError):  # another process waits for it
            path.unlink()

else:
    import fcntl

    def _lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: IO[bytes], path: Path) -> None:
        with suppress(FileNotFoundError):
            path.unlink()
        handle.close()

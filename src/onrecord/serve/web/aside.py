"""Private copies of the record, which readers read, so that the record itself is free to be written into."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from onrecord.errors import RecordBusy, RecordError
from onrecord.store.locks import locked
from onrecord.store.writing import write_lock

PREFIX = "onrecord-copies-"
"""What the name of a folder of copies begins with, in the system's folder for temporary files."""
OWNER = "owner.lock"
"""File in it that is locked while the process lives that reads the copies."""

MOST = 256 * 1024 * 1024
"""Bytes of a record that is copied, some 40,000 articles; readers of a larger one wait for a write."""


class Copies:
    """Copies of one record, in a folder of their own that goes with the last of them.

    A folder whose process was killed is removed by the next that makes one.
    """

    def __init__(self, record: Path) -> None:
        self._record = record
        self._folder: Path | None = None
        self._end: Callable[[], object] = lambda: None
        self._made = 0

    def make(self) -> Path | None:
        """Return a new copy of the record as it stands between two writes.

        None where there can be none: it is too large, there is no room, or somebody keeps on writing.
        """
        try:
            if self._record.stat().st_size > MOST:
                return None
            with write_lock(self._record):
                return None if self._is_unsettled() else self._copied()
        except (OSError, RecordBusy, RecordError):
            return None

    def remove(self, copy: Path) -> None:
        """Delete a copy that nobody reads any more."""
        copy.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete what is left of them."""
        self._folder = None
        self._end()

    def _copied(self) -> Path:
        self._folder = self._folder or self._begun()
        self._made += 1  # a path is open once in a process, so no two have the same
        copy = self._folder / f"{self._made}-{self._record.name}"
        try:
            shutil.copyfile(self._record, copy)
        except OSError:
            self.remove(copy)
            raise
        return copy

    def _begun(self) -> Path:
        """Return a new folder that is known to be in use as long as this process lives."""
        remove_left()
        folder, held = Path(tempfile.mkdtemp(prefix=PREFIX)), ExitStack()
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        held.enter_context(locked(folder / OWNER, busy=_in_use()))
        self._end = weakref.finalize(self, held.close)  # at the latest when the program ends
        return folder

    def _is_unsettled(self) -> bool:
        """Whether a writer that was killed has left something that the file has not taken in yet."""
        return self._record.with_name(self._record.name + ".wal").exists()


def remove_left() -> None:
    """Remove the folders of copies whose processes were killed; those of others and in use are left."""
    for folder in _ours():
        with suppress(OSError, RecordBusy, RecordError), locked(folder / OWNER, busy=_in_use()):
            shutil.rmtree(folder, ignore_errors=True)


def _ours() -> Iterator[Path]:
    """Yield the folders of copies that this user made: by their names, their owners and what tells of use."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            is_mine = os.name == "nt" or folder.lstat().st_uid == os.getuid()
            if is_mine and folder.is_dir() and not folder.is_symlink() and (folder / OWNER).is_file():
                yield folder


def _in_use() -> RecordBusy:
    return RecordBusy("these copies are being read")

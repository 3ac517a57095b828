"""Private copies of the record, which readers read, so that the record itself is free to be written into."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.errors import RecordBusy, RecordError
from onrecord.store.writing import write_lock

MOST = 256 * 1024 * 1024
"""Bytes of a record that is copied, some 40,000 articles; readers of a larger one wait for a write."""


class Copies:
    """Copies of one record, in a folder of their own that goes with the last of them."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._folder: TemporaryDirectory[str] | None = None
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
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _copied(self) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True)
        self._made += 1  # a path is open once in a process, so no two have the same
        copy = Path(self._folder.name) / f"{self._made}-{self._record.name}"
        try:
            shutil.copyfile(self._record, copy)
        except OSError:
            self.remove(copy)
            raise
        return copy

    def _is_unsettled(self) -> bool:
        """Whether a writer that was killed has left something that the file has not taken in yet."""
        return self._record.with_name(self._record.name + ".wal").exists()

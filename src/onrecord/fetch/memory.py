"""The log of a folder: one JSON line an address, and from it what the folder holds already.

It lies in a hidden folder, which `onrecord build` passes over. A line is on disk before
the next address is asked for; a line cut short by a kill is dropped.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.errors import InputError, OnRecordError, RecordBusy
from onrecord.fetch.archive import mend
from onrecord.fetch.visits import HELD, Kind, Outcome, Visit

HIDDEN = ".fetch"
LOG = "log.jsonl"
LOCK = "lock"


class Memory:
    """What one folder holds, and its log; open in one process at a time.

    Raises:
        InputError: the folder is a file.
        RecordBusy: another run is fetching into it.
        OnRecordError: it cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, Visit] = {}
        self._finals: dict[str, Visit] = {}
        self._ends: dict[str, int] = {}
        self._present: dict[str, bool] = {}
        self._opened = ""
        if folder.exists() and not folder.is_dir():
            raise InputError("is a file", where=str(folder), remedy="Give a folder with --into.")
        try:
            (folder / HIDDEN).mkdir(parents=True, exist_ok=True)
            self._lock = (folder / HIDDEN / LOCK).open("ab")
        except OSError as error:
            raise unwritable(folder, error) from error
        try:
            _take(self._lock)
        except OSError as error:
            self._lock.close()
            raise RecordBusy(
                "another run is fetching into it", where=str(folder), remedy="Wait for it, or stop it."
            ) from error
        try:
            self._log = self._load()
        except OSError as error:
            self._lock.close()
            raise unwritable(folder, error) from error

    @property
    def path(self) -> Path:
        """The log."""
        return self._folder / HIDDEN / LOG

    def held(self, address: str) -> Visit | None:
        """Return the last visit that says what is held of ``address``, if anything is."""
        return self._held.get(address) or self._finals.get(address)

    def add(self, visit: Visit) -> None:
        """Write ``visit`` to the log; it is on disk on return."""
        self._log.write(msgspec.json.encode(visit) + b"\n")
        self._log.flush()
        os.fsync(self._log.fileno())
        self._note(visit)

    def opened(self, warc: str, now: datetime) -> None:
        """Note that a WARC file was begun, before anything is in it."""
        self._present[warc] = True
        kind, outcome = Kind.ARCHIVE, Outcome.OPENED
        self.add(Visit(at=now, address=warc, kind=kind, outcome=outcome, warc=warc, end=0))

    def close(self) -> None:
        """Let other runs at the folder."""
        self._log.close()
        self._lock.close()

    def _load(self) -> BinaryIO:
        log = self.path.open("a+b")
        log.seek(0)
        whole = 0
        for line in log:
            if line.endswith(b"\n"):
                whole += len(line)
                self._recall(line)
        log.truncate(whole)
        log.seek(0, os.SEEK_END)
        self._mend()
        return log

    def _recall(self, line: bytes) -> None:
        try:
            self._note(msgspec.json.decode(line, type=Visit))
        except (msgspec.DecodeError, UnicodeDecodeError):
            # somebody's edit: the address is asked for again, nothing worse
            return

    def _note(self, visit: Visit) -> None:
        if visit.warc is not None and visit.end is not None:
            self._ends[visit.warc] = max(visit.end, self._ends.get(visit.warc, 0))
        if visit.outcome is Outcome.OPENED:
            self._opened = visit.warc or ""
        elif visit.kind is not Kind.ROBOTS and visit.outcome in HELD and self._still_there(visit.warc):
            self._held[visit.address] = visit
            self._finals[visit.final or visit.address] = visit

    def _still_there(self, warc: str | None) -> bool:
        if warc is None:
            return True
        if warc not in self._present:
            self._present[warc] = Path(warc).name == warc and (self._folder / warc).is_file()
        return self._present[warc]

    def _mend(self) -> None:
        """Only the file that was written to last can have been cut short."""
        if self._opened and self._still_there(self._opened):
            mend(self._folder / self._opened, self._ends[self._opened])


def unwritable(folder: Path, error: OSError) -> OnRecordError:
    """Return the error for a folder that cannot be written to."""
    return OnRecordError(
        f"cannot be written: {error.strerror or error}",
        where=str(folder),
        remedy="Make room or give another folder with --into; the same command then goes on.",
    )


def _take(lock: BinaryIO) -> None:
    """Take the lock, which the system lets go of when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""What is known of a build that is under way: it writes a copy beside the record and swaps the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import RecordBusy, RecordError
from onrecord.store.locks import locked


def copy_of(record: Path) -> Path:
    """Return the file that a build of ``record`` writes into."""
    return record.with_name(record.name + ".building")


def under_way(record: Path) -> bool:
    """Return whether a build of ``record`` runs now; one that was killed leaves files, but holds no lock."""
    lock = copy_of(record).with_name(copy_of(record).name + ".lock")
    if not lock.exists():
        return False
    try:
        with locked(lock, busy=RecordBusy("a build runs")):
            return False
    except RecordBusy:
        return True
    except RecordError:
        return False


def progress(record: Path) -> Mapping[str, object]:
    """Return what can be seen of the build from outside: since when it runs, how much it has written."""
    copy = copy_of(record)
    lock = copy.with_name(copy.name + ".lock")
    parts = [part for part in (copy, copy.with_name(copy.name + ".wal")) if part.exists()]
    since = datetime.fromtimestamp(lock.stat().st_mtime, UTC) if lock.exists() else None
    changed = max((part.stat().st_mtime for part in parts), default=None)
    return {
        "running": under_way(record),
        "since": since,
        "written": sum(part.stat().st_size for part in parts),
        "changed": datetime.fromtimestamp(changed, UTC) if changed else None,
        "there": record.exists(),
    }

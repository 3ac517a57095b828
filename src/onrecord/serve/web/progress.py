"""What is known of a build that is under way: it writes a copy beside the record and swaps the two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import RecordBusy, RecordError
from onrecord.store.building import Far, how_far
from onrecord.store.locks import locked

STEPS = {
    "read": ("Reading articles", "inputs"),
    "again": ("Coding stored articles again", "articles"),
    "stories": ("Putting articles in stories", "articles"),
    "link": ("Joining what they report", "articles"),
}
"""What a build does, and what it counts meanwhile."""
SOON = 2.0
"""Seconds of a step from which its rate is told."""


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
    """Return how far the build is: its step, how much of it is done, how fast, how long it will take."""
    running = under_way(record)
    far = how_far(record) if running else None
    copy = copy_of(record)
    parts = [part for part in (copy, copy.with_name(copy.name + ".wal")) if part.exists()]
    return {
        "running": running,
        "there": record.exists(),
        "written": sum(part.stat().st_size for part in parts),
        **(told(far) if far else {}),
    }


def told(far: Far, now: datetime | None = None) -> dict[str, object]:
    """Return what a build told, with rate and time left where they can be known.

    >>> from datetime import timedelta
    >>> then = datetime(2026, 1, 1, tzinfo=UTC)
    >>> later = then + timedelta(seconds=10)
    >>> shown = told(Far(step="read", done=50, total=200, began=then, step_began=then, at=later), later)
    >>> shown["rate"], shown["left"]
    (5.0, '30 seconds')
    """
    words, things = STEPS.get(far.step, (far.step, "things"))
    spent = (far.at - far.step_began).total_seconds()
    rate = far.done / spent if spent >= SOON and far.done else None
    left = (far.total - far.done) / rate if rate and far.total and far.total >= far.done else None
    running = ((now or datetime.now(UTC)) - far.began).total_seconds()
    return {
        "step": words,
        "things": things,
        "done": far.done,
        "total": far.total if far.total and far.total >= far.done else None,
        "rate": rate,
        "left": duration_words(left) if left is not None else None,
        "since": duration_words(running),
    }


def duration_words(seconds: float) -> str:
    """Return a length of time in words.

    >>> duration_words(1), duration_words(59), duration_words(150), duration_words(9000)
    ('1 second', '59 seconds', '3 minutes', '2.5 hours')
    """
    if seconds < 90:
        number = max(1, round(seconds))
        return f"{number} second{'' if number == 1 else 's'}"
    return f"{round(seconds / 60 + 0.01)} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"

"""How far a build is, told to other processes: a small file beside the copy that it writes into.

The web app reads it. It says nothing about whether the build still runs; the lock beside the
copy does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

OFTEN = 0.5
"""Seconds between two writings at least."""

Progress = Callable[[str, int], None]


class Far(Struct, frozen=True, kw_only=True):
    """How far a build was at one moment."""

    step: str
    """``read``, ``again`` or ``link``."""
    done: int
    """Things of the step that are through."""
    total: int | None = None
    """Things of the step altogether, where that was known before."""
    began: datetime
    """When the build began, UTC."""
    step_began: datetime
    at: datetime
    """When this was true."""


def telling_file(record: Path) -> Path:
    """Return the file that a build of ``record`` tells its progress in; hidden, so that no build reads it."""
    return record.with_name(f".{record.name}.progress")


@contextmanager
def telling(record: Path, tell: Progress, totals: Mapping[str, int | None]) -> Iterator[Progress]:
    """Give a function that tells ``tell`` and the file beside ``record``; the file is removed at the end.

    A file that cannot be written is no reason to stop a build.
    """
    path = telling_file(record)
    began = _now()
    step_began, told_at, written, last = began, began, 0.0, "read"

    def both(step: str, count: int) -> None:
        nonlocal step_began, told_at, written, last
        tell(step, count)
        step_began = step_began if step == last else told_at  # a step begins where the one before ended
        told_at, same, last = _now(), step == last, step
        if same and time.monotonic() - written < OFTEN:
            return
        written = time.monotonic()
        total = totals.get(step)
        far = Far(step=step, done=count, total=total, began=began, step_began=step_began, at=told_at)
        with suppress(OSError):
            _put(path, msgspec.json.encode(far))

    try:
        with suppress(OSError):
            _put(path, msgspec.json.encode(_begun(began, totals)))
        yield both
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def how_far(record: Path) -> Far | None:
    """Return what the build of ``record`` told last; None where it told nothing."""
    try:
        return msgspec.json.decode(telling_file(record).read_bytes(), type=Far)
    except (OSError, msgspec.MsgspecError):
        return None


def _begun(began: datetime, totals: Mapping[str, int | None]) -> Far:
    return Far(step="read", done=0, total=totals.get("read"), began=began, step_began=began, at=began)


def _put(path: Path, content: bytes) -> None:
    """Write ``content`` so that nobody reads half of it."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _now() -> datetime:
    return datetime.now(UTC)

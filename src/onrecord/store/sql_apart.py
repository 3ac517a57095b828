"""A user's own SQL in a process of its own, which is ended when its time is over, whatever it is doing.

The database looks at the clock between two of its steps. One call of a function on gigabytes is one
step: nothing in the process that waits for it can end that, and its memory counts for nobody.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from enum import Enum
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError, SettingsError
from onrecord.store.duckdb import DuckStore
from onrecord.store.lines import Line
from onrecord.store.sql import FETCH, LOCKED, select_on

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

START = 60.0
"""Seconds that the process may take to begin."""
GRACE = 0.5
"""Seconds over its time in which it may say by itself that this is over."""
MEMORY = 4 * 1024**3
"""Bytes that it may hold: what the database keeps count of, and as much again. Kept on Linux."""


class Stage(Enum):
    """What the process tells beside rows."""

    BEGUN = "begun"
    ENDED = "ended"


Told = Stage | OnRecordError | list[Line]


def select_apart(path: Path | str, statement: str, *, seconds: float = 60.0) -> Iterator[Line]:
    """Yield what :func:`onrecord.store.sql.select` does, and never take longer than it may.

    Only what is waited for counts; whoever takes long over a row may.

    Raises:
        SettingsError: as there; also where one step of the statement takes longer than ``seconds``, or
            more memory than there is.
        NotARecord: there is no record at ``path``.
    """
    from multiprocessing import get_context

    spawning = get_context("spawn")
    ours, its = spawning.Pipe(duplex=False)
    asked = spawning.Process(target=_answer, args=(its, Path(path), statement, seconds), daemon=True)
    asked.start()
    its.close()
    try:
        yield from _rows(ours, seconds)
    finally:
        ours.close()
        asked.kill()
        asked.join()


def _rows(door: Connection, seconds: float) -> Iterator[Line]:
    left = START
    while True:
        begun = monotonic()
        if not door.poll(max(left, 0)):
            raise SettingsError(
                f"took longer than {seconds:g} seconds",
                where="SQL",
                remedy="Ask for less, or set --seconds.",
            )
        told = _told(door)
        left -= monotonic() - begun
        if told is Stage.ENDED:
            return
        if told is Stage.BEGUN:
            left = seconds + GRACE
        elif isinstance(told, OnRecordError):
            raise told
        else:
            yield from told


def _told(door: Connection) -> Told:
    try:
        told: Told = door.recv()
    except EOFError as error:
        raise SettingsError(
            "took the process that answers it down, most likely for want of memory",
            where="SQL",
            remedy="Ask for less at once.",
        ) from error
    return told


def _answer(door: Connection, path: Path, statement: str, seconds: float) -> None:
    """Send the rows some at a time, or the error that came instead: what runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Control-C is for whoever asked, and ends this too
    _bound_memory()
    try:
        with DuckStore.open(path, config=LOCKED) as store:
            door.send(Stage.BEGUN)
            rows = select_on(store, statement, seconds=seconds)
            while some := list(islice(rows, FETCH)):
                door.send(some)
        door.send(Stage.ENDED)
    except OnRecordError as error:
        door.send(error)


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most)
        )

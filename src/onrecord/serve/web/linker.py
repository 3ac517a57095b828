"""The process beside the app that links by what reviewers decide, and who in the app calls on it.

In the app itself linking would take turns with every page that is being made, and whoever decides
would wait for it. So a process of its own does it, one that lets all others go first, and several
decisions are linked together. It is started by the first decision, and ends when nothing was decided for a
while, or when the app is gone, killed or not. What it had not linked by then is marked so in the record.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from onrecord.errors import NotARecord, OnRecordError, RecordBusy
from onrecord.serve.deciding import link_kept
from onrecord.serve.linking import link_beside
from onrecord.serve.web.disk import in_plain_words

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

AFTER = 1.5
"""Seconds from a decision until it is linked, so that others are linked with it."""
AGAIN = 30.0
"""Seconds until linking is tried again where it has failed; twice as many after every other failure."""
RARELY = 600.0
"""Seconds that are waited at most after a failure."""
IDLE = 120.0
"""Seconds without a decision after which the process ends."""
LAST = 60.0
"""Seconds that an app that ends waits for what is being linked."""
LOW = 5
"""How far the process stands back behind others, as ``nice`` counts: not all the way, since whoever decides
while the record is being copied or swapped waits for it."""


class Outcome(Enum):
    """What came of a call for linking."""

    LINKED = "linked"
    """Nothing is left to link."""
    BUSY = "busy"
    """Somebody else is writing, or linking."""
    GONE = "gone"
    """There is no record any more."""
    FAILED = "failed"
    """The disk failed, or the process was killed."""


# ------------------------------------------------------------------ in the process beside the app


def attend(door: Connection[Outcome, None], record: Path) -> None:
    """Link ``record`` whenever the app asks for it at ``door``, until the app is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Control-C is for the app, which ends this
    _stand_back()
    with suppress(EOFError, OSError):
        while True:
            door.recv()
            door.send(linked(record))


def linked(record: Path) -> Outcome:
    """Link ``record`` until nothing waits."""
    try:
        with in_plain_words():
            while link_beside(record):
                pass
    except RecordBusy:
        return Outcome.BUSY
    except NotARecord:
        return Outcome.GONE
    except OnRecordError:
        return Outcome.FAILED
    return Outcome.LINKED


if sys.platform == "win32":

    def _stand_back() -> None:
        import ctypes

        below_normal = 0x4000
        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), below_normal)

else:

    def _stand_back() -> None:
        os.nice(LOW)


class Helper:
    """The process beside the app, seen from the app; there is one only while it is needed."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._process: BaseProcess | None = None
        self._door: Connection[Any, Outcome] | None = None

    def link(self) -> Outcome:
        """Have the record linked, and return what came of it."""
        door = self._door or self._started()
        try:
            door.send(None)
            return door.recv()
        except (EOFError, OSError):  # it was killed: nothing is lost, the next call starts another
            self.end()
            return Outcome.FAILED

    def end(self, seconds: float = 1.0) -> None:
        """Let the process go; one that does not go by itself in so many ``seconds`` is stopped."""
        process, self._process = self._process, None
        if self._door is not None:
            self._door.close()
            self._door = None
        if process is not None:
            process.join(seconds)
            process.kill()
            process.join()

    def stop(self) -> None:
        """Stop the process in the middle of what it does; whoever waits for it is told that it failed."""
        if (process := self._process) is not None:
            process.kill()

    def _started(self) -> Connection[Any, Outcome]:
        from multiprocessing import get_context

        spawning = get_context("spawn")
        self._door, its = spawning.Pipe()
        self._process = spawning.Process(
            target=attend, args=(its, self._record), name="onrecord-linking", daemon=True
        )
        self._process.start()
        its.close()
        return self._door


# ------------------------------------------------------------------ in the app


class Linker:
    """Has one record linked a moment after a decision, and again where that fails.

    Until then decisions are marked in the record as not linked, so that nothing is lost where it
    ends before.
    """

    def __init__(self, record: Path, then: Callable[[], None]) -> None:
        """``then`` is called when the record was linked."""
        self._record, self._helper, self._then = record, Helper(record), then
        self._asked, self._ended, self._lock = Event(), Event(), Lock()
        self._thread: Thread | None = None

    def soon(self) -> None:
        """Link in a moment by what is decided by then."""
        with self._lock:
            if self._ended.is_set():
                return
            self._asked.set()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="linking", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Link what still waits, when the app has closed the file; what cannot be, stays marked."""
        with self._lock:
            self._ended.set()
            self._asked.set()
            thread = self._thread
        if thread is not None:
            thread.join(LAST)
            if thread.is_alive():  # there is more to link than anybody waits for
                self._helper.stop()
                thread.join()
                return
        with suppress(OnRecordError), in_plain_words():
            link_kept(self._record)

    def _work(self) -> None:
        pause = AFTER
        try:
            while not self._ended.is_set():
                if not self._asked.wait(IDLE):
                    self._helper.end()
                elif not self._ended.wait(pause):
                    pause = self._linked(pause)
        finally:
            self._helper.end()

    def _linked(self, pause: float) -> float:
        """Have it linked; return how long to wait before the next time."""
        self._asked.clear()
        outcome = self._helper.link()
        if outcome in (Outcome.BUSY, Outcome.FAILED):
            self._asked.set()
        with suppress(OnRecordError):
            self._then()
        return min(max(AGAIN, 2 * pause), RARELY) if outcome is Outcome.FAILED else AFTER

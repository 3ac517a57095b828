"""An alarm for what takes too long: it rings between two steps of the interpreter.

Whatever Python is doing then stops; a call into C is waited for.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from types import FrameType


class OutOfTime(BaseException):
    """The time is up. No handler of ordinary exceptions, in any library, may swallow it."""


class Clock(Enum):
    """What an alarm goes by: the name of a timer of the system, and of the signal that it gives."""

    WALL = ("ITIMER_REAL", "SIGALRM")
    PROCESSOR = ("ITIMER_PROF", "SIGPROF")
    """The work of this process: while it waits for a disk or a pipe, this clock stands still."""


@contextmanager
def ringing(seconds: float, clock: Clock) -> Iterator[None]:
    """Raise :class:`OutOfTime` where the block takes longer than ``seconds`` by ``clock``.

    Only the main thread of a process has such clocks, and not on every system; elsewhere
    the block runs without a limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    timer, number = (getattr(signal, name) for name in clock.value)
    before = signal.signal(number, _ring)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise OutOfTime

"""A process beside this one that reads PDFs, so that a file which breaks PDFium costs nothing but itself.

It is started with the first PDF and serves until this process ends. When it dies, or takes
too long and is ended, the next PDF finds a new one.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import lru_cache
from threading import Event, Lock, Timer

import msgspec

from onrecord.ingest.formats._pdf_pages import ANSWERED, ASKED, Printed
from onrecord.ingest.reasons import Reason, Refusal

READER = "onrecord.ingest.formats._pdf_pages"


def printed_apart(data: bytes, limit: int, seconds: float) -> Printed:
    """Return what is printed on a PDF, as :func:`._pdf_pages.printed` reads it in another process."""
    return _helper(os.getpid()).ask(data, limit, seconds)


@lru_cache(maxsize=1)
def _helper(process: int) -> Helper:
    """Return the helper of this process; one that was forked has its own."""
    helper = Helper()
    atexit.register(helper.end)
    return helper


class Helper:
    """The process that reads, started when it is needed."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, data: bytes, limit: int, seconds: float) -> Printed:
        """Return what it reads in ``data``; a refusal where it breaks, or takes longer than ``seconds``."""
        with self._lock:
            late = Event()
            clock = Timer(seconds, self._end_late, [late])
            try:
                running = self._started()
                clock.start()
                told = _exchange(running, data, limit)
            except BaseException:
                self.end()  # what is still on its way is no answer to the next question
                raise
            finally:
                clock.cancel()
            if told is None or late.is_set():
                self.end()
            if told is not None:
                return msgspec.msgpack.decode(told, type=Printed)
            return Printed(refused=_TOO_LATE if late.is_set() else _BROKEN)

    def end(self) -> None:
        """End the process."""
        running, self._running = self._running, None
        if running is None:
            return
        running.kill()
        running.wait()
        for pipe in (running.stdin, running.stdout):
            if pipe is not None:
                pipe.close()

    def _end_late(self, late: Event) -> None:
        late.set()
        if self._running is not None:
            self._running.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None or self._running.poll() is not None:
            self.end()
            self._running = subprocess.Popen(
                [sys.executable, "-m", READER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
        return self._running


_TOO_LATE = Refusal(Reason.OUT_OF_TIME, "took longer than max_seconds allows")
_BROKEN = Refusal(Reason.MALFORMED, "breaks the program that reads PDFs")


def _exchange(running: subprocess.Popen[bytes], data: bytes, limit: int) -> bytes | None:
    """Return the answer to one PDF, None when the process ends before it has answered."""
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        for part in (ASKED.pack(limit, len(data)), data):
            rest = memoryview(part)
            while rest:
                rest = rest[running.stdin.write(rest) :]
    except BrokenPipeError:
        return None
    head = _read(running, ANSWERED.size)
    return None if head is None else _read(running, ANSWERED.unpack(head)[0])


def _read(running: subprocess.Popen[bytes], size: int) -> bytes | None:
    assert running.stdout is not None
    held = bytearray()
    while len(held) < size:
        part = running.stdout.read(size - len(held))
        if not part:
            return None
        held += part
    return bytes(held)

"""A limit on the memory one document may take, so that none takes the machine's.

The limit is kept by the system: beyond it, it gives this process no more, and what asked
for it fails. Libraries in C tell that as Python does, by :class:`MemoryError`, or end the
process, which costs a worker and the one document.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HELD = Path("/proc/self/statm")
"""Where Linux tells how many pages of address space a process has."""


@contextmanager
def at_most_megabytes(more: int) -> Iterator[None]:
    """Let the block take so many megabytes beyond what the process has; MemoryError beyond that.

    Only Linux tells and keeps it; elsewhere, and outside the main thread, the block runs without a limit.
    """
    if not _HELD.exists() or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(_HELD.read_text().split()[0]) * resource.getpagesize() + more * 1_000_000
    known = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

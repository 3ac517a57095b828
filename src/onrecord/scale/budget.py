"""A limit on the time one document may take, so that none stops a build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.ingest.alarm import Clock, OutOfTime, ringing

__all__ = ["OutOfTime", "at_most"]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTime` where the block takes longer than ``seconds`` by the clock on the wall."""
    with ringing(seconds, Clock.WALL):
        yield

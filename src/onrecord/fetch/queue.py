"""What is still to be asked for: a row for each host, and always the host that waits shortest."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct, field

from onrecord.fetch.addresses import host_of
from onrecord.fetch.visits import Kind
from onrecord.fetch.wire import Reply


class Job(Struct, kw_only=True, eq=False):
    """An address on its way to being a visit."""

    address: str
    at: str
    """Where redirects have led so far."""
    trusted: bool
    """Whether it may lead to a private address."""
    listing: bool
    """Whether it is expanded if it is a feed or a list."""
    depth: int = 0
    """Lists above it."""
    parent: Parent | None = None
    updated: datetime | None = None
    """When its feed says it last changed."""
    hops: list[str] = field(default_factory=list)
    tries: int = 0
    """Requests made, redirects included."""
    failures: int = 0
    """Requests in vain since the last redirect."""

    @property
    def host(self) -> str:
        """The host to ask next."""
        return host_of(self.at)


class Parent(Struct, kw_only=True, eq=False):
    """A feed or list whose addresses are being asked for."""

    job: Job
    kind: Kind
    reply: Reply
    detail: str | None
    pending: int = 0
    settled: bool = True
    """Whether nothing in it is worth another try in a later run."""


class Queue:
    """Jobs by host; within a host in the order they came."""

    def __init__(self, ready: Callable[[str], float]) -> None:
        self._ready = ready
        self._rows: dict[str, deque[Job]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def add(self, job: Job) -> None:
        """Put ``job`` last."""
        self._rows.setdefault(job.host, deque()).append(job)

    def put_back(self, job: Job) -> None:
        """Put ``job`` first in its host's row."""
        self._rows.setdefault(job.host, deque()).appendleft(job)

    def take(self) -> Job:
        """Take the next job of the host that can be asked soonest; the longest known one first."""
        host = min((h for h, row in self._rows.items() if row), key=self._ready)
        return self._rows[host].popleft()

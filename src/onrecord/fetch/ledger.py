"""What becomes of every address: counted in once, ended once, each with a line in the log.

A feed or list ends when everything in it has. What was sent of it is remembered only if
nothing in it is worth another try, so that otherwise the next run reads it anew.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from onrecord.fetch.addresses import host_of
from onrecord.fetch.archive import Place
from onrecord.fetch.clock import Clock
from onrecord.fetch.memory import Memory
from onrecord.fetch.pace import Pace
from onrecord.fetch.queue import Job, Parent, Queue
from onrecord.fetch.visits import UNSETTLED, Kind, Outcome, Visit, printable
from onrecord.fetch.wire import Reply

_DEAD = frozenset({Outcome.BUSY, Outcome.UNREACHABLE, Outcome.TIMEOUT})

Progress = Callable[[Visit, int, int], None]
"""Told of every visit, with the numbers of addresses done and known so far."""


class FetchReport(Struct, kw_only=True):
    """What one run did."""

    outcomes: Counter[Outcome]
    """Addresses by what became of them."""
    warcs: list[str]
    """Files begun."""
    log: Path
    size: int = 0
    """Bytes of the bodies stored."""

    @property
    def in_vain(self) -> bool:
        """Whether there were addresses and none could be had."""
        fine = {Outcome.STORED, Outcome.TRUNCATED, Outcome.UNCHANGED, Outcome.KNOWN, Outcome.LISTING}
        return bool(self.outcomes) and not fine & set(self.outcomes)


class Ledger:
    """The addresses of one run, from the moment each is named to its line in the log."""

    def __init__(
        self, memory: Memory, queue: Queue, pace: Pace, clock: Clock, progress: Progress | None
    ) -> None:
        self._memory = memory
        self._queue = queue
        self._pace = pace
        self._clock = clock
        self._progress = progress
        self._seen: set[str] = set()
        self._open: list[Parent] = []
        self.report = FetchReport(outcomes=Counter(), warcs=[], log=memory.path)

    def begin(self, job: Job) -> bool:
        """Count ``job`` in, unless its address came up before in this run."""
        if job.address in self._seen:
            return False
        self._seen.add(job.address)
        if job.parent:
            job.parent.pending += 1
        return True

    def begin_warc(self, name: str) -> None:
        """Note that a WARC file is begun, before anything is in it."""
        self.report.warcs.append(name)
        self._memory.opened(name, self._clock.now())

    def begin_listing(self, parent: Parent) -> None:
        """Count in a feed or list that was read; it stays open until ``release`` has ended all in it."""
        self._open.append(parent)

    def release(self, parent: Parent) -> None:
        """Count one thing less that ``parent`` waits for, and end it with the last."""
        parent.pending -= 1
        if parent.pending == 0:
            self._open.remove(parent)
            self._end_listing(parent)

    def end(
        self,
        job: Job,
        outcome: Outcome,
        detail: str | None = None,
        *,
        reply: Reply | None = None,
        kind: Kind = Kind.PAGE,
        final: str | None = None,
    ) -> None:
        """End ``job`` with nothing of it stored in this run.

        ``final`` is where it leads if that was not asked.
        """
        self._write(job, self._visit(job, outcome, detail, reply, kind, final))

    def end_stored(self, job: Job, reply: Reply, place: Place) -> None:
        """End ``job`` with ``reply`` stored at ``place``."""
        outcome = Outcome.TRUNCATED if reply.cut else Outcome.STORED
        detail = f"cut short: {reply.cut}" if reply.cut else None
        visit = self._visit(job, outcome, detail, reply)
        # of half a page nothing says whether the whole has changed since
        known = visit if reply.cut else _with_validators(visit, reply)
        self.report.size += len(reply.body)
        held = replace(known, size=len(reply.body), warc=place.warc, offset=place.offset, end=place.end)
        self._write(job, held)

    def end_unchanged(self, job: Job, reply: Reply, held: Visit, detail: str | None = None) -> None:
        """End ``job`` with ``reply`` saying that what is ``held`` of it still stands."""
        visit = self._visit(job, Outcome.UNCHANGED, detail, reply, held.kind)
        same = replace(
            visit,
            etag=reply.header("etag") or held.etag,
            last_modified=reply.header("last-modified") or held.last_modified,
            digest=held.digest,
            size=held.size,
            warc=held.warc,
            offset=held.offset,
            end=held.end,
        )
        self._write(job, same)

    def close(self) -> None:
        """Write down the feeds that were not finished, so that they are asked for anew."""
        # on a full disk these lines are lost, which has the same effect
        with suppress(OSError):
            for parent in self._open:
                parent.settled = False
                self._end_listing(parent)

    def _end_listing(self, parent: Parent) -> None:
        job, reply = parent.job, parent.reply
        visit = self._visit(job, Outcome.LISTING, parent.detail, reply, parent.kind)
        # the feeds that OPML names change when it does not
        remembered = parent.settled and parent.kind is Kind.FEED
        self._write(job, _with_validators(visit, reply) if remembered else visit)

    def _visit(
        self,
        job: Job,
        outcome: Outcome,
        detail: str | None,
        reply: Reply | None,
        kind: Kind = Kind.PAGE,
        final: str | None = None,
    ) -> Visit:
        final = final or job.at
        return Visit(
            at=self._clock.now(),
            address=job.address,
            outcome=outcome,
            kind=kind,
            status=reply.status if reply else None,
            detail=printable(detail)[:300] if detail else None,
            final=final if final not in ("", job.address) else None,
            found_in=job.parent.job.address if job.parent else None,
            tries=job.tries,
            cut=reply.cut if reply else None,
        )

    def _write(self, job: Job, visit: Visit) -> None:
        self._memory.add(visit)
        self.report.outcomes[visit.outcome] += 1
        if self._progress:
            done = self.report.outcomes.total()
            self._progress(visit, done, done + len(self._queue) + len(self._open))
        if job.tries:
            self._pace.ended(host_of(visit.final or visit.address), visit.outcome in _DEAD)
        if job.parent:
            job.parent.settled = job.parent.settled and visit.outcome not in UNSETTLED
            self.release(job.parent)


def digest(reply: Reply) -> str:
    """Return the SHA-256 of the unpacked body, as hexadecimal digits."""
    return hashlib.sha256(reply.content).hexdigest()


def _with_validators(visit: Visit, reply: Reply) -> Visit:
    """Return ``visit`` with what tells later whether ``reply`` has changed."""
    return replace(
        visit,
        etag=reply.header("etag"),
        last_modified=reply.header("last-modified"),
        digest=digest(reply),
    )

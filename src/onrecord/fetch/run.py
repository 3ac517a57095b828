"""The main path of fetching: addresses in; responses in WARC files and a line in the log for each out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import httpx

from onrecord.fetch.addresses import NotAnAddress, look_up, tidy
from onrecord.fetch.archive import Archive
from onrecord.fetch.clock import Clock
from onrecord.fetch.ledger import FetchReport, Ledger, Progress, digest
from onrecord.fetch.listings import MAX_FEED_BYTES, Found, Listing, kind_of, read_listing
from onrecord.fetch.memory import Memory, unwritable
from onrecord.fetch.named import read_argument
from onrecord.fetch.options import FetchOptions, checked
from onrecord.fetch.pace import Pace
from onrecord.fetch.patient import Patient, failed, passing
from onrecord.fetch.queue import Job, Parent, Queue
from onrecord.fetch.robots import Robots, Rules
from onrecord.fetch.visits import Kind, Outcome, Visit, printable
from onrecord.fetch.wire import Failure, LookUp, Reply, Wire

MAX_DEPTH = 3
"""Lists within lists that are followed."""


def fetch(
    addresses: Sequence[str],
    into: Path,
    options: FetchOptions | None = None,
    *,
    progress: Progress | None = None,
    clock: Clock | None = None,
    transport: httpx.BaseTransport | None = None,
    look_up: LookUp = look_up,
) -> FetchReport:
    """Store what ``addresses`` lead to as WARC files in the folder ``into``; return what became of each.

    Args:
        addresses: web addresses of pages, feeds or OPML; files with OPML, a feed or an
            address a line; ``-`` for such a list on standard input.
        into: made if it is not there; what it holds is not asked for again.
        options: limits and manners.
        progress: told of every visit.
        clock: the time, for tests.
        transport: sends a request, for tests.
        look_up: finds the IP addresses of a host, for tests.

    Raises:
        InputError: an argument is neither a web address nor a file that can be read.
        SettingsError: an option out of its range.
        RecordBusy: another run is fetching into the folder.
        OnRecordError: the folder cannot be written to.
    """
    chosen = checked(options or FetchOptions())
    # all are read before the first is asked for: a mistyped name is told at once
    named = [read_argument(address) for address in addresses]
    time = clock or Clock()
    memory = Memory(into)
    wire = Wire(chosen, time, transport=transport, look_up=look_up)
    run = _Run(into, chosen, time, memory, wire, progress)
    try:
        run.work(named)
    except OSError as error:
        raise unwritable(into, error) from error
    finally:
        run.close()
    return run.report


class _Run:
    """One run: takes the job whose host can be asked soonest, until none is left."""

    def __init__(
        self,
        folder: Path,
        options: FetchOptions,
        clock: Clock,
        memory: Memory,
        wire: Wire,
        progress: Progress | None,
    ) -> None:
        self._options = options
        self._clock = clock
        self._memory = memory
        self._wire = wire
        self._archive = Archive(folder, options.agent, clock)
        self._pace = Pace(options, clock)
        self._queue = Queue(self._pace.ready)
        self._robots = Robots(Patient(wire, options, clock, memory, self._pace).ask, clock)
        self._ledger = Ledger(memory, self._queue, self._pace, clock, progress)

    @property
    def report(self) -> FetchReport:
        """What was done so far."""
        return self._ledger.report

    def work(self, named: Sequence[Listing]) -> None:
        """Ask for everything; what is left undone by an interruption is asked for by the next run."""
        for listing in named:
            for found in listing.found:
                self._add(found, base=None, parent=None, trusted=True)
        while len(self._queue):
            self._step(self._queue.take())

    def close(self) -> None:
        """Close all, the log last."""
        for thing in (self._ledger, self._archive, self._wire, self._memory):
            with suppress(OSError):
                thing.close()

    # -- one address -----------------------------------------------------------------------

    def _add(self, found: Found, *, base: str | None, parent: Parent | None, trusted: bool) -> None:
        depth = parent.job.depth + 1 if parent else 0
        try:
            address = tidy(found.address, base)
        except NotAnAddress as error:
            address = printable(found.address)[:1_000]
            job = Job(address=address, at="", trusted=False, listing=False, depth=depth, parent=parent)
            if self._ledger.begin(job):
                self._ledger.end(job, Outcome.REFUSED, str(error))
            return
        job = Job(
            address=address,
            at=address,
            trusted=trusted or self._options.allow_private,
            listing=found.listing and depth <= MAX_DEPTH,
            depth=depth,
            parent=parent,
            updated=found.updated,
        )
        if not self._ledger.begin(job):
            return
        if self._needless(job):
            self._ledger.end(job, Outcome.KNOWN)
        else:
            self._queue.add(job)

    def _needless(self, job: Job) -> bool:
        """Whether what is held of the address will do."""
        held = self._memory.held(job.address)
        if held is None or not held.complete or self._options.recheck:
            return False
        if job.listing and held.kind is not Kind.PAGE:
            return False
        return job.updated is None or job.updated <= held.at

    def _step(self, job: Job) -> None:
        """Bring ``job`` one request further."""
        host = job.host
        if reason := self._pace.closed.get(host):
            self._ledger.end(job, Outcome.BUSY, reason)
            return
        rules = self._robots.known(job.at)
        if rules is None:
            self._learn_rules(job)
        elif refusal := rules.refusal(job.at):
            self._ledger.end(job, *refusal)
        else:
            self._pace.wait(host)
            job.tries += 1
            reply = self._wire.get(job.at, trusted=job.trusted, also=self._conditions(job))
            self._pace.asked(host)
            self._heed(job, reply)

    def _learn_rules(self, job: Job) -> None:
        rules: Rules | Failure = self._robots.fetch(job.at, trusted=job.trusted)
        if isinstance(rules, Failure):
            self._ledger.end(job, rules.outcome, rules.detail)
            return
        self._pace.space(job.host, rules.spacing)
        self._pace.asked(job.host)
        # other hosts get their turn while this one rests
        self._queue.put_back(job)

    def _comparable(self, job: Job) -> Visit | None:
        """Return what is held of the address if the site can be asked whether it has changed since.

        Not of OPML, whose feeds change when it does not.
        """
        held = self._memory.held(job.address)
        if held is None or held.cut or held.kind is Kind.OPML or (held.final or held.address) != job.at:
            return None
        return held if held.etag or held.last_modified else None

    def _conditions(self, job: Job) -> dict[str, str]:
        """Return the headers that ask only for what has changed."""
        held = self._comparable(job)
        headers = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified} if held else {}
        return {name: value for name, value in headers.items() if value}

    # -- what came back --------------------------------------------------------------------

    def _heed(self, job: Job, reply: Reply | Failure) -> None:
        if self._try_again(job, reply):
            self._queue.put_back(job)
        elif isinstance(reply, Failure):
            self._ledger.end(job, reply.outcome, reply.detail)
        elif reply.status == httpx.codes.OK:
            self._take_in(job, reply)
        elif reply.status == httpx.codes.NOT_MODIFIED and (held := self._comparable(job)):
            self._ledger.end_unchanged(job, reply, held)
        elif 300 <= reply.status < 400 and (location := reply.header("location")):
            self._redirect(job, reply, location)
        else:
            self._ledger.end(job, failed(reply.status), reply.reason[:100] or None, reply=reply)

    def _try_again(self, job: Job, reply: Reply | Failure) -> bool:
        """Whether ``job`` is worth another try in this run; if so its host is held back."""
        job.failures += 1
        if not passing(reply):
            job.failures = 0
            return False
        after = reply.header("retry-after") if isinstance(reply, Reply) else None
        may = self._pace.back_off(job.host, job.failures, after)
        return may and job.failures <= self._options.retries

    def _redirect(self, job: Job, reply: Reply, location: str) -> None:
        try:
            target = tidy(location, job.at)
        except NotAnAddress as error:
            self._ledger.end(job, Outcome.REFUSED, f"redirects: {error}", reply=reply)
            return
        if target in (job.at, *job.hops):
            self._ledger.end(job, Outcome.REDIRECTS, f"in a circle through {target}", reply=reply)
        elif len(job.hops) >= self._options.max_redirects:
            self._ledger.end(job, Outcome.REDIRECTS, f"more than {self._options.max_redirects}", reply=reply)
        elif self._stored_elsewhere(job, target):
            self._ledger.end(
                job, Outcome.KNOWN, "stored under the address it leads to", reply=reply, final=target
            )
        else:
            job.hops.append(job.at)
            job.at = target
            job.trusted = reply.private or self._options.allow_private
            self._queue.put_back(job)

    def _stored_elsewhere(self, job: Job, target: str) -> bool:
        held = self._memory.held(target)
        own = self._memory.held(job.address)
        return held is not None and held is not own and held.kind is Kind.PAGE and held.complete

    def _take_in(self, job: Job, reply: Reply) -> None:
        kind = kind_of(reply.content)
        if not reply.body:
            self._ledger.end(job, Outcome.EMPTY, reply=reply)
        elif kind is None:
            self._store(job, reply)
        elif job.listing:
            self._expand(job, kind, reply)
        else:
            nested = "a feed or list that a feed leads to"
            self._ledger.end(job, Outcome.UNWANTED, nested, kind=kind, reply=reply)

    def _store(self, job: Job, reply: Reply) -> None:
        held = self._memory.held(job.address)
        if held is not None and not held.cut and not reply.cut and held.digest == digest(reply):
            self._ledger.end_unchanged(job, reply, held, "sent again, the same")
            return
        if (begun := self._archive.begin()) is not None:
            self._ledger.begin_warc(begun)
        self._ledger.end_stored(job, reply, self._archive.store(reply))

    # -- feeds and lists -------------------------------------------------------------------

    def _expand(self, job: Job, kind: Kind, reply: Reply) -> None:
        listing = read_listing(reply.content, kind, reply.address, reply.header("content-type") or "")
        taken = listing.found[: self._options.per_listing] if kind is Kind.FEED else listing.found
        left = len(listing.found) - len(taken)
        long = kind is Kind.FEED and len(reply.content) > MAX_FEED_BYTES
        notes = [
            listing.problem,
            f"{left} more left out" if left else None,
            f"only its first {MAX_FEED_BYTES} bytes were read" if long else None,
        ]
        detail = "; ".join(filter(None, notes)) or None
        # one more than its addresses: it cannot end before all of them are in
        parent = Parent(job=job, kind=kind, reply=reply, detail=detail, pending=1)
        self._ledger.begin_listing(parent)
        for found in taken:
            self._add(found, base=reply.address, parent=parent, trusted=reply.private)
        parent.settled = parent.settled and reply.cut in (None, "length")
        self._ledger.release(parent)

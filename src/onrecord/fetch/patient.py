"""Asks for a robots.txt with the same manners as for a page: in turn, again after a pause, on the log."""

from __future__ import annotations

from onrecord.fetch.addresses import host_of
from onrecord.fetch.clock import Clock
from onrecord.fetch.memory import Memory
from onrecord.fetch.options import FetchOptions
from onrecord.fetch.pace import Pace
from onrecord.fetch.visits import Kind, Outcome, Visit
from onrecord.fetch.wire import Failure, Reply, Wire

_LATER = frozenset({429, 502, 503, 504})
_GONE = frozenset({404, 410})


def passing(reply: Reply | Failure) -> bool:
    """Return whether another try soon may fare better."""
    if isinstance(reply, Failure):
        return reply.passing
    return reply.status in _LATER or reply.cut == "disconnect"


def failed(status: int) -> Outcome:
    """Return the outcome of an answer that is neither the page nor leads to it."""
    if status in _GONE:
        return Outcome.MISSING
    if status in _LATER:
        return Outcome.BUSY
    return Outcome.DENIED if 400 <= status < 500 else Outcome.ERROR


class Patient:
    """Asks for one address until it answers or the tries are used up."""

    def __init__(self, wire: Wire, options: FetchOptions, clock: Clock, memory: Memory, pace: Pace) -> None:
        self._wire = wire
        self._options = options
        self._clock = clock
        self._memory = memory
        self._pace = pace

    def ask(self, address: str, trusted: bool, limit: int) -> Reply | Failure:
        """Return the last response to ``address``."""
        host, tries = host_of(address), 0
        trusted = trusted or self._options.allow_private
        while True:
            self._pace.wait(host)
            tries += 1
            reply = self._wire.get(address, trusted=trusted, limit=limit)
            self._pace.asked(host)
            if not passing(reply) or tries > self._options.retries:
                break
            after = reply.header("retry-after") if isinstance(reply, Reply) else None
            if not self._pace.back_off(host, tries, after):
                break
        self._note(address, reply, tries)
        return reply

    def _note(self, address: str, reply: Reply | Failure, tries: int) -> None:
        if isinstance(reply, Failure):
            outcome, status, detail = reply.outcome, None, reply.detail
        else:
            outcome, status, detail = failed(reply.status), reply.status, None
            outcome = Outcome.CONSULTED if status < 400 else outcome
        visit = Visit(
            at=self._clock.now(),
            address=address,
            kind=Kind.ROBOTS,
            outcome=outcome,
            status=status,
            detail=detail,
            tries=tries,
        )
        self._memory.add(visit)

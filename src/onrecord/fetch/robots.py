"""What each site's robots.txt allows, as RFC 9309 reads it.

Not there (400 to 499) allows everything; not to be had (500 and over, no connection,
no answer in time) forbids everything until it can be had. 429 counts as not to be had:
a site that asks to be left alone is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from onrecord.fetch.addresses import NotAnAddress, origin_of, tidy
from onrecord.fetch.clock import Clock
from onrecord.fetch.options import TOKEN
from onrecord.fetch.visits import Outcome
from onrecord.fetch.wire import Failure, Reply

MAX_BYTES = 512 * 1024
"""RFC 9309 wants at least 500 KiB read; what follows is ignored."""
MAX_REDIRECTS = 5
KEPT_SECONDS = 24 * 3_600.0

Ask = Callable[[str, bool, int], Reply | Failure]
"""Asks politely for an address: address, trusted, limit in bytes."""


class _Parsed(Protocol):
    def can_fetch(self, url: str, user_agent: str) -> bool: ...


class Rules(Struct, frozen=True):
    """What one site allows."""

    parsed: _Parsed | None = None
    """None where there is nothing to obey."""
    unreachable: str | None = None
    """Why robots.txt could not be had; forbids everything."""
    spacing: float | None = None
    """Seconds between requests that it asks for."""

    def refusal(self, address: str) -> tuple[Outcome, str] | None:
        """Return why ``address`` is not to be asked for, or None if it may."""
        if self.unreachable is not None:
            return Outcome.UNCLEAR, f"robots.txt could not be had: {self.unreachable}"
        if self.parsed is not None and not self.parsed.can_fetch(address, TOKEN):
            return Outcome.DISALLOWED, "robots.txt asks not to"
        return None


class Robots:
    """Rules of every site met, asked for once a day."""

    def __init__(self, ask: Ask, clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[str, tuple[float, Rules]] = {}

    def known(self, address: str) -> Rules | None:
        """Return the rules for ``address`` if they are at hand."""
        found = self._known.get(origin_of(address))
        if found is None or self._clock.seconds() - found[0] > KEPT_SECONDS:
            return None
        return found[1]

    def fetch(self, address: str, *, trusted: bool) -> Rules | Failure:
        """Ask the site of ``address`` for its rules; a failure only if it must not be asked at all."""
        origin = origin_of(address)
        reply = self._follow(f"{origin}/robots.txt", trusted)
        if isinstance(reply, Failure) and reply.outcome is Outcome.REFUSED:
            return reply
        rules = _rules(reply)
        self._known[origin] = (self._clock.seconds(), rules)
        return rules

    def _follow(self, address: str, trusted: bool) -> Reply | Failure | None:
        """Return the last response; None after too many redirects, which RFC 9309 counts as not there."""
        for hop in range(MAX_REDIRECTS + 1):
            reply = self._ask(address, trusted, MAX_BYTES)
            if isinstance(reply, Failure):
                # a site may be asked; where its robots.txt leads to may not
                return reply if hop == 0 else _led_astray(reply.detail)
            if not (300 <= reply.status < 400 and (location := reply.header("location"))):
                return reply
            trusted = reply.private
            try:
                address = tidy(location, address)
            except NotAnAddress as error:
                return _led_astray(str(error))
        return None


def _led_astray(detail: str) -> Failure:
    return Failure(outcome=Outcome.UNREACHABLE, detail=f"it redirects: {detail}")


def _rules(reply: Reply | Failure | None) -> Rules:
    if reply is None:
        return Rules()
    if isinstance(reply, Failure):
        # whatever is not text is no robots.txt, but it is an answer
        return Rules() if reply.outcome is Outcome.UNWANTED else Rules(unreachable=reply.detail)
    if reply.status == 200:
        if reply.cut in ("time", "disconnect"):
            return Rules(unreachable=f"cut short ({reply.cut})")
        return _parsed(reply.content)
    if reply.status == 429 or reply.status >= 500:
        return Rules(unreachable=f"answers {reply.status}")
    return Rules()


def _parsed(content: bytes) -> Rules:
    from protego import Protego

    parsed = Protego.parse(content.decode("utf-8-sig", errors="replace"))
    rate = parsed.request_rate(TOKEN)
    spacings = [parsed.crawl_delay(TOKEN), rate.seconds / rate.requests if rate and rate.requests else None]
    return Rules(parsed=parsed, spacing=max((s for s in spacings if s is not None), default=None))

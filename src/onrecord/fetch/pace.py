"""When each host may be asked next, and which hosts are done with for this run."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.fetch.clock import Clock
from onrecord.fetch.options import FetchOptions

FAILURES_IN_A_ROW = 3
"""Addresses of one host that fail one after the other before the rest of it is left for a later run."""


class Pace:
    """Keeps requests to one host apart."""

    def __init__(self, options: FetchOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._ready: dict[str, float] = {}
        self._spacing: dict[str, float] = {}
        self._failed: dict[str, int] = {}
        self.closed: dict[str, str] = {}
        """Hosts that are not asked again in this run, with the reason."""

    def ready(self, host: str) -> float:
        """Return when ``host`` may be asked, on the clock's seconds; 0 if it never was."""
        return self._ready.get(host, 0.0)

    def wait(self, host: str) -> None:
        """Wait until ``host`` may be asked."""
        left = self.ready(host) - self._clock.seconds()
        if left > 0:
            self._clock.sleep(left)

    def space(self, host: str, seconds: float | None) -> None:
        """Note the spacing that a site asks for; a longer one than allowed is cut."""
        asked = min(seconds or 0.0, self._options.max_wait)
        self._spacing[host] = max(asked, self._options.delay, self._spacing.get(host, 0.0))

    def asked(self, host: str) -> None:
        """Note that a request to ``host`` has just ended."""
        self.hold(host, self._spacing.get(host, self._options.delay))

    def hold(self, host: str, seconds: float) -> None:
        """Let ``host`` alone for so long from now, at least."""
        self._ready[host] = max(self.ready(host), self._clock.seconds() + seconds)

    def back_off(self, host: str, tries: int, retry_after: str | None) -> bool:
        """Hold ``host`` after a failed try; False, and the host is closed, if it asks for too long a wait."""
        asked = seconds_of(retry_after, self._clock.now())
        if asked > self._options.max_wait:
            self.closed.setdefault(host, f"{host} asks to wait {asked:.0f} s")
            return False
        backoff = min(self._options.backoff * 2.0 ** (tries - 1), self._options.max_wait)
        self.hold(host, max(asked, backoff))
        return True

    def ended(self, host: str, failed: bool) -> None:
        """Note how the visit to one address of ``host`` ended; too many failures in a row close it."""
        self._failed[host] = self._failed.get(host, 0) + 1 if failed else 0
        if self._failed[host] >= FAILURES_IN_A_ROW:
            self.closed.setdefault(host, f"{host} failed {FAILURES_IN_A_ROW} times in a row")


def seconds_of(retry_after: str | None, now: datetime) -> float:
    """Return how long a Retry-After header asks to wait; 0 if it says nothing usable.

    >>> seconds_of("90", datetime(2031, 3, 1, tzinfo=UTC))
    90.0
    >>> seconds_of("Sat, 01 Mar 2031 00:02:00 GMT", datetime(2031, 3, 1, tzinfo=UTC))
    120.0
    """
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())

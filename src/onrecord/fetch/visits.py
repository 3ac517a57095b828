"""What became of one address: the line of the log, which is also the memory of the next run."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Outcome(StrEnum):
    """How the visit to one address ended."""

    STORED = "stored"
    """The whole response is in a WARC file."""
    TRUNCATED = "truncated"
    """The beginning of the response is in a WARC file, marked as cut."""
    UNCHANGED = "unchanged"
    """Asked again; the same as what is stored."""
    KNOWN = "known"
    """Stored before; not asked again."""
    LISTING = "listing"
    """A feed or an OPML list; the addresses in it were added."""
    DISALLOWED = "disallowed"
    """The site's robots.txt asks not to."""
    UNCLEAR = "unclear"
    """The site's robots.txt could not be had, which forbids all until it can."""
    REFUSED = "refused"
    """Leads to a private address, another scheme, or carries a password: not asked."""
    REDIRECTS = "redirects"
    """Redirects in a circle or without end."""
    MISSING = "missing"
    """404 or 410."""
    DENIED = "denied"
    """The site does not give it: 401, 403, 451 and other answers of the 400s."""
    ERROR = "error"
    """The site failed: 500 and over, or an answer that makes no sense."""
    BUSY = "busy"
    """The site asks to come back later, or failed too often in a row."""
    UNREACHABLE = "unreachable"
    """No name, no connection, or no HTTP at the other end."""
    TIMEOUT = "timeout"
    """No answer within the time limit."""
    TOO_LARGE = "too_large"
    """Compressed data that unpacks to more than a hundred times its size."""
    UNWANTED = "unwanted"
    """Not text: an image, a film, an encoding that nothing here reads."""
    EMPTY = "empty"
    """An answer without a body."""
    CONSULTED = "consulted"
    """A robots.txt was read."""
    OPENED = "opened"
    """A WARC file was begun; the one outcome that is not an address's."""


class Kind(StrEnum):
    """What the address turned out to be."""

    PAGE = "page"
    FEED = "feed"
    OPML = "opml"
    ROBOTS = "robots"
    ARCHIVE = "archive"


HELD = frozenset({Outcome.STORED, Outcome.TRUNCATED, Outcome.UNCHANGED, Outcome.LISTING})
"""Outcomes that tell what is held of an address; later lines with others do not undo them."""
UNSETTLED = frozenset({Outcome.BUSY, Outcome.UNREACHABLE, Outcome.TIMEOUT, Outcome.ERROR, Outcome.UNCLEAR})
"""Outcomes worth another try in a later run."""


def printable(text: str) -> str:
    """Return ``text`` with halves of characters, which no file can hold, written out.

    >>> printable(chr(0xD800))
    '\\\\ud800'
    """
    return text.encode("utf-8", errors="backslashreplace").decode()


class Visit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened to one address in one run; one line of the log."""

    at: datetime
    """When the visit ended, UTC."""
    address: str
    """As it was asked for, without its fragment."""
    outcome: Outcome
    kind: Kind = Kind.PAGE
    status: int | None = None
    """Last HTTP status; none where nothing answered."""
    detail: str | None = None
    """Why, in words."""
    final: str | None = None
    """Where redirects led, if anywhere else."""
    found_in: str | None = None
    """The feed or list the address comes from; none if named by the user."""
    tries: int = 0
    """Requests made for it, redirects included."""
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    """SHA-256 of the unpacked body."""
    size: int | None = None
    """Bytes of the body as sent."""
    cut: str | None = None
    """What cut the body short: length, time or disconnect."""
    warc: str | None = None
    """Name of the file in the folder that holds it."""
    offset: int | None = None
    """Where its record begins in that file, in bytes."""
    end: int | None = None
    """Where its last record ends in that file, in bytes."""

    @property
    def complete(self) -> bool:
        """Whether what is held need not be asked for again."""
        return self.outcome in HELD and self.cut in (None, "length")

"""How to fetch: limits and manners, checked once."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from onrecord.errors import SettingsError
from onrecord.version import __version__

TOKEN = "OnRecord"
"""The name that a robots.txt addresses this program by."""
_CONTACT = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}|https?://[!-'*-:<-~]{1,500}"
)

Seconds = Annotated[float, Meta(ge=0, le=86_400)]


class FetchOptions(Struct, frozen=True, kw_only=True):
    """Limits and manners of one run."""

    contact: str | None = None
    """Mail or web address that a site's keeper can turn to; sent with every request."""
    delay: Seconds = 2.0
    """Seconds between the end of one request to a host and the next; robots.txt can ask for more."""
    timeout: Annotated[float, Meta(gt=0, le=3_600)] = 30.0
    """Seconds one request may take from connecting to the last byte."""
    max_bytes: Annotated[int, Meta(ge=1_000)] = 10_000_000
    """Bytes of one response that are kept, sent or unpacked; the rest is cut."""
    retries: Annotated[int, Meta(ge=0, le=10)] = 2
    """Further tries after a refusal for the moment or a lost connection."""
    backoff: Seconds = 5.0
    """Seconds before the first further try; doubled for each one after."""
    max_wait: Seconds = 120.0
    """Longest wait that a site may ask for: a longer Retry-After ends the host for this run; a longer
    Crawl-delay is cut to this."""
    max_redirects: Annotated[int, Meta(ge=0, le=50)] = 8
    per_listing: Annotated[int, Meta(ge=1)] = 200
    """Addresses taken from one feed; the first ones, which are the newest."""
    recheck: bool = False
    """Ask again, conditionally, for what is stored."""
    allow_private: bool = False
    """Let public pages lead to private addresses."""

    @property
    def agent(self) -> str:
        """The User-Agent header.

        >>> FetchOptions(contact="desk@news.example").agent.partition(" ")[2]
        '(contact: desk@news.example)'
        """
        name = f"{TOKEN}/{__version__}"
        return f"{name} (contact: {self.contact})" if self.contact else name


def checked(options: FetchOptions) -> FetchOptions:
    """Return ``options`` as they are.

    Raises:
        SettingsError: a value out of its range, or a contact that is neither mail nor web address.
    """
    try:
        msgspec.convert(msgspec.to_builtins(options), FetchOptions)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where="fetch", remedy="See onrecord fetch --help.") from error
    if options.contact is not None and not _CONTACT.fullmatch(options.contact):
        raise SettingsError(
            f"{options.contact!r} is neither a mail nor a web address",
            where="--contact",
            remedy="For example --contact desk@example.org or --contact https://example.org/about",
        )
    return options

"""What the user names: web addresses, and files or standard input with more of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from onrecord.errors import InputError
from onrecord.fetch.listings import Found, Listing, kind_of, read_lines, read_listing
from onrecord.fetch.visits import Kind

STDIN = "-"
MAX_LIST_BYTES = 50_000_000
_WEB = re.compile(r"https?://", re.I)


def read_argument(argument: str) -> Listing:
    """Return the addresses that one argument names: itself, or those in the file it is the path of.

    Raises:
        InputError: neither a web address nor a file with addresses.
    """
    if _WEB.match(argument):
        return Listing(kind=Kind.PAGE, found=(Found(address=argument, listing=True),))
    remedy = "Give http(s) addresses, or files with OPML, a feed or one address a line."
    try:
        content = _read(argument)
    except OSError as error:
        problem = f"neither a web address nor a file that can be read ({error.strerror})"
        raise InputError(problem, where=argument, remedy=remedy) from error
    kind = kind_of(content)
    listing = read_listing(content, kind) if kind else read_lines(content.decode("utf-8", errors="replace"))
    if listing is None or not listing.found:
        problem = (listing.problem if listing else None) or "neither OPML nor a feed nor a list of addresses"
        raise InputError(problem, where=argument, remedy=remedy)
    return listing


def _read(argument: str) -> bytes:
    if argument == STDIN:
        return sys.stdin.buffer.read(MAX_LIST_BYTES)
    with Path(argument).open("rb") as file:
        return file.read(MAX_LIST_BYTES)

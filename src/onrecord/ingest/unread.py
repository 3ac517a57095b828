"""What an input is that no format reads, in words that say what to do with it."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

from msgspec import Struct

from onrecord.ingest.decode import decode
from onrecord.ingest.fields import DELIMITERS
from onrecord.ingest.reasons import Reason, Refusal

_TABLES = (".csv", ".tsv")
_MOST = 12
"""Columns of a table that are named."""


class Kind(Struct, frozen=True):
    """A kind of file: what its name ends with, what its bytes begin with, what to do with it."""

    suffixes: frozenset[str]
    begins: bytes
    what: str


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of file that people have and no format reads, the most telling first."""
    table = (files("onrecord.ingest.data") / "unread.tsv").read_text(encoding="utf-8")
    return tuple(
        Kind(frozenset(row["suffixes"].split()), bytes.fromhex(row["begins"]), row["what"])
        for row in csv.DictReader(table.splitlines(), delimiter="\t")
    )


def what_it_is(reason: Reason, head: bytes, path: str) -> str:
    """Return why an input that begins with ``head`` is not read, and what to do.

    >>> what_it_is(Reason.BINARY, b"PK\\x03\\x04...", "articles.zip")
    'a packed folder (zip): unpack it and give the folder'
    """
    if reason is Reason.EMPTY:
        return "nothing in it"
    suffix = PurePath(path).suffix.lower()
    if reason is Reason.UNKNOWN_FORMAT:
        return _no_column(head) if suffix in _TABLES else "text of a kind that no input format reads"
    fits = (
        kind.what
        for kind in kinds()
        if head.startswith(kind.begins) and (suffix in kind.suffixes or not kind.suffixes)
    )
    return next(fits, f"not text; begins with {head[:8].hex(' ')}")


def _no_column(head: bytes) -> str:
    """Return which columns a table has; none of them is known to hold the articles."""
    first = decode(head.split(b"\n", 1)[0])
    line = "" if isinstance(first, Refusal) else first.text
    mark = max(DELIMITERS, key=line.count)
    names = [name.strip().strip('"') for name in line.split(mark)][:_MOST]
    columns = ", ".join(repr(name[:40]) for name in names)
    return f"a table, but no column is known to hold the text: --map text=COLUMN says which of {columns}"

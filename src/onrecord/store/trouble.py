"""What the database says when the disk fails it, or a record is damaged, in words of ours."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.errors import NotARecord, RecordError

ROOM = "Make room on the disk, then do the same again: nothing that was in is lost."
_FULL = ("no space left", "disk quota")
_OF_THE_DISK = (*_FULL, "could not write", "file too large", "read-only file system")


def of_the_disk(error: BaseException) -> RecordError | None:
    """Return the error to show for a failure of the database that is the disk's; None for any other.

    A write can fail in whatever is being done, so this is asked once, where errors end.
    """
    duckdb = sys.modules.get("duckdb")
    if duckdb is None or not isinstance(error, duckdb.Error):
        return None
    said = str(error).partition("\n")[0]
    if not any(words in said.lower() for words in _OF_THE_DISK):
        return None
    full = any(words in said.lower() for words in _FULL)
    return RecordError("the disk is full" if full else f"the record cannot be written: {said}", remedy=ROOM)


def is_full(error: OSError) -> bool:
    """Whether the system says that there is no room left."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def taken_as_whole(path: Path) -> Iterator[None]:
    """Say of the record at ``path`` that it is damaged where it does not hold what it should.

    Raises:
        NotARecord: a part of it is missing, of another shape, or cannot be read.
    """
    import duckdb

    try:
        yield
    except (duckdb.Error, msgspec.MsgspecError) as error:
        if of_the_disk(error) is not None:
            raise
        raise NotARecord(
            f"a part of it is missing or damaged: {str(error).partition(chr(10))[0]}",
            where=str(path),
            remedy="Take it from a backup.",
        ) from error

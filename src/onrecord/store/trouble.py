"""What the database says when the disk fails it, or a record is damaged, in words of ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.errors import NotARecord, RecordError

_OF_THE_DISK = ("could not write", "no space left", "disk quota", "file too large", "read-only file system")


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
    return RecordError(
        f"the record cannot be written: {said}",
        remedy="Make room on the disk, then run the same command again: nothing that was in is lost.",
    )


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

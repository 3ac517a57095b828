"""What the database says when the disk fails it, in words of ours."""

from __future__ import annotations

import sys

from onrecord.errors import RecordError

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

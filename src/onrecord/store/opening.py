"""Opening the file of a record: what can go wrong with it, in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import NotARecord, RecordBusy, RecordError
from onrecord.store.foreign import refuse_foreign
from onrecord.store.locks import PAUSE, WAIT, lock_of
from onrecord.store.parquet import MANIFEST, is_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


BLOCK = "65536"
"""Bytes of a block of a new file: every column of every table takes one at least. DuckDB's own 262144 make a
record of twenty articles 7.9 MB and one of ten thousand 80 MB; these 3.0 and 77, and reading no slower."""

NO_MORE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""What keeps a statement from fetching an extension from the network, and so from reaching it."""

LOG = "128MB"
"""What the log of writes may hold before it is taken into the file. DuckDB's own 16 MB packs the last rows of
each table anew every few hundred articles: 9.6 microseconds a word of coded articles; with this, 6.6."""

PAGE = "1000"
"""Rows of a page up to which DuckDB finds out which rows are on it before it reads the rest of them."""


def is_to_be_made(path: Path, write: bool) -> bool:
    """Return whether the record is still to be made; refuse what can never be one."""
    folder = is_folder(path)
    if path.is_dir() and not folder:
        raise NotARecord(
            "is a folder, not a record", where=str(path), remedy="Name a file, e.g. affair.onrecord."
        )
    if (path / MANIFEST if folder else path).exists():
        return False
    if not write:
        raise NotARecord(
            "there is no such record",
            where=str(path),
            remedy=f"Make one with: onrecord build PATH... --record {path}",
        )
    if not path.parent.is_dir():
        raise RecordError(
            "the folder for the record does not exist",
            where=str(path.parent),
            remedy="Create the folder first, or give another --record.",
        )
    return True


def connect(path: Path, write: bool, config: Mapping[str, str]) -> DuckDBPyConnection:
    """Return a connection to the file at ``path``; a reader waits a little for a short write.

    Raises:
        NotARecord: it is no DuckDB file, or holds what would run when it is read.
        RecordBusy: another process is writing to it.
        RecordError: it is damaged, or may not be opened.
    """
    until = time.monotonic() + WAIT
    while True:
        try:
            connection = _connection(path, write, config)
            break
        except RecordBusy:
            if write or not lock_of(path).exists() or time.monotonic() >= until:
                raise
        time.sleep(PAUSE)
    try:
        refuse_foreign(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connection(path: Path, write: bool, config: Mapping[str, str]) -> DuckDBPyConnection:
    import duckdb

    try:
        made_with = {"default_block_size": BLOCK, "checkpoint_threshold": LOG} if write else {}
        first = {"threads": "2", "late_materialization_max_rows": PAGE}
        return duckdb.connect(
            str(path), read_only=not write, config={**first, **NO_MORE, **made_with, **config}
        )
    except duckdb.ConnectionException as error:
        raise _busy(path) from error
    except duckdb.Error as error:
        words = str(error).lower()
        if "lock" in words:
            raise _busy(path) from error
        if "permission" in words or "read-only" in words:
            raise RecordError(
                "may not be opened: permission denied",
                where=str(path),
                remedy="Check the rights on the file and its folder.",
            ) from error
        if not path.exists():
            raise RecordError(
                f"cannot be made: {str(error).splitlines()[0]}",
                where=str(path),
                remedy="Give another --record.",
            ) from error
        if _begins_as_one(path):
            raise RecordError(
                "begins as a record does, but is cut short or damaged",
                where=str(path),
                remedy="Take it from a backup, or delete it and build the record again from the articles.",
            ) from error
        raise NotARecord(
            "is not an OnRecord record",
            where=str(path),
            remedy="Name a record made by `onrecord build`; articles are given to `onrecord build`.",
        ) from error


def _begins_as_one(path: Path) -> bool:
    """Whether the file has the mark that DuckDB writes after an eight-byte checksum."""
    try:
        with path.open("rb") as handle:
            return handle.read(12)[8:] == b"DUCK"
    except OSError:
        return False


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk or the file does wrong into plain words; errors of ours pass."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        full = "space" in str(error).lower()
        raise RecordError(
            "the disk is full" if full else f"cannot be read or written: {str(error).splitlines()[0]}",
            where=str(path),
            remedy="Make room and run the same command again."
            if full
            else "The file may be damaged; build the record again from the articles.",
        ) from error


def _busy(path: Path) -> RecordBusy:
    return RecordBusy(
        "another process is writing to this record",
        where=str(path),
        remedy="Wait until it is done, or stop it, and try again.",
    )

"""A record file turned into a folder of Parquet files, and back."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import RecordError
from onrecord.store.duckdb import DuckStore
from onrecord.store.opening import is_to_be_made
from onrecord.store.parquet import SUFFIX, is_folder, pack


def convert(record: Path, to: Path) -> None:
    """Write a record anew at ``to``: as a folder where that ends with ``.record``, else as a file.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordError: something lies at ``to``, or both are of one kind.
    """
    if not is_to_be_made(to, write=True):
        raise RecordError("exists already", where=str(to), remedy="Give another name, or remove it first.")
    with DuckStore.open(record) as source:
        if is_folder(record) == is_folder(to):
            raise RecordError(
                "is a record of the same kind; nothing is to be converted",
                where=str(to),
                remedy=f"Give a name that ends with {SUFFIX} for a folder, another for a file; else copy it.",
            )
        if is_folder(to):
            pack(source.connection, to)
            return
        with DuckStore.open(to, write=True) as target:
            target.fill(record)

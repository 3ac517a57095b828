"""Prints the rows of an analysis as JSON, CSV or Parquet, in the same columns with or without rows."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.analyse import arrow
from onrecord.errors import SettingsError
from onrecord.serve.cli.options import Format
from onrecord.serve.cli.output import emit
from onrecord.store.flat import Flat, columns_of, flat, no_formula
from onrecord.store.lines import Line


def emit_rows(
    rows: Iterable[msgspec.Struct],
    kind: type[msgspec.Struct],
    listing: str,
    form: Format,
    leave_out: Iterable[str] = (),
) -> None:
    """Print ``rows``, all of ``kind``, without the columns in ``leave_out``.

    Raises:
        SettingsError: Parquet, and the output is a terminal.
    """
    unwanted = frozenset(leave_out)
    if form is Format.PARQUET:
        _parquet(rows, kind, listing, unwanted)
        return
    lines = (_line(row, unwanted) for row in rows)
    if form is Format.CSV:
        _csv(lines, [name for name in kind.__struct_fields__ if name not in unwanted])
    else:
        emit(lines, listing, form)


def _line(row: msgspec.Struct, unwanted: frozenset[str]) -> Line:
    return {name: value for name, value in msgspec.to_builtins(row).items() if name not in unwanted}


def _csv(lines: Iterable[Line], fields: Sequence[str]) -> None:
    rows = [{name: flat({name: line[name]}) for name in fields} for line in lines]
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    columns = [column for name in fields for column in _columns(name, [row[name] for row in rows])]
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    for row in rows:
        parts = {column: no_formula(value) for part in row.values() for column, value in part.items()}
        writer.writerow({column: parts.get(column) for column in columns})


def _columns(name: str, parts: Sequence[Flat]) -> list[str]:
    """Return the columns of one field: itself, or what is nested in it where anything is."""
    return columns_of(parts) or [name]


def _parquet(
    rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], listing: str, unwanted: frozenset[str]
) -> None:
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise SettingsError(
            "Parquet is not for a terminal",
            where="--format parquet",
            remedy=f"Send it to a file: onrecord {listing} RECORD --format parquet > {listing}.parquet",
        )
    pq.write_table(arrow.table(rows, kind, unwanted), sys.stdout.buffer)

"""Prints lines as a table, JSON lines, CSV or Parquet; all commands with lists print through here."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import typer

from onrecord.errors import SettingsError
from onrecord.serve.cli.options import Format
from onrecord.serve.cli.tables import COLUMNS, Column, word
from onrecord.serve.screen import harmless
from onrecord.store.flat import columns_of, flat, no_formula
from onrecord.store.lines import Line


def emit(lines: Iterable[Line], listing: str, form: Format) -> None:
    """Print ``lines`` of the list named ``listing`` to standard output."""
    {Format.TABLE: _table, Format.JSONL: _jsonl, Format.CSV: _csv, Format.PARQUET: _parquet}[form](
        lines, listing
    )


def peeked(lines: Iterable[Line], remarks: Callable[[], list[str]]) -> Iterator[Line]:
    """Yield ``lines``; where there is none, print the ``remarks`` to standard error."""
    empty = True
    for line in lines:
        empty = False
        yield line
    if empty:
        for remark in remarks():
            note(harmless(remark))


def _jsonl(lines: Iterable[Line], listing: str) -> None:
    out = sys.stdout.buffer
    for line in lines:
        out.write(msgspec.json.encode(line) + b"\n")
        out.flush()


def _csv(lines: Iterable[Line], listing: str) -> None:
    rows = [flat(line) for line in lines]
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    writer = csv.DictWriter(sys.stdout, columns_of(rows), extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: no_formula(value) for name, value in row.items()} for row in rows)


def _parquet(lines: Iterable[Line], listing: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise SettingsError(
            "Parquet is not for a terminal",
            where="--format parquet",
            remedy=f"Send it to a file: onrecord {listing} RECORD --format parquet > {listing}.parquet",
        )
    pq.write_table(pa.Table.from_pylist(list(lines)), sys.stdout.buffer)


def _table(lines: Iterable[Line], listing: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from onrecord.serve.screen import Screen

    lines = list(lines)
    columns = COLUMNS.get(listing) or _plain_columns(lines)
    table = Table(
        box=None,
        expand=any(c.share for c in columns),
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
    )
    for column in columns:
        table.add_column(
            column.title,
            no_wrap=not column.wraps,
            overflow="fold",
            justify="right" if column.number else "left",
            ratio=column.share or None,
            min_width=column.least or None,
        )
    for line in lines:
        table.add_row(*(Text(column.text(line)) for column in columns))
    if table.row_count:
        Screen().print(table)
    else:
        note(f"no {listing} answer to that")


def _plain_columns(lines: Sequence[Line]) -> list[Column]:
    """Return a column for every field of lines that no table was laid out for."""
    return [Column(name, word(name), wraps=True, share=1) for name in (lines[0] if lines else ())]


def note(text: str) -> None:
    """Print a remark to standard error."""
    typer.echo(text, err=True)

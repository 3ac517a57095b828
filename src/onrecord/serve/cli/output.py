"""Prints lines as a table, JSON, JSON lines, CSV or Parquet; all commands with lists print through here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat

import msgspec
import typer

from onrecord.errors import SettingsError
from onrecord.serve.cli.cells import word
from onrecord.serve.cli.options import Format
from onrecord.serve.cli.tables import COLUMNS, Column
from onrecord.serve.cli.widths import GAP, widths
from onrecord.serve.screen import harmless
from onrecord.store.filters import Filter
from onrecord.store.flat import write_csv
from onrecord.store.lines import Line
from onrecord.store.listing import Listing, paged


def emit(lines: Iterable[Line], listing: str, form: Format, shape: type | None = None) -> None:
    """Print ``lines`` of the list named ``listing`` to standard output.

    With a ``shape`` CSV and Parquet have all of its columns, whatever the lines hold.
    """
    if form is Format.JSON:
        found = list(lines)
        _json(msgspec.structs.asdict(paged(listing, found, len(found), 0)))
        return
    _emit(lines, listing, form, shape, hits=False)


def emit_page(
    lines: Iterable[Line], listing: Listing, wanted: Filter, form: Format, total: Callable[[], int]
) -> None:
    """Print the page ``wanted`` of ``listing``; JSON and the table say how much there is in all."""
    if form is Format.JSON:
        page = paged(listing.name, list(lines), total(), wanted.offset)
        _json(msgspec.structs.asdict(page))
        return
    _emit(lines, listing.name, form, listing.shape, hits=bool(wanted.text))
    if form is Format.TABLE and wanted.limit is not None:
        _remark_on_the_rest(wanted, total())


def _remark_on_the_rest(wanted: Filter, total: int) -> None:
    end = wanted.offset + (wanted.limit or 0)
    if end < total:
        note(f"{wanted.offset + 1}-{end} of {total}; go on with --offset {end}")


def peeked(lines: Iterable[Line], remarks: Callable[[], list[str]]) -> Iterator[Line]:
    """Yield ``lines``; where there is none, print the ``remarks`` to standard error."""
    empty = True
    for line in lines:
        empty = False
        yield line
    if empty:
        for remark in remarks():
            note(harmless(remark))


def _emit(lines: Iterable[Line], listing: str, form: Format, shape: type | None, hits: bool) -> None:
    if form is Format.JSONL:
        for line in lines:
            _json(line)
    elif form is Format.CSV:
        _csv(lines, shape, hits)
    elif form is Format.PARQUET:
        _parquet(lines, listing, shape, hits)
    else:
        _table(lines, listing)


def _json(line: Line) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    sys.stdout.buffer.flush()


def _csv(lines: Iterable[Line], shape: type | None, hits: bool) -> None:
    from onrecord.store.columns import flat_types

    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    write_csv(sys.stdout, lines, None if shape is None else list(flat_types(shape, hits)))


def _parquet(lines: Iterable[Line], listing: str, shape: type | None, hits: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from onrecord.store.columns import arrow_table

    if sys.stdout.isatty():
        raise SettingsError(
            "Parquet is not for a terminal",
            where="--format parquet",
            remedy=f"Send it to a file: onrecord {listing} RECORD --format parquet > {listing}.parquet",
        )
    table = pa.Table.from_pylist(list(lines)) if shape is None else arrow_table(lines, shape, hits)
    pq.write_table(table, sys.stdout.buffer)


def _table(lines: Iterable[Line], listing: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from onrecord.serve.screen import Screen

    lines = list(lines)
    columns = COLUMNS.get(listing) or _plain_columns(lines)
    rows = [[column.text(line) for column in columns] for line in lines]
    if not rows:
        note(f"no {listing} answer to that")
        return
    screen = Screen()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column, width in zip(columns, widths(columns, rows, screen.width) or repeat(None), strict=False):
        table.add_column(
            column.title,
            no_wrap=not column.wraps,
            overflow="fold",
            justify="right" if column.number else "left",
            width=width,
        )
    for row in rows:
        table.add_row(*map(Text, row))
    screen.print(table)


def _plain_columns(lines: Sequence[Line]) -> list[Column]:
    """Return a column for every field of lines that no table was laid out for."""
    return [Column(name, word(name), wraps=True, share=1) for name in (lines[0] if lines else ())]


def note(text: str) -> None:
    """Print a remark to standard error."""
    typer.echo(text, err=True)

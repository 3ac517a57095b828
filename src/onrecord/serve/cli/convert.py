"""`onrecord convert`: a record as a file, or as a folder of Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.serve.cli.options import RecordArgument


def convert(
    record: RecordArgument,
    to: Annotated[
        Path,
        typer.Argument(
            metavar="TO",
            help="Record to make; a name that ends with .record makes a folder.",
            show_default=False,
        ),
    ],
) -> None:
    """Turn a record file into a folder of Parquet files, for large collections, or back.

    Both hold the same and answer the same commands.

    Example: onrecord convert affair.onrecord affair.record
    """
    from onrecord.store.convert import convert as convert_record

    convert_record(record, to)
    typer.echo(f"{record} is now also {to}")

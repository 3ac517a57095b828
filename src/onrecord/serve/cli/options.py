"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


RecordArgument = Annotated[
    Path, typer.Argument(metavar="RECORD", help="Record file, made by `onrecord build`.", show_default=False)
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="table to read; jsonl, csv or parquet to go on with.")
]
SettingsOption = Annotated[
    Path | None,
    typer.Option("--settings", metavar="TOML", help="File that changes single settings.", show_default=False),
]

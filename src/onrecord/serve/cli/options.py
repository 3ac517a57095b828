"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import SettingsError


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


def a_file(record: Path) -> Path:
    """Return ``record``, which is a file on disk: a record is written in place and read at random.

    Raises:
        SettingsError: it is "-", which elsewhere is standard input or output.
    """
    if str(record) == "-":
        raise SettingsError(
            "a record is a file; it cannot be standard input or output",
            where="-",
            remedy="Name a file, e.g. affair.onrecord. To pass lines on: onrecord claims RECORD -f jsonl",
        )
    return record


RecordArgument = Annotated[
    Path,
    typer.Argument(
        metavar="RECORD",
        help="Record file, made by `onrecord build`.",
        show_default=False,
        callback=a_file,
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format", "-f", help="table to read; jsonl, csv, parquet to go on with; json: a page and the total."
    ),
]
SureOption = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        min=0,
        max=1,
        help="Leave out events that are less sure than this; 0 shows all. The record keeps them.",
    ),
]
OntologyOption = Annotated[
    str | None,
    typer.Option(
        "--ontology",
        metavar="FOLDER",
        help="Your own event types, modes and contexts, read on top of PLOVER.",
        show_default=False,
    ),
]


class Parse(StrEnum):
    """Which sentences are parsed."""

    ALL = "all"
    SELECTED = "selected"


ParseOption = Annotated[
    Parse | None,
    typer.Option(
        "--parse",
        help="all: every sentence (default); selected: those that can hold a claim and what they lean on.",
        show_default=False,
    ),
]
SettingsOption = Annotated[
    Path | None,
    typer.Option("--settings", metavar="TOML", help="File that changes single settings.", show_default=False),
]

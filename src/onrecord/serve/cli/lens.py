"""Options that say how a record is looked at: another run of it, or what it told on an earlier day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.store.duckdb import DuckStore

RunOption = Annotated[
    int | None,
    typer.Option("--run", metavar="N", help="Show this run of the record, not the one in force."),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        formats=["%Y-%m-%d"],
        help="Only what articles published by this day tell, linked from them alone.",
    ),
]
RecordedByOption = Annotated[
    datetime | None,
    typer.Option(
        "--recorded-by",
        metavar="DAY",
        formats=["%Y-%m-%d"],
        help="Only what had entered the record by the end of this day.",
    ),
]


def looked_at(
    record: Path, run: int | None, as_of: datetime | None, recorded_by: datetime | None
) -> DuckStore:
    """Return ``record``, open for reading, as these options show it.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordBusy: another process is writing to it.
        NoSuchThing: the record has no such run.
    """
    from onrecord.as_of import open_record
    from onrecord.store.lens import Lens

    lens = Lens(
        run=run,
        as_of=as_of.date() if as_of else None,
        recorded_by=recorded_by.date() if recorded_by else None,
    )
    return open_record(record, lens)

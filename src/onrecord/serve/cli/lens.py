"""Options that say how a record is looked at: another run of it, or what it told on an earlier day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.lens import Lens

RunOption = Annotated[
    int | None,
    typer.Option("--run", metavar="N", help="Show this run of the record, not the one in force."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Only what articles published by this day tell, linked from them alone.",
    ),
]
RecordedByOption = Annotated[
    str | None,
    typer.Option(
        "--recorded-by",
        metavar="DAY",
        help="Only what had entered the record by the end of this day.",
    ),
]


def lens_of(run: int | None = None, as_of: str | None = None, recorded_by: str | None = None) -> Lens:
    """Return the lens that these options ask for; a month or year ends with its last day.

    Raises:
        SettingsError: a day is none.
    """
    from onrecord.store.lens import Lens
    from onrecord.store.parsing import read_day

    return Lens(
        run=run,
        as_of=read_day("as_of", as_of, last=True) if as_of else None,
        recorded_by=read_day("recorded_by", recorded_by, last=True) if recorded_by else None,
    )


def looked_at(
    record: Path, run: int | None = None, as_of: str | None = None, recorded_by: str | None = None
) -> DuckStore:
    """Return ``record``, open for reading, as these options show it; a month or year ends with its last day.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordBusy: another process is writing to it.
        NoSuchThing: the record has no such run.
        SettingsError: a day is none.
    """
    from onrecord.as_of import open_record

    store = open_record(record, lens_of(run, as_of, recorded_by))
    if waiting := len(store.not_linked()):
        what = "decision is" if waiting == 1 else "decisions are"
        typer.echo(f"{waiting} {what} kept but not linked by yet: onrecord check {record}", err=True)
    return store

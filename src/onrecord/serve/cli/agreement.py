"""`onrecord agreement`: how far people agree, and how often the coder is right by what they say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from onrecord.serve.cli.options import RecordArgument


class AgreementFormat(StrEnum):
    """How it is printed."""

    TABLE = "table"
    JSON = "json"


def agreement(
    record: RecordArgument,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="NAME|CSV",
            help="A person by what stands in the record, or a filled-in sheet.",
            show_default=False,
        ),
    ] = None,
    machine: Annotated[bool, typer.Option("--machine", help="Compare the coder with one person.")] = False,
    sample: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="The sheet as drawn: only its claims count, weighted by how they were drawn.",
            show_default=False,
        ),
    ] = None,
    confusion: Annotated[
        bool, typer.Option("--confusion", help="Also what is taken for what, field by field.")
    ] = False,
    form: Annotated[
        AgreementFormat, typer.Option("--format", "-f", help="table to read; json to go on with.")
    ] = AgreementFormat.TABLE,
) -> None:
    """Compare two people, or the coder with people, field by field.

    Two people: Krippendorff's alpha with its 95 % interval, the share of equal answers, and their
    number. The coder (--machine): how often the text says what it read, how often nothing is wrong
    in it, and each field, with a 95 % interval; with --sample for the whole record. Where articles
    were read whole, also how many of the events that they tell it found.

    Example: onrecord agreement affair.onrecord --by "Ada Lind" --by "Ben Roe"
    """
    from onrecord.judging.people import compared
    from onrecord.judging.recall import read_whole
    from onrecord.serve.terminal.agreement import print_compared
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        found = compared(store, by or (), machine, sample)
        open_ones = read_whole(store)[1] if machine and not by and sample is None else 0
    if form is AgreementFormat.JSON:
        typer.echo(msgspec.json.encode(found).decode())
    else:
        print_compared(found, confusion)
    if open_ones:
        typer.echo(
            f"recall leaves out {open_ones} articles read whole: not every event that was read in them is "
            "judged (onrecord review --order text)",
            err=True,
        )

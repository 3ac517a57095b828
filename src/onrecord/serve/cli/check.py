"""`onrecord check`: is a record whole?"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.serve.cli.options import RecordArgument


class Shape(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSONL = "jsonl"


def check(
    record: RecordArgument,
    shape: Annotated[Shape, typer.Option("--format", help="How to print what is found.")] = Shape.TEXT,
) -> None:
    """Verify that a record is whole, and say how to mend what is not.

    Every quotation stands where it says, every reference leads somewhere, columns agree
    with the stored records, one run is in force. Exit code 1 when something is found.

    Example: onrecord check affair.onrecord
    """
    import msgspec

    from onrecord.serve.cli.build import progress
    from onrecord.serve.screen import harmless
    from onrecord.store.checking import check as findings
    from onrecord.store.duckdb import DuckStore

    found = 0
    with DuckStore.open(record) as store, progress() as tell:
        for finding in findings(store, tell):
            found += 1
            if shape is Shape.JSONL:
                typer.echo(msgspec.json.encode(finding).decode())
            else:
                typer.echo(harmless(f"{finding.table} {finding.thing}: {finding.what}\n  {finding.remedy}"))
    if shape is Shape.TEXT:
        typer.echo(f"{record} is whole." if not found else f"{found} things are wrong.")
    sys.exit(1 if found else 0)

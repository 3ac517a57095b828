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
    in it, and each field, with a 95 % interval; with --sample for the whole record.

    Example: onrecord agreement affair.onrecord --by "Ada Lind" --by "Ben Roe"
    """
    from onrecord.judging.people import compare_machine, compare_people
    from onrecord.serve.terminal.agreement import print_accuracy, print_agreement
    from onrecord.store.duckdb import DuckStore

    names = by or []
    with DuckStore.open(record) as store:
        if machine:
            told = compare_machine(store, _one(names), sample)
        else:
            agreed = compare_people(store, names)
    if form is AgreementFormat.JSON:
        typer.echo(msgspec.json.encode(told if machine else agreed).decode())
    elif machine:
        print_accuracy(told, confusion)
    else:
        print_agreement(agreed, confusion)


def _one(names: list[str]) -> str | None:
    from onrecord.errors import JudgementError

    if len(names) > 1:
        raise JudgementError(
            "the coder is compared with one at a time",
            where="--by",
            remedy="Give --by once, or leave it out.",
        )
    return names[0] if names else None

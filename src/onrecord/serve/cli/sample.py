"""`onrecord sample`: claims drawn by design, as a sheet that people judge."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import InputError
from onrecord.judging.asked import Allocation
from onrecord.records import Kind
from onrecord.serve.cli.options import RecordArgument, SureOption
from onrecord.store.sure import LEAST


def sample(
    record: RecordArgument,
    n: Annotated[int, typer.Option("-n", min=1, help="Claims to draw.")] = 200,
    strata: Annotated[
        str,
        typer.Option(
            metavar="A,B",
            help="Draw from each of these apart: kind, type, quad, publisher, year, month, modality, "
            "polarity, voice, confidence.",
        ),
    ] = "type",
    allocation: Annotated[
        Allocation, typer.Option(help="proportional: as many as its share of all; equal: as many of each.")
    ] = Allocation.PROPORTIONAL,
    seed: Annotated[int, typer.Option(help="The same seed draws the same claims.")] = 1,
    kind: Annotated[
        Kind | None, typer.Option(help="Only claims that are event, figure or position.", show_default=False)
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Leave out what the coder read, but for where it stands.")
    ] = False,
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="A,B", help="Fields to ask for; all that matter unless given.", show_default=False
        ),
    ] = None,
    min_confidence: SureOption = LEAST,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="CSV", help="The sheet; else it is printed.", show_default=False
        ),
    ] = None,
) -> None:
    """Draw claims by design into a sheet, each with its chance of being drawn.

    Judge them with `onrecord review RECORD --sample SHEET`, or fill in the sheet and give it to
    `onrecord judge RECORD --from SHEET`; then `onrecord agreement` estimates how good the coder
    is on the whole record. docs/review.md goes through it step by step.

    Example: onrecord sample affair.onrecord --strata type,publisher -n 200 --seed 1 -o sample.csv
    """
    if output is not None and output.is_file() and output.stat().st_size:
        raise InputError(
            "is there already, and may hold somebody's work",
            where=str(output),
            remedy="Give another name with -o, or take the file away first.",
        )
    from onrecord.judging.desk import Desk
    from onrecord.judging.people import sample_text
    from onrecord.judging.sampling import draw, population, strata_told
    from onrecord.serve.cli.writing import write_file
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.sure import sure

    with DuckStore.open(record) as store:
        wanted = [name.strip() for name in strata.split(",") if name.strip()]
        drawn = draw(population(sure(store, min_confidence), wanted, kind), n, seed, allocation)
        text = sample_text(Desk(store, as_coded=True), drawn, _fields(fields), blind=blind)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.write(text)
    else:
        write_file(output, text.encode("utf-8-sig"))
    for name, size, share in strata_told(drawn):
        typer.echo(f"{share:6d} of {size:6d}  {name or 'all claims'}", err=True)


def _fields(given: str | None) -> tuple[str, ...]:
    from onrecord.errors import SettingsError
    from onrecord.judging.fields import FIELDS
    from onrecord.judging.sheet import CODED_FIELDS, KEPT_SIGHT

    if given is None:
        return CODED_FIELDS
    wanted = tuple(name.strip() for name in given.split(",") if name.strip())
    for name in wanted:
        if name not in FIELDS:
            raise SettingsError(
                f"claims have no {name!r}", where="--fields", remedy=f"They have {', '.join(FIELDS)}."
            )
    return tuple(name for name in wanted if name not in KEPT_SIGHT)

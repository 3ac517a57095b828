"""`onrecord dyads`: how relations move."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
import typer

from onrecord.analyse.dyads import Period
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


def dyads(
    record: RecordArgument,
    dyad: Annotated[
        str | None, typer.Option(metavar="A-B", help="Only this ordered pair, e.g. AZE-ISR.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Only pairs with this acting party.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Only pairs with this receiving party.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or after this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or before this day.")
    ] = None,
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.ALL,
    min_confidence: SureOption = LEAST,
    form: FormatOption = Format.TABLE,
) -> None:
    """Count what parties do to each other, by quad class.

    Events are counted, not reports. The balance is the mean PLOVER scale, from -10
    (conflict) to +10 (cooperation). Planned, alleged and denied events are counted apart, under "not done".

    Example: onrecord dyads affair.onrecord --dyad AZE-ISR --by month
    """
    from onrecord.analyse.dyads import dyads as series
    from onrecord.serve.cli.nearest import unknown_values
    from onrecord.serve.cli.output import emit, peeked
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.queries import Filter
    from onrecord.store.sure import sure

    wanted = Filter(
        dyad=dyad,
        actor=actor,
        recipient=recipient,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    with DuckStore.open(record) as store:
        rows = (msgspec.structs.asdict(row) for row in series(sure(store, min_confidence), wanted, by))
        emit(peeked(rows, lambda: unknown_values(store, "dyads", wanted)), "dyads", form)

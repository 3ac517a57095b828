"""`onrecord network`: who stands with whom."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from msgspec import Struct

from onrecord.analyse.levels import Level
from onrecord.analyse.periods import Undated
from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


class Of(StrEnum):
    """What the lines are of."""

    EDGES = "edges"
    NODES = "nodes"
    TRIADS = "triads"
    CHAINS = "chains"
    OUTLOOKS = "outlooks"


def network(
    record: RecordArgument,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only events on or after this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only events on or before this day.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Only events that outlets with this in their name report.")
    ] = None,
    level: Annotated[
        Level, typer.Option(help="Parties: who acts for a state, all of a country, or each actor.")
    ] = Level.STATE,
    undated: Annotated[
        Undated, typer.Option(help="In a window: leave undated events out, or take the first report's day.")
    ] = Undated.APART,
    of: Annotated[
        Of, typer.Option(help="Lines of jsonl, csv, parquet: relations, parties, triads, outlets' views, ...")
    ] = Of.EDGES,
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show who stands with whom: friends, enemies, and friends' enemies.

    A relation has the sign of the PLOVER scale of what passed between two parties, and is
    ambiguous where errors of coding could turn it. Triads and camps by structural balance;
    how the picture differs between outlets. Told of deeds only, never of who is right.

    Example: onrecord network affair.onrecord --since 2023-01-01 --undated reported
    """
    from onrecord.analyse.network import Node, Outlook
    from onrecord.analyse.network import network as graph
    from onrecord.analyse.relations import Edge
    from onrecord.analyse.triads import Chain, Triad
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.terminal.network import print_network
    from onrecord.store.filters import Filter
    from onrecord.store.sure import sure

    wanted = Filter(
        since=since.date() if since else None,
        until=until.date() if until else None,
        publisher=publisher,
    )
    with looked_at(record, run, as_of, recorded_by) as store:
        told = graph(sure(store, min_confidence), wanted, level, undated)
    if form is Format.TABLE:
        print_network(told)
        return
    kinds: dict[Of, type[Struct]] = {
        Of.EDGES: Edge,
        Of.NODES: Node,
        Of.TRIADS: Triad,
        Of.CHAINS: Chain,
        Of.OUTLOOKS: Outlook,
    }
    emit_rows(getattr(told, of), kinds[of], "network", form)

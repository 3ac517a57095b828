"""`onrecord network`: who stands with whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.analyse.asked import OF_EVENTS, WINDOW
from onrecord.analyse.levels import Level
from onrecord.analyse.periods import Undated
from onrecord.serve.cli.asking import Question, asks


class Of(StrEnum):
    """What the lines are of."""

    EDGES = "edges"
    NODES = "nodes"
    TRIADS = "triads"
    CHAINS = "chains"
    OUTLOOKS = "outlooks"


@asks(*WINDOW, *OF_EVENTS)
def network(
    asked: Question,
    level: Annotated[
        Level, typer.Option(help="Parties: who acts for a state, all of a country, or each actor.")
    ] = Level.STATE,
    undated: Annotated[
        Undated, typer.Option(help="In a window: leave undated events out, or take the first report's day.")
    ] = Undated.APART,
    of: Annotated[
        Of, typer.Option(help="Lines of jsonl, csv, parquet: relations, parties, triads, outlets' views, ...")
    ] = Of.EDGES,
) -> None:
    """Show who stands with whom: friends, enemies, and friends' enemies.

    A relation has the sign of the PLOVER scale of what passed between two parties, and is
    ambiguous where errors of coding could turn it. Triads and camps by structural balance;
    how the picture differs between outlets. Told of deeds only, never of who is right.

    Example: onrecord network affair.onrecord --since 2023-01 --undated reported
    """
    from onrecord.analyse.network import KINDS
    from onrecord.analyse.network import network as graph
    from onrecord.serve.terminal.network import print_network

    with asked.opened() as store:
        told = graph(store, asked.wanted, level, undated)
        if not told.edges:
            asked.remark(store)
    if not asked.print_rows(getattr(told, of), KINDS[of], "network"):
        print_network(told)

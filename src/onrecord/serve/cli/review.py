"""`onrecord review`: look at what is least sure, one thing after the other, and decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.judging.asked import Order, Subject
from onrecord.serve.cli.judge import ByOption
from onrecord.serve.cli.options import RecordArgument


def review(
    record: RecordArgument,
    by: ByOption = "",
    kind: Annotated[
        Subject, typer.Option(help="claims; events: what was joined, or nearly; conflicts; actors.")
    ] = Subject.CLAIMS,
    order: Annotated[
        Order,
        typer.Option(
            help="what comes first: uncertain, contested, a random sample, as the articles read (text); "
            "or only what two people judged differently (disagreed)."
        ),
    ] = Order.UNCERTAIN,
    sample: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Only the claims of this sheet.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of a random sample.")] = 1,
    independent: Annotated[
        bool,
        typer.Option("--independent", help="Ask what you have not judged, and hide what others decided."),
    ] = False,
) -> None:
    """Review a record in the terminal: a claim in its text, one key to decide, the next.

    a accepts, r rejects, f fixes field by field with the tab key for what is possible; s skips,
    n adds a note, u takes the last decision back, q quits. Every decision is kept at once, in your
    name. Two people can review one record at the same time.

    Example: onrecord review affair.onrecord --by "Ada Lind" --order contested
    """
    from onrecord.judging.decisions import person
    from onrecord.judging.queue import Wanted
    from onrecord.judging.sheet import adds, sheet_rows
    from onrecord.serve.keys import Terminal
    from onrecord.serve.reviewing import Session
    from onrecord.serve.screen import Screen

    among = tuple(row["claim_id"] for _, row in sheet_rows(sample) if not adds(row)) if sample else None
    wanted = Wanted(subject=kind, order=order, by=person(by), independent=independent, among=among, seed=seed)
    kept = Session(record, wanted, Terminal(), Screen()).run()
    typer.echo(f"{kept} decision{'' if kept == 1 else 's'} kept", err=True)

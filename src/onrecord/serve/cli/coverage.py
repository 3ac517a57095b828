"""`onrecord coverage`: who reported what."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.analyse.asked import OF_TELLINGS, PARTIES, WINDOW
from onrecord.serve.cli.asking import Question, asks


class Of(StrEnum):
    """What the lines are of."""

    OUTLETS = "outlets"
    EVENTS = "events"
    FACTS = "facts"
    ORIGINS = "origins"
    TERMS = "terms"


@asks(*PARTIES, *WINDOW, *OF_TELLINGS)
def coverage(
    asked: Question,
    of: Annotated[
        Of,
        typer.Option(
            help="Lines of jsonl, csv, parquet: outlets, events × outlets, facets of events × outlets, "
            "who leans on whom, loaded terms × outlets."
        ),
    ] = Of.OUTLETS,
) -> None:
    """Show who reported what, first, late or never.

    Outlets by events; which facets each leaves out that others tell; how much is in its own
    voice, given to somebody, given to nobody named; loaded terms by whose words they are;
    what is copied, and who leans on whom.
    Counts only: no score of truth or bias. "Never" means that nothing was read of it.
    Asked for some events, all counts are of those and of the articles that tell them.

    Example: onrecord coverage affair.onrecord
    """
    from onrecord.analyse.reported import KINDS
    from onrecord.analyse.reporting import reporting
    from onrecord.serve.terminal.coverage import print_reporting

    with asked.opened() as store:
        told = reporting(store, asked.wanted)
        if not told.reports:
            asked.remark(store)
    kind, part = KINDS[of]
    if not asked.print_rows(getattr(told, part), kind, "coverage"):
        print_reporting(told)

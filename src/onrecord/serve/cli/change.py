"""`onrecord change`: when relations between two parties changed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from onrecord.analyse.periods import Period, Undated
from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


def change(
    record: RecordArgument,
    dyad: Annotated[
        str, typer.Option(metavar="A-B", help="The pair, e.g. AZE-ISR; both directions.", show_default=False)
    ],
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.MONTH,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or after this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or before this day.")
    ] = None,
    penalty: Annotated[
        float | None,
        typer.Option(
            help="What one more change must explain; more finds fewer changes. Unset: 4.5 times the "
            "logarithm of the number of periods."
        ),
    ] = None,
    undated: Annotated[
        Undated,
        typer.Option(help="Where to count what no article dates: apart, or on the day of its first report."),
    ] = Undated.APART,
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell when relations between two parties changed, with the events that make it.

    Change points: from here on, cooperation or conflict runs at another rate (PELT, least
    squares). Bursts: for a while, far more of the articles tell of the pair (Kleinberg).
    First events of a type. Where there is too little to tell, that is said instead.

    Example: onrecord change affair.onrecord --dyad RUS-UKR --by week
    """
    from onrecord.analyse.change import Change, Kind
    from onrecord.analyse.change import change as changes
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.cli.nearest import unknown_values
    from onrecord.serve.cli.output import note
    from onrecord.serve.screen import harmless
    from onrecord.serve.terminal.change import print_changes
    from onrecord.store.filters import Filter
    from onrecord.store.sure import sure

    wanted = Filter(since=since.date() if since else None, until=until.date() if until else None)
    with looked_at(record, run, as_of, recorded_by) as store:
        found = changes(sure(store, min_confidence), dyad, by, penalty, undated, wanted)
        told = any(one.kind is not Kind.ABSTAINED for one in found)
        remarks = [] if told else unknown_values(store, "dyads", Filter(dyad=dyad))
    for remark in remarks:
        note(harmless(remark))
    if form is Format.TABLE:
        print_changes(found)
    else:
        emit_rows(found, Change, "change", form)

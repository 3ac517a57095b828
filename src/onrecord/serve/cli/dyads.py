"""`onrecord dyads`: how relations move."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.analyse.periods import Period, Undated
from onrecord.analyse.weights import HALF_LIFE, Weighing, Weights, unasked
from onrecord.errors import SettingsError
from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST

if TYPE_CHECKING:
    from onrecord.store.base import Store
    from onrecord.store.filters import Filter


def dyads(
    record: RecordArgument,
    dyad: Annotated[
        str | None, typer.Option(metavar="A-B", help="Only this pair, in both directions, e.g. AZE-ISR.")
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
    whole: Annotated[
        bool, typer.Option("--panel", help="Every ordered pair of countries in every period, for R or Stata.")
    ] = False,
    weights: Annotated[
        Weights,
        typer.Option(help="Weigh the figures too: log is ln(1 + x), exponential a sum that fades."),
    ] = Weights.RAW,
    half_life: Annotated[
        float, typer.Option(metavar="DAYS", help="Days in which an event of a fading sum loses half.")
    ] = HALF_LIFE,
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
    """Count what parties do to each other, by quad class and period.

    Events are counted, not reports, and only what at least one outlet tells as done;
    planned, alleged, denied and negative ones stand apart. A pair asked for comes with its
    quiet periods and those in which no article was published. --panel is CSV unless
    --format says otherwise, by month unless --by does; docs/panel.md is its codebook.
    --weights adds the figures as the literature weighs them, in columns that begin with w_.

    Example: onrecord dyads affair.onrecord --dyad AZE-ISR --by month
    """
    from onrecord.analyse.dyads import DyadRow
    from onrecord.analyse.dyads import dyads as series
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.cli.nearest import unknown_values
    from onrecord.serve.cli.output import note
    from onrecord.serve.screen import harmless
    from onrecord.serve.terminal.dyads import print_dyads
    from onrecord.store.filters import Filter
    from onrecord.store.sure import sure

    wanted = Filter(
        dyad=dyad,
        actor=actor,
        recipient=recipient,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    how = Weighing(weights=weights, half_life=half_life)
    with looked_at(record, run, as_of, recorded_by) as store:
        shown = sure(store, min_confidence)
        if whole:
            _panel(shown, wanted, by, how, undated, form)
            return
        rows = series(shown, wanted, by, how, undated)
        remarks = [] if rows else unknown_values(store, "dyads", wanted)
    for remark in remarks:
        note(harmless(remark))
    if form is not Format.TABLE:
        emit_rows(rows, DyadRow, "dyads", form, unasked(how))
    elif rows:
        print_dyads(rows, by)
    else:
        note("no dyads answer to that")


def _panel(store: Store, wanted: Filter, by: Period, how: Weighing, undated: Undated, form: Format) -> None:
    from onrecord.analyse.panel import PanelRow, panel
    from onrecord.serve.cli.answers import emit_rows

    if wanted.dyad or wanted.actor or wanted.recipient:
        raise SettingsError(
            "a panel holds every pair",
            where="--panel",
            remedy="Leave out --dyad, --actor and --recipient, or --panel for the series of a pair.",
        )
    by = Period.MONTH if by is Period.ALL else by
    form = Format.CSV if form is Format.TABLE else form
    emit_rows(panel(store, wanted, by, how, undated), PanelRow, "panel", form, unasked(how))

"""`onrecord dyads`: how relations move."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from onrecord.analyse.asked import OF_EVENTS, PARTIES, WINDOW
from onrecord.analyse.periods import Period, Undated
from onrecord.analyse.weights import HALF_LIFE, Weighing, Weights, unasked
from onrecord.errors import SettingsError
from onrecord.serve.cli.asking import Question, UndatedOption, asks
from onrecord.store.filters import Filter


@asks(*PARTIES, *WINDOW, *OF_EVENTS)
def dyads(
    asked: Question,
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.ALL,
    whole: Annotated[
        bool, typer.Option("--panel", help="Every ordered pair of countries in every period, for R or Stata.")
    ] = False,
    weights: Annotated[
        Weights,
        typer.Option(help="Weigh the figures too: log is ln(1 + x), exponential a sum that fades."),
    ] = Weights.RAW,
    half_life: Annotated[
        float | None,
        typer.Option(
            metavar="DAYS",
            help=f"Days in which an event of a fading sum loses half: {HALF_LIFE:g} unless given.",
        ),
    ] = None,
    undated: UndatedOption = Undated.APART,
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
    from onrecord.serve.cli.output import note
    from onrecord.serve.terminal.dyads import print_dyads

    how = Weighing(weights=weights, half_life=half_life)
    if whole:
        _panel(asked, by, how, undated)
        return
    with asked.opened() as store:
        rows = series(store, asked.wanted, by, how, undated)
        if not rows:
            asked.remark(store)
    if asked.print_rows(rows, DyadRow, "dyads", unasked(how)):
        return
    if rows:
        print_dyads(rows, by)
    else:
        note("no dyads answer to that")
        for party in _of_countries(asked.wanted):
            code = party.partition(".")[0].upper()
            note(f"a series counts whoever has a country as that: ask for {code}; `events` knows {party}")


def _of_countries(wanted: Filter) -> list[str]:
    """Return the parties asked for that are part of a country, such as its government: AZE.GOV."""
    asked = [wanted.actor, wanted.recipient, *(wanted.dyad.split("-") if wanted.dyad else ())]
    return [party for party in asked if party and re.fullmatch(r"[A-Za-z]{3}\.[\w.]+", party)]


def _panel(asked: Question, by: Period, how: Weighing, undated: Undated) -> None:
    from onrecord.analyse.panel import PanelRow, panel
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.cli.options import Format

    wanted = asked.wanted
    if wanted.dyad or wanted.actor or wanted.recipient:
        raise SettingsError(
            "a panel holds every pair",
            where="--panel",
            remedy="Leave out --dyad, --actor and --recipient, or --panel for the series of a pair.",
        )
    by = Period.MONTH if by is Period.ALL else by
    form = Format.CSV if asked.form is Format.TABLE else asked.form
    with asked.opened() as store:
        emit_rows(panel(store, wanted, by, how, undated), PanelRow, "panel", form, unasked(how))

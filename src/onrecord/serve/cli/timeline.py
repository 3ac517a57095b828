"""`onrecord timeline`: what happened, in order."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.analyse.asked import OF_EVENTS, PARTIES, WINDOW
from onrecord.serve.cli.asking import Question, asks


@asks(*PARTIES, *WINDOW, *OF_EVENTS)
def timeline(
    asked: Question,
    top: Annotated[
        int | None, typer.Option(min=1, help="Only so many dated entries, those most is told of.")
    ] = None,
    fit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="LINES", help="Only as many dated entries as fit so many lines, as --top."
        ),
    ] = None,
) -> None:
    """Tell what happened, in order of time.

    Events joined across articles, with how they moved from planned to done, what may still
    come, what is contested; what was said on a stated day; figures of a stated period.
    --top and --fit keep what most is told of: articles, origins, intensity, contradiction.
    Undated events come last.

    Example: onrecord timeline affair.onrecord --since 2023 --until 2023 --fit 60
    """
    from onrecord.analyse.timeline import Entry, chosen
    from onrecord.analyse.timeline import timeline as told
    from onrecord.serve.cli.output import note
    from onrecord.serve.terminal.timeline import print_timeline

    with asked.opened() as store:
        every = told(store, asked.wanted)
        if not every:
            asked.remark(store)
    entries = chosen(every, top, fit)
    if asked.print_rows(entries, Entry, "timeline"):
        return
    if not entries:
        note("nothing in the record answers to that")
        return
    undated = sum(not entry.start for entry in every) if top or fit else 0
    print_timeline(entries, (len(every) - len(entries) - undated, undated))

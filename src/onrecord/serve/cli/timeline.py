"""`onrecord timeline`: what happened, in order."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


def timeline(
    record: RecordArgument,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or after this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or before this day.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Only events of this type.")] = None,
    top: Annotated[
        int | None, typer.Option(min=1, help="Only so many dated entries, those most is told of.")
    ] = None,
    fit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="LINES", help="Only as many dated entries as fit so many lines, as --top."
        ),
    ] = None,
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell what happened, in order of time.

    Events joined across articles, with how they moved from planned to done, what may still
    come, what is contested; what was said on a stated day; figures of a stated period.
    --top and --fit keep what most is told of: articles, origins, intensity, contradiction.
    Undated events come last.

    Example: onrecord timeline affair.onrecord --since 2023-01-01 --until 2023-12-31 --fit 60
    """
    from onrecord.analyse.timeline import Entry, chosen
    from onrecord.analyse.timeline import timeline as told
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.cli.output import note
    from onrecord.store.filters import Filter
    from onrecord.store.sure import sure

    wanted = Filter(
        since=since.date() if since else None,
        until=until.date() if until else None,
        type=type_.upper() if type_ else None,
    )
    with looked_at(record, run, as_of, recorded_by) as store:
        every = told(sure(store, min_confidence), wanted)
    entries = chosen(every, top, fit)
    if form is not Format.TABLE:
        emit_rows(entries, Entry, "timeline", form)
        return
    if not entries:
        note("nothing in the record answers to that")
        return
    from onrecord.serve.terminal.timeline import print_timeline

    undated = sum(not entry.start for entry in every) if top or fit else 0
    print_timeline(entries, (len(every) - len(entries) - undated, undated))

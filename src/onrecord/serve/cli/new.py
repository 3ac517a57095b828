"""`onrecord new`: what is new since a day."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


def new(
    record: RecordArgument,
    since: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day of publication from which things are new.", show_default=False
        ),
    ],
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell what is new since a day: what articles from then on tell and none before did.

    First events of a pair and type, other new events, plans now told as done, new
    contradictions, new actors; each with its id and the claim that tells it first.

    Example: onrecord new affair.onrecord --since 2023-07-01
    """
    from onrecord.analyse.news import Item, undated_articles
    from onrecord.analyse.news import new as news
    from onrecord.analyse.words import counted
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.cli.output import note
    from onrecord.store.sure import sure

    with looked_at(record, run, as_of, recorded_by) as store:
        items = news(sure(store, min_confidence), since.date())
        undated = undated_articles(store)
    if form is not Format.TABLE:
        emit_rows(items, Item, "new", form)
    elif items:
        from onrecord.serve.terminal.news import print_news

        print_news(items)
    else:
        note(f"nothing is new since {since.date()}")
    if undated:
        note(f"{counted(undated, 'article')} without a date of publication could not be asked")

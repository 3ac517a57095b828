"""`onrecord brief`: the readable account."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import SettingsError
from onrecord.serve.cli.options import RecordArgument, SureOption
from onrecord.store.sure import LEAST


def brief(
    record: RecordArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="HTML", help="Write a web page instead.", show_default=False),
    ] = None,
    short: Annotated[
        bool,
        typer.Option("--short", help="Only counts, timeline, agreement and conflict, each with its source."),
    ] = False,
    min_confidence: SureOption = LEAST,
) -> None:
    """Tell the affair: what happened, agreed, contested.

    Timeline, agreements, conflicts, figures, positions, coverage. With -o the account is
    one web page, complete in itself: no script, no network, good to print and to send.
    Every line opens to the sentences it was read from. With --short it fits two screens.

    Example: onrecord brief affair.onrecord -o brief.html
    """
    if short and output is not None:
        raise SettingsError(
            "the short account is for the terminal",
            where="--short",
            remedy="Leave out --short for a page, or -o for the terminal.",
        )
    from onrecord.analyse.account import account
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.sure import sure

    with DuckStore.open(record) as store:
        told = account(sure(store, min_confidence))
    if short:
        from onrecord.serve.brief.short import print_short

        print_short(told)
        return
    if output is None:
        from onrecord.serve.brief.terminal import print_account

        print_account(told)
        return
    from onrecord.serve.brief.page import page
    from onrecord.serve.cli.writing import write_file

    write_file(output, page(told).encode("utf-8"))
    typer.echo(f"{output}: open it in a browser")

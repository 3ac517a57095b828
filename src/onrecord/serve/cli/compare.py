"""`onrecord compare`: how each outlet tells one event."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.serve.cli.options import Format, FormatOption, RecordArgument


def compare(
    record: RecordArgument,
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="Id of an event, or a unique beginning.", show_default=False),
    ],
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how each outlet tells an event, side by side.

    Who, whom, what, when, where, how many, whether it is told as done, and whose word it
    is: what the outlets agree on, where they differ, what each leaves out, and the
    sentences it was read from. Which account is right is not judged.

    Example: onrecord compare affair.onrecord evt_1f2e
    """
    from onrecord.analyse.compare import compare as comparison
    from onrecord.analyse.compare import comparison_lines
    from onrecord.serve.cli.output import emit
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        told = comparison(store, event)
    if form is not Format.TABLE:
        emit(comparison_lines(told), "compare", form)
        return
    from onrecord.serve.terminal.compare import print_comparison

    print_comparison(told)

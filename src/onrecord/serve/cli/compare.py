"""`onrecord compare`: how each outlet tells one event."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.serve.cli.asking import Question, asks


@asks(least=0.0)
def compare(
    asked: Question,
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="Id of an event, or a unique beginning.", show_default=False),
    ],
) -> None:
    """Show how each outlet tells an event, side by side.

    Who, whom, what, when, where, how many, why, whether it is told as done, and whose word
    it is: what the outlets agree on, where they differ, what each leaves out, and the
    sentences it was read from. Which account is right is not judged.

    Example: onrecord compare affair.onrecord evt_1f2e
    """
    from onrecord.analyse.compare import FacetValue, comparison_lines
    from onrecord.analyse.compare import compare as comparison
    from onrecord.serve.terminal.compare import print_comparison

    with asked.opened(least=0.0) as store:
        told = comparison(store, event, asked.least)
    if not asked.print_rows(list(comparison_lines(told)), FacetValue, "compare"):
        print_comparison(told)

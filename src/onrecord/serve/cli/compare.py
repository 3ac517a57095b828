"""`onrecord compare`: how each outlet tells one event."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument


def compare(
    record: RecordArgument,
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="Id of an event, or a unique beginning.", show_default=False),
    ],
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Leave out claims that are less sure than this."),
    ] = 0.0,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how each outlet tells an event, side by side.

    Who, whom, what, when, where, how many, why, whether it is told as done, and whose word
    it is: what the outlets agree on, where they differ, what each leaves out, and the
    sentences it was read from. Which account is right is not judged.

    Example: onrecord compare affair.onrecord evt_1f2e
    """
    from onrecord.analyse.compare import FacetValue, comparison_lines
    from onrecord.analyse.compare import compare as comparison
    from onrecord.serve.cli.answers import emit_rows

    with looked_at(record, run, as_of, recorded_by) as store:
        told = comparison(store, event, min_confidence)
    if form is not Format.TABLE:
        emit_rows(comparison_lines(told), FacetValue, "compare", form)
        return
    from onrecord.serve.terminal.compare import print_comparison

    print_comparison(told)

"""`onrecord coverage`: who reported what."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST


class Of(StrEnum):
    """What the lines are of."""

    OUTLETS = "outlets"
    EVENTS = "events"
    FACTS = "facts"
    ORIGINS = "origins"
    TERMS = "terms"


def coverage(
    record: RecordArgument,
    of: Annotated[
        Of,
        typer.Option(
            help="Lines of jsonl, csv, parquet: outlets, events × outlets, facets of events × outlets, "
            "who leans on whom, loaded terms × outlets."
        ),
    ] = Of.OUTLETS,
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show who reported what, first, late or never.

    Outlets by events; which facets each leaves out that others tell; how much is in its own
    voice, given to somebody, given to nobody named; loaded terms by whose words they are;
    what is copied, and who leans on whom.
    Counts only: no score of truth or bias. "Never" means that nothing was read of it.

    Example: onrecord coverage affair.onrecord
    """
    from onrecord.analyse.reported import KINDS
    from onrecord.analyse.reporting import reporting
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.store.sure import sure

    with looked_at(record, run, as_of, recorded_by) as store:
        told = reporting(sure(store, min_confidence))
    if form is not Format.TABLE:
        kind, part = KINDS[of]
        emit_rows(getattr(told, part), kind, "coverage", form)
        return
    from onrecord.serve.terminal.coverage import print_reporting

    print_reporting(told)

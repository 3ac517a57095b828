"""`onrecord export`: the record in another shape."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import RecordArgument, SureOption
from onrecord.store.sure import LEAST


def export(
    record: RecordArgument,
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="One of the formats below.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="New folder for the files.")
    ],
    min_confidence: SureOption = LEAST,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
) -> None:
    """Write the record in another format.

    Fills a new folder. Everything: jsonl, csv (flat, safe in a spreadsheet),
    parquet (nested columns), datapackage (CSV with a described schema).

    Event datasets: plover; polecat, cameo (ICEWS's columns), gdelt and acled
    hold deeds only, since they have no field for plans, charges and denials.

    Other programs: webannotation, followthemoney, geojson, ical, timelinejs,
    graphml.

    Example: onrecord export affair.onrecord csv -o affair-csv
    """
    from onrecord.errors import SettingsError
    from onrecord.export import formats
    from onrecord.store.sure import sure

    known = formats()
    if format_name not in known:
        raise SettingsError(
            f"{format_name!r} is not a format", where="FORMAT", remedy=f"Known: {', '.join(known)}."
        )
    with looked_at(record, run, as_of, recorded_by) as store:
        for path in known[format_name].write(sure(store, min_confidence), output):
            typer.echo(str(path))

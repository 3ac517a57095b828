"""`onrecord recode`: what is in a record, coded by the present version."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from onrecord.serve.cli.build import progress, summary
from onrecord.serve.cli.options import RecordArgument, SettingsOption


def recode(
    record: RecordArgument,
    settings: SettingsOption = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes to read with; each loads the model.")
    ] = 1,
) -> None:
    """Code the articles of a record again, by the present version of OnRecord.

    What was coded before is kept as a run of its own: --run shows it, `onrecord diff`
    compares. Stopped, the same command goes on where it was. Without --settings the
    settings of the record hold.

    Example: onrecord recode affair.onrecord
    """
    from onrecord.pipeline import recode as recode_record
    from onrecord.settings import load_settings

    chosen = load_settings(Path(settings)) if settings else None
    with progress() as tell:
        report = recode_record(record, chosen, jobs=min(jobs, os.cpu_count() or 1), progress=tell)
    if report.before is None and not report.coded_again:
        typer.echo(f"Nothing to code again: run {report.run} was made by the present versions.")
    for line in summary(report, record):
        typer.echo(line)

"""`onrecord runs`: the codings that a record holds, and one of them dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.serve.cli.options import Format, FormatOption, RecordArgument

if TYPE_CHECKING:
    from onrecord.store.runs import RunRow


def runs(
    record: RecordArgument,
    drop: Annotated[
        int | None, typer.Option(metavar="RUN", min=1, help="Delete this run for good, with all it coded.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a run is dropped.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """List the runs of a record: each a coding by other versions, data or settings.

    The run in force is what commands show; --run shows another one, `onrecord diff` tells what
    changed between two. --drop deletes one that is not in force, claims and links, so that the
    file gets smaller. What people decided stays, and the number is not used again.

    Example: onrecord runs affair.onrecord --drop 1
    """
    from onrecord.serve.cli.answers import emit_rows
    from onrecord.serve.screen import harmless
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.runs import RunRow, drop_run
    from onrecord.store.runs import runs as told

    if drop is not None:
        if not yes:
            typer.confirm(f"Delete run {drop} from {record} for good?", abort=True)
        gone = drop_run(record, drop)
        typer.echo(f"run {gone.run_id} is dropped: {gone.claims} claims in {gone.documents} articles")
    with DuckStore.open(record) as store:
        rows = told(store)
    if form is not Format.TABLE:
        emit_rows(rows, RunRow, "runs", form)
        return
    for line in table(rows):
        typer.echo(harmless(line))


def table(rows: Iterable[RunRow]) -> Iterable[str]:
    """Yield the runs as lines to read."""
    from onrecord.analyse.words import counted
    from onrecord.serve.cli.build import VERSIONS_IN_WORDS

    for run in rows:
        state = "in force" if run.in_force else "complete" if run.complete else "not complete"
        articles, claims = counted(run.documents, "article"), counted(run.claims, "claim")
        yield f"run {run.run_id}  {run.started[:10]}  {state}: {claims} in {articles}"
        if run.differs:
            other = ", ".join(VERSIONS_IN_WORDS[name] for name in run.differs)
            yield f"    other {other} than the run in force"
        if run.lacks:
            yield f"    does not hold {run.lacks}"

"""`onrecord forget`: documents taken out of a record for good."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.serve.cli.options import RecordArgument


def forget(
    record: RecordArgument,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Ids of documents, or their first characters."),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete articles and everything that came from them alone, for good.

    Claims, quotations and decisions on them go, from every run; events and conflicts are
    made anew from the other articles. A later build does not bring them back. Backups,
    exports and copies that you made are yours to delete.

    Example: onrecord forget affair.onrecord doc_3f
    """
    from onrecord.analyse.words import counted
    from onrecord.forget import forget as forget_documents
    from onrecord.serve.cli.build import progress

    if not yes:
        typer.confirm(f"Delete {counted(len(documents), 'document')} from {record} for good?", abort=True)
    with progress() as tell:
        gone = forget_documents(record, documents, tell)
    typer.echo(
        f"{counted(gone.documents, 'article')} and {counted(gone.claims, 'claim')} deleted from {record}; "
        f"{counted(gone.events, 'event')} left of {gone.events_before}."
    )

"""`onrecord sql`: a question of one's own to the tables of a record."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.serve.cli.options import Format, FormatOption, RecordArgument


def sql(
    record: RecordArgument,
    statement: Annotated[
        str, typer.Argument(metavar="SQL", help="One reading statement.", show_default=False)
    ],
    seconds: Annotated[float, typer.Option(min=0.1, help="Give up after so many seconds.")] = 60.0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ask the record in SQL (DuckDB's), read-only.

    The tables are documents, claims, claim_actors, events, event_claims and so on;
    docs/reference/schema.md describes each column. Files, network and settings are
    out of reach of the statement.

    Example: onrecord sql affair.onrecord "SELECT event_type, count(*) AS n FROM events GROUP BY ALL"
    """
    from onrecord.serve.cli.output import emit
    from onrecord.store.sql_apart import select_apart

    emit(select_apart(record, statement, seconds=seconds), "rows", form)

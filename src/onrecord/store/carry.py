"""Documents, with what one run coded in them, carried from one record into another by SQL alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.store.claim_tables import CODED, CODED_TABLES
from onrecord.store.parquet import attach_folder, is_folder
from onrecord.store.schema import STORED
from onrecord.store.table import RUN, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OTHER = "other"
"""Name under which the other record is attached."""


@contextmanager
def attached(connection: DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Let queries of ``connection`` read the record at ``path`` as :data:`OTHER`."""
    if is_folder(path):
        attach_folder(connection, path, OTHER)
    else:
        place = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{place}' AS {OTHER} (READ_ONLY)")
    try:
        yield
    finally:
        connection.execute(f"DETACH {OTHER}")


def carry_documents(connection: DuckDBPyConnection, condition: str, parameters: list[object]) -> None:
    """Copy documents of the other record, and where they were found.

    ``condition`` is SQL over the columns of ``documents`` that tells which.
    """
    _copy(connection, STORED["documents"], condition, parameters)
    _copy(connection, STORED["copies"], "document_id IN (SELECT document_id FROM main.documents)", [])


def carry_rejections(connection: DuckDBPyConnection) -> None:
    """Copy which inputs could not be used."""
    _copy(connection, STORED["rejections"], "true", [])


def carry_coded(connection: DuckDBPyConnection, run: int, as_run: int) -> None:
    """Copy what ``run`` of the other record coded in the documents that are here, as the run ``as_run``."""
    here = f"document_id IN (SELECT document_id FROM main.documents) AND {RUN.name} = {int(run)}"
    for table in (CODED, *CODED_TABLES):
        _copy(connection, table, here if _has_document(table) else _owned(table, run), [], as_run)


def _owned(table: Table, run: int) -> str:
    """Return the condition that a row belongs to something that was carried before it."""
    key = table.key[0]
    owner = next(one for one in CODED_TABLES if one.key == (key,))
    return (
        f"{RUN.name} = {int(run)} AND {key} IN (SELECT {key} FROM {OTHER}.{owner.place} o"
        f" JOIN main.documents USING (document_id) WHERE o.{RUN.name} = {int(run)})"
    )


def _has_document(table: Table) -> bool:
    return any(column.name == "document_id" for column in table.columns)


def _copy(
    connection: DuckDBPyConnection,
    table: Table,
    condition: str,
    parameters: list[object],
    as_run: int | None = None,
) -> None:
    key = [*((RUN.name,) if table.by_run else ()), *table.key]
    columns = [f"{as_run} AS {c.name}" if c == RUN and as_run else c.name for c in table.stored]
    same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM b.{name}" for name in key)
    connection.execute(
        f"INSERT INTO {table.place} SELECT * FROM "
        f"(SELECT {', '.join(columns)} FROM {OTHER}.{table.place} WHERE {condition}) b "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table.place} t WHERE {same})",
        parameters,
    )

"""Rows into tables of DuckDB, many at a time, by way of Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.store.rows import Row
from onrecord.store.schema import STORED
from onrecord.store.table import RUN, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection


def insert(connection: DuckDBPyConnection, name: str, rows: Sequence[Row], *, fresh: bool = False) -> None:
    """Insert the ``rows`` whose keys the stored table ``name`` does not hold yet, in its order if it has one.

    With ``fresh`` the table is known to hold none of them and is not looked through.
    """
    import pyarrow as pa

    if not rows:
        return
    table = STORED[name]
    key = (*((RUN.name,) if table.by_run else ()), *table.key)
    unique = {tuple(row[column] for column in key): row for row in reversed(rows)}
    kept, schema = list(reversed(unique.values())), arrow_schema(table)
    batch = pa.table([pa.array([row.get(f.name) for row in kept], f.type) for f in schema], schema=schema)
    same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM b.{k}" for k in key)
    only = "" if fresh else f"WHERE NOT EXISTS (SELECT 1 FROM {table.place} t WHERE {same}) "
    columns = ", ".join(f"b.{column.name}" for column in table.stored)
    order = ", ".join(f"b.{column}" for column in table.order)
    ordered = f"ORDER BY {order}" if order else ""
    with registered(connection, "batch", batch):
        connection.execute(f"INSERT INTO {table.place} SELECT {columns} FROM batch b {only}{ordered}")


@contextmanager
def registered(connection: DuckDBPyConnection, name: str, table: pa.Table) -> Iterator[None]:
    """Let queries of ``connection`` read ``table`` under ``name``."""
    connection.register(name, table)
    try:
        yield
    finally:
        connection.unregister(name)


def named(ids: Iterable[str]) -> pa.Table:
    """Return ``ids`` as a table of the one column ``id``."""
    import pyarrow as pa

    return pa.table({"id": pa.array(sorted(ids), pa.string())})

"""How a table of a record is written down: one definition makes the SQL, the Arrow schema and the docs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

KEPT = "kept"
"""Schema of the tables that hold the rows of every run; what the run in force gives is shown in ``main``."""


class Column(Struct, frozen=True):
    """One column: name, DuckDB type, what it holds."""

    name: str
    type: str
    note: str
    formula: str | None = None
    """SQL over the other columns, where the column is worked out and not stored."""


RUN = Column("run_id", "INTEGER", "run that coded or linked it")


class Table(Struct, frozen=True):
    """One table: its columns and the ones that tell its rows apart.

    A table of a run (``by_run``) is stored in the schema :data:`KEPT`, with the number of the run in
    front and the ``hidden`` columns behind; what a query sees under its name is a view.
    """

    name: str
    note: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    by_run: bool = False
    hidden: tuple[Column, ...] = ()
    order: tuple[str, ...] = ()
    """Columns by which rows that are put in together lie, so that what is asked together is read together.

    Without any they lie as they come.
    """

    @property
    def place(self) -> str:
        """Name of the stored table."""
        return f"{KEPT if self.by_run else 'main'}.{self.name}"

    @property
    def stored(self) -> tuple[Column, ...]:
        """Columns of the stored table."""
        own = tuple(column for column in self.columns if column.formula is None)
        return (*((RUN,) if self.by_run else ()), *own, *self.hidden)

    def ddl(self) -> str:
        """Return the statement that creates the stored table."""
        columns = ", ".join(f"{c.name} {c.type}" for c in self.stored)
        return f"CREATE TABLE {self.place} ({columns})"


def table(
    name: str,
    note: str,
    key: str,
    columns: str,
    *,
    formulas: Mapping[str, str] | None = None,
    by_run: bool = False,
    hidden: str = "",
    order: str | None = None,
) -> Table:
    """Return the table whose columns are written a line each: name, type, what it holds."""
    told, lies = _columns(columns, formulas or {}), tuple((key if order is None else order).split())
    return Table(name, note, tuple(key.split()), told, by_run, _columns(hidden, {}), lies)


def _columns(lines: str, formulas: Mapping[str, str]) -> tuple[Column, ...]:
    rows = [line.split(None, 2) for line in lines.splitlines() if line.strip()]
    return tuple(Column(name, kind, note, formulas.get(name)) for name, kind, note in rows)


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of the rows that ``table`` stores, for bulk inserts."""
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(),
        "VARCHAR[]": pa.list_(pa.string()),
        "INTEGER": pa.int64(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return pa.schema([(c.name, types[c.type]) for c in table.stored])


PARTY = """
    role VARCHAR actor, recipient, holder, target, about, of or counterpart; speaker or addressee
    actor_id VARCHAR registry id, NULL when unresolved
    name VARCHAR resolved name, else the words of the text
    country VARCHAR ISO 3166 alpha-3
    sectors VARCHAR[] PLOVER sectors
"""
DATE = """
    date_start DATE first day of the interval it happened in
    date_end DATE last day of that interval
    granularity VARCHAR day, month, year, ...
"""
RECORD = "    record VARCHAR the whole record as JSON"

"""What a query sees under the name of a table: the rows of one run, as persons correct them, sure enough.

The view of a table reads the run in force, whose number stands in it. Two DuckDB variables of a
connection change what it shows, for as long as the connection lives: ``run`` shows another run,
``least`` leaves out what lies below a confidence. They are folded when a query is bound, so that
a view without them costs no more than its table (docs/record.md has the figures).

A claim is left out when its confidence lies below ``least``, unless a surer claim tells the same
event; an event when all its claims are. What has no confidence stays: figures and positions are
not rated. What was coded is never written again, so each row carries the confidence of its claim,
and those that an event makes surer are in ``kept.raised``, which :mod:`onrecord.store.rating` fills.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.claim_tables import CLAIM_TABLES, CORRECTED
from onrecord.store.schema import STORED, TABLES
from onrecord.store.table import KEPT, Table

_LEAST = "CAST(getvariable('least') AS DOUBLE)"


IS_SHOWN = f"""(c.confidence IS NULL OR {_LEAST} IS NULL OR c.confidence >= {_LEAST} OR c.claim_id IN (
SELECT claim_id FROM {KEPT}.raised r WHERE r.run_id = c.run_id AND r.sureness >= {_LEAST}))"""
"""Condition that the coded claim ``c`` is shown, whatever persons made of it."""


def view_statements(run: int) -> Iterator[str]:
    """Yield the statements that make every view of a record in which ``run`` is in force."""
    shown = f"coalesce(getvariable('run'), {run})"
    for table in TABLES.values():
        if table.by_run:
            yield _view(f"main.{table.name}", _rows(table, shown))
    yield _view("main.parties", PARTIES)


def variables(run: int | None, least: float | None) -> Iterator[str]:
    """Yield the statements that make a connection show ``run`` and nothing below ``least``."""
    if run is not None:
        yield f"SET VARIABLE run = {int(run)}"
    if least is not None:
        yield f"SET VARIABLE least = {float(least)!r}"


def _view(name: str, query: str) -> str:
    return f"CREATE OR REPLACE VIEW {name} AS {query}"


def _enough(sureness: str) -> str:
    """Return the condition that a row, as sure as ``sureness`` says, is shown."""
    return f"({_LEAST} IS NULL OR {sureness} IS NULL OR {sureness} >= {_LEAST})"


def _rows(table: Table, shown: str) -> str:
    columns = ", ".join(f"{c.formula} AS {c.name}" if c.formula else f"t.{c.name}" for c in table.columns)
    conditions = [f"t.run_id = {shown}"]
    if table in CLAIM_TABLES:
        return _rows_of_claims(table, columns, shown)
    if any(column.name == "sureness" for column in table.stored):
        conditions.append(_enough("t.sureness"))
    if any(column.name == "withdrawn_at" for column in table.stored):
        conditions.append("t.withdrawn_at IS NULL")
    return f"SELECT {columns} FROM {table.place} t WHERE {' AND '.join(conditions)}"


def _rows_of_claims(table: Table, columns: str, shown: str) -> str:
    """Return the rows as coded and corrected: those sure enough, and those that an event makes so."""
    aside = f"SELECT claim_id FROM {KEPT}.set_aside WHERE run_id = {shown}"
    raised = (
        f"SELECT claim_id FROM {KEPT}.raised WHERE run_id = {shown}"
        f" AND confidence < {_LEAST} AND sureness >= {_LEAST}"
    )
    return " UNION ALL ".join(
        f"SELECT {columns} FROM {place} t{without} WHERE t.run_id = {shown} AND {which}"
        for place, without in (
            (table.place, f" ANTI JOIN ({aside}) USING (claim_id)"),
            (STORED[CORRECTED + table.name].place, ""),
        )
        for which in (_enough("t.confidence"), f"t.confidence < {_LEAST} AND t.claim_id IN ({raised})")
    )


PARTIES = """
SELECT a.claim_id, a.document_id, a.ordinal, a.role, coalesce(l.person_id, a.actor_id) AS actor_id,
       coalesce(l.name, a.name) AS name, coalesce(l.country, a.country) AS country,
       coalesce(l.sectors, a.sectors) AS sectors
FROM main.claim_actors a
LEFT JOIN main.learned l ON l.document_id = a.document_id AND l.actor_id = a.actor_id
"""
"""The view ``parties``: who takes part in a claim, with what other documents tell of them."""

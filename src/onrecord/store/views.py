"""What a query sees under the name of a table: the rows of one run, as persons correct them, sure enough.

The view of a table reads the run in force, whose number stands in it. Two DuckDB variables of a
connection change what it shows, for as long as the connection lives: ``run`` shows another run,
``least`` leaves out what lies below a confidence. They are folded when a query is bound, so that
a view without them costs no more than its table (docs/record.md has the figures).

A claim is left out when its confidence lies below ``least``, unless a surer claim tells the same
event; an event when all its claims are. What has no confidence stays: figures and positions are
not rated.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.claim_tables import CLAIM_TABLES, CORRECTED
from onrecord.store.schema import STORED, TABLES
from onrecord.store.table import KEPT, Table

_LEAST = "CAST(getvariable('least') AS DOUBLE)"


def view_statements(run: int) -> Iterator[str]:
    """Yield the statements that make every view of a record in which ``run`` is in force."""
    shown = f"coalesce(getvariable('run'), {run})"
    yield _view(f"{KEPT}.unsure_claims", _unsure(shown))
    yield _view(
        f"{KEPT}.hidden_claims",
        f"SELECT claim_id FROM {KEPT}.set_aside WHERE run_id = {shown}"
        f" UNION ALL SELECT claim_id FROM {KEPT}.unsure_claims",
    )
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


def _unsure(shown: str) -> str:
    rated = " UNION ALL ".join(
        f"SELECT claim_id FROM {KEPT}.{name} WHERE run_id = {shown} AND confidence < {_LEAST}"
        for name in ("claims", CORRECTED + "claims")
    )
    surer = f"SELECT claim_id FROM {KEPT}.event_claims WHERE run_id = {shown} AND sureness >= {_LEAST}"
    return f"SELECT claim_id FROM ({rated}) ANTI JOIN ({surer}) USING (claim_id)"


def _rows(table: Table, shown: str) -> str:
    columns = ", ".join(f"{c.formula} AS {c.name}" if c.formula else f"t.{c.name}" for c in table.columns)
    if table in CLAIM_TABLES:
        corrected = STORED[CORRECTED + table.name]
        return " UNION ALL ".join(
            f"SELECT {columns} FROM {stored.place} t ANTI JOIN {KEPT}.{without} USING (claim_id)"
            f" WHERE t.run_id = {shown}"
            for stored, without in ((table, "hidden_claims"), (corrected, "unsure_claims"))
        )
    hidden = {column.name for column in table.hidden}
    conditions = [f"run_id = {shown}"]
    if "sureness" in hidden:
        conditions.append(f"({_LEAST} IS NULL OR coalesce(sureness, 1) >= {_LEAST})")
    if "withdrawn_at" in hidden:
        conditions.append("withdrawn_at IS NULL")
    return f"SELECT {columns} FROM {table.place} t WHERE {' AND '.join(conditions)}"


PARTIES = """
SELECT a.claim_id, a.ordinal, a.role, coalesce(l.person_id, a.actor_id) AS actor_id,
       coalesce(l.name, a.name) AS name, coalesce(l.country, a.country) AS country,
       coalesce(l.sectors, a.sectors) AS sectors
FROM main.claim_actors a JOIN main.claims c USING (claim_id)
LEFT JOIN main.learned l ON l.document_id = c.document_id AND l.actor_id = a.actor_id
"""
"""The view ``parties``: who takes part in a claim, with what other documents tell of them."""

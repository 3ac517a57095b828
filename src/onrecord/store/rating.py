"""How sure and how intense things are, worked out again for what a change touched.

An event is as sure as the surest claim it rests on, and as intense as its representative claim. A
claim is as sure as the surest event it tells, if that is surer than itself: what ten outlets tell is
not hidden in the one that words it badly. Such claims stand in the table ``raised``, since what was
coded is never written again. A conflict is as sure as the least sure of its sides, and of the event
it is on. The views leave out what is not sure enough to be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from onrecord.store import event_dyads
from onrecord.store.table import KEPT
from onrecord.store.tabular import named, registered

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def claims_of(connection: DuckDBPyConnection, run: int, events: Collection[str]) -> set[str]:
    """Return the ids of the claims that ``events`` join."""
    return _led_to(connection, run, "claim_id", "event_claims", "event_id", events)


def events_of(connection: DuckDBPyConnection, run: int, claims: Collection[str]) -> set[str]:
    """Return the ids of the events that rest on ``claims``."""
    return _led_to(connection, run, "event_id", "event_claims", "claim_id", claims)


def rate(
    connection: DuckDBPyConnection,
    run: int,
    *,
    events: Collection[str],
    claims: Collection[str] = (),
    conflicts: Collection[str] = (),
) -> None:
    """Rate ``events``, ``claims`` and ``conflicts`` of the run that is shown, and what depends on them."""
    claims = {*claims, *claims_of(connection, run, events)}
    conflicts = {
        *conflicts,
        *_led_to(connection, run, "conflict_id", "conflicts", "event_id", events),
        *_led_to(connection, run, "conflict_id", "conflict_claims", "claim_id", claims),
    }
    _work_out(connection, run, events, _EVENTS)
    _work_out(connection, run, claims, _CLAIMS)
    _work_out(connection, run, conflicts, _CONFLICTS)


def rate_all(connection: DuckDBPyConnection, run: int) -> None:
    """Rate everything in the run that is shown."""
    every = {
        name: [str(one) for (one,) in connection.execute(
            f"SELECT {key} FROM {KEPT}.{name} WHERE run_id = ?", [run]
        ).fetchall()]
        for name, key in (("events", "event_id"), ("claims", "claim_id"), ("conflicts", "conflict_id"))
    }  # fmt: skip
    rate(connection, run, **every)


def _led_to(
    connection: DuckDBPyConnection, run: int, key: str, table: str, column: str, ids: Collection[str]
) -> set[str]:
    """Return the values of ``key`` in the rows of ``table`` whose ``column`` is among ``ids``."""
    if not ids:
        return set()
    with registered(connection, "touched", named(ids)):
        found = connection.execute(
            f"SELECT DISTINCT {key} FROM {KEPT}.{table} WHERE run_id = {run} AND {column} IN (FROM touched)"
        ).fetchall()
    return {str(name) for (name,) in found}


def _work_out(
    connection: DuckDBPyConnection, run: int, ids: Collection[str], statements: Iterable[str]
) -> None:
    if not ids:
        return
    with registered(connection, "touched", named(ids)):
        for statement in statements:
            connection.execute(statement.format(kept=KEPT, run=run))


def _handed_on(owner: str, key: str, part: str) -> str:
    """Return the statement that gives the rows of ``part`` the sureness of what they are part of."""
    return f"""
UPDATE {{kept}}.{part} SET sureness = o.sureness FROM {{kept}}.{owner} o
WHERE {part}.run_id = {{run}} AND o.run_id = {{run}} AND {part}.{key} = o.{key}
AND o.{key} IN (FROM touched) AND {part}.sureness IS DISTINCT FROM o.sureness"""


# What is touched is picked out of each table before anything is joined: the engine would otherwise hold
# all claims or all events of a record of millions in memory to find a few hundred.
_EVENTS = (
    """
UPDATE {kept}.events
SET quad_class = r.quad_class, scale = r.scale, negative = r.negative, sureness = r.sureness
FROM (
    WITH picked AS MATERIALIZED (
        SELECT event_id, json_extract_string(record, '$.claim_ids[0]') AS lead
        FROM {kept}.events WHERE run_id = {run} AND event_id IN (FROM touched)),
    told AS MATERIALIZED (
        SELECT event_id, claim_id FROM {kept}.event_claims
        WHERE run_id = {run} AND event_id IN (FROM touched)),
    leads AS (
        SELECT claim_id, quad_class, scale FROM main.claims
        WHERE claim_id IN (SELECT lead FROM picked)),
    told_so AS (
        SELECT claim_id, polarity, modality, confidence FROM main.claims
        WHERE claim_id IN (SELECT claim_id FROM told)),
    rated AS (
        SELECT l.event_id,
               coalesce(
                   bool_and(c.polarity = 'negative') FILTER (WHERE c.modality = 'actual'), false) AS negative,
               CASE WHEN count(c.confidence) = count(*) THEN max(c.confidence) END AS sureness
        FROM told l JOIN told_so c USING (claim_id) GROUP BY l.event_id)
    SELECT e.event_id, f.quad_class, f.scale, s.negative, s.sureness
    FROM picked e LEFT JOIN leads f ON f.claim_id = e.lead LEFT JOIN rated s USING (event_id)) r
WHERE events.run_id = {run} AND events.event_id = r.event_id""",
    _handed_on("events", "event_id", "event_claims"),
    _handed_on("events", "event_id", "event_actors"),
    *event_dyads.FILL,
)


_CLAIMS = (
    "DELETE FROM {kept}.raised WHERE run_id = {run} AND claim_id IN (FROM touched)",
    """
INSERT INTO {kept}.raised
WITH said AS (SELECT claim_id, confidence FROM main.claims WHERE claim_id IN (FROM touched)),
told AS (
    SELECT claim_id, sureness FROM {kept}.event_claims WHERE run_id = {run} AND claim_id IN (FROM touched))
SELECT {run}, c.claim_id, c.confidence, max(coalesce(l.sureness, 1)) AS surest
FROM said c JOIN told l USING (claim_id) GROUP BY c.claim_id, c.confidence HAVING surest > c.confidence
ORDER BY c.claim_id""",
)

_CONFLICTS = (
    """
UPDATE {kept}.conflicts SET sureness = r.sureness
FROM (
    WITH disputed AS MATERIALIZED (
        SELECT conflict_id, event_id FROM {kept}.conflicts
        WHERE run_id = {run} AND conflict_id IN (FROM touched)),
    sides AS MATERIALIZED (
        SELECT conflict_id, claim_id FROM {kept}.conflict_claims
        WHERE run_id = {run} AND conflict_id IN (FROM touched)),
    over AS (
        SELECT event_id, sureness FROM {kept}.events
        WHERE run_id = {run} AND event_id IN (SELECT event_id FROM disputed)),
    said AS (
        SELECT claim_id, confidence FROM main.claims WHERE claim_id IN (SELECT claim_id FROM sides)),
    lifted AS (
        SELECT claim_id, sureness FROM {kept}.raised
        WHERE run_id = {run} AND claim_id IN (SELECT claim_id FROM sides))
    SELECT k.conflict_id, min(least(
        coalesce(e.sureness, 1), greatest(coalesce(c.confidence, 1), coalesce(m.sureness, 0)))) AS sureness
    FROM disputed k
    LEFT JOIN sides l USING (conflict_id)
    LEFT JOIN over e ON e.event_id = k.event_id
    LEFT JOIN said c ON c.claim_id = l.claim_id
    LEFT JOIN lifted m ON m.claim_id = l.claim_id
    GROUP BY k.conflict_id) r
WHERE conflicts.run_id = {run} AND conflicts.conflict_id = r.conflict_id""",
    _handed_on("conflicts", "conflict_id", "conflict_claims"),
    """
UPDATE {kept}.conflict_claims SET date_start = r.date_start, date_end = r.date_end
FROM (
    WITH sides AS MATERIALIZED (
        SELECT conflict_id, claim_id FROM {kept}.conflict_claims
        WHERE run_id = {run} AND conflict_id IN (FROM touched)),
    said AS (
        SELECT claim_id, date_start, date_end FROM main.claims WHERE claim_id IN (SELECT claim_id FROM sides))
    SELECT l.conflict_id, l.claim_id, c.date_start, c.date_end
    FROM sides l LEFT JOIN said c USING (claim_id)) r
WHERE conflict_claims.run_id = {run} AND conflict_claims.conflict_id = r.conflict_id
AND conflict_claims.claim_id = r.claim_id AND (conflict_claims.date_start, conflict_claims.date_end)
    IS DISTINCT FROM (r.date_start, r.date_end)""",
)

"""Who acts on whom in each event: the statements that fill the tables ``event_dyads`` and ``dyad_parties``.

Counting by pair would otherwise join the parties of an event with each other and decode its record. The
rows follow what linking makes and :mod:`onrecord.store.rating` rates, so that they are worked out
again whenever an event is touched. They lie in order of the pair and of time: what is asked of one
pair is read where that pair lies. Who the parties are is counted beside: what leaves the pairs is taken off.
"""

from __future__ import annotations

_PARTIES = """
WITH parties AS (
    SELECT event_id, ordinal, role, actor_id, name, country,
           coalesce(nullif(country, ''), nullif(actor_id, '')) AS code
    FROM {kept}.event_actors WHERE run_id = {run} AND event_id IN (FROM touched)),
"""

_PAIRS = """
pairs AS (
    SELECT a, b, false AS joint FROM parties a JOIN parties b USING (event_id)
    WHERE a.role = 'actor' AND b.role = 'recipient'
    UNION ALL
    SELECT a, b, true AS joint FROM parties a JOIN parties b USING (event_id)
    WHERE a.ordinal <> b.ordinal
    AND a.event_id NOT IN (SELECT event_id FROM parties WHERE role = 'recipient'))
"""

_COUNT = """
MERGE INTO {kept}.dyad_parties t USING (
    WITH met AS (FROM {kept}.event_dyads WHERE run_id = {run} AND event_id IN (FROM touched)), sides AS (
        SELECT 'actor' AS side, actor AS code, actor_id, actor_name AS name, actor_country AS country FROM met
        UNION ALL
        SELECT 'recipient', recipient, recipient_id, recipient_name, recipient_country FROM met)
    SELECT *, CAST(SIGN count(*) AS INTEGER) AS pairs FROM sides GROUP BY ALL ORDER BY ALL) n
ON t.run_id = {run} AND t.side = n.side AND t.actor_id IS NOT DISTINCT FROM n.actor_id
AND t.name IS NOT DISTINCT FROM n.name AND t.country IS NOT DISTINCT FROM n.country
WHEN MATCHED THEN UPDATE SET pairs = t.pairs + n.pairs
WHEN NOT MATCHED THEN INSERT (run_id, side, code, actor_id, name, country, pairs)
VALUES ({run}, n.side, n.code, n.actor_id, n.name, n.country, n.pairs)"""

FILL = (
    _COUNT.replace("SIGN", "-"),
    "DELETE FROM {kept}.event_dyads WHERE run_id = {run} AND event_id IN (FROM touched)",
    f"""
INSERT INTO {{kept}}.event_dyads BY NAME
{_PARTIES}{_PAIRS}
SELECT {{run}} AS run_id, e.event_id, a.code AS actor, b.code AS recipient,
       a.code IS NOT NULL AND b.code IS NOT NULL AND NOT (joint AND a.code = b.code) AND row_number() OVER (
           PARTITION BY e.event_id, a.code, b.code ORDER BY a.ordinal, b.ordinal) = 1 AS counted,
       joint, a.ordinal AS actor_ordinal, a.actor_id AS actor_id, a.name AS actor_name,
       a.country AS actor_country, b.ordinal AS recipient_ordinal, b.actor_id AS recipient_id,
       b.name AS recipient_name, b.country AS recipient_country, e.quad_class, e.scale, e.date_start,
       e.date_end, e.status, e.origins_min, e.origins_max, e.reports, e.negative, e.sureness
FROM pairs p JOIN {{kept}}.events e ON e.run_id = {{run}} AND e.event_id = p.a.event_id
ORDER BY actor, recipient, e.date_start, e.event_id, actor_ordinal, recipient_ordinal""",
    _COUNT.replace("SIGN", "+"),
    "DELETE FROM {kept}.dyad_parties WHERE run_id = {run} AND pairs = 0",
)
"""Statements that work out the pairs of the events in ``touched``, by the names of schema and run."""

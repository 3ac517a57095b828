"""Who reports what: outlets by events, first or late; and what one outlet has nothing of.

Counts only; never a score of truth or bias. That nothing was read of an event in an
outlet's articles of this record does not say that the outlet kept silent.
"""

from __future__ import annotations

from collections import defaultdict

from onrecord.serve.web.lists import lines_of
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.told import gists, ids

OUTLETS, EVENTS = 12, 25
"""Outlets and events that the matrix shows: those with most."""

TOLD = """
WITH outlets AS (
    SELECT document_id, published, coalesce(publisher, 'unnamed outlet [' ||
        row_number() OVER (ORDER BY published NULLS LAST, document_id) || ']' ||
        coalesce(', carrying ' || json_extract_string(record, '$.original_publisher'), '')) AS publisher
    FROM documents),
told AS (
    SELECT l.event_id, o.publisher, min(o.published) AS day FROM event_claims l JOIN claims c USING (claim_id)
    JOIN outlets o USING (document_id) GROUP BY ALL),
event AS (SELECT event_id, count(*) AS outlets, min(day) AS day FROM told GROUP BY event_id),
turns AS (
    SELECT t.publisher, t.event_id, e.outlets, t.day, CASE WHEN e.outlets = 1 THEN 'alone'
        WHEN t.day IS NULL THEN 'undated' WHEN t.day = e.day THEN 'first' ELSE 'late' END AS turn,
        t.day - e.day AS behind
    FROM told t JOIN event e USING (event_id))
"""
TALLY = f"""{TOLD},
voices AS (
    SELECT o.publisher, count(*) AS claims,
        count(*) FILTER (v.claim_id IS NULL) AS own, count(*) FILTER (v.anonymous) AS anonymous
    FROM claims c JOIN outlets o USING (document_id)
    LEFT JOIN claim_voices v ON v.claim_id = c.claim_id AND v.ordinal = 0 GROUP BY 1),
articles AS (SELECT publisher, count(*) AS articles FROM outlets GROUP BY 1),
counted AS (
    SELECT publisher, count(*) AS events, count(*) FILTER (turn = 'alone') AS alone,
        count(*) FILTER (turn = 'first') AS first, count(*) FILTER (turn = 'late') AS late,
        count(*) FILTER (turn = 'undated') AS undated, median(behind) FILTER (turn = 'late') AS behind
    FROM turns GROUP BY 1)
SELECT publisher, articles, coalesce(events, 0), coalesce(alone, 0), coalesce(first, 0),
    coalesce(late, 0), coalesce(undated, 0),
    (SELECT count(*) FROM event WHERE outlets > 1) - coalesce(events - alone, 0), behind,
    coalesce(claims, 0), coalesce(own, 0), coalesce(anonymous, 0)
FROM articles LEFT JOIN counted USING (publisher) LEFT JOIN voices USING (publisher)
ORDER BY articles DESC, publisher LIMIT 200
"""
NAMES = "publisher articles events alone first late undated never behind claims own anonymous"
MATRIX = f"""{TOLD},
shown AS (
    SELECT event_id FROM event WHERE outlets > 1 ORDER BY outlets DESC, day DESC, event_id LIMIT {EVENTS})
SELECT event_id, publisher, turn, CAST(day AS VARCHAR) FROM turns JOIN shown USING (event_id) ORDER BY ALL
"""
BLIND = f"""{TOLD}
SELECT event_id FROM event WHERE outlets > 1
AND event_id NOT IN (SELECT event_id FROM told WHERE publisher = ?)
ORDER BY outlets DESC, day DESC NULLS LAST, event_id LIMIT {EVENTS}
"""


def coverage(visit: Visit) -> Data:
    """Return the tally of each outlet, the events that most tell, and what the outlet asked for lacks."""
    outlets = visit.once("coverage tally", lambda: lines_of(visit, NAMES, TALLY))
    asked = visit.query.get("publisher") or ""
    blind = gists(visit, ids(visit.store, BLIND, [asked])) if asked else []
    shown, rows = visit.once(
        "coverage matrix", lambda: _matrix(visit, [str(o["publisher"]) for o in outlets])
    )
    return {"outlets": outlets, "shown": shown, "rows": rows, "publisher": asked, "blind": blind}


def _matrix(visit: Visit, outlets: list[str]) -> tuple[list[str], list[dict[str, object]]]:
    turns: dict[str, dict[str, tuple[str, str | None]]] = defaultdict(dict)
    for event_id, publisher, turn, day in visit.store.rows(MATRIX):
        turns[str(event_id)][str(publisher)] = (str(turn), str(day) if day else None)
    shown = outlets[:OUTLETS]
    events = sorted(turns, key=lambda name: (-len(turns[name]), name))
    rows: list[dict[str, object]] = [
        {"event": gist, "turns": [turns[gist.event_id].get(publisher) for publisher in shown]}
        for gist in gists(visit, events)
    ]
    return shown, rows


PAGE = Page(
    name="coverage",
    path="/coverage",
    title="Coverage",
    data=coverage,
    filters=("publisher",),
    menu=Menu("The reporting", 20, "v"),
)

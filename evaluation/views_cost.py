"""What the views of a record cost over its bare tables: the same queries on both, the cheapest of several.

    python evaluation/views_cost.py RECORD

Processor time, so that a busy machine tells the same. The views show the run in force, corrected
and sure enough (`onrecord/store/views.py`); the last column is the views narrowed to a confidence.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS
from onrecord.store.sure import LEAST

TIMES = 5

QUERIES = {
    "a page of claims": "SELECT record FROM {claims} ORDER BY document_id, trigger_start, claim_id LIMIT 50",
    "claims by type": "SELECT event_type, count(*) FROM {claims} GROUP BY 1 ORDER BY 2 DESC, 1",
    "a page of events": "SELECT record FROM {events} ORDER BY date_start NULLS LAST, event_id LIMIT 50",
    "one claim": "SELECT record FROM {claims} WHERE claim_id = 'clm_0'",
    "events of a country": "SELECT count(*) FROM {events} e WHERE EXISTS (SELECT 1 FROM {event_actors} a "
    "WHERE a.event_id = e.event_id AND a.country = 'RUS')",
    "parties of claims": "SELECT a.actor_id, count(*) FROM {claim_actors} a JOIN {claims} c USING (claim_id) "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20",
}
TABLES = ("claims", "events", "event_actors", "claim_actors")


def best(store: DuckStore, sql: str) -> float:
    """Return the milliseconds of processor time of the cheapest of several runs of ``sql``."""
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        list(store.rows(sql))
        found.append(time.process_time() - start)
    return min(found) * 1000


def main(record: Path) -> None:
    """Print a line a query: milliseconds of processor time on bare tables, on views, on views narrowed."""
    bare = {name: f"kept.{name}" for name in TABLES}
    views = {name: f"main.{name}" for name in TABLES}
    with DuckStore.open(record) as store:
        print(f"{'':22}{'bare':>8}{'views':>8}{'narrowed':>10}")
        for name, sql in QUERIES.items():
            figures = best(store, sql.format(**bare)), best(store, sql.format(**views))
            narrowed = best(store.narrowed(LEAST), sql.format(**views))
            print(f"{name:22}{figures[0]:8.1f}{figures[1]:8.1f}{narrowed:10.1f}")
        start = time.process_time()
        lines = sum(1 for _ in LISTS["events"].rows(store, Filter()))
        print(f"all {lines} events as lines: {time.process_time() - start:.1f} s")
    start = time.process_time()
    DuckStore.open(record).close()
    print(f"opened anew in {(time.process_time() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A record of any number of made-up claims, written straight into its tables; `record_scale.py` asks it.

Reading the articles would take days: here SQL makes documents, claims and what linking would make of
them, a lot of stories at a time in order of publication, as a record that grows by the day has them.
Five articles make a story; half the event claims of one are told by another article of it too, and
each story has one contradiction. Actors, outlets and words are drawn with few frequent and many rare
ones. `onrecord check` finds nothing wrong in such a record.
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from onrecord.store import event_dyads, text_index
from onrecord.store.duckdb import DuckStore
from onrecord.store.schema import STORED
from onrecord.store.table import KEPT, Column, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).with_name("made_claims.sql")
A_DOCUMENT = 20
"""Claims of an article: fourteen of events, four of figures, two of positions."""
A_STORY = 5
STORIES = 1_000
"""Stories made in one transaction."""
DISTINCT = 300_000
"""Claims that are made one by one; a larger record has all of them several times."""
ONCE = ("meta", "runs")
NAMED = {
    "documents": ("doc_", 'raw_sha256":"'),
    "claims": ("clm_", "doc_"),
    "events": ("evt_", "clm_", "doc_"),
    "figures": ("fig_", "clm_", "doc_"),
    "conflicts": ("cfl_", "evt_", "clm_"),
    "stories": ("sty_", "doc_"),
}
"""How the ids begin that the records of each table name."""
DAYS = 3_650
WORDS = 30_000
"""Different words of the articles."""
STATES = (
    "USA CHN RUS GBR FRA DEU ISR IRN UKR IND PAK TUR SAU JPN KOR PRK EGY SYR IRQ AFG ARE QAT YEM LBN JOR "
    "ITA ESP POL SWE NOR GRC BRA MEX VEN COL ARG CUB CAN AUS IDN PHL VNM THA MMR BGD LKA ETH SDN LBY NGA "
    "ZAF KEN SOM COD RWA UGA TZA MLI NER TCD DZA MAR TUN AZE ARM GEO KAZ UZB BLR MDA SRB HUN CZE ROU BGR "
    "FIN DNK NLD BEL AUT CHE PRT IRL"
).split()
TYPES = (
    ("CONSULT", "met", 1, 1.0), ("SUPPORT", "backed", 1, 3.0), ("AGREE", "promised", 1, 4.0),
    ("REQUEST", "urged", 3, -1.0), ("ACCUSE", "accused", 3, -2.0), ("REJECT", "rebuffed", 3, -4.0),
    ("THREATEN", "threatened", 3, -4.4), ("AID", "supplied", 2, 7.0), ("COERCE", "sanctioned", 4, -7.0),
    ("ASSAULT", "attacked", 4, -9.0),
)  # fmt: skip
"""Type, verb, quad class and scale."""


def make(path: Path, claims: int, memory: str = "6GB") -> None:
    """Write a record of ``claims`` made-up claims at ``path``, with an index over its text.

    Beyond :data:`DISTINCT` claims the record holds them several times, under other ids.
    """
    every = min(claims, DISTINCT) // (A_DOCUMENT * A_STORY)
    with DuckStore.open(path, write=True, config={"memory_limit": memory}) as store:
        store.end_run(store.begin_run({"onrecord_version": "made"}))
        connection = store.connection
        for first in range(0, every, STORIES):
            connection.execute("BEGIN")
            _add(connection, first, min(first + STORIES, every), every)
            connection.execute("COMMIT")
        _repeat(connection, claims // DISTINCT)
        _pair(connection)
        text_index.refresh(store)
        connection.execute("CHECKPOINT")


def _pair(connection: DuckDBPyConnection) -> None:
    """Work out who acts on whom in every event at once, as one build does."""
    connection.execute("CREATE TEMP TABLE touched AS SELECT event_id FROM kept.events")
    for statement in event_dyads.FILL:
        connection.execute(statement.format(kept=KEPT, run=1))
    connection.execute("DROP TABLE touched")


def _repeat(connection: DuckDBPyConnection, times: int) -> None:
    """Put in all that was made ``times`` over, each time with two more characters in every id."""
    sizes = {table.name: _size(connection, table) for table in STORED.values() if table.name not in ONCE}
    for more in (f"{turn:02x}" for turn in range(1, times)):
        connection.execute("BEGIN")
        for table in STORED.values():
            if sizes.get(table.name):
                columns = ", ".join(_otherwise(table.name, column, more) for column in table.stored)
                connection.execute(
                    f"INSERT INTO {table.place} SELECT {columns} FROM {table.place}"
                    f" WHERE rowid < {sizes[table.name]}"
                )
        connection.execute("COMMIT")


def _size(connection: DuckDBPyConnection, table: Table) -> int:
    (found,) = connection.execute(f"SELECT count(*) FROM {table.place}").fetchall()
    return int(found[0])


def _otherwise(table: str, column: Column, more: str) -> str:
    """Return the SQL for ``column`` with ``more`` in every id of documents, claims and what links them."""
    told = column.name
    if told == "record":
        for kind in NAMED[table]:
            told = f"replace({told}, '\"{kind}', '\"{kind}{more}')"
        return told
    if told in ("raw_sha256", "path"):
        return f"'{more}' || {told}"
    owned = told.endswith("_id") and column.type == "VARCHAR" and told != "actor_id"
    return f"{told}[:4] || '{more}' || {told}[5:]" if owned else told


def _add(connection: DuckDBPyConnection, first: int, last: int, every: int) -> None:
    """Make the stories from ``first`` to ``last`` of ``every``."""
    types = ", ".join(f"{{'name': '{t}', 'verb': '{v}', 'quad': {q}, 'scale': {s}}}" for t, v, q, s in TYPES)
    asked = Template(SQL.read_text(encoding="utf-8")).substitute(
        first=first,
        last=last,
        stories=every,
        articles=A_STORY,
        claims=A_DOCUMENT,
        days=DAYS,
        words=WORDS,
        states=f"{list(STATES)}",
        n=len(STATES),
        types=f"[{types}]",
        m=len(TYPES),
    )
    for statement in asked.split(";"):
        if statement.strip():
            connection.execute(statement)

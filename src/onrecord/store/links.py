"""What linking made, written as a difference: only what changed is deleted and put in.

A thing here is what has an id in the link tables: a story, an event, a figure, an origin, a conflict,
a judgement, or what was learned of one person in one document. Its rows change together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Linked
from onrecord.store.base import Ids
from onrecord.store.link_rows import link_rows
from onrecord.store.rating import claims_of, rate
from onrecord.store.rows import as_json
from onrecord.store.table import KEPT
from onrecord.store.tabular import insert, named, registered

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Thing(Struct, frozen=True):
    """How the things of one table are told apart, and which tables hold more of them."""

    table: str
    key: str
    """SQL that gives the id of a row of each of its tables."""
    id_of: Callable[[Any], str]
    parts: tuple[str, ...] = ()


THINGS = (
    Thing("stories", "story_id", lambda one: one.story_id, ("story_documents",)),
    Thing("events", "event_id", lambda one: one.event_id, ("event_claims", "event_actors")),
    Thing("figures", "figure_id", lambda one: one.figure_id, ("figure_claims", "figure_actors")),
    Thing("origins", "origin_link_id", lambda one: one.origin_link_id),
    Thing("conflicts", "conflict_id", lambda one: one.conflict_id, ("conflict_claims",)),
    Thing("learned", "document_id || ' ' || actor_id", lambda one: f"{one.document_id} {one.actor_id}"),
    Thing("judgements", "judgement_id", lambda one: one.judgement_id),
)
"""Everything that linking makes, by table; `Linked` has a field of the same name for each."""


def replace_all(connection: DuckDBPyConnection, run: int, linked: Linked, now: datetime) -> None:
    """Make ``linked`` all that the run holds, by the difference to what it held before."""
    removed: dict[str, set[str]] = {}
    fresh: dict[str, tuple[Any, ...]] = {}
    for thing in THINGS:
        made = {thing.id_of(one): one for one in getattr(linked, thing.table)}
        texts = {name: as_json(one, name) for name, one in made.items()}
        removed[thing.table], news = _difference(connection, run, thing, texts)
        fresh[thing.table] = tuple(one for name, one in made.items() if name in news)
    change(connection, run, removed, replace(linked, **fresh), now)


def change(connection: DuckDBPyConnection, run: int, removed: Ids, linked: Linked, now: datetime) -> None:
    """Take out the things ``removed`` by table, put in those of ``linked``, and rate what that touches."""
    touched = {
        thing.table: {*removed.get(thing.table, ()), *map(thing.id_of, getattr(linked, thing.table))}
        for thing in THINGS
    }
    apart = claims_of(connection, run, touched["events"])
    tables = link_rows(linked)
    for thing in THINGS:
        news = {thing.id_of(one): one for one in getattr(linked, thing.table)}
        gone = set(removed.get(thing.table, ()))
        if thing.table == "judgements":
            _withdraw(connection, run, gone - news.keys(), {k: j.verdict for k, j in news.items()}, now)
            added = {"made_at": now, "withdrawn_at": None}
        else:
            _delete(connection, run, thing, touched[thing.table])
            added = {}
        for name in (thing.table, *thing.parts):
            insert(connection, name, [row | added | {"run_id": run} for row in tables[name]], fresh=True)
    rate(connection, run, events=touched["events"], claims=apart, conflicts=touched["conflicts"])


def _difference(
    connection: DuckDBPyConnection, run: int, thing: Thing, texts: Mapping[str, str]
) -> tuple[set[str], set[str]]:
    """Return the ids that are no longer made, and those that are new or made otherwise than before."""
    import pyarrow as pa

    standing = " AND withdrawn_at IS NULL" if thing.table == "judgements" else ""
    held = f"SELECT {thing.key} AS id, record FROM {KEPT}.{thing.table} WHERE run_id = {run}{standing}"
    made = pa.table(
        {"id": pa.array(texts.keys(), pa.string()), "record": pa.array(texts.values(), pa.string())}
    )
    with registered(connection, "made", made):
        gone = connection.execute(f"SELECT id FROM ({held}) ANTI JOIN made USING (id)").fetchall()
        news = connection.execute(f"SELECT id FROM made ANTI JOIN ({held}) USING (id, record)").fetchall()
    return {str(name) for (name,) in gone}, {str(name) for (name,) in news}


def _delete(connection: DuckDBPyConnection, run: int, thing: Thing, ids: Collection[str]) -> None:
    if not ids:
        return
    with registered(connection, "gone", named(ids)):
        for name in (thing.table, *thing.parts):
            connection.execute(
                f"DELETE FROM {KEPT}.{name} WHERE run_id = {run} AND {thing.key} IN (SELECT id FROM gone)"
            )


def _withdraw(
    connection: DuckDBPyConnection,
    run: int,
    gone: Collection[str],
    verdicts: Mapping[str, bool],
    now: datetime,
) -> None:
    """Withdraw judgements that are not made any more or decide otherwise; of others drop the old reasons."""
    import pyarrow as pa

    made = pa.table(
        {
            "id": pa.array([*verdicts, *gone], pa.string()),
            "verdict": pa.array([*verdicts.values(), *[None] * len(gone)], pa.bool_()),
        }
    )
    with registered(connection, "made", made):
        ours = f"run_id = {run} AND withdrawn_at IS NULL AND judgement_id = made.id"
        connection.execute(
            f"UPDATE {KEPT}.judgements SET withdrawn_at = ? FROM made"
            f" WHERE {ours} AND judgements.verdict IS DISTINCT FROM made.verdict",
            [now],
        )
        connection.execute(f"DELETE FROM {KEPT}.judgements USING made WHERE {ours}")

"""The runs of a record: which there are, how they differ from the one in force, and one dropped for good.

Nothing that was coded is overwritten; but an old run that nobody cites takes as much room as the one
in force. Its number is never given to another one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from onrecord.errors import NoSuchThing, SettingsError
from onrecord.store.base import Run, Store
from onrecord.store.duckdb import DuckStore
from onrecord.store.forgetting import rewrite
from onrecord.store.opening import told
from onrecord.store.schema import STORED, VERSIONS
from onrecord.store.staging import Staging
from onrecord.store.table import KEPT
from onrecord.store.writer import DROPPED


class RunRow(Struct, frozen=True, kw_only=True):
    """One run: when it began, what it coded, and what it is known by."""

    run_id: int
    started: str
    """UTC, ISO 8601."""
    in_force: bool
    complete: bool
    """Whether it coded every article that was in the record when it ended."""
    documents: int
    """Articles that it coded."""
    claims: int
    differs: tuple[str, ...]
    """Names of the versions in which it differs from the run in force."""
    onrecord_version: str | None
    model: str | None
    ontology: str | None
    registry: str | None
    lexicon: str | None
    settings: str | None
    own_files: str | None
    lacks: str | None
    """What a record of an older schema did not keep, in words."""


def runs(store: Store) -> list[RunRow]:
    """Return the runs of the record, the first one first."""
    found = store.runs()
    shown = next((run.versions for run in found if run.in_force), {})
    documents, claims = _counts(store, "coded"), _counts(store, "claims")
    return [_row(run, shown, documents.get(run.run_id, 0), claims.get(run.run_id, 0)) for run in found]


def _counts(store: Store, table: str) -> dict[int, int]:
    rows = store.rows(f"SELECT run_id, count(*) FROM {KEPT}.{table} GROUP BY run_id")
    return {int(str(run)): int(str(number)) for run, number in rows}


def _row(run: Run, shown: dict[str, str], documents: int, claims: int) -> RunRow:
    return RunRow(
        run_id=run.run_id,
        started=run.started.isoformat(timespec="seconds"),
        in_force=run.in_force,
        complete=run.complete,
        documents=documents,
        claims=claims,
        differs=tuple(name for name in VERSIONS if run.versions.get(name) != shown.get(name)),
        lacks=run.lacks,
        **{name: run.versions.get(name) for name in VERSIONS},
    )


def drop_run(record: Path, run_id: int) -> RunRow:
    """Delete what the run coded and what was linked from it, and return what it was.

    What persons decided stays. The file is written anew, so that it gets smaller.

    Raises:
        NotARecord: there is no record at ``record``.
        NoSuchThing: it has no such run.
        SettingsError: the run is in force.
        RecordBusy: somebody else is building the record.
    """
    with DuckStore.open(record) as store:
        gone = _droppable(runs(store), run_id, record)
    today = datetime.now(UTC).date().isoformat()
    with Staging(record) as staging:
        return staging.publish(lambda: _take_out(staging.store, gone, today), before_swap=rewrite)


def _droppable(found: list[RunRow], run_id: int, record: Path) -> RunRow:
    run = next((run for run in found if run.run_id == run_id), None)
    if run is None:
        raise NoSuchThing(
            f"the record has no run {run_id}",
            where=str(record),
            remedy=f"Its runs are {', '.join(str(run.run_id) for run in found)}.",
        )
    if run.in_force:
        raise SettingsError(
            f"run {run_id} is in force",
            where="--drop",
            remedy="Only a run that is not shown can be dropped; `onrecord recode` makes another one.",
        )
    return run


def _take_out(store: DuckStore, gone: RunRow, day: str) -> RunRow:
    execute = store.connection.execute
    with told(store.path):
        execute("BEGIN")
        for table in STORED.values():
            if table.by_run:
                execute(f"DELETE FROM {table.place} WHERE run_id = ?", [gone.run_id])
        execute("DELETE FROM runs WHERE run_id = ?", [gone.run_id])
        execute("COMMIT")
    store.describe({f"{DROPPED}{gone.run_id}": day})
    return gone

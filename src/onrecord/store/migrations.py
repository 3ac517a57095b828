"""Older records brought to the present schema.

Every row of a record has kept the whole record as JSON since schema 1, so that one way leads from
those without runs to here: what is in the old file is read as records and written anew, with the time
it entered. What an older schema did not keep cannot be made up; the run then says what it lacks, and
`onrecord recode` codes the articles again. Since schema 4 tables hold several runs and what persons
decided: their rows are copied, and columns that are new worked out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from onrecord.batches import batched
from onrecord.errors import NotARecord
from onrecord.records import (
    Claim,
    Conflict,
    Event,
    Figure,
    Introduction,
    Judgement,
    Learned,
    Linked,
    OriginLink,
    Statement,
    Story,
    Term,
)
from onrecord.store import text_index
from onrecord.store.carry import OTHER, attached
from onrecord.store.claim_tables import CLAIM_TABLES, CORRECTED
from onrecord.store.duckdb import DuckStore
from onrecord.store.opening import connect, is_to_be_made
from onrecord.store.parquet import any_manifest, is_folder, pack
from onrecord.store.schema import MARK, SCHEMA_VERSION, STORED, VERSIONS
from onrecord.store.table import KEPT, Table
from onrecord.store.trouble import taken_as_whole
from onrecord.store.writing import write_lock

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OLDEST = 1
"""First schema version that records had."""

WITH_RUNS = 4
"""First schema version with runs."""

MEMORY = "linking"
"""Schema of what :mod:`onrecord.link.state` remembers: with it only what is new is linked after all."""

WORKED_OUT = ("event_dyads", "dyad_parties")
"""Tables that rating fills: rows of an older schema in one of them would be taken off the other."""

BATCH = 2_000
"""Rows written at a time."""

T = TypeVar("T")

IN_WORDS = {"statements": "who says what", "terms": "loaded terms", "introductions": "who people are"}


class Migration(Struct, frozen=True):
    """What was done to a record to bring it here."""

    version: int
    """Schema it had."""
    backup: Path
    """Where it lies as it was."""
    lacks: str | None
    """What it did not keep, in words."""


def migrate(record: Path) -> Migration | None:
    """Bring the record file to the present schema, keeping a copy; None where it has it already.

    Raises:
        NotARecord: there is no record, or one of a newer schema.
        RecordBusy: somebody reads or writes it.
    """
    is_to_be_made(record, write=False)
    with write_lock(record):
        return migrate_locked(record)


def migrate_locked(record: Path) -> Migration | None:
    """Do what :func:`migrate` does, for who holds the write lock of the record."""
    folder = is_folder(record)
    version = any_manifest(record).schema_version if folder else schema_version(record)
    if version is None or not OLDEST <= version < SCHEMA_VERSION:
        return None
    fresh = record.with_name(f"{record.name}.building.earlier")
    fresh.unlink(missing_ok=True)
    with DuckStore.open(fresh, write=True) as store:
        with taken_as_whole(record), attached(store.connection, record):
            lacks = _carry(store) if version < WITH_RUNS else None
            if version >= WITH_RUNS:
                _carry_runs(store)
        text_index.refresh(store)
    backup = _free(record.with_name(f"{record.name}.v{version}.bak"))
    if folder:
        _pack_anew(fresh, record, backup)
    else:
        shutil.copyfile(record, backup)
        fresh.replace(record)
        record.with_name(f"{record.name}.wal").unlink(missing_ok=True)
    return Migration(version, backup, lacks)


def _pack_anew(file: Path, folder: Path, backup: Path) -> None:
    """Put the record in ``file`` in the place of the one in ``folder``, which becomes ``backup``."""
    packed = file.with_name(f"{file.name}.folder")
    shutil.rmtree(packed, ignore_errors=True)
    with connect(file, False, {}) as connection:
        pack(connection, packed)
    file.unlink()
    folder.rename(backup)
    packed.rename(folder)


def schema_version(record: Path) -> int | None:
    """Return the schema version of the file, None where it is no record.

    Raises:
        NotARecord: it is no DuckDB file.
        RecordBusy: another process is writing to it.
    """
    import duckdb

    with connect(record, False, {}) as connection:
        try:
            facts = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        except duckdb.Error:
            return None
    return int(facts.get("schema_version", 0)) if facts.get("format") == MARK else None


def _free(path: Path) -> Path:
    """Return ``path``, or the first like it that does not exist yet."""
    names = (path.with_name(f"{path.name}{ending}") for ending in ("", *(f".{n}" for n in range(2, 1_000))))
    return next(name for name in names if not name.exists())


def _carry(store: DuckStore) -> str | None:
    """Write what the attached record holds into ``store``; return what it did not keep."""
    connection = store.connection
    facts = dict(connection.execute(f"SELECT name, value FROM {OTHER}.meta").fetchall())
    known = _tables(connection)
    run = store.begin_run({name: facts[name] for name in VERSIONS if name in facts})
    for name in ("documents", "copies", "rejections"):
        _copy(connection, name, known)
    connection.execute(f"UPDATE documents SET run_id = {run}")
    connection.execute(f"INSERT INTO {KEPT}.coded SELECT {run}, document_id, recorded_at FROM documents")
    _carry_coded(store, known)
    store.end_run(run)
    store.replace_links(_links(connection, known))
    store.describe({k: v for k, v in facts.items() if k not in {*VERSIONS, "schema_version", "format"}})
    lacks = ", ".join(words for name, words in IN_WORDS.items() if name not in known) or None
    connection.execute("UPDATE runs SET complete = ?, lacks = ?", [lacks is None, lacks])
    return lacks


def _carry_runs(store: DuckStore) -> None:
    """Write what the attached record, which has runs, holds into ``store``."""
    connection = store.connection
    facts = dict(connection.execute(f"SELECT name, value FROM {OTHER}.meta").fetchall())
    known = _tables(connection)
    for table in STORED.values():
        if table.name not in ("meta", *WORKED_OUT):
            _copy(connection, table.name, known)
    if any(store.rows("SELECT 1 FROM runs WHERE run_id IS NULL OR started IS NULL")):
        raise NotARecord(
            "has a run that nobody began", where=str(store.path), remedy="Take it from a backup."
        )
    store.describe({k: v for k, v in facts.items() if k not in {"schema_version", "format"}})
    for table in STORED.values():
        if table.name.removeprefix(CORRECTED) in PARTS_OF_CLAIMS:
            connection.execute(_as_claims_have(table))
    store.rate_all()
    _carry_memory(connection)


def _carry_memory(connection: DuckDBPyConnection) -> None:
    """Copy what linking remembers of the attached record; its stamp tells whether that still holds."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND schema_name = ?", [OTHER, MEMORY]
    ).fetchall()
    if found:
        connection.execute(f"CREATE SCHEMA {MEMORY}")
    for (name,) in found:
        connection.execute(f"CREATE TABLE {MEMORY}.{name} AS FROM {OTHER}.{MEMORY}.{name}")


PARTS_OF_CLAIMS = frozenset(table.name for table in CLAIM_TABLES[1:])


def _as_claims_have(table: Table) -> str:
    """Return the statement that fills those columns of ``table`` that tell what its claims have."""
    prefix = CORRECTED if table.name.startswith(CORRECTED) else ""
    told = [c.name for c in table.stored if c.name in ("document_id", "confidence")]
    return (
        f"UPDATE {table.place} SET {', '.join(f'{name} = c.{name}' for name in told)}"
        f" FROM {KEPT}.{prefix}claims c"
        f" WHERE {table.name}.run_id = c.run_id AND {table.name}.claim_id = c.claim_id"
    )


def _tables(connection: DuckDBPyConnection) -> set[str]:
    """Return the names of the tables of the attached record."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = ?", [OTHER]
    ).fetchall()
    return {str(name) for (name,) in rows}


def _carry_coded(store: DuckStore, known: set[str]) -> None:
    connection = store.connection
    for claims in batched(_read(connection, "claims", Claim, known), BATCH):
        store.add(claims=claims)
    for statements in batched(_read(connection, "statements", Statement, known), BATCH):
        store.add(statements=statements)
    for terms in batched(_read(connection, "terms", Term, known), BATCH):
        store.add(terms=terms)
    for introductions in batched(_read(connection, "introductions", Introduction, known), BATCH):
        store.add(introductions=introductions)


def _links(connection: DuckDBPyConnection, known: set[str]) -> Linked:
    return Linked(
        stories=tuple(_read(connection, "stories", Story, known)),
        events=tuple(_read(connection, "events", Event, known)),
        figures=tuple(_read(connection, "figures", Figure, known)),
        origins=tuple(_read(connection, "origins", OriginLink, known)),
        conflicts=tuple(_read(connection, "conflicts", Conflict, known)),
        judgements=tuple(_read(connection, "judgements", Judgement, known)),
        learned=tuple(_read(connection, "learned", Learned, known)),
    )


def _copy(connection: DuckDBPyConnection, name: str, known: set[str]) -> None:
    """Copy a table as it is, as far as it has the present columns."""
    if name not in known:
        return
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_catalog = ? AND table_schema || '.' || table_name = ?",
        [OTHER, STORED[name].place],
    ).fetchall()
    had = {column for (column,) in found}
    place = STORED[name].place
    listed = ", ".join(column.name for column in STORED[name].stored if column.name in had)
    connection.execute(f"INSERT INTO {place} ({listed}) SELECT {listed} FROM {OTHER}.{place}")


def _read(connection: DuckDBPyConnection, name: str, kind: type[T], known: set[str]) -> Iterator[T]:
    if name not in known:
        return
    cursor = connection.cursor().execute(f"SELECT record FROM {OTHER}.{name}")
    while rows := cursor.fetchmany(BATCH):
        for (record,) in rows:
            yield msgspec.json.decode(record, type=kind)

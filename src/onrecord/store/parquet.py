"""A record as a folder of Parquet files, for large collections: the same tables, views and queries.

``manifest.json`` says which part files each stored table consists of; it is replaced in one step, so
that a reader sees the whole of one state or of the next. What only grows (documents and what is coded
in them) gets a new part for what is new; the other tables are written anew where they changed. Parts
that the manifest before named are kept, for readers that began with it; older ones are removed.

For writing, the folder is unpacked into a DuckDB file and packed again when that is closed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from onrecord.errors import NotARecord
from onrecord.store.claim_tables import CODED, CODED_TABLES
from onrecord.store.schema import MARK, SCHEMA_VERSION, STORED
from onrecord.store.table import KEPT, RUN, Table
from onrecord.store.trouble import taken_as_whole
from onrecord.store.views import view_statements

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SUFFIX = ".record"
"""What the name of a folder record ends with; by it a build knows which kind to make."""

MANIFEST = "manifest.json"

MOST_PARTS = 24
"""Parts a table may have before they are made one: each costs a reader a file to open."""

GROWING = frozenset(
    table.name
    for table in (*CODED_TABLES, CODED, *(STORED[name] for name in ("documents", "copies", "rejections")))
)
"""Tables that rows are only added to."""


class Manifest(Struct, frozen=True, kw_only=True):
    """Which files the record consists of."""

    format: str = MARK
    schema_version: int = SCHEMA_VERSION
    state: int = 0
    """Number of times the record was written."""
    parts: dict[str, list[str]] = {}
    """Files of each stored table, relative to the folder."""
    before: list[str] = []
    """Files of the state before that are in use no more."""


def is_folder(path: Path) -> bool:
    """Tell whether the record at ``path`` is a folder, or is to become one."""
    return (path / MANIFEST).exists() or (path.suffix == SUFFIX and not path.is_file())


def manifest_of(folder: Path) -> Manifest:
    """Return the manifest of the record, an empty one where there is no record yet.

    Raises:
        NotARecord: it is of another schema, or no manifest.
    """
    found = any_manifest(folder)
    if found.format != MARK or found.schema_version != SCHEMA_VERSION:
        raise NotARecord(
            f"has schema {found.schema_version}, this OnRecord reads {SCHEMA_VERSION}",
            where=str(folder),
            remedy=f"Bring it up to date; a copy is kept: onrecord migrate {folder}"
            if found.schema_version < SCHEMA_VERSION
            else "Update OnRecord.",
        )
    return found


def any_manifest(folder: Path) -> Manifest:
    """Return the manifest of the record, of whatever schema; an empty one where there is no record yet.

    Raises:
        NotARecord: it is no manifest.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return Manifest()
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (ValueError, RecursionError) as error:
        raise _broken(folder, f"its manifest cannot be read: {error}") from error
    names = [*found.parts, *found.before, *(name for parts in found.parts.values() for name in parts)]
    if wrong := [name for name in names if not _OURS.fullmatch(name)]:
        raise _broken(folder, f"its manifest names {wrong[0]!r}, which is no part of a record")
    return found


_OURS = re.compile(r"[a-z_]+(?:/[\d-]+\.parquet)?", re.ASCII)
"""What tables and their part files are called: nothing that leads out of the folder, or is SQL."""


def _broken(folder: Path, what: str) -> NotARecord:
    return NotARecord(what, where=str(folder), remedy="Take it from a backup.")


def read_folder(folder: Path, config: Mapping[str, str]) -> DuckDBPyConnection:
    """Return a connection in which the record's tables are views on its part files.

    ``config`` are settings of DuckDB; whatever they forbid, the folder itself can be read.

    Raises:
        NotARecord: there is no record at ``folder``.
    """
    import duckdb

    if not (folder / MANIFEST).exists():
        raise NotARecord(
            "there is no such record",
            where=str(folder),
            remedy=f"Make one with: onrecord build PATH... --record {folder}",
        )
    manifest = manifest_of(folder)
    connection = duckdb.connect(config={"threads": 2})
    connection.execute(f"SET allowed_directories = [{_quoted(folder.absolute())}]")
    try:
        with taken_as_whole(folder):
            _make_views(connection, folder, manifest)
            row = connection.execute("SELECT run_id FROM runs WHERE in_force").fetchone()
    except NotARecord:
        connection.close()
        raise
    for statement in view_statements(int(row[0]) if row else 1):
        connection.execute(statement)
    last = ("enable_external_access", "lock_configuration")  # after which nothing else can be set
    for name in sorted(config, key=lambda name: (name in last, name)):
        connection.execute(f"SET {name} = {_quoted(config[name])}")
    return connection


def attach_folder(connection: DuckDBPyConnection, folder: Path, name: str) -> None:
    """Let queries of ``connection`` read the record in ``folder``, of any schema, as database ``name``."""
    connection.execute(f"ATTACH ':memory:' AS {name}")
    manifest = any_manifest(folder)
    if manifest.schema_version == SCHEMA_VERSION:
        _make_views(connection, folder, manifest, f"{name}.")
        return
    connection.execute(f"CREATE SCHEMA {name}.{KEPT}")
    for table, parts in manifest.parts.items():
        place = STORED[table].place if table in STORED else table
        connection.execute(f"CREATE VIEW {name}.{place} AS FROM {_files(folder, parts)}")


def _make_views(connection: DuckDBPyConnection, folder: Path, manifest: Manifest, inside: str = "") -> None:
    connection.execute(f"CREATE SCHEMA {inside}{KEPT}")
    for table in STORED.values():
        connection.execute(f"CREATE VIEW {inside}{table.place} AS {_rows(folder, manifest, table)}")


def lay_open(folder: Path, manifest: Manifest, connection: DuckDBPyConnection) -> None:
    """Let the tables of ``connection`` hold what the folder does; those that only grow are its files."""
    for table in STORED.values():
        if table.name in GROWING:
            connection.execute(f"DROP TABLE {table.place}")
        elif table.name in manifest.parts:
            connection.execute(f"DELETE FROM {table.place}")
            connection.execute(f"INSERT INTO {table.place} {_rows(folder, manifest, table)}")
    show_parts(folder, manifest, connection)


def show_parts(folder: Path, manifest: Manifest, connection: DuckDBPyConnection) -> None:
    """Let those tables of ``connection`` that only grow show the files of ``manifest`` from now on."""
    for table in (STORED[name] for name in sorted(GROWING)):
        rows = _rows(folder, manifest, table)
        connection.execute(f"CREATE OR REPLACE VIEW {table.place} AS {rows}")


def unpack(folder: Path, connection: DuckDBPyConnection) -> None:
    """Fill the empty tables of ``connection`` with what the folder holds."""
    manifest = manifest_of(folder)
    with taken_as_whole(folder):
        for table in STORED.values():
            connection.execute(f"DELETE FROM {table.place}")
            connection.execute(f"INSERT INTO {table.place} {_rows(folder, manifest, table)}")


def pack(
    connection: DuckDBPyConnection,
    folder: Path,
    *,
    for_good: bool = False,
    grown: Mapping[str, list[str]] | None = None,
) -> None:
    """Make the folder hold what the tables of ``connection`` do, in one step.

    With ``for_good`` nothing of the state before is kept, for readers that began with it either.
    ``grown`` tells which files, in the folder already, the tables that only grow consist of now.
    """
    folder.mkdir(exist_ok=True)
    old = manifest_of(folder)
    state = old.state + 1
    parts = {
        table.name: found
        for table in STORED.values()
        if (
            found := grown.get(table.name, [])
            if grown is not None and table.name in GROWING
            else _packed(connection, folder, old, table, f"{table.name}/{state:06}.parquet")
        )
    }
    used = {name for names in parts.values() for name in names}
    earlier = [] if for_good else sorted({name for names in old.parts.values() for name in names} - used)
    fresh = Manifest(state=state, parts=parts, before=earlier)
    draft = folder / f"{MANIFEST}.draft"
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(fresh)))
    draft.replace(folder / MANIFEST)
    _tidy(folder, used | set(earlier))


def _packed(
    connection: DuckDBPyConnection, folder: Path, old: Manifest, table: Table, name: str
) -> list[str]:
    """Return the parts that ``table`` consists of now, after writing what the old ones lack."""
    had = old.parts.get(table.name, [])
    before, now = f"({_rows(folder, old, table)})", table.place
    if table.name in GROWING and had:
        news = _news(table, before)
        added, total = _count(connection, f"({news})"), _count(connection, now)
        if total == added + _count(connection, before) and (not added or len(had) < MOST_PARTS):
            return [*had, _write(connection, news, folder, name)] if added else had
    elif _digest(connection, before) == _digest(connection, now):
        return had
    if not _count(connection, now):
        return []
    return [_write(connection, f"FROM {now}", folder, name)]


def _news(table: Table, before: str) -> str:
    """Return the query for those rows of ``table`` whose keys ``before`` does not have."""
    key = (*((RUN.name,) if table.by_run else ()), *table.key)
    same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM b.{k}" for k in key)
    return f"SELECT t.* FROM {table.place} t WHERE NOT EXISTS (FROM {before} b WHERE {same})"


def _write(connection: DuckDBPyConnection, query: str, folder: Path, name: str) -> str:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    connection.execute(f"COPY ({query}) TO {_quoted(file)} (FORMAT parquet, COMPRESSION zstd)")
    return name


def _rows(folder: Path, manifest: Manifest, table: Table) -> str:
    columns = ", ".join(f"CAST({c.name} AS {c.type}) AS {c.name}" for c in table.stored)
    if not (parts := manifest.parts.get(table.name)):
        nothing = ", ".join(f"CAST(NULL AS {c.type}) AS {c.name}" for c in table.stored)
        return f"SELECT {nothing} WHERE false"
    return f"SELECT {columns} FROM {_files(folder, parts)}"


def _files(folder: Path, parts: Sequence[str]) -> str:
    files = ", ".join(_quoted((folder / part).absolute()) for part in parts)
    return f"read_parquet([{files}])"


def _digest(connection: DuckDBPyConnection, place: str) -> object:
    """Return what tells two contents of a table apart, whatever the order of the rows.

    A row is hashed as text: hashes of several values are combined in a way in which equal changes of
    two rows cancel each other out.
    """
    return connection.execute(f"SELECT count(*), bit_xor(hash(CAST(t AS VARCHAR))) FROM {place} t").fetchone()


def _count(connection: DuckDBPyConnection, place: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {place}").fetchone()
    return int(row[0]) if row else 0


def _tidy(folder: Path, wanted: set[str]) -> None:
    """Remove parts that neither this state of the record nor the one before is made of."""
    for file in folder.glob("*/*.parquet"):
        if file.relative_to(folder).as_posix() not in wanted:
            file.unlink()


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"

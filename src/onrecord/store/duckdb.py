"""A record in one DuckDB file, or a folder of Parquet files: opened safely, asked through its views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.errors import NoSuchThing, NotARecord
from onrecord.store.base import Value
from onrecord.store.opening import connect, is_to_be_made, told
from onrecord.store.parquet import MANIFEST, is_folder, lay_open, manifest_of, pack, read_folder, unpack
from onrecord.store.schema import MARK, SCHEMA_VERSION, STORED
from onrecord.store.table import KEPT
from onrecord.store.views import variables
from onrecord.store.writer import Writer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FETCH = 2_000
"""Rows taken from a query at a time, so that iterating keeps memory flat."""

_ONE_AT_A_TIME = Lock()
"""A connection has one answer: who asks it between another's question and answer takes that away."""


class DuckStore(Writer):
    """A record on disk. Use :meth:`open`."""

    def __init__(
        self, connection: DuckDBPyConnection, path: Path, run: int | None = None, least: float | None = None
    ) -> None:
        super().__init__(connection, path)
        self._run, self._least = run, least
        self._packed = False
        self._file = _file_at(path)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        write: bool = False,
        config: Mapping[str, str] | None = None,
        run: int | None = None,
    ) -> DuckStore:
        """Return the record at ``path``; with ``write`` it is created where there is none.

        ``config`` holds settings of DuckDB for this connection. ``run`` shows another run
        than the one in force, for reading.

        Raises:
            NotARecord: a folder, a missing file (when reading), another kind of file, or a
                record of a newer version.
            RecordBusy: another process is writing to it.
            NoSuchThing: the record has no such run.
        """
        path = Path(path)
        is_to_be_made(path, write)
        if not is_folder(path):
            store = cls(connect(path, write, config or {}), path, run)
        elif write:
            store = cls._unpacked(path)
        else:
            store = cls(read_folder(path, config or {}), path, run)
        try:
            if write and store._is_blank():
                store._create()
            elif not is_folder(path):
                store._check()
            store._show_run()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _unpacked(cls, folder: Path) -> DuckStore:
        """Return the record in ``folder``, unpacked for writing; closing it packs it again."""
        file = _unpacked_file(folder)
        connect(file, True, {}).close()  # whoever writes it now says so; what a killed writer left goes
        file.unlink()
        store = cls(connect(file, True, {}), folder)
        store._packed = True
        store._create()
        store.fill(folder)
        return store

    @classmethod
    def in_memory(cls, path: Path) -> DuckStore:
        """Return an empty record that lives as long as it is open and goes by the name of ``path``."""
        import duckdb

        store = cls(duckdb.connect(config={"threads": 2}), path)
        store._create()
        return store

    @classmethod
    def over(cls, folder: Path) -> DuckStore:
        """Return a record in memory that shows what ``folder`` holds, or will hold.

        Tables that only grow are read from its files and cannot be written; the others can.
        """
        store = cls.in_memory(folder)
        lay_open(folder, manifest_of(folder), store.connection)
        if shown := store.run_shown():
            store._make_views(shown)
        return store

    def fill(self, folder: Path) -> None:
        """Put what the record in ``folder`` holds in the place of everything in here."""
        if is_to_be_made(folder, write=True):
            return
        with self._transaction():
            unpack(folder, self._connection)
        if shown := self.run_shown():
            self._make_views(shown)

    def is_current(self) -> bool:
        """Tell whether the record at :attr:`path` is still what is open; a build puts another there."""
        return self._file == _file_at(self.path)

    @property
    def connection(self) -> DuckDBPyConnection:
        """The open connection, for a user's own SQL."""
        return self._connection

    @property
    def least(self) -> float | None:
        """Confidence below which claims are left out, None where all are shown."""
        return self._least

    def narrowed(self, least: float | None) -> DuckStore:
        """Return the same record without what lies below the confidence ``least``; None shows all."""
        least = least or None
        return self if least == self._least else DuckStore(self._connection, self.path, self._run, least)

    def close(self) -> None:
        """Close the file; a folder takes in what was written."""
        if not self._packed:
            self._connection.close()
            return
        self._packed = False
        with told(self.path):
            pack(self._connection, self.path)
        self._connection.close()
        _unpacked_file(self.path).unlink()

    def __enter__(self) -> DuckStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query; several may be read at the same time."""
        cursor = self._connection.cursor()
        try:
            with told(self.path):
                for statement in variables(self._run, self._least):
                    cursor.execute(statement)
                cursor.execute(sql, list(parameters))
            while batch := self._fetch(cursor):
                yield from batch
        finally:
            cursor.close()

    def _fetch(self, cursor: DuckDBPyConnection) -> list[tuple[object, ...]]:
        with told(self.path):
            return cursor.fetchmany(FETCH)

    def run_shown(self) -> int | None:
        """Return the number of the run that is shown, None where there is none yet."""
        if self._run is not None:
            return self._run
        with _ONE_AT_A_TIME:  # of the connection itself, to see a run that is just being begun
            row = self._connection.execute("SELECT run_id FROM runs WHERE in_force").fetchone()
        return int(row[0]) if row else None

    @contextmanager
    def holding_at_most(self, memory: str) -> Iterator[None]:
        """Let the database keep no more than ``memory`` in memory: a large file would fill all there is."""
        ((before,),) = self.rows("SELECT current_setting('memory_limit')")
        self._connection.execute(f"SET memory_limit = '{memory}'")
        try:
            yield
        finally:
            self._connection.execute(f"SET memory_limit = '{before}'")

    # ------------------------------------------------------------ the file

    def _create(self) -> None:
        with self._transaction():
            self._connection.execute(f"CREATE SCHEMA {KEPT}")
            for table in STORED.values():
                self._connection.execute(table.ddl())
            self._make_views(1)
            facts = {
                "format": MARK,
                "schema_version": str(SCHEMA_VERSION),
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            for name, value in facts.items():
                self._connection.execute("INSERT INTO meta VALUES (?, ?)", [name, value])

    def _is_blank(self) -> bool:
        """Tell a file whose making was cut short, before its first transaction."""
        return not any(self.rows("SELECT 1 FROM duckdb_tables()"))

    def _show_run(self) -> None:
        if self._run is None:
            return
        known = [run.run_id for run in self.runs()]
        if self._run not in known:
            raise NoSuchThing(
                f"the record has no run {self._run}",
                where=str(self.path),
                remedy=f"Its runs are {', '.join(map(str, known))}." if known else "It has no run yet.",
            )
        for statement in variables(self._run, None):
            self._connection.execute(statement)

    def _check(self) -> None:
        known = {str(name) for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}
        facts = self._facts_if_ours() if "meta" in known else {}
        if facts.get("format") != MARK:
            raise NotARecord(
                "is a DuckDB file, but not an OnRecord record",
                where=str(self.path),
                remedy="Name a record made by `onrecord build`.",
            )
        if (found := int(facts.get("schema_version", 0))) != SCHEMA_VERSION:
            older = found < SCHEMA_VERSION
            raise NotARecord(
                f"was made by {'an older' if older else 'a newer'} OnRecord: "
                f"it has schema {found}, this one reads {SCHEMA_VERSION}",
                where=str(self.path),
                remedy=f"Bring it up to date; a copy is kept: onrecord migrate {self.path}"
                if older
                else "Update OnRecord.",
            )

    def _facts_if_ours(self) -> dict[str, str]:
        """Return the facts, none where the table of that name is somebody else's."""
        import duckdb

        try:
            return {str(k): str(v) for k, v in self.rows("SELECT name, value FROM meta")}
        except (duckdb.BinderException, duckdb.CatalogException):
            return {}


def _unpacked_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.unpacked")


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = (path / MANIFEST if is_folder(path) else path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

"""The record in one DuckDB file: opened safely, filled in transactions, read back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import msgspec

from onrecord.errors import NotARecord, RecordBusy, RecordError
from onrecord.records import (
    Claim,
    Conflict,
    Copy,
    Document,
    Event,
    Figure,
    Introduction,
    Judgement,
    Learned,
    Linked,
    OriginLink,
    Rejection,
    Statement,
    Story,
    Term,
)
from onrecord.store import rows as shape
from onrecord.store.base import Value
from onrecord.store.rows import Row
from onrecord.store.schema import LINK_TABLES, MARK, PARTIES, SCHEMA_VERSION, TABLES, arrow_schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FETCH = 2_000
"""Rows taken from a query at a time, so that iterating keeps memory flat."""

T = TypeVar("T")


class DuckStore:
    """A record in one DuckDB file. Use :meth:`open`."""

    def __init__(self, connection: DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._run: int | None = None
        self.path = path

    @classmethod
    def open(
        cls, path: Path | str, *, write: bool = False, config: Mapping[str, str] | None = None
    ) -> DuckStore:
        """Return the record at ``path``; with ``write`` it is created where there is none.

        ``config`` holds settings of DuckDB for this connection.

        Raises:
            NotARecord: a folder, a missing file (when reading), another kind of file, or a
                record of a newer version.
            RecordBusy: another process is writing to it.
        """
        path = Path(path)
        fresh = _check_path(path, write)
        store = cls(_connect(path, write, config or {}), path)
        try:
            if fresh or (write and store._is_blank()):
                store._create()
            else:
                store._check()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def connection(self) -> DuckDBPyConnection:
        """The open connection, for a user's own SQL."""
        return self._connection

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> DuckStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------- writing

    def add(
        self,
        documents: Sequence[Document] = (),
        copies: Sequence[Copy] = (),
        rejections: Sequence[Rejection] = (),
        claims: Sequence[Claim] = (),
        introductions: Sequence[Introduction] = (),
        statements: Sequence[Statement] = (),
        terms: Sequence[Term] = (),
    ) -> None:
        """Keep all of it in one transaction; what is in already stays as it is."""
        now = datetime.now(UTC).replace(tzinfo=None)
        with self._transaction():
            run = self._run_id(now) if documents or copies or rejections or claims else 0
            stamp: Row = {"recorded_at": now, "run_id": run}
            self._insert("documents", [shape.document_row(d) | stamp for d in documents])
            self._insert("copies", [shape.copy_row(c) for c in copies])
            self._insert("rejections", [shape.rejection_row(r) for r in rejections])
            self._insert("claims", [shape.claim_row(c) for c in claims])
            self._insert("claim_actors", list(shape.claim_actor_rows(claims)))
            self._insert("claim_voices", list(shape.claim_voice_rows(claims)))
            self._insert("claim_voice_actors", list(shape.claim_voice_actor_rows(claims)))
            self._insert("statements", [shape.statement_row(s) for s in statements])
            self._insert("statement_actors", list(shape.statement_actor_rows(statements)))
            self._insert("terms", [shape.term_row(t) for t in terms])
            self._insert("term_actors", list(shape.term_actor_rows(terms)))
            self._insert("introductions", [shape.introduction_row(i) for i in introductions])

    def replace_links(self, linked: Linked) -> None:
        """Put ``linked`` in the place of everything linked before, in one transaction."""
        tables = shape.link_rows(linked)
        with self._transaction():
            for table in LINK_TABLES:
                self._connection.execute(f"DELETE FROM {table.name}")
                self._insert(table.name, tables[table.name])
            self._connection.execute(_COPY_INTENSITY)

    def describe(self, facts: Mapping[str, str]) -> None:
        """Keep ``facts`` about the record as a whole; a later value replaces an earlier one."""
        with self._transaction():
            for name, value in sorted(facts.items()):
                self._connection.execute("DELETE FROM meta WHERE name = ?", [name])
                self._connection.execute("INSERT INTO meta VALUES (?, ?)", [name, value])

    # ------------------------------------------------------------- reading

    def processed(self) -> set[str]:
        """Return the ``raw_sha256`` of every document that is in."""
        return {str(value) for (value,) in self.rows("SELECT raw_sha256 FROM documents")}

    def facts(self) -> dict[str, str]:
        """Return the facts about the record as a whole, in order of their names."""
        return {str(k): str(v) for k, v in self.rows("SELECT name, value FROM meta ORDER BY name")}

    def documents(self) -> Iterator[Document]:
        """Yield every document, in order of its id."""
        for record, text in self.rows("SELECT record, text FROM documents ORDER BY document_id"):
            yield msgspec.structs.replace(_decode(record, Document), text=str(text))

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, in order of document and place in the text."""
        order = "document_id, trigger_start, trigger_end, claim_id"
        return self._records("claims", order, Claim)

    def introductions(self) -> Iterator[Introduction]:
        """Yield what documents tell of who people are, in order of their ids."""
        return self._records("introductions", "introduction_id", Introduction)

    def statements(self) -> Iterator[Statement]:
        """Yield what documents give to whom, in order of document and place in the text."""
        order = "document_id, content_start, content_end DESC, statement_id"
        return self._records("statements", order, Statement)

    def copies(self) -> Iterator[Copy]:
        """Yield every place a document was found at, in order."""
        order = "document_id, path, position NULLS FIRST"
        for document_id, path, position in self.rows(
            f"SELECT document_id, path, position FROM copies ORDER BY {order}"
        ):
            record = position if isinstance(position, int) else None
            yield Copy(document_id=str(document_id), path=str(path), record=record)

    def rejections(self) -> Iterator[Rejection]:
        """Yield every input that could not be used, in order of path."""
        return self._records("rejections", "path, position NULLS FIRST, rejection_id", Rejection)

    def linked(self) -> Linked:
        """Return what :meth:`replace_links` was given last."""
        return Linked(
            stories=tuple(self._records("stories", "ordinal", Story)),
            events=tuple(self._records("events", "ordinal", Event)),
            figures=tuple(self._records("figures", "ordinal", Figure)),
            origins=tuple(self._records("origins", "ordinal", OriginLink)),
            conflicts=tuple(self._records("conflicts", "ordinal", Conflict)),
            judgements=tuple(self._records("judgements", "ordinal", Judgement)),
            learned=tuple(self._records("learned", "document_id, actor_id", Learned)),
        )

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query; several may be read at the same time."""
        cursor = self._connection.cursor()
        try:
            with _told(self.path):
                cursor.execute(sql, list(parameters))
            while batch := self._fetch(cursor):
                yield from batch
        finally:
            cursor.close()

    def _fetch(self, cursor: DuckDBPyConnection) -> list[tuple[object, ...]]:
        with _told(self.path):
            return cursor.fetchmany(FETCH)

    # ------------------------------------------------------------ the file

    def _create(self) -> None:
        with self._transaction():
            for table in TABLES.values():
                self._connection.execute(table.ddl())
            self._connection.execute(PARTIES)
            facts = {
                "format": MARK,
                "schema_version": str(SCHEMA_VERSION),
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
                "onrecord_version": version("onrecord"),
            }
            for name, value in facts.items():
                self._connection.execute("INSERT INTO meta VALUES (?, ?)", [name, value])

    def _is_blank(self) -> bool:
        """Tell a file whose making was cut short, before its first transaction."""
        return not any(self.rows("SELECT 1 FROM duckdb_tables()"))

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
            raise NotARecord(
                f"has schema version {found}; this OnRecord reads version {SCHEMA_VERSION}",
                where=str(self.path),
                remedy="Update OnRecord." if found > SCHEMA_VERSION else "Build the record again.",
            )

    def _facts_if_ours(self) -> dict[str, str]:
        """Return the facts, none where the table of that name is somebody else's."""
        import duckdb

        try:
            return self.facts()
        except (duckdb.BinderException, duckdb.CatalogException):
            return {}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            self._connection.execute("COMMIT")

    def _roll_back(self) -> None:
        import duckdb

        # after a full disk there may be no transaction left to roll back
        with suppress(duckdb.Error):
            self._connection.execute("ROLLBACK")

    def _run_id(self, now: datetime) -> int:
        if self._run is None:
            last = self._connection.execute("SELECT coalesce(max(run_id), 0) FROM runs").fetchone()
            self._run = int(last[0]) + 1 if last else 1
            facts = msgspec.json.encode(self.facts()).decode()
            self._connection.execute("INSERT INTO runs VALUES (?, ?, ?)", [self._run, now, facts])
        return self._run

    def _insert(self, name: str, rows: Sequence[Row]) -> None:
        """Insert the rows that the table does not hold yet, as one Arrow table."""
        import pyarrow as pa

        if not rows:
            return
        table = TABLES[name]
        unique = {tuple(row[column] for column in table.key): row for row in reversed(rows)}
        batch = pa.Table.from_pylist(list(reversed(unique.values())), schema=arrow_schema(table))
        same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM b.{k}" for k in table.key)
        columns = ", ".join(f"b.{c.name}" for c in table.columns)
        order = ", ".join(f"b.{k}" for k in table.key)
        self._connection.register("batch", batch)
        try:
            self._connection.execute(
                f"INSERT INTO {name} SELECT {columns} FROM batch b "
                f"WHERE NOT EXISTS (SELECT 1 FROM {name} t WHERE {same}) ORDER BY {order}"
            )
        finally:
            self._connection.unregister("batch")

    def _records(self, table: str, order: str, kind: type[T]) -> Iterator[T]:
        for (record,) in self.rows(f"SELECT record FROM {table} ORDER BY {order}"):
            yield _decode(record, kind)


_COPY_INTENSITY = """
UPDATE events SET quad_class = c.quad_class, scale = c.scale
FROM claims c WHERE c.claim_id = json_extract_string(events.record, '$.claim_ids[0]')
"""


def _decode(record: object, kind: type[T]) -> T:
    return msgspec.json.decode(str(record), type=kind)


def _check_path(path: Path, write: bool) -> bool:
    """Return whether the file is still to be made; refuse what can never be a record."""
    if path.is_dir():
        raise NotARecord(
            "is a folder, not a record", where=str(path), remedy="Name a file, e.g. affair.onrecord."
        )
    if path.exists():
        return False
    if not write:
        raise NotARecord(
            "there is no such record",
            where=str(path),
            remedy=f"Make one with: onrecord build PATH... --record {path}",
        )
    if not path.parent.is_dir():
        raise RecordError(
            "the folder for the record does not exist",
            where=str(path.parent),
            remedy="Create the folder first, or give another --record.",
        )
    return True


def _connect(path: Path, write: bool, config: Mapping[str, str]) -> DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(path), read_only=not write, config={"threads": 2, **config})
    except duckdb.ConnectionException as error:
        raise _busy(path) from error
    except duckdb.Error as error:
        words = str(error).lower()
        if "lock" in words:
            raise _busy(path) from error
        if "permission" in words or "read-only" in words:
            raise RecordError(
                "may not be opened: permission denied",
                where=str(path),
                remedy="Check the rights on the file and its folder.",
            ) from error
        if not path.exists():
            raise RecordError(
                f"cannot be made: {str(error).splitlines()[0]}",
                where=str(path),
                remedy="Give another --record.",
            ) from error
        if _begins_as_one(path):
            raise RecordError(
                "begins as a record does, but is cut short or damaged",
                where=str(path),
                remedy="Take it from a backup, or delete it and build the record again from the articles.",
            ) from error
        raise NotARecord(
            "is not an OnRecord record",
            where=str(path),
            remedy="Name a record made by `onrecord build`; articles are given to `onrecord build`.",
        ) from error


def _begins_as_one(path: Path) -> bool:
    """Whether the file has the mark that DuckDB writes after an eight-byte checksum."""
    try:
        with path.open("rb") as handle:
            return handle.read(12)[8:] == b"DUCK"
    except OSError:
        return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the disk or the file does wrong into plain words; errors of ours pass."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        full = "space" in str(error).lower()
        raise RecordError(
            "the disk is full" if full else f"cannot be read or written: {str(error).splitlines()[0]}",
            where=str(path),
            remedy="Make room and run the same command again."
            if full
            else "The file may be damaged; build the record again from the articles.",
        ) from error


def _busy(path: Path) -> RecordBusy:
    return RecordBusy(
        "another process is writing to this record",
        where=str(path),
        remedy="Wait until it is done, or stop it, and try again.",
    )


def count(store: DuckStore, tables: Iterable[str]) -> dict[str, int]:
    """Return the number of rows of each of ``tables``."""
    return {
        name: int(str(next(store.rows(f"SELECT count(*) FROM {TABLES[name].name}"))[0])) for name in tables
    }

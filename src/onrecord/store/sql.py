"""A user's own SQL on a record: one reading statement, no files, no network, bounded time and memory.

The tables are those of docs/reference/schema.md. DuckDB itself enforces what is
forbidden (:data:`LOCKED`); nothing rests on looking through the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Timer

from onrecord.errors import SettingsError
from onrecord.store.duckdb import DuckStore
from onrecord.store.lines import Line
from onrecord.store.views import variables

FETCH = 2_000
"""Rows taken at a time."""

LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "temp_directory": "",
    "lock_configuration": "true",
}
"""Settings under which a statement reaches the open record and nothing else, and cannot change that."""


def select(path: Path | str, statement: str, *, seconds: float = 60.0) -> Iterator[Line]:
    """Yield the rows of ``statement`` by column name, out of reach of everything but the record.

    Raises:
        SettingsError: it is not one reading statement, DuckDB refuses it, two columns have
            one name, or it takes longer than ``seconds``.
        NotARecord: there is no record at ``path``.
    """
    with DuckStore.open(path, config=LOCKED) as store:
        yield from select_on(store, statement, seconds=seconds)


def select_on(store: DuckStore, statement: str, *, seconds: float = 60.0) -> Iterator[Line]:
    """Yield the rows of ``statement`` on an open record, which reaches what its connection may reach.

    Raises:
        SettingsError: as :func:`select`.
    """
    import duckdb

    _check(statement)
    cursor = store.connection.cursor()
    timer = Timer(seconds, cursor.interrupt)
    timer.start()
    try:
        for setting in variables(store.run_shown(), store.least):
            cursor.execute(setting)
        cursor.execute(statement)
        names = [column[0] for column in cursor.description or ()]
        _refuse_twins(names)
        while rows := cursor.fetchmany(FETCH):
            for row in rows:
                yield dict(zip(names, row, strict=True))
    except duckdb.InterruptException as error:
        raise _refused(f"took longer than {seconds:g} seconds", "Ask for less, or set --seconds.") from error
    except duckdb.Error as error:
        raise _refused(_first_line(error), "The tables are in docs/reference/schema.md.") from error
    finally:
        timer.cancel()
        cursor.close()


def _check(statement: str) -> None:
    import duckdb

    try:
        statements = duckdb.extract_statements(statement)
    except duckdb.Error as error:
        raise _refused(_first_line(error), "See https://duckdb.org/docs/sql for the language.") from error
    reading = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    if len(statements) != 1 or statements[0].type not in reading:
        raise _refused("is not one reading statement", "Give one SELECT, DESCRIBE or EXPLAIN.")


def _refuse_twins(names: list[str]) -> None:
    if twins := sorted({name for name in names if names.count(name) > 1}):
        raise _refused(
            f"gives two columns the name {twins[0]!r}", "Name one of them otherwise: ... AS other."
        )


def _refused(what: str, remedy: str) -> SettingsError:
    return SettingsError(what, where="SQL", remedy=remedy)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]

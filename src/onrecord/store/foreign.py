"""What a file that calls itself a record holds beside rows: nothing that would run when it is read.

A file may come from anybody. A view in it, or a macro named like a function of DuckDB, is run by
whoever asks it something, with that person's right to read files and to reach the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import NotARecord

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CALLED = re.compile(r"\b(\w+)\"?\s*\(")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_PLACE = re.compile(r"[./\\:*?]")
"""What a path, an address or a pattern has, and no name or word in a view of ours."""
_FILE = re.compile(r"\.\s*\"?(?:csv|tsv|txt|\w*json\w*|parquet|\w*db|arrow|xlsx?|gz|zst)\b", re.I)
"""A name with a dot that DuckDB looks for as a file where there is no such table."""
_HARMLESS = frozenset({"unnest", "range", "generate_series"})

_FUNCTIONS = """
    SELECT function_name, internal FROM duckdb_functions()
    WHERE NOT internal OR function_type IN ('table', 'table_macro', 'pragma')
"""


def refuse_foreign(connection: DuckDBPyConnection, path: Path) -> None:
    """Refuse a file with a function of its own, or with a view that reads more than its tables.

    Raises:
        NotARecord: it has one.
    """
    for what in _foreign(connection):
        raise NotARecord(
            f"holds {what}, which no OnRecord writes and which could read other files",
            where=str(path),
            remedy="Do not use this file. Ask who gave it to you for a release (`onrecord release`) instead.",
        )


def _foreign(connection: DuckDBPyConnection) -> Iterator[str]:
    functions = connection.execute(_FUNCTIONS).fetchall()
    yield from sorted(f"a function {name!r}" for name, ours in functions if not ours)
    reading = {str(name).lower() for name, _ in functions} - _HARMLESS
    views = connection.execute("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal")
    yield from (f"a view {name!r}" for name, statement in views.fetchall() if _reads(str(statement), reading))


def _reads(statement: str, functions: set[str]) -> bool:
    """Return whether a view calls one of ``functions``, or names what may be a file."""
    called = {word.lower() for word in _CALLED.findall(statement)}
    quoted = _QUOTED.findall(statement)
    return bool(called & functions or any(map(_PLACE.search, quoted)) or _FILE.search(statement))

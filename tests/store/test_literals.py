"""Values written into statements: what DuckDB reads is what was given, and nothing of it is run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.base import Value
from onrecord.store.literals import LONG, filled


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["'", "''", "\\'", "'; DROP TABLE x; --", "$1", "?", "a\nb", "%", "\u202e", '"', "{}", "/*", "E'"]
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXTS
    | st.lists(TEXTS, max_size=4)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=3))
def test_what_is_read_is_what_was_given(database: duckdb.DuckDBPyConnection, values: list[Value]) -> None:
    sql, left = filled(f"SELECT {', '.join('?' * len(values))}", values)
    assert not left or any("\0" in one for one in values if isinstance(one, str | list))
    assert list(database.execute(sql, left).fetchone() or ()) == values


@pytest.mark.parametrize(
    ("value", "kind"),
    [(1.5, "DOUBLE"), ("1.5", "VARCHAR"), (True, "BOOLEAN"), ([], "VARCHAR[]"), (7, "INTEGER")],
)
def test_a_value_has_the_type_it_is_bound_as(
    database: duckdb.DuckDBPyConnection, value: Value, kind: str
) -> None:
    assert database.execute(*filled("SELECT typeof(?)", [value])).fetchone() == (kind,)


@pytest.mark.parametrize("number", [0, 1, LONG, LONG + 1, 5 * LONG])
def test_a_list_of_any_length_is_read_as_it_is(database: duckdb.DuckDBPyConnection, number: int) -> None:
    names = [f'it\'s "{place}" \\ {{}}' for place in range(number)]
    sql, left = filled("SELECT ?", [names])
    assert not left
    assert database.execute(sql).fetchone() == (names,)


def test_numbered_values_may_stand_several_times_in_any_order(database: duckdb.DuckDBPyConnection) -> None:
    sql, left = filled("SELECT $2, $1, $2", ["a", "b"])
    assert database.execute(sql, left).fetchone() == ("b", "a", "b")


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT ?", ["nul\0byte"]),
        ("SELECT ?", [["nul\0byte"]]),
        ("SELECT ?", ["half \ud800"]),
        ("SELECT '?', ?", ["one mark too many"]),
        ("SELECT $2", ["the first is never asked for", "b"]),
        ("SELECT ?, $1", ["two ways"]),
    ],
)
def test_what_the_rule_does_not_cover_is_bound(sql: str, values: list[Value]) -> None:
    assert filled(sql, values) == (sql, values)


def test_a_question_asked_of_a_record_loads_no_pandas() -> None:
    code = (
        "import sys, duckdb; from pathlib import Path; from onrecord.store.duckdb import DuckStore\n"
        "store = DuckStore(duckdb.connect(), Path('none'))\n"
        "assert list(store.rows('SELECT ?', ['a'])) == [('a',)]\n"
        "print('pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"

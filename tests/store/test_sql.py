"""A user's SQL reads the record and reaches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.store.duckdb import DuckStore
from onrecord.store.schema import TABLES
from onrecord.store.sql import select


def test_rows_come_by_column_name(record: Path) -> None:
    asked = "SELECT event_type, count(*) AS events FROM events GROUP BY event_type ORDER BY event_type"
    assert list(select(record, asked)) == [
        {"event_type": "CONSULT", "events": 1},
        {"event_type": "REJECT", "events": 1},
        {"event_type": "SANCTION", "events": 1},
    ]


def test_what_is_asked_has_the_documented_columns(record: Path) -> None:
    for name, table in TABLES.items():
        found = [(row["column_name"], row["column_type"]) for row in select(record, f"DESCRIBE {name}")]
        assert found == [(column.name, column.type) for column in table.columns]


def test_tables_can_be_described(record: Path) -> None:
    assert "claim_id" in [row["column_name"] for row in select(record, "DESCRIBE claims")]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims",
        "CREATE TABLE mine (a INTEGER)",
        "COPY claims TO 'stolen.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET memory_limit = '90GB'",
        "PRAGMA threads = 90",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_anything_but_one_reading_statement_is_refused(record: Path, statement: str) -> None:
    with pytest.raises(SettingsError):
        list(select(record, statement))


@pytest.mark.parametrize(
    "source",
    ["read_csv('{0}')", "read_text('{0}')", "read_blob('{0}')", "read_json('{0}')", "glob('{1}/*')", "'{0}'"],
)
def test_files_are_out_of_reach(record: Path, tmp_path: Path, source: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nswordfish\n")
    with pytest.raises(SettingsError) as refused:
        list(select(record, f"SELECT * FROM {source.format(secret, tmp_path)}"))
    assert "swordfish" not in str(refused.value)


def test_statement_that_runs_too_long_is_stopped(record: Path) -> None:
    with pytest.raises(SettingsError, match=r"longer than 0\.2 seconds"):
        list(select(record, "SELECT count(*) FROM range(10000000) a, range(10000000) b", seconds=0.2))


def test_mistake_is_told_in_one_line(record: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        list(select(record, "SELECT * FROM nowhere"))


def test_two_columns_of_one_name_are_refused(record: Path) -> None:
    with pytest.raises(SettingsError, match="two columns"):
        list(select(record, "SELECT 1 AS a, 2 AS a"))


def test_record_can_be_written_after_a_question(record: Path) -> None:
    list(select(record, "SELECT 1"))
    with DuckStore.open(record, write=True) as store:
        store.describe({"note": "still open to writing"})

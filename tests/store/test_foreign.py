"""A file of somebody else's that would read other files when it is opened is not opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from onrecord.errors import NotARecord, SettingsError
from onrecord.store.duckdb import DuckStore
from onrecord.store.sql import select

HOSTILE = (
    "CREATE MACRO lower(a) AS (SELECT content FROM read_text('{secret}'))",
    "CREATE MACRO told() AS TABLE SELECT * FROM read_text('{secret}')",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM read_text('{secret}')",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM \"read_text\" /* */ ('{secret}')",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM '{secret}'",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM glob('*')",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM query_table('claims')",
    "CREATE OR REPLACE VIEW parties AS SELECT * FROM secret.csv",
)


@pytest.mark.parametrize("statement", HOSTILE)
@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_would_read_others_is_refused(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, write: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    secret, hostile = tmp_path / "secret.csv", tmp_path / "hostile.onrecord"
    secret.write_text("word\nswordfish\n")
    shutil.copy(record, hostile)
    with duckdb.connect(str(hostile)) as connection:
        connection.execute(statement.format(secret=secret))
    with pytest.raises(NotARecord, match=r"holds a (function|view)") as refused:
        DuckStore.open(hostile, write=write)
    assert "swordfish" not in str(refused.value)


def test_a_record_of_ours_is_opened(record: Path) -> None:
    with DuckStore.open(record) as store:
        assert store.facts()


def test_variables_of_the_program_are_no_tables(record: Path) -> None:
    with pytest.raises(SettingsError, match="Table with name names does not exist"):
        list(select(record, "SELECT * FROM names"))


@pytest.mark.parametrize("setting", ["autoinstall_known_extensions", "autoload_known_extensions"])
@pytest.mark.parametrize("write", [False, True])
def test_no_extension_is_fetched(record: Path, setting: str, write: bool) -> None:
    with DuckStore.open(record, write=write) as store:
        assert next(store.rows(f"SELECT current_setting('{setting}')")) == (False,)

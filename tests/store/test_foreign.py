"""A file of somebody else's that would read other files when it is opened is not opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord.errors import NotARecord, SettingsError
from onrecord.store.convert import convert
from onrecord.store.duckdb import DuckStore
from onrecord.store.migrations import migrate
from onrecord.store.parquet import MANIFEST
from onrecord.store.schema import SCHEMA_VERSION
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


@pytest.fixture
def folder(record: Path, tmp_path: Path) -> Path:
    convert(record, tmp_path / "affair.record")
    return tmp_path / "affair.record"


Change = Callable[[dict[str, Any]], object]
INJECTED = "x AS SELECT 1; COPY (SELECT 1) TO 'written.csv'; CREATE VIEW y"
MANIFESTS: tuple[Change, ...] = (
    lambda m: m["parts"].update(claims=["../outside.parquet"]),
    lambda m: m["parts"].update(claims=["/etc/passwd"]),
    lambda m: m["parts"].update(claims=["claims/*.parquet"]),
    lambda m: m["parts"].update(claims=["https://a.example/b.parquet"]),
    lambda m: m["parts"].update(claims=["claims/000009.parquet"]),
    lambda m: m["parts"].update(runs=m["parts"]["documents"]),
    lambda m: m["parts"].update({INJECTED: m["parts"]["documents"]}),
    lambda m: m.update(parts=[]),
    lambda m: m.update(before=["../outside.parquet"]),
)


@pytest.mark.parametrize("change", MANIFESTS)
@pytest.mark.parametrize("version", [SCHEMA_VERSION, SCHEMA_VERSION - 1])
def test_a_manifest_leads_nowhere_else_and_runs_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change, version: int
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(next(folder.glob("claims/*.parquet")), tmp_path / "outside.parquet")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps({**manifest, "schema_version": version}), encoding="utf-8")
    for reading in (DuckStore.open, migrate) if version < SCHEMA_VERSION else (DuckStore.open,):
        with pytest.raises(NotARecord):
            reading(folder)
    assert not (tmp_path / "written.csv").exists()


def test_a_part_of_another_table_is_told(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["parts"]["claims"] = manifest["parts"]["documents"]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(NotARecord, match="damaged"):
        DuckStore.open(folder)


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b"3", b""])
def test_bytes_that_are_no_manifest_are_told(folder: Path, data: bytes) -> None:
    (folder / MANIFEST).write_bytes(data)
    with pytest.raises(NotARecord, match="manifest"):
        DuckStore.open(folder)

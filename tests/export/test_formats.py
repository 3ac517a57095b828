from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pyarrow.parquet as pq
import pytest

from onrecord.errors import SettingsError
from onrecord.export import formats
from onrecord.serve.cli.export import export as export_command
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS


def export(record: Path, name: str, folder: Path) -> dict[str, Path]:
    with DuckStore.open(record) as store:
        return {path.stem: path for path in formats()[name].write(store, folder)}


def test_jsonl_holds_the_lines_that_the_lists_print(record: Path, tmp_path: Path) -> None:
    files = export(record, "jsonl", tmp_path / "out")
    with DuckStore.open(record) as store:
        for name, listing in LISTS.items():
            written = [json.loads(line) for line in files[name].read_text(encoding="utf-8").splitlines()]
            assert written == [
                json.loads(msgspec.json.encode(line)) for line in listing.rows(store, Filter())
            ]
    assert "rejections" in files


def test_csv_reads_back_and_runs_no_formula(tmp_path: Path, affair: ModuleType) -> None:
    document = affair.document(
        '=cmd|"/c calc"!A1\nBody, with "quotes"\nand lines.', "+Outlet 中", date(2031, 1, 1)
    )
    path = tmp_path / "r"
    with DuckStore.open(path, write=True) as store:
        store.add(documents=[document])
    files = export(path, "csv", tmp_path / "out")
    with files["documents"].open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'" + '=cmd|"/c calc"!A1'
    assert row["publisher"] == "'+Outlet 中"
    assert row["published_start"] == "2031-01-01"


def test_csv_keeps_negative_numbers(record: Path, tmp_path: Path) -> None:
    files = export(record, "csv", tmp_path / "out")
    with files["events"].open(encoding="utf-8-sig", newline="") as file:
        rows = {row["event_id"]: row for row in csv.DictReader(file)}
    assert rows["evt_recall"]["scale"] == "-6.0"
    assert rows["evt_recall"]["actors_ids"] == "VEL"


def test_parquet_keeps_nested_columns(record: Path, tmp_path: Path) -> None:
    files = export(record, "parquet", tmp_path / "out")
    claims = pq.read_table(files["claims"]).to_pylist()
    assert len(claims) == 7
    assert {claim["actors"][0]["actor_id"] for claim in claims if claim["actors"]} == {"VEL", "OSM"}


@pytest.mark.parametrize("name", sorted(formats()))
def test_folder_with_something_in_it_is_left_alone(record: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SettingsError, match="empty folder"):
        export(record, name, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", sorted(formats()))
def test_empty_record_can_be_exported(tmp_path: Path, name: str) -> None:
    with DuckStore.open(tmp_path / "r", write=True):
        pass
    files = export(tmp_path / "r", name, tmp_path / "out")
    assert files
    assert all(path.is_file() for path in files.values())


def test_help_and_guide_name_every_format() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for name in formats():
        assert name in (export_command.__doc__ or "")
        assert f"\n| {name} |" in guide

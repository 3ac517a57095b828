"""Records of every earlier schema, made by the code of then from three articles of the example corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from onrecord.errors import NotARecord
from onrecord.pipeline import build
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.migrations import migrate
from onrecord.store.queries import LISTS
from onrecord.store.schema import SCHEMA_VERSION

FIXTURES = Path(__file__).parent / "fixtures"
EARLIER = range(1, SCHEMA_VERSION)

Made = Callable[[int], Path]


@pytest.fixture
def old(tmp_path: Path) -> Made:
    """Return a record of an earlier schema."""

    def make(version: int) -> Path:
        path = tmp_path / f"v{version}.onrecord"
        with duckdb.connect(str(path)) as connection:
            connection.execute((FIXTURES / f"schema_{version}.sql").read_text(encoding="utf-8"))
        return path

    return make


def held(path: Path, table: str) -> list[tuple[str, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return sorted(connection.execute(f"SELECT record FROM {table}").fetchall())


@pytest.mark.parametrize("version", EARLIER)
def test_every_earlier_schema_is_brought_here_with_all_it_holds(old: Made, version: int) -> None:
    path = old(version)
    done = migrate(path)
    assert done is not None
    assert done.version == version
    with DuckStore.open(path) as store:
        assert len(list(store.documents())) == 3
        assert [c.claim_id for c in store.claims()] != []
        inside = "kept." if version >= 4 else ""
        counts = {
            table: len(held(done.backup, inside + table))
            for table in ("claims", "events", "stories", "judgements")
        }
        assert counts == {t: next(store.rows(f"SELECT count(*) FROM kept.{t}"))[0] for t in counts}
        assert all(list(LISTS[name].rows(store, Filter(min_confidence=0))) for name in ("claims", "events"))
        (run,) = store.runs()
        assert run.versions["model"]
        assert run.in_force
        when = [row[0] for row in store.rows("SELECT recorded_at FROM documents")]
    assert all(moment.year == 2026 for moment in when)
    assert migrate(path) is None


@pytest.mark.parametrize(("version", "lacks"), [(1, "who says what"), (2, "who says what"), (3, None)])
def test_run_says_what_the_older_record_did_not_keep(old: Made, version: int, lacks: str | None) -> None:
    path = old(version)
    done = migrate(path)
    assert done is not None
    with DuckStore.open(path) as store:
        (run,) = store.runs()
    assert run.complete is (lacks is None)
    assert run.lacks == done.lacks
    assert (lacks in run.lacks) if lacks and run.lacks else run.lacks is lacks


@pytest.mark.parametrize("version", [4, 5, 6])
def test_decisions_and_sureness_outlive_the_change_of_schema(old: Made, version: int) -> None:
    path = old(version)
    migrate(path)
    assert_holds_what_was_decided(path)


def test_what_linking_remembers_comes_along(old: Made) -> None:
    path = old(6)
    remembered = "SELECT * FROM linking.{} ORDER BY ALL"
    with duckdb.connect(str(path)) as connection:
        names = [name for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'linking'").fetchall()]  # fmt: skip
        before = {name: connection.execute(remembered.format(name)).fetchall() for name in names}
    migrate(path)
    with DuckStore.open(path) as store:
        assert {name: list(store.rows(remembered.format(name))) for name in names} == before
        assert before["stamp"]


@pytest.mark.parametrize("version", EARLIER)
def test_parties_of_a_record_that_was_brought_here_are_those_of_its_pairs(old: Made, version: int) -> None:
    path = old(version)
    migrate(path)
    with DuckStore.open(path) as store:
        acting = "SELECT coalesce(sum(pairs), 0) FROM kept.dyad_parties WHERE side = 'actor'"
        ((parties,),) = store.rows(acting)
        ((pairs,),) = store.rows("SELECT count(*) FROM kept.event_dyads")
    assert parties == pairs
    assert pairs


def test_older_folder_is_brought_here_too(old: Made, tmp_path: Path) -> None:
    folder = packed_as_then(old(4), tmp_path / "v4.record")
    with pytest.raises(NotARecord, match="onrecord migrate"):
        DuckStore.open(folder)
    done = migrate(folder)
    assert done is not None
    assert (done.backup / "manifest.json").exists()
    assert_holds_what_was_decided(folder)
    assert migrate(folder) is None


def packed_as_then(file: Path, folder: Path) -> Path:
    """Return the folder of Parquet files that a record of schema 4 was packed into."""
    folder.mkdir()
    parts = {}
    with duckdb.connect(str(file)) as connection:
        places = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        for schema, table in places:
            (folder / table).mkdir()
            parts[table] = [f"{table}/000001.parquet"]
            connection.execute(f"COPY {schema}.{table} TO '{folder / parts[table][0]}' (FORMAT parquet)")
    manifest = {"format": "onrecord", "schema_version": 4, "state": 1, "parts": parts, "before": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def assert_holds_what_was_decided(path: Path) -> None:
    with DuckStore.open(path) as store:
        assert len(list(store.decisions())) == 2
        claims = {claim.claim_id: claim for claim in store.claims()}
        assert "clm_a3291403cfddf835" not in claims  # rejected
        assert claims["clm_49f5c2a052422d1e"].judged is not None
        assert [run.complete for run in store.runs()] == [True]
        surest = (
            "SELECT event_id, max(confidence) FROM event_claims JOIN claims USING (claim_id) GROUP BY ALL"
        )
        assert dict(store.rows("SELECT event_id, sureness FROM events")) == dict(store.rows(surest))
        (pairs,) = store.rows("SELECT count(*) FROM event_dyads JOIN events USING (event_id, sureness)")
        assert pairs == (4,)
        documents = "SELECT count(*) FROM parties JOIN claims USING (claim_id, document_id)"
        assert next(store.rows(documents)) == next(store.rows("SELECT count(*) FROM parties"))


def test_reading_an_older_record_says_how_to_bring_it_up(old: Made) -> None:
    path = old(2)
    before = path.read_bytes()
    with pytest.raises(NotARecord, match=r"older OnRecord.*\n.*onrecord migrate"):
        DuckStore.open(path)
    assert path.read_bytes() == before


def test_copy_is_kept_and_none_is_overwritten(old: Made) -> None:
    path = old(3)
    before = path.read_bytes()
    path.with_name("v3.onrecord.v3.bak").write_text("an earlier copy")
    done = migrate(path)
    assert done is not None
    assert done.backup.name == "v3.onrecord.v3.bak.2"
    assert done.backup.read_bytes() == before


def test_build_brings_an_older_record_up_and_codes_it_again(old: Made, tmp_path: Path) -> None:
    path = old(1)
    (tmp_path / "new.txt").write_text(
        "Norway accused Denmark of blocking the strait on Monday.", encoding="utf-8"
    )
    report = build([tmp_path / "new.txt"], path)
    assert (report.documents, report.added, report.coded_again, report.run) == (4, 1, 3, 2)
    with DuckStore.open(path) as store:
        assert [run.complete for run in store.runs()] == [False, True]
        assert list(store.statements())
    assert (tmp_path / "v1.onrecord.v1.bak").exists()


def test_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="no such record"):
        migrate(tmp_path / "none.onrecord")
    assert list(tmp_path.iterdir()) == []

"""Records of every earlier schema, made by the code of then from three articles of the example corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
    import duckdb

    def make(version: int) -> Path:
        path = tmp_path / f"v{version}.onrecord"
        with duckdb.connect(str(path)) as connection:
            connection.execute((FIXTURES / f"schema_{version}.sql").read_text(encoding="utf-8"))
        return path

    return make


def held(path: Path, table: str) -> list[tuple[str, ...]]:
    import duckdb

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
        counts = {
            table: len(held(done.backup, table)) for table in ("claims", "events", "stories", "judgements")
        }
        assert counts == {t: next(store.rows(f"SELECT count(*) FROM {t}"))[0] for t in counts}
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

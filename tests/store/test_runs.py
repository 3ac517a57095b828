"""Runs are listed with what sets them apart; one that is not in force can be dropped, and leaves nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import NoSuchThing, SettingsError
from onrecord.judging.decisions import reject
from onrecord.store.duckdb import DuckStore
from onrecord.store.runs import drop_run, runs
from onrecord.store.schema import STORED


@pytest.fixture
def two_runs(record: Path) -> Path:
    """Return a record whose articles were coded a second time, by other word lists."""
    with DuckStore.open(record, write=True) as store:
        claims, linked = list(store.coded_claims()), store.linked()
        run = store.begin_run({"lexicon": "newer"})
        store.add(documents=list(store.documents()), claims=claims[:-1])
        store.end_run(run)
        store.replace_links(linked)
    return record


def rows_of(path: Path, run: int) -> int:
    with DuckStore.open(path) as store:
        kept = [table.place for table in STORED.values() if table.by_run]
        counts = [next(store.rows(f"SELECT count(*) FROM {t} WHERE run_id = ?", [run]))[0] for t in kept]
    return sum(int(str(number)) for number in counts)


def test_runs_say_what_sets_them_apart_from_the_one_in_force(two_runs: Path) -> None:
    with DuckStore.open(two_runs) as store:
        first, second = runs(store)
    assert (first.in_force, second.in_force) == (False, True)
    assert "lexicon" in first.differs
    assert second.differs == ()
    assert first.claims == second.claims + 1
    assert first.documents == second.documents > 0


def test_dropped_run_leaves_nothing_and_its_number_is_not_used_again(two_runs: Path) -> None:
    with DuckStore.open(two_runs) as store:
        before = [claim.claim_id for claim in store.claims()]
    assert drop_run(two_runs, 1).run_id == 1
    assert rows_of(two_runs, 1) == 0
    with DuckStore.open(two_runs, write=True) as store:
        assert [claim.claim_id for claim in store.claims()] == before
        assert [run.run_id for run in runs(store)] == [2]
        assert store.begin_run({"lexicon": "newest"}) == 3
    drop_run(two_runs, 3)
    with DuckStore.open(two_runs, write=True) as store:
        assert store.begin_run({"lexicon": "newest"}) == 4


def test_run_in_force_and_one_that_is_not_there_are_refused(two_runs: Path) -> None:
    before = rows_of(two_runs, 2)
    with pytest.raises(SettingsError, match="run 2 is in force"):
        drop_run(two_runs, 2)
    with pytest.raises(NoSuchThing, match="no run 7"):
        drop_run(two_runs, 7)
    assert rows_of(two_runs, 2) == before


def test_what_persons_decided_outlives_a_run(two_runs: Path) -> None:
    with DuckStore.open(two_runs, write=True) as store:
        decision = reject(next(store.claims()), "person:ada", datetime(2031, 5, 1, tzinfo=UTC))
        store.decide([decision])
    drop_run(two_runs, 1)
    with DuckStore.open(two_runs) as store:
        assert list(store.decisions()) == [decision]

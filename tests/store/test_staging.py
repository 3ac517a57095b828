"""A build beside a record: readers go on reading, decisions are kept, what was stopped goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.errors import NotARecord, RecordBusy
from onrecord.records import Judgement
from onrecord.store import opening
from onrecord.store.duckdb import DuckStore
from onrecord.store.staging import Staging
from onrecord.store.writing import writing


def decision(name: str) -> Judgement:
    return Judgement(
        judgement_id=f"dec_{name}",
        relation="claim",
        left="clm_1",
        right="clm_1",
        verdict=False,
        by="person:Ada Berg",
        at=datetime(2031, 3, 9, 12, tzinfo=UTC),
        note=f"Not what it says: {name}",
    )


@pytest.fixture
def another(affair: ModuleType) -> object:
    """Return an article that the record does not hold."""
    return affair.document("One more thing happened", "The Harbour Post", date(2031, 3, 7))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_reader_sees_the_old_record_until_the_build_is_done(record: Path, another: object) -> None:
    with DuckStore.open(record) as reader:
        with Staging(record) as staging:
            staging.store.add(documents=[another])
            assert len(reader.processed()) == 3
            with DuckStore.open(record) as late:
                assert len(late.processed()) == 3
            assert reader.is_current()
            assert staging.publish(lambda: "done") == "done"
        assert not reader.is_current()
        assert len(reader.processed()) == 3
    with DuckStore.open(record) as reader:
        assert reader.is_current()
        assert len(reader.processed()) == 4
        assert "copied_from" not in reader.facts()


def test_nothing_lies_beside_the_record_afterwards(record: Path, another: object) -> None:
    before = names(record.parent)
    with Staging(record) as staging:
        staging.store.add(documents=[another])
        staging.publish(lambda: None)
    assert names(record.parent) == before


def test_build_that_came_to_nothing_leaves_nothing(record: Path, tmp_path: Path) -> None:
    before = names(tmp_path)
    for path in (record, tmp_path / "new.onrecord"):
        with pytest.raises(ZeroDivisionError), Staging(path):
            raise ZeroDivisionError
    assert names(tmp_path) == before


def test_stopped_build_goes_on_with_its_copy(record: Path, another: object) -> None:
    with Staging(record) as staging:
        staging.store.add(documents=[another])
    assert record.with_name(f"{record.name}.building").exists()
    with Staging(record) as staging:
        assert len(staging.store.processed()) == 4
        staging.publish(lambda: None)
    assert not record.with_name(f"{record.name}.building").exists()


def test_stopped_build_of_a_record_that_changed_since_is_merged(record: Path, affair: ModuleType) -> None:
    text = "Stopped\nCoded by the build that was stopped: Veltria met Ostmark"
    stopped = affair.document(text, None, date(2031, 3, 8))
    claim = affair.event_claim(stopped, "met", "CONSULT", affair.VEL, affair.OSM)
    with Staging(record) as staging:
        staging.store.add(documents=[stopped], claims=[claim])
    since = affair.document("Came in since", None, date(2031, 3, 9))
    with DuckStore.open(record, write=True) as store:
        store.add(documents=[since])
    with Staging(record) as staging:
        staging.publish(lambda: None)
    with DuckStore.open(record) as store:
        assert {since.raw_sha256, stopped.raw_sha256} <= store.processed()
        assert claim in list(store.claims())
        assert store.uncoded(1) == []


def test_damaged_copy_of_a_stopped_build_is_thrown_away(record: Path) -> None:
    record.with_name(f"{record.name}.building").write_bytes(b"no record at all" * 1_000)
    with Staging(record) as staging:
        staging.publish(lambda: None)
    with DuckStore.open(record) as store:
        assert len(store.processed()) == 3


def test_second_build_is_told_of_the_first(record: Path) -> None:
    with Staging(record), pytest.raises(RecordBusy, match="is building this record"), Staging(record):
        pass


def test_decision_made_while_a_build_runs_is_carried_over(record: Path, another: object) -> None:
    finished: list[int] = []
    with Staging(record) as staging:
        staging.store.add(documents=[another])
        with writing(record) as main:
            main.decide([decision("early")])

        def finish() -> None:
            finished.append(len(list(staging.store.decisions())))
            if len(finished) == 1:
                with writing(record) as main:
                    main.decide([decision("late")])

        staging.publish(finish)
    assert finished == [1, 2]  # decided while it was linking: linked again
    with DuckStore.open(record) as store:
        assert [one.judgement_id for one in store.decisions()] == ["dec_early", "dec_late"]


def test_short_write_waits_for_a_reader(record: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(record)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdin is not None
    assert reader.stdout.readline() == "open\n"
    with pytest.raises(RecordBusy, match="reading or writing"), writing(record, wait=0.2):
        pass
    threading.Timer(0.3, reader.stdin.close).start()
    with writing(record, wait=20) as store:
        store.decide([decision("patient")])
    reader.wait()
    reader.stdout.close()
    with DuckStore.open(record) as store:
        assert [one.judgement_id for one in store.decisions()] == ["dec_patient"]


_READER = """
import sys
from onrecord.store.duckdb import DuckStore
with DuckStore.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_reader_waits_for_a_short_write(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 60.0)  # short for a machine with much else to do, too
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(record)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    with DuckStore.open(record) as store:
        assert [one.judgement_id for one in store.decisions()] == ["dec_short"]
    writer.wait()
    writer.stdout.close()


_WRITER = """
import sys, time
from onrecord.records import Judgement
from onrecord.store.writing import writing
with writing(sys.argv[1]) as store:
    print("open", flush=True)
    time.sleep(0.4)
    made = Judgement(
        judgement_id="dec_short", relation="claim", left="c", right="c", verdict=False, by="person:Ada Berg"
    )
    store.decide([made])
"""


def test_two_short_writes_follow_each_other(record: Path) -> None:
    def write(name: str) -> None:
        with writing(record, wait=20) as store:
            store.decide([decision(name)])
            time.sleep(0.1)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with DuckStore.open(record) as store:
        assert {one.judgement_id for one in store.decisions()} == {"dec_a", "dec_b", "dec_c"}


def test_short_write_makes_no_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="no such record"), writing(tmp_path / "none.onrecord"):
        pass
    assert names(tmp_path) == set()

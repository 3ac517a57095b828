"""The file behind the app: swapped by a build, written to by a judgement, busy, absent."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import RecordBusy
from onrecord.serve.web.edition import LATELY, LONGEST, MANY, Edition, Overview
from onrecord.serve.web.page import Visit
from onrecord.serve.web.record_file import RecordFile
from onrecord.store.locks import locked
from onrecord.store.writing import writing

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]


def test_a_swapped_record_is_noticed(
    asking: Asking, tmp_path: Path, affair_record: Path, empty_record: Path
) -> None:
    path = tmp_path / "one.onrecord"
    shutil.copy(empty_record, path)
    client = asking(path)
    assert client.get("/documents.json").json()["documents"] == []
    fresh = tmp_path / "one.onrecord.building"
    shutil.copy(affair_record, fresh)
    fresh.replace(path)
    assert len(client.get("/documents.json").json()["documents"]) == 3


def test_what_is_worked_out_is_kept_for_one_edition_only(tmp_path: Path, affair_record: Path) -> None:
    path = tmp_path / "one.onrecord"
    shutil.copy(affair_record, path)
    file = RecordFile(path)
    made: list[int] = []
    for _ in range(2):
        with file.reading() as edition:
            Visit(edition, {}).once("a thing", lambda: made.append(1))
    assert len(made) == 1
    os.utime(path, (1, 1))
    with file.reading() as edition:
        Visit(edition, {}).once("a thing", lambda: made.append(1))
    assert len(made) == 2
    file.close()


@pytest.fixture
def file(tmp_path: Path, affair_record: Path) -> Iterator[RecordFile]:
    path = tmp_path / "one.onrecord"
    shutil.copy(affair_record, path)
    file = RecordFile(path)
    yield file
    file.close()


class Writer(Thread):
    """Writes a note into a record when it may, and ends when it is let go."""

    def __init__(self, file: RecordFile, note: str) -> None:
        super().__init__()
        self.file, self.note = file, note
        self.begun, self.let_go = Event(), Event()
        self.start()

    def run(self) -> None:
        with self.file.writing() as store:
            self.begun.set()
            store.describe({"note": self.note})
            self.let_go.wait(10)

    def end(self) -> None:
        self.let_go.set()
        self.join(timeout=10)


def note(edition: Edition) -> str | None:
    return edition.store.facts().get("note")


def test_a_write_waits_for_no_reader_and_no_reader_for_a_write(file: RecordFile) -> None:
    with file.reading() as slow:
        writer = Writer(file, "written")
        assert writer.begun.wait(10)
        with file.reading() as other:
            assert note(other) is None
        writer.end()
        with file.reading() as newer:
            assert note(newer) == "written"
        assert note(slow) is None  # whoever has begun to read sees one state to the end


def test_who_comes_while_it_is_linked_sees_the_decision_before(file: RecordFile) -> None:
    with file.reading():
        writer = Writer(file, "decided")
    assert writer.begun.wait(10)
    writer.end()
    linking = Writer(file, "linked")
    assert linking.begun.wait(10)
    with file.reading() as edition:
        assert note(edition) == "decided"
    linking.end()


def test_a_build_that_ends_while_somebody_reads_is_shown_to_who_comes_next(
    file: RecordFile, tmp_path: Path, empty_record: Path
) -> None:
    with file.reading() as before:
        fresh = Path(shutil.copy(empty_record, tmp_path / "fresh"))
        fresh.replace(file.path)
        with file.reading() as after:
            assert len(after.store.processed()) == 0
        assert len(before.store.processed()) == 3


def test_where_no_copy_can_be_laid_aside_readers_of_a_build_wait_and_read_the_same(
    file: RecordFile, tmp_path: Path, empty_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.serve.web.aside.MOST", 0)
    seen: list[Edition] = []
    both = Barrier(2)

    def read() -> None:
        with file.reading() as edition:
            seen.append(edition)
            both.wait(10)

    with file.reading() as before:
        Path(shutil.copy(empty_record, tmp_path / "fresh")).replace(file.path)
        readers = [Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        time.sleep(0.1)
        assert seen == []
        assert len(before.store.processed()) == 3
    for reader in readers:
        reader.join(timeout=10)
    assert len(seen) == 2
    assert seen[0] is seen[1]
    with file.writing() as store:
        assert store.processed() == set()


def test_where_no_copy_can_be_laid_aside_readers_wait_for_the_write(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.serve.web.aside.MOST", 0)
    with file.reading():
        writer = Writer(file, "written")
        assert not writer.begun.wait(0.2)
    assert writer.begun.wait(10)
    seen: list[str | None] = []

    def read() -> None:
        with file.reading() as edition:
            seen.append(note(edition))

    reader = Thread(target=read)
    reader.start()
    reader.join(timeout=0.2)
    assert seen == []
    writer.end()
    reader.join(timeout=10)
    assert seen == ["written"]


def test_while_many_read_they_stay_behind_a_little_and_who_reviews_does_not(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as reading:
        for _ in range(MANY):
            assert note(reading.enter_context(file.reading())) is None
        with file.writing() as store:
            store.describe({"note": "written"})
        with file.reading(now=True) as edition:
            assert note(edition) == "written"
        with file.reading() as edition:
            assert note(edition) is None
        monkeypatch.setattr("onrecord.serve.web.record_file.LAG", 0.0)
        with file.reading() as edition:
            assert note(edition) == "written"


def test_when_few_read_again_they_see_what_stands(file: RecordFile) -> None:
    with ExitStack() as reading:
        for _ in range(MANY):
            reading.enter_context(file.reading())
        with file.writing() as store:
            store.describe({"note": "written"})
    with file.reading() as edition:
        assert note(edition) == "written"


def test_what_another_process_wrote_is_opened_before_anybody_asks(file: RecordFile) -> None:
    file.follow()  # nobody has read it: nothing to do
    with file.reading() as before:
        with writing(file.path, wait=0) as store:
            store.describe({"note": "by another"})
        file.follow()
        assert note(before) is None
        made = file._edition
        with file.reading() as edition:
            assert edition is made
            assert note(edition) == "by another"


def test_there_is_one_copy_of_what_stands_and_none_in_the_end(
    file: RecordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with file.writing() as store:
        store.describe({"note": "alone"})
    assert list(tmp_path.glob("onrecord-*")) == []
    with file.reading() as edition:
        assert note(edition) == "alone"
    with file.writing() as store:
        store.describe({"note": "again"})
    assert len(list(tmp_path.glob("onrecord-*/*.onrecord"))) == 1
    file.close()
    assert list(tmp_path.glob("onrecord-*")) == []


def test_another_may_write_while_the_record_is_shown(file: RecordFile) -> None:
    with file.reading() as edition, writing(file.path, wait=0) as store:
        store.describe({"note": "by another"})
        assert note(edition) is None
    with file.reading() as edition:
        assert note(edition) == "by another"


def test_a_record_of_which_there_is_no_copy_may_be_written_by_another_at_rest(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.serve.web.aside.MOST", 0)
    with file.reading() as edition:
        file.rest()
        assert edition.store.facts()
    file.rest()
    with writing(file.path, wait=0) as store:
        store.describe({"note": "by another"})
    with file.reading() as edition:
        assert note(edition) == "by another"


def test_a_busy_record_is_told_and_asked_for_again(
    asking: Asking, affair_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Path, **__: object) -> None:
        raise RecordBusy("another process is writing to this record")

    monkeypatch.setattr("onrecord.serve.web.record_file.PATIENCE", 0.0)
    monkeypatch.setattr("onrecord.serve.web.record_file.DuckStore.open", busy)
    answer = asking(affair_record).get("/events")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert "Another process is writing" in answer.text


def test_a_missing_record_is_told_with_what_makes_one(asking: Asking, tmp_path: Path) -> None:
    answer = asking(tmp_path / "none.onrecord").get("/events")
    assert answer.status_code == 503
    assert "onrecord build" in answer.text
    assert "busy" not in answer.text


def test_a_build_under_way_is_shown(asking: Asking, tmp_path: Path, affair_record: Path) -> None:
    path = tmp_path / "one.onrecord"
    shutil.copy(affair_record, path)
    client = asking(path)
    assert "No build is under way" in client.get("/progress").text
    (tmp_path / "one.onrecord.building").write_bytes(b"x" * 3_000_000)
    with locked(tmp_path / "one.onrecord.building.lock", busy=RecordBusy("busy")):
        shown = client.get("/progress").text
        assert "3.0 MB" in shown
        assert "A build is under way" in client.get("/events").text
    assert "A build is under way" not in client.get("/events").text


def test_without_a_record_a_build_shows_its_progress(asking: Asking, tmp_path: Path) -> None:
    path = tmp_path / "new.onrecord"
    client = asking(path)
    with locked(tmp_path / "new.onrecord.building.lock", busy=RecordBusy("busy")):
        answer = client.get("/events")
        assert (answer.status_code, answer.headers["location"]) == (302, "/progress")
        assert "There is no record yet" in client.get("/progress").text


def test_what_was_worked_out_outlives_a_rest_and_not_a_write(affair_record: Path, tmp_path: Path) -> None:
    import shutil

    file = RecordFile(Path(shutil.copy(affair_record, tmp_path / "mine.onrecord")))
    made: list[int] = []

    def work() -> int:
        made.append(1)
        return len(made)

    with file.reading() as edition:
        assert edition.once("work", work) == 1
    file.rest()
    with file.reading() as edition:
        assert edition.once("work", work) == 1
    with file.writing() as store:
        store.describe({"touched": "yes"})
    with file.reading() as edition:
        assert edition.once("work", work) == 2
    file.close()


def test_what_is_worked_out_from_all_may_be_as_old_as_half_a_minute(
    affair_record: Path, tmp_path: Path
) -> None:
    import shutil

    file = RecordFile(Path(shutil.copy(affair_record, tmp_path / "mine.onrecord")))
    with file.reading() as edition:
        assert edition.lately("work", lambda: "old") == "old"
    with file.writing() as store:
        store.describe({"touched": "yes"})
    with file.reading() as edition:
        assert edition.lately("work", lambda: "new") == "old"
        assert edition.lately("work", lambda: "new", seconds=0) == "new"
    file.close()


def test_while_many_read_what_took_long_to_work_out_is_kept_longer(file: RecordFile) -> None:
    def keeps(took: float) -> float:
        return edition._keeps(Overview(edition._of, edition.stamp, 0.0, took, None), LATELY)

    with ExitStack() as reading:
        edition = reading.enter_context(file.reading())
        assert keeps(6.0) == LATELY
        for _ in range(MANY):
            reading.enter_context(file.reading())
        assert [keeps(took) for took in (0.1, 6.0, 3600.0)] == [LATELY, 6 * LATELY, LONGEST]
        assert edition._keeps(Overview(edition._of, edition.stamp, 0.0, 6.0, None), 0.0) == 0.0


def test_a_page_of_an_outdated_overview_is_not_kept(affair_record: Path, tmp_path: Path) -> None:
    file = RecordFile(Path(shutil.copy(affair_record, tmp_path / "mine.onrecord")))

    def written(edition: Edition, overview: bytes, seconds: float = 30.0) -> bytes:
        return edition.page("page", lambda: edition.lately("work", lambda: overview, seconds))

    with file.reading() as edition:
        assert written(edition, b"old") == b"old"
    with file.writing() as store:
        store.describe({"touched": "yes"})
    with file.reading() as edition:
        assert written(edition, b"new") == b"old"
        assert written(edition, b"new", seconds=0) == b"new"
        assert written(edition, b"newer", seconds=0) == b"new"
    file.close()

"""The file behind the app: swapped by a build, written to by a judgement, busy, absent."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import RecordBusy
from onrecord.serve.web.edition import RecordFile
from onrecord.serve.web.page import Visit
from onrecord.store.locks import locked

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


def test_a_write_waits_for_readers_and_readers_for_it(tmp_path: Path, affair_record: Path) -> None:
    path = tmp_path / "one.onrecord"
    shutil.copy(affair_record, path)
    file = RecordFile(path)
    order: list[str] = []

    def write() -> None:
        with file.writing() as store:
            order.append("writing")
            store.describe({"note": "written"})

    with file.reading() as edition:
        writer = Thread(target=write)
        writer.start()
        time.sleep(0.1)
        assert order == []
        assert "note" not in edition.store.facts()
    writer.join(timeout=10)
    with file.reading() as edition:
        order.append("reading")
        assert edition.store.facts()["note"] == "written"
    assert order == ["writing", "reading"]
    file.close()


def test_a_record_at_rest_may_be_written_by_another(tmp_path: Path, affair_record: Path) -> None:
    path = tmp_path / "one.onrecord"
    shutil.copy(affair_record, path)
    file = RecordFile(path)
    with file.reading() as edition:
        file.rest()
        assert edition.store.facts()
    file.rest()
    assert file._edition is None
    with file.reading() as edition:
        assert edition.store.facts()
    file.close()


def test_a_busy_record_is_told_and_asked_for_again(
    asking: Asking, affair_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Path, **__: object) -> None:
        raise RecordBusy("another process is writing to this record")

    monkeypatch.setattr("onrecord.serve.web.edition.PATIENCE", 0.0)
    monkeypatch.setattr("onrecord.serve.web.edition.DuckStore.open", busy)
    answer = asking(affair_record).get("/events")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert "Another process is writing" in answer.text


def test_a_missing_record_is_told_with_what_makes_one(asking: Asking, tmp_path: Path) -> None:
    answer = asking(tmp_path / "none.onrecord").get("/events")
    assert answer.status_code == 503
    assert "onrecord build" in answer.text


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

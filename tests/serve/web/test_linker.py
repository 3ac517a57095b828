"""The process that links beside the app: when it is called on, that it is killed, that it ends."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from onrecord.errors import RecordBusy
from onrecord.judging.asked import Act, Verb
from onrecord.serve.deciding import decide
from onrecord.serve.web import linker
from onrecord.serve.web.linker import Helper, Linker, Outcome, linked
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import locked


@pytest.fixture
def record(affair_record: Path, tmp_path: Path) -> Path:
    """A copy of the made-up affair with a decision that nothing links yet."""
    path = Path(shutil.copy(affair_record, tmp_path / "mine.onrecord"))
    with DuckStore.open(path) as store:
        claim = next(iter(store.claims()))
    decide(path, [Act(verb=Verb.REJECT, ids=(claim.claim_id,))], "Ada", link=False)
    return path


def not_linked(record: Path) -> list[str]:
    with DuckStore.open(record) as store:
        return store.not_linked()


def until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


class Called:
    """Stands for the process: gives the outcomes it was told, then that all is linked."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes, self.calls, self.ended = list(outcomes), 0, 0

    def link(self) -> Outcome:
        self.calls += 1
        return self.outcomes.pop(0) if self.outcomes else Outcome.LINKED

    def end(self) -> None:
        self.ended += 1


def calling(record: Path, helper: object) -> Linker:
    made = Linker(record, lambda: None)
    made._helper = helper  # type: ignore[assignment]
    return made


def test_decisions_that_come_together_are_linked_together(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linker, "AFTER", 0.2)
    called = Called()
    one = calling(record, called)
    for _ in range(5):
        one.soon()
    assert until(lambda: called.calls > 0)
    time.sleep(0.3)
    assert called.calls == 1
    one.end()
    assert called.ended == 1


def test_the_app_is_told_when_it_is_linked(record: Path) -> None:
    told: list[int] = []
    one = Linker(record, lambda: told.append(1))
    one._helper = Called()  # type: ignore[assignment]
    one._linked(0.0)
    assert told == [1]


def test_a_decision_after_another_is_linked_too(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "AFTER", 0.0)
    called = Called()
    one = calling(record, called)
    for number in (1, 2, 3):
        one.soon()
        assert until(lambda number=number: called.calls == number)  # type: ignore[misc]
    one.end()


def test_what_was_busy_is_tried_again_at_once_and_what_failed_later_and_later(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linker, "AFTER", 0.0)
    called = Called(Outcome.BUSY, Outcome.FAILED, Outcome.FAILED)
    one = calling(record, called)
    pauses = [one._linked(0.0), one._linked(0.0)]
    pauses += [one._linked(pauses[-1])]
    assert pauses == [0.0, linker.AGAIN, 2 * linker.AGAIN]
    assert one._asked.is_set()
    assert one._linked(pauses[-1]) == 0.0
    assert not one._asked.is_set()


def test_the_process_ends_when_nothing_was_decided_for_a_while(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linker, "AFTER", 0.0)
    monkeypatch.setattr(linker, "IDLE", 0.01)
    called = Called()
    one = calling(record, called)
    one.soon()
    assert until(lambda: called.ended > 0)
    one.soon()
    assert until(lambda: called.calls == 2)
    one.end()


def test_an_app_that_ends_links_by_what_was_just_decided(record: Path) -> None:
    one = calling(record, called := Called())
    one.soon()
    one.end()
    assert called.calls == 0
    assert not_linked(record) == []
    one.soon()
    assert not_linked(record) == []


def test_another_process_links_is_killed_and_leaves_nothing_undone(record: Path) -> None:
    helper = Helper(record)
    assert helper.link() is Outcome.LINKED
    assert not_linked(record) == []
    first = helper._process
    assert first is not None
    assert first.pid != os.getpid()
    first.kill()
    first.join()
    assert helper.link() is Outcome.FAILED
    assert helper.link() is Outcome.LINKED
    last = helper._process
    helper.end(10.0)
    assert last is not None
    assert not last.is_alive()


def test_who_waits_for_a_process_that_is_stopped_is_told(record: Path) -> None:
    helper = Helper(record)
    told: list[Outcome] = []
    with locked(record.with_name(record.name + ".lock"), busy=RecordBusy("busy")):  # so that it has to wait
        asking = Thread(target=lambda: told.append(helper.link()))
        asking.start()
        assert until(lambda: helper._process is not None and helper._process.pid is not None)
        helper.stop()
        asking.join(20)
    assert told == [Outcome.FAILED]
    assert len(not_linked(record)) == 1


def test_what_cannot_be_linked_now_is_told(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(record.with_name(record.name + ".linking.lock"), busy=RecordBusy("busy")):
        assert linked(record) is Outcome.BUSY
    assert linked(record.with_name("none.onrecord")) is Outcome.GONE

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.serve.linking.put_decisions_in_force", full)
        assert linked(record) is Outcome.FAILED
    assert len(not_linked(record)) == 1
    assert linked(record) is Outcome.LINKED

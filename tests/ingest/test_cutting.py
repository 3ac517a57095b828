"""A container may be long; the work between two of its records may not."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.ingest import inputs
from onrecord.ingest.cutting import cut_in_time
from onrecord.ingest.inputs import iter_inputs
from onrecord.ingest.page import RawInput
from onrecord.ingest.reasons import Reason
from onrecord.settings import Settings


def work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def records(number: int, *, working: float = 0.0, waiting: float = 0.0) -> Iterator[RawInput]:
    for turn in range(number):
        work(working)
        time.sleep(waiting)
        yield RawInput(path="all.warc", format="text", data=b"x", record=turn)


def test_a_record_that_takes_too_much_work_ends_its_container_and_says_so() -> None:
    def endless() -> Iterator[RawInput]:
        yield from records(2)
        work(60)

    begun = time.process_time()
    *found, last = cut_in_time(endless(), "all.warc", 0.1)
    assert [one.record for one in found] == [0, 1]
    assert last.problem is Reason.OUT_OF_TIME
    assert "max_seconds" in last.detail
    assert time.process_time() - begun < 30
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_many_records_may_take_longer_together() -> None:
    assert len(list(cut_in_time(records(10, working=0.03), "all.warc", 0.2))) == 10


def test_waiting_for_a_pipe_is_no_work() -> None:
    assert [one.problem for one in cut_in_time(records(2, waiting=0.3), "-", 0.2)] == [None, None]


def test_the_files_behind_a_container_that_is_given_up_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"text": "Norway met Sweden."}\n', encoding="utf-8")
    jsonl = inputs.input_formats()["jsonl"]
    split = jsonl.split
    assert split is not None

    def slow_first(stream: object, path: str, limit: int) -> Iterator[RawInput]:
        if path.endswith("a.jsonl"):
            work(60)
        yield from split(stream, path, limit)  # type: ignore[arg-type]

    formats = {**inputs.input_formats(), "jsonl": replace(jsonl, split=slow_first)}
    monkeypatch.setattr(inputs, "input_formats", lambda: formats)
    found = list(iter_inputs([tmp_path], Settings(max_seconds=0.2)))
    assert [(Path(one.path).name, one.problem) for one in found] == [
        ("a.jsonl", Reason.OUT_OF_TIME),
        ("b.jsonl", None),
    ]

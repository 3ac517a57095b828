"""The file in which a build tells how far it is: there while it runs, whole, and no reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store import building
from onrecord.store.building import how_far, telling, telling_file


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(building, "OFTEN", 0.0)
    return tmp_path / "affair.onrecord"


def test_what_a_build_tells_can_be_read_meanwhile(record: Path) -> None:
    heard: list[tuple[str, int]] = []
    with telling(record, lambda step, count: heard.append((step, count)), {"read": 120}) as tell:
        begun = how_far(record)
        tell("read", 50)
        reading = how_far(record)
        tell("link", 7)
        linking = how_far(record)
    assert begun is not None
    assert (begun.step, begun.done, begun.total) == ("read", 0, 120)
    assert reading is not None
    assert (reading.step, reading.done, reading.total) == ("read", 50, 120)
    assert linking is not None
    assert (linking.step, linking.done, linking.total) == ("link", 7, None)
    assert begun.began == reading.step_began < linking.step_began == reading.at
    assert heard == [("read", 50), ("link", 7)]


def test_nothing_is_left_when_a_build_ends_or_fails(record: Path) -> None:
    def fails(step: str, count: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), telling(record, fails, {}) as tell:
        tell("read", 1)
    assert how_far(record) is None
    assert list(record.parent.iterdir()) == []


def test_a_file_that_cannot_be_written_stops_nothing(record: Path) -> None:
    telling_file(record).mkdir()
    with telling(record, lambda step, count: None, {}) as tell:
        tell("read", 1)
        assert how_far(record) is None


def test_half_a_file_is_no_answer(record: Path) -> None:
    telling_file(record).write_text('{"step":"re', encoding="utf-8")
    assert how_far(record) is None

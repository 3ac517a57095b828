"""A user's SQL in a process of its own: the same answers, and an end whatever it does."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, SettingsError
from onrecord.store import sql_apart
from onrecord.store.sql import select
from onrecord.store.sql_apart import select_apart

ENDLESS = "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000)) AS one_step"
"""One call of a function that goes on for minutes."""


def test_rows_are_those_of_the_same_process(record: Path) -> None:
    asked = "SELECT * FROM claims ORDER BY claim_id"
    assert list(select_apart(record, asked)) == list(select(record, asked))


def test_one_step_that_does_not_end_is_ended(record: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(SettingsError, match=r"took longer than 0\.2 seconds"):
        list(select_apart(record, ENDLESS, seconds=0.2))
    assert time.monotonic() - begun < 30
    assert multiprocessing.active_children() == []


def test_whoever_takes_few_of_many_rows_ends_it(record: Path) -> None:
    rows = select_apart(record, "SELECT * FROM range(10000000) t(n)", seconds=1.0)
    assert next(rows) == {"n": 0}
    rows.close()  # type: ignore[attr-defined]  # a generator
    assert multiprocessing.active_children() == []


def test_what_is_refused_is_refused_in_the_same_words(record: Path, tmp_path: Path) -> None:
    for asked in ("DELETE FROM claims", "SELECT nothing FROM claims"):
        with pytest.raises(SettingsError) as here:
            list(select(record, asked))
        with pytest.raises(SettingsError) as apart:
            list(select_apart(record, asked))
        assert str(apart.value) == str(here.value)
    with pytest.raises(NotARecord):
        list(select_apart(tmp_path / "none.onrecord", "SELECT 1"))


class Gone:
    """Stands for what a process has left that was killed for its memory."""

    def poll(self, seconds: float) -> bool:
        return True

    def recv(self) -> object:
        raise EOFError


def test_a_process_that_was_taken_down_is_told() -> None:
    with pytest.raises(SettingsError, match="want of memory"):
        list(sql_apart._rows(Gone(), 1.0))  # type: ignore[arg-type]  # it has what is asked of it

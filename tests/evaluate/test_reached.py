"""The scores that users are told are those of the last evaluation."""

from __future__ import annotations

from datetime import date

from onrecord.evaluate.reached import COLUMNS, lines, reached
from onrecord.evaluate.scores import Score, Scores


def test_what_a_reader_is_told_is_in_the_scores() -> None:
    told = reached()
    assert len(told.rows) > 8
    assert all(0 <= row.low <= row.value <= row.high <= 1 and row.n > 0 for row in told.rows)
    assert len({row.what for row in told.rows}) == len(told.rows)


def test_scores_are_written_as_they_are_read() -> None:
    score = Score(set="gold", metric="f1", value=0.81234, low=0.7, high=0.9, n=12, seconds=1.0)
    head, row = lines(Scores(scores=(score,)), date(2031, 3, 4)).splitlines()
    assert tuple(head.split(",")) == COLUMNS
    assert row == "2031-03-04,gold,f1,0.812,0.700,0.900,12"

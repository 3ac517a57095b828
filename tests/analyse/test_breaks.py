"""Change points: found where a rate changes, not where it only varies or too little is known."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from onrecord.analyse.breaks import (
    LEAST_EVENTS,
    LEAST_PERIODS,
    Rates,
    Series,
    breaks,
    moved_alike,
    too_little,
)
from onrecord.analyse.periods import Period


def series(cooperation: list[int], conflict: list[int], articles: list[int] | None = None) -> Series:
    days = tuple(date(2031, 1, 6) + timedelta(weeks=n) for n in range(len(cooperation)))
    return Series(
        days=days,
        cooperation=tuple(cooperation),
        conflict=tuple(conflict),
        articles=tuple(articles or [10] * len(cooperation)),
    )


def test_rate_that_changes_once_gives_one_change_with_both_rates() -> None:
    found = breaks(series([1, 2] * 6, [0] * 6 + [5, 6] * 3))
    assert len(found) == 1
    (one,) = found
    assert one.start == date(2031, 1, 6) + timedelta(weeks=6)
    assert one.last == date(2031, 1, 6) + timedelta(weeks=11)
    assert (one.before, one.after) == (Rates(1.5, 0.0, 10.0), Rates(1.5, 5.5, 10.0))
    assert one.strength > 1
    assert not one.with_coverage


def test_rate_that_rises_and_falls_gives_two_changes() -> None:
    found = breaks(series([0] * 30, [0] * 10 + [6] * 10 + [0] * 10))
    assert [(one.before.conflict, one.after.conflict) for one in found] == [(0.0, 6.0), (6.0, 0.0)]


def test_steady_rate_gives_no_change() -> None:
    assert breaks(series([2] * 24, [1] * 24)) == []


@pytest.mark.parametrize("rate", [0.5, 2.0, 6.0])
def test_chance_alone_hardly_ever_gives_a_change(rate: float) -> None:
    draw = random.Random(5)

    def counts() -> list[int]:
        return [sum(draw.random() < rate / 40 for _ in range(40)) for _ in range(36)]

    assert sum(bool(breaks(series(counts(), counts()))) for _ in range(40)) <= 2


def test_series_that_jumps_about_by_itself_gives_no_change() -> None:
    draw = random.Random(3)
    restless = [draw.choice([0, 0, 1, 12]) for _ in range(48)]
    assert breaks(series(restless, [0] * 48)) == []


def test_higher_penalty_asks_more_of_a_change() -> None:
    rising = series([1] * 8 + [4] * 8, [0] * 16)
    assert len(breaks(rising, penalty=2.0)) == 1
    assert breaks(rising, penalty=200.0) == []


def test_too_short_and_too_sparse_series_say_why() -> None:
    short = too_little(series([3] * (LEAST_PERIODS - 1), [0] * (LEAST_PERIODS - 1)), Period.WEEK)
    assert short == f"{LEAST_PERIODS - 1} weeks with articles; at least {LEAST_PERIODS} are needed"
    sparse = too_little(series([1] + [0] * 23, [1] + [0] * 23), Period.WEEK)
    assert sparse == f"2 dated events; at least {LEAST_EVENTS} are needed"
    assert too_little(series([1] * 24, [0] * 24), Period.WEEK) is None


def test_articles_that_move_as_the_events_do_are_told() -> None:
    assert moved_alike(Rates(1, 0, 5), Rates(4, 0, 20))
    assert not moved_alike(Rates(1, 0, 5), Rates(4, 0, 6))
    assert not moved_alike(Rates(1, 0, 20), Rates(4, 0, 5))

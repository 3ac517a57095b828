"""How many events a reader would confirm."""

from __future__ import annotations

import random

import pytest

from onrecord.analyse import intervals
from onrecord.analyse.intervals import EXACT, Interval, Moved, confirmed, confirmed_each, mean, shifted, total


def test_certain_events_leave_no_doubt() -> None:
    assert confirmed([1.0] * 7) == (7, 7)
    assert confirmed([0.0] * 7) == (0, 0)


@pytest.mark.parametrize("probabilities", [[0.5] * 20, [0.9, 0.8, 0.3, 0.6] * 10, [0.95] * 200])
def test_interval_holds_nineteen_draws_in_twenty(probabilities: list[float]) -> None:
    low, high = confirmed(probabilities)
    draw = random.Random(7)
    draws = [sum(draw.random() < p for p in probabilities) for _ in range(2000)]
    inside = sum(low <= number <= high for number in draws) / len(draws)
    assert 0.94 <= inside <= 1.0
    assert sum(low + 1 <= number <= high - 1 for number in draws) / len(draws) < 0.95


def test_the_normal_curve_goes_on_where_exact_counting_ends() -> None:
    exact, beyond = confirmed([0.8] * EXACT), confirmed([0.8] * (EXACT + 1))
    assert abs(exact[0] - beyond[0]) <= 2
    assert abs(exact[1] - beyond[1]) <= 2


def test_many_intervals_at_once_are_those_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(11)
    groups = [[round(draw.random(), 4) for _ in range(n)] + [1.0] * (n % 3) for n in (0, 7, 40, 3, 90, 1)]
    moved = Moved(moves=(-0.5, 0.0, 1.0), weights=(0.2, 0.5, 0.3))
    one_by_one = [confirmed(group, moved=moved) for group in groups]
    monkeypatch.setattr(intervals, "WORK", 0)
    monkeypatch.setattr(intervals, "AT_ONCE", 200)
    assert confirmed_each(groups, moved=moved) == one_by_one


def test_what_is_certain_is_never_in_doubt_beside_what_is_not() -> None:
    assert confirmed([1.0, 1.0, 0.5]) == (2, 3)
    assert confirmed([1.0, 1.0, 0.5], moved=Moved(moves=(-3.0, 3.0), weights=(0.5, 0.5))) == (2, 3)


def test_sum_of_the_scale_goes_by_the_normal_curve_and_no_further_than_all_or_none() -> None:
    # 100 events of +1 at 0.8: 80 expected, standard deviation 4, so 80 - 7.84 and 80 + 7.84
    assert total([0.8] * 100, [1.0] * 100) == Interval(72.16, 87.84)
    assert total([0.8], [5.0]) == Interval(0.08, 5.0)  # 4 - 1.96 * 2; 4 + 1.96 * 2 is more than all
    assert total([1.0, 1.0], [5.0, -2.0]) == Interval(3.0, 3.0)


def test_mean_of_the_scale_is_in_doubt_only_where_the_events_differ() -> None:
    assert mean([0.5] * 4, [2.5] * 4) == Interval(2.5, 2.5)
    # 50 of +1 and 50 of -1 at 0.8: variance 100 * 0.16 * 1 / 80^2 = 0.0025, so 0 -/+ 1.96 * 0.05
    assert mean([0.8] * 100, [1.0, -1.0] * 50) == Interval(-0.1, 0.1)


def test_moved_confidences_move_and_widen_the_interval() -> None:
    plain = confirmed([0.8] * 50)
    worse = confirmed([0.8] * 50, moved=Moved(moves=(-1.0,), weights=(1.0,)))
    unsure = confirmed([0.8] * 50, moved=Moved(moves=(-1.0, 0.0, 1.0), weights=(0.3, 0.4, 0.3)))
    assert worse[1] < plain[1]
    assert unsure[0] < plain[0]
    assert unsure[1] > plain[1]
    assert round(shifted(0.8, -1.0), 4) == 0.5954  # odds 4 / e = 1.4715

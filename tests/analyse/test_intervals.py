"""How many events a reader would confirm."""

from __future__ import annotations

import random

import pytest

from onrecord.analyse.intervals import EXACT, confirmed


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

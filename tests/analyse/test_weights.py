"""Series as the literature weighs them."""

from __future__ import annotations

import math
from datetime import date

import pytest

from onrecord.analyse.weights import WEIGHED, Weighing, Weights, unasked, weighed

DAYS = (date(2031, 1, 1), date(2031, 1, 11), date(2031, 1, 31))


def series(*figures: float) -> list[tuple[date, tuple[float, ...]]]:
    return [(day, (figure,)) for day, figure in zip(DAYS, figures, strict=True)]


def test_raw_figures_stay_as_they_are() -> None:
    assert list(weighed(series(4, 0, -2), Weighing())) == [(4,), (0,), (-2,)]
    assert unasked(Weighing()) == tuple(f"w_{name}" for name in WEIGHED)


def test_logarithm_keeps_nothing_at_nothing_and_the_sign_of_a_scale() -> None:
    found = [one for (one,) in weighed(series(math.e - 1, 0, 1 - math.e), Weighing(weights=Weights.LOG))]
    assert found == pytest.approx([1.0, 0.0, -1.0], abs=1e-4)


def test_fading_sum_loses_half_over_every_half_life_however_long_the_periods() -> None:
    how = Weighing(weights=Weights.EXPONENTIAL, half_life=10)
    # 8; half of it after ten days, and 2 new; a quarter of that after twenty more
    assert list(weighed(series(8, 2, 0), how)) == [(8.0,), (6.0,), (1.5,)]
    assert unasked(how) == ()

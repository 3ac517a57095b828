import numpy as np
import pytest

from onrecord.evaluate.bootstrap import interval
from onrecord.evaluate.metrics.statistics import ratio


def test_interval_of_a_share_is_near_the_normal_one():
    # 60 of 200 right: standard error sqrt(.3 * .7 / 200) = .0324, so about .3 ± .0635
    right = np.repeat([1.0, 0.0], [60, 140])
    low, high = interval(np.column_stack([right, np.ones(200)]), ratio)
    assert low == pytest.approx(0.3 - 0.0635, abs=0.012)
    assert high == pytest.approx(0.3 + 0.0635, abs=0.012)


def test_interval_is_the_same_every_time():
    counts = np.column_stack([np.arange(30) % 3 == 0, np.ones(30)]).astype(float)
    assert interval(counts, ratio) == interval(counts, ratio)


def test_equal_units_leave_no_doubt():
    counts = np.tile([1.0, 2.0], (25, 1))
    assert interval(counts, ratio) == (0.5, 0.5)


def test_one_unit_cannot_vary():
    assert interval(np.array([[3.0, 4.0]]), ratio) == (0.75, 0.75)


def test_whole_units_are_drawn_not_single_answers():
    # two documents of 50 answers, one all right, one all wrong: every resample is 0, .5 or 1
    assert interval(np.array([[50.0, 50.0], [0.0, 50.0]]), ratio) == (0.0, 1.0)

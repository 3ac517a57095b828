import numpy as np
import pytest

from onrecord.evaluate.metrics.statistics import (
    difference_of,
    f1,
    f1_of_means,
    macro_f1,
    mean_of_f1s,
    precision,
    ratio,
    recall,
)


def test_micro_scores_of_one_table():
    counts = np.array([6.0, 8.0, 10.0])  # 6 right, 8 predicted, 10 gold
    assert precision(counts) == 0.75
    assert recall(counts) == 0.6
    assert f1(counts) == pytest.approx(2 * 0.75 * 0.6 / 1.35)  # = 12 / 18


def test_nothing_predicted_and_nothing_to_find_score_zero_not_nan():
    assert f1(np.zeros(3)) == 0.0
    assert precision(np.array([0.0, 0.0, 5.0])) == 0.0
    assert ratio(np.zeros(2)) == 0.0


def test_macro_f1_averages_labels_of_the_gold_only():
    # label one: 2 right of 2 predicted and 4 gold: F1 4/6; label two: 0 of 1 and 2: 0;
    # label three is predicted once and never gold: it is no label of the set
    counts = np.array([2.0, 2, 4, 0, 1, 2, 0, 1, 0])
    assert macro_f1(counts) == pytest.approx((4 / 6 + 0) / 2)


def test_f1_of_means_joins_two_ratios():
    # precision 3/4, recall 1/2
    assert f1_of_means(np.array([3.0, 4, 1, 2])) == pytest.approx(0.6)


def test_mean_of_f1s_averages_groups_of_four():
    assert mean_of_f1s(np.array([1.0, 1, 1, 1, 0, 1, 0, 1])) == 0.5


def test_difference_subtracts_the_peer():
    assert difference_of(ratio)(np.array([9.0, 10.0, 7.0, 10.0])) == pytest.approx(0.2)


def test_statistics_work_along_the_last_axis():
    stack = np.array([[1.0, 2.0], [1.0, 4.0]])
    np.testing.assert_allclose(ratio(stack), [0.5, 0.25])

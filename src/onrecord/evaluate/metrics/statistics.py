"""Statistics: from counts summed over units to one score, along the last axis.

Every function takes counts of shape ``(..., k)`` and returns scores of shape
``(...)``. What does not exist (no gold, no prediction) scores 0, never NaN.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Statistic = Callable[[Counts], Counts]


def divide(above: Counts, below: Counts) -> Counts:
    """Return ``above / below``, 0 where nothing is to be divided by."""
    return np.divide(above, below, out=np.zeros(np.shape(below)), where=np.asarray(below) > 0)


def harmonic(left: Counts, right: Counts) -> Counts:
    """Return the harmonic mean, 0 where both are 0."""
    return divide(2 * left * right, left + right)


def ratio(counts: Counts) -> Counts:
    """Return right / all of columns (right, all)."""
    return divide(counts[..., 0], counts[..., 1])


def f1(counts: Counts) -> Counts:
    """Return the micro F1 of columns (true positives, predicted, gold)."""
    return divide(2 * counts[..., 0], counts[..., 1] + counts[..., 2])


def precision(counts: Counts) -> Counts:
    """Return the micro precision of columns (true positives, predicted, gold)."""
    return divide(counts[..., 0], counts[..., 1])


def recall(counts: Counts) -> Counts:
    """Return the micro recall of columns (true positives, predicted, gold)."""
    return divide(counts[..., 0], counts[..., 2])


def f1_of_means(counts: Counts) -> Counts:
    """Return the F1 of two ratios, columns (precision above, below, recall above, below)."""
    return harmonic(ratio(counts[..., 0:2]), ratio(counts[..., 2:4]))


def mean_of_f1s(counts: Counts) -> Counts:
    """Return the mean of several :func:`f1_of_means`, four columns each (CoNLL: MUC, B³, CEAFe)."""
    groups = counts.shape[-1] // 4
    scores = [f1_of_means(counts[..., 4 * g : 4 * g + 4]) for g in range(groups)]
    return np.asarray(np.mean(np.stack(scores), axis=0))


def macro_f1(counts: Counts) -> Counts:
    """Return the mean F1 over labels that occur in the gold, columns (tp, predicted, gold) per label."""
    tables = counts.reshape(*counts.shape[:-1], -1, 3)
    present = tables[..., 2] > 0
    return divide(np.sum(f1(tables) * present, axis=-1), np.sum(present, axis=-1).astype(np.float64))


def difference_of(statistic: Statistic) -> Statistic:
    """Return ours minus the peer's: the first half of the columns is ours, the second the peer's."""

    def difference(counts: Counts) -> Counts:
        half = counts.shape[-1] // 2
        return statistic(counts[..., :half]) - statistic(counts[..., half:])

    return difference

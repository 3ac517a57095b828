"""Krippendorff's alpha: how far coders agree beyond chance, for any number of coders and missing values.

1 is perfect agreement, 0 what chance would give, below 0 worse than chance. After Klaus Krippendorff,
Content Analysis (2004), chapter 11, by coincidence matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Value = str | float
Matrix = NDArray[np.float64]

DRAWS = 1_000
"""Resamplings behind an interval."""
SEED = 20_040
"""Of the resamplings: the same data give the same interval."""


class Metric(StrEnum):
    """How far apart two values are."""

    NOMINAL = "nominal"  # the same or not
    INTERVAL = "interval"  # by the square of their difference


class Alpha(Struct, frozen=True, kw_only=True):
    """Alpha with its 95 % interval; None where all values are one and nothing could be told by chance."""

    value: float | None
    low: float | None = None
    high: float | None = None


def alpha(units: Sequence[Sequence[Value | None]], metric: Metric) -> Alpha:
    """Return alpha over ``units``, each the values that the coders gave it, None where one gave none.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")], Metric.NOMINAL).value
    0.5333333333333333
    """
    counts, distances = _counts(units, metric)
    if len(counts) == 0:
        return Alpha(value=None)
    value = _alpha(counts, distances, np.ones(len(counts)))
    if value is None:
        return Alpha(value=None)
    draw = np.random.default_rng(SEED)
    times = draw.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), DRAWS).astype(np.float64)
    drawn = [one for one in (_alpha(counts, distances, row) for row in times) if one is not None]
    low, high = np.quantile(drawn, [0.025, 0.975]) if drawn else (value, value)
    return Alpha(value=value, low=float(low), high=float(high))


def _counts(units: Sequence[Sequence[Value | None]], metric: Metric) -> tuple[Matrix, Matrix]:
    """Return how often each unit was given each value (units × values), and how far apart the values are.

    Units with fewer than two values tell nothing of agreement and are left out.
    """
    paired = [given for given in ([v for v in unit if v is not None] for unit in units) if len(given) > 1]
    values = sorted({value for given in paired for value in given}, key=lambda v: (isinstance(v, str), v))
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(paired), len(values)))
    for row, given in enumerate(paired):
        for value in given:
            counts[row, place[value]] += 1
    if metric is Metric.NOMINAL:
        return counts, 1 - np.eye(len(values))
    numbers = np.array([float(value) for value in values])
    return counts, np.subtract.outer(numbers, numbers) ** 2


def _alpha(counts: Matrix, distances: Matrix, times: Matrix) -> float | None:
    """Return alpha where each unit counts so many ``times``; None where no two values differ."""
    weights = times / (counts.sum(axis=1) - 1)
    weighted = counts * weights[:, None]
    coincidences = counts.T @ weighted - np.diag(weighted.sum(axis=0))
    totals = coincidences.sum(axis=0)
    expected = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    by_chance = float((expected * distances).sum())
    return None if by_chance == 0 else 1 - float((coincidences * distances).sum()) / by_chance

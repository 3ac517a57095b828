"""Percentile bootstrap: how far a score could move with other rows of the same kind.

Units (rows, documents, topics) are drawn with replacement (Efron & Tibshirani 1993,
chapter 13). The seed is fixed, so equal counts give equal intervals.
"""

from __future__ import annotations

import numpy as np

from onrecord.evaluate.metrics.statistics import Counts, Statistic

RESAMPLES = 1000
SEED = 20230713
CHUNK = 4_000_000
"""Most resampling weights held at once, so that memory stays bounded on large sets."""


def interval(counts: Counts, statistic: Statistic, resamples: int = RESAMPLES) -> tuple[float, float]:
    """Return the 95 % interval of ``statistic`` over ``counts``, one row a unit.

    A single unit cannot vary: its interval is the score itself.
    """
    units = len(counts)
    rng = np.random.default_rng(SEED)
    step = max(1, CHUNK // units)
    scores = []
    for first in range(0, resamples, step):
        size = min(step, resamples - first)
        weights = rng.multinomial(units, np.full(units, 1 / units), size=size)
        scores.append(statistic(weights @ counts))
    low, high = np.percentile(np.concatenate(scores), (2.5, 97.5))
    return float(low), float(high)

"""How many of some events a careful reader would confirm, and what their scales add up to.

Each event counts with its confidence, moved by what readers have found in the record so
far (:mod:`onrecord.analyse.reviewed`); events are taken as independent of each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist

from msgspec import Struct

LEVEL = 0.95
EXACT = 1000
"""Events up to which the distribution is worked out; beyond, the normal curve is as good."""


class Moved(Struct, frozen=True, kw_only=True):
    """By how much the confidences of a record are off, in log-odds: possible moves and their weights."""

    moves: tuple[float, ...] = (0.0,)
    weights: tuple[float, ...] = (1.0,)
    """Sum to 1."""


AS_CALIBRATED = Moved()
"""Nobody has reviewed enough to tell that the confidences are off."""


class Interval(Struct, frozen=True):
    """The ends of an interval."""

    low: float
    high: float


def confirmed(
    probabilities: Sequence[float], level: float = LEVEL, moved: Moved = AS_CALIBRATED
) -> tuple[int, int]:
    """Return the interval that holds the number of true ones among independent events, at ``level``.

    The number follows the Poisson-binomial distribution; the ends are its quantiles.

    >>> confirmed([0.9] * 10), confirmed([1.0, 1.0]), confirmed([])
    ((7, 10), (2, 2), (0, 0))
    """
    tail = (1 - level) / 2
    open_ones = [p for p in probabilities if p < 1]
    certain = len(probabilities) - len(open_ones)
    if not open_ones:
        return certain, certain
    weights = [0.0] * (len(open_ones) + 1)
    for move, share in zip(moved.moves, moved.weights, strict=True):
        for number, weight in enumerate(_distribution([shifted(p, move) for p in open_ones])):
            weights[number] += share * weight
    return certain + _quantile(weights, tail), certain + _quantile(weights, 1 - tail)


def shifted(probability: float, move: float) -> float:
    """Return ``probability`` with its log-odds moved; what is certain stays certain.

    >>> round(shifted(0.5, math.log(3)), 3), shifted(1.0, -2.0), shifted(0.0, 2.0)
    (0.75, 1.0, 0.0)
    """
    if move == 0 or not 0 < probability < 1:
        return probability
    return 1 / (1 + (1 - probability) / probability * math.exp(-move))


def total(probabilities: Sequence[float], values: Sequence[float], moved: Moved = AS_CALIBRATED) -> Interval:
    """Return the 95 % interval of the sum of ``values`` over those events that are true.

    By the normal curve around the expected sum, cut at what all true or all false could give.
    """
    parts = [_sum_of(probabilities, values, move) for move in moved.moves]
    mean = math.fsum(w * m for w, (m, _) in zip(moved.weights, parts, strict=True))
    variance = math.fsum(w * (v + (m - mean) ** 2) for w, (m, v) in zip(moved.weights, parts, strict=True))
    sure = [v for p, v in zip(probabilities, values, strict=True) if p >= 1]
    loose = [v for p, v in zip(probabilities, values, strict=True) if p < 1]
    least = math.fsum(sure) + math.fsum(v for v in loose if v < 0)
    most = math.fsum(sure) + math.fsum(v for v in loose if v > 0)
    return _around(mean, variance, least, most)


def _sum_of(probabilities: Sequence[float], values: Sequence[float], move: float) -> tuple[float, float]:
    chances = [shifted(p, move) for p in probabilities]
    mean = math.fsum(p * v for p, v in zip(chances, values, strict=True))
    return mean, math.fsum(p * (1 - p) * v * v for p, v in zip(chances, values, strict=True))


def mean(probabilities: Sequence[float], values: Sequence[float], moved: Moved = AS_CALIBRATED) -> Interval:
    """Return the 95 % interval of the mean of ``values`` over those events that are true.

    By the delta method around the mean of all, cut at the least and the greatest value.
    """
    centre = math.fsum(values) / len(values)
    variance = 0.0
    for move, share in zip(moved.moves, moved.weights, strict=True):
        chances = [shifted(p, move) for p in probabilities]
        number = math.fsum(chances)
        expected = math.fsum(p * v for p, v in zip(chances, values, strict=True)) / number
        spread = math.fsum(p * (1 - p) * (v - expected) ** 2 for p, v in zip(chances, values, strict=True))
        variance += share * (spread / number**2 + (expected - centre) ** 2)
    return _around(centre, variance, min(values), max(values))


def _around(centre: float, variance: float, least: float, most: float) -> Interval:
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(variance)
    return Interval(round(max(least, centre - half), 2), round(min(most, centre + half), 2))


def _distribution(probabilities: Sequence[float]) -> list[float]:
    """Return the probability of 0, 1, 2, ... true ones."""
    if len(probabilities) > EXACT:
        return _normal(probabilities)
    weights = [1.0]
    for p in probabilities:
        weights = [a * (1 - p) + b * p for a, b in zip([*weights, 0.0], [0.0, *weights], strict=True)]
    return weights


def _normal(probabilities: Sequence[float]) -> list[float]:
    """Return the probability of each number by the normal curve, the ends taking what lies beyond."""
    centre = math.fsum(probabilities)
    spread = math.sqrt(math.fsum(p * (1 - p) for p in probabilities)) or 1e-9
    curve = NormalDist(centre, spread)
    below = [0.0, *(curve.cdf(number + 0.5) for number in range(len(probabilities))), 1.0]
    return [high - low for low, high in pairwise(below)]


def _quantile(weights: Sequence[float], share: float) -> int:
    reached = 0.0
    for number, weight in enumerate(weights):
        reached += weight
        if reached >= share - 1e-12:
            return number
    return len(weights) - 1

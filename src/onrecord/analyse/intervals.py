"""How many of some events a careful reader would confirm, and what their scales add up to.

Each event counts with its confidence, moved by what readers have found in the record so
far (:mod:`onrecord.analyse.reviewed`); events are taken as independent of each other.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import NormalDist

from msgspec import Struct

LEVEL = 0.95
EXACT = 1000
"""Events up to which the distribution is worked out; beyond, the normal curve is as good."""
WORK = 2_000_000
"""Multiplications that take plain Python as long as numpy takes to load."""
LITTLE = 20_000
"""Multiplications up to which plain Python is as quick even where numpy is loaded already."""
AT_ONCE = 2_000_000
"""Numbers of distributions worked out side by side."""


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
    (ends,) = confirmed_each([probabilities], level, moved)
    return ends


def confirmed_each(
    groups: Sequence[Sequence[float]], level: float = LEVEL, moved: Moved = AS_CALIBRATED
) -> list[tuple[int, int]]:
    """Return the interval of :func:`confirmed` for each of ``groups``; many take little longer than one."""
    tail = (1 - level) / 2
    loose = [[p for p in group if p < 1] for group in groups]
    told: list[Sequence[float]] = [()] * len(groups)
    for move, share in zip(moved.moves, moved.weights, strict=True):
        for place, found in _distributions([_shifted(group, move) for group in loose]):
            weighed = [share * weight for weight in found] if share < 1 else found
            told[place] = (
                [a + b for a, b in zip(told[place], weighed, strict=True)] if told[place] else weighed
            )
    ends = [(_quantile(weights, tail), _quantile(weights, 1 - tail)) for weights in told]
    sure = [len(group) - len(open_ones) for group, open_ones in zip(groups, loose, strict=True)]
    return [(n + low, n + high) for n, (low, high) in zip(sure, ends, strict=True)]


def shifted(probability: float, move: float) -> float:
    """Return ``probability`` with its log-odds moved; what is certain stays certain.

    >>> round(shifted(0.5, math.log(3)), 3), shifted(1.0, -2.0), shifted(0.0, 2.0)
    (0.75, 1.0, 0.0)
    """
    if move == 0 or not 0 < probability < 1:
        return probability
    return 1 / (1 + (1 - probability) / probability * math.exp(-move))


def _shifted(probabilities: Sequence[float], move: float) -> Sequence[float]:
    return [shifted(p, move) for p in probabilities] if move else probabilities


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
    chances = _shifted(probabilities, move)
    mean = math.fsum(p * v for p, v in zip(chances, values, strict=True))
    return mean, math.fsum(p * (1 - p) * v * v for p, v in zip(chances, values, strict=True))


def mean(probabilities: Sequence[float], values: Sequence[float], moved: Moved = AS_CALIBRATED) -> Interval:
    """Return the 95 % interval of the mean of ``values`` over those events that are true.

    By the delta method around the mean of all, cut at the least and the greatest value.
    """
    centre = math.fsum(values) / len(values)
    variance = 0.0
    for move, share in zip(moved.moves, moved.weights, strict=True):
        chances = _shifted(probabilities, move)
        number = math.fsum(chances)
        expected = math.fsum(p * v for p, v in zip(chances, values, strict=True)) / number
        spread = math.fsum(p * (1 - p) * (v - expected) ** 2 for p, v in zip(chances, values, strict=True))
        variance += share * (spread / number**2 + (expected - centre) ** 2)
    return _around(centre, variance, min(values), max(values))


def _around(centre: float, variance: float, least: float, most: float) -> Interval:
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(variance)
    return Interval(round(max(least, centre - half), 2), round(min(most, centre + half), 2))


def _distributions(groups: Sequence[Sequence[float]]) -> Iterator[tuple[int, Sequence[float]]]:
    """Yield, for each of ``groups`` by its place, the probability of 0, 1, 2, ... true ones."""
    for place, group in enumerate(groups):
        if len(group) > EXACT:
            yield place, _normal(group)
    exact = [place for place, group in enumerate(groups) if len(group) <= EXACT]
    if sum(len(groups[place]) ** 2 for place in exact) < (LITTLE if "numpy" in sys.modules else WORK):
        yield from ((place, _one_by_one(groups[place])) for place in exact)
        return
    exact.sort(key=lambda place: -len(groups[place]))
    while exact:
        wide = AT_ONCE // (len(groups[exact[0]]) + 1)
        yield from zip(exact[:wide], _side_by_side([groups[place] for place in exact[:wide]]), strict=True)
        del exact[:wide]


def _one_by_one(probabilities: Sequence[float]) -> list[float]:
    weights = [1.0]
    for p in probabilities:
        weights = [a * (1 - p) + b * p for a, b in zip([*weights, 0.0], [0.0, *weights], strict=True)]
    return weights


def _side_by_side(groups: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the same numbers for several groups, the longest first: each step is one of numpy for all."""
    import numpy as np

    lengths = np.array([len(group) for group in groups])
    weights = np.zeros((len(groups), lengths[0] + 1))
    weights[:, 0] = 1.0
    chances = np.zeros((len(groups), lengths[0]))
    for row, group in zip(chances, groups, strict=True):
        row[: len(group)] = group
    for step in range(lengths[0]):
        longer = int(np.count_nonzero(lengths > step))
        now, p = weights[:longer, : step + 2], chances[:longer, step : step + 1]
        true = now[:, :-1] * p
        now *= 1 - p
        now[:, 1:] += true
    return [row[: length + 1].tolist() for row, length in zip(weights, lengths, strict=True)]


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

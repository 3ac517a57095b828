"""How many of some events a careful reader would confirm, from the confidence of each."""

from __future__ import annotations

import math
from collections.abc import Sequence

LEVEL = 0.95
EXACT = 1000
"""Events up to which the distribution is worked out; beyond, the normal curve is as good."""


def confirmed(probabilities: Sequence[float], level: float = LEVEL) -> tuple[int, int]:
    """Return the interval that holds the number of true ones among independent events, at ``level``.

    The number follows the Poisson-binomial distribution; the ends are its quantiles.

    >>> confirmed([0.9] * 10), confirmed([1.0, 1.0]), confirmed([])
    ((7, 10), (2, 2), (0, 0))
    """
    tail = (1 - level) / 2
    if len(probabilities) > EXACT:
        return _normal(probabilities, tail)
    weights = _distribution(probabilities)
    return _quantile(weights, tail), _quantile(weights, 1 - tail)


def _distribution(probabilities: Sequence[float]) -> list[float]:
    """Return the probability of 0, 1, 2, ... true ones."""
    weights = [1.0]
    for p in probabilities:
        weights = [a * (1 - p) + b * p for a, b in zip([*weights, 0.0], [0.0, *weights], strict=True)]
    return weights


def _quantile(weights: Sequence[float], share: float) -> int:
    total = 0.0
    for number, weight in enumerate(weights):
        total += weight
        if total >= share - 1e-12:
            return number
    return len(weights) - 1


def _normal(probabilities: Sequence[float], tail: float) -> tuple[int, int]:
    from statistics import NormalDist

    mean = math.fsum(probabilities)
    spread = math.sqrt(math.fsum(p * (1 - p) for p in probabilities))
    half = -NormalDist().inv_cdf(tail) * spread
    return max(0, math.ceil(mean - half - 0.5)), min(len(probabilities), math.floor(mean + half + 0.5))

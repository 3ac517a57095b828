"""Whether two parties get on or are at odds, and how sure that is, by the scales of their events.

Each event is true with its confidence. The sign of a relation is that of the sum of the
scales over the true ones; it is ambiguous where the errors of coding could turn it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from statistics import NormalDist

from msgspec import Struct

CERTAIN = 0.95
"""Chance of a sign, given that there is one, from which on it is not ambiguous."""
EXACT = 60
"""Events up to which every sum is worked out; beyond, the normal curve is as good."""
TENTHS = 10
"""PLOVER scales have one decimal."""


class Sign(StrEnum):
    """How two parties stand to each other."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    AMBIGUOUS = "ambiguous"  # errors of coding could turn it, or it comes to nothing either way


class Chances(Struct, frozen=True):
    """How likely a sum of scales is above and below 0; what is left is nothing."""

    above: float
    below: float

    @property
    def positive(self) -> float:
        """Chance that the relation is positive, given that it is anything; a half where it is nothing."""
        either = self.above + self.below
        return self.above / either if either else 0.5

    @property
    def sign(self) -> Sign:
        """The sign, where errors of coding could not turn it."""
        if self.positive >= CERTAIN:
            return Sign.POSITIVE
        return Sign.NEGATIVE if self.positive <= 1 - CERTAIN else Sign.AMBIGUOUS


def chances(probabilities: Sequence[float], scales: Sequence[float]) -> Chances:
    """Return how likely the sum of ``scales`` over the true events is above and below 0.

    >>> chances([0.5, 0.5], [1.0, -1.0])
    Chances(above=0.25, below=0.25)
    """
    if len(scales) > EXACT:
        return _by_curve(probabilities, scales)
    sums: dict[int, float] = {0: 1.0}
    for p, scale in zip(probabilities, scales, strict=True):
        step, after = round(scale * TENTHS), defaultdict[int, float](float)
        for value, weight in sums.items():
            after[value] += weight * (1 - p)
            after[value + step] += weight * p
        sums = after
    return Chances(
        math.fsum(weight for value, weight in sums.items() if value > 0),
        math.fsum(weight for value, weight in sums.items() if value < 0),
    )


def _by_curve(probabilities: Sequence[float], scales: Sequence[float]) -> Chances:
    centre = math.fsum(p * v for p, v in zip(probabilities, scales, strict=True))
    variance = math.fsum(p * (1 - p) * v * v for p, v in zip(probabilities, scales, strict=True))
    if variance == 0:
        return Chances(float(centre > 0), float(centre < 0))
    below = NormalDist(centre, math.sqrt(variance)).cdf(0.0)
    return Chances(1 - below, below)

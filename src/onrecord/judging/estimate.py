"""A share, estimated from a sample: plain, or weighted by the design it was drawn by, with its interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

Z = 1.959963984540054
"""Of a 95 % interval."""


class Outcome(Struct, frozen=True, kw_only=True):
    """One judged claim: whether it is right, and where it was drawn from."""

    right: bool
    stratum: str = ""
    size: float = 0
    """Claims in the stratum, estimated where only some of them count; 0 where that is not known."""


class Share(Struct, frozen=True, kw_only=True):
    """An estimated share with its 95 % interval; None where nothing was judged."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    """Claims judged."""
    effective: float
    """Size of a plain sample that would be as certain."""


NOTHING = Share(value=None, low=None, high=None, n=0, effective=0.0)


def share(outcomes: Sequence[Outcome]) -> Share:
    """Return the share that is right, each stratum weighted by its size.

    The interval is Wilson's; for a stratified sample with the number of claims that a plain sample of
    the same variance would have, the variance being that of a stratified mean without replacement. So that
    a stratum in which all happen to be right does not count as certain, one right and one wrong claim are
    added to each for the variance, as Agresti and Coull do.

    >>> told = share([Outcome(right=True)] * 8 + [Outcome(right=False)] * 2)
    >>> round(told.value or 0, 3), round(told.low or 0, 3), round(told.high or 0, 3)
    (0.8, 0.49, 0.943)
    """
    if not outcomes:
        return NOTHING
    n = len(outcomes)
    if not all(outcome.size for outcome in outcomes):
        value = sum(outcome.right for outcome in outcomes) / n
        effective = float(n)
    else:
        value, effective = _stratified(outcomes)
    low, high = wilson(value, effective)
    return Share(value=value, low=low, high=high, n=n, effective=effective)


def wilson(value: float, n: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of the share ``value`` found among ``n``."""
    if n == float("inf"):
        return value, value
    middle = (value + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(value * (1 - value) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _stratified(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the weighted mean and its effective size; strata in which nothing was judged play no part."""
    strata: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        strata[outcome.stratum].append(outcome)
    total = sum(members[0].size for members in strata.values())
    value = smoothed = variance = 0.0
    for members in strata.values():
        n, size, right = len(members), members[0].size, sum(m.right for m in members)
        weight, part = size / total, (right + 1) / (n + 2)
        value += weight * right / n
        smoothed += weight * part
        variance += weight**2 * (1 - n / size) * part * (1 - part) / max(1, n - 1)
    if variance <= 0:  # everything was looked at
        return value, float("inf")
    return min(1.0, value), smoothed * (1 - smoothed) / variance

"""The sign of a relation, and when errors of coding could turn it."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from onrecord.analyse.signs import EXACT, Sign, chances


def by_hand(probabilities: list[float], scales: list[float]) -> tuple[float, float]:
    """Every combination of true and false events."""
    above = below = 0.0
    for truths in itertools.product((True, False), repeat=len(scales)):
        chance = math.prod(p if true else 1 - p for p, true in zip(probabilities, truths, strict=True))
        summed = round(sum(s for s, true in zip(scales, truths, strict=True) if true), 6)
        above += chance if summed > 0 else 0
        below += chance if summed < 0 else 0
    return above, below


def test_chances_are_those_of_every_combination() -> None:
    draw = random.Random(11)
    for _ in range(30):
        size = draw.randint(1, 8)
        probabilities = [draw.random() for _ in range(size)]
        scales = [draw.choice([-9.0, -2.0, -0.5, 1.0, 2.5, 8.0]) for _ in range(size)]
        found = chances(probabilities, scales)
        assert (found.above, found.below) == pytest.approx(by_hand(probabilities, scales))


@pytest.mark.parametrize(
    ("probabilities", "scales", "sign"),
    [
        ([0.7], [2.5], Sign.POSITIVE),  # it may be nothing, but never a quarrel
        ([0.7], [-2.5], Sign.NEGATIVE),
        ([0.9, 0.9], [5.0, -4.0], Sign.AMBIGUOUS),  # 0.9 above with the first, 0.09 below without it
        ([0.99, 0.9], [5.0, -4.0], Sign.POSITIVE),  # 0.99 to 0.009
        ([1.0, 1.0], [3.0, -3.0], Sign.AMBIGUOUS),  # comes to nothing
        ([], [], Sign.AMBIGUOUS),
    ],
)
def test_sign_is_ambiguous_where_errors_could_turn_it(
    probabilities: list[float], scales: list[float], sign: Sign
) -> None:
    assert chances(probabilities, scales).sign is sign


def test_the_normal_curve_goes_on_where_exact_sums_end() -> None:
    scales = [2.0, -1.5] * (EXACT // 2)
    exact, beyond = chances([0.8] * EXACT, scales), chances([0.8] * (EXACT + 2), [*scales, 2.0, -1.5])
    assert abs(exact.positive - beyond.positive) < 0.02
    assert chances([1.0] * (EXACT + 1), [1.0] * (EXACT + 1)).sign is Sign.POSITIVE

"""Shares estimated from samples, and how sure they are."""

from __future__ import annotations

import random

import pytest

from onrecord.judging.estimate import Outcome, share, wilson


def outcomes(right: int, wrong: int, stratum: str = "", size: int = 0) -> list[Outcome]:
    return [Outcome(right=n < right, stratum=stratum, size=size) for n in range(right + wrong)]


def test_wilson_is_as_published() -> None:
    # Newcombe (1998), table I, method 3: 81 of 263 and 15 of 148
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_nothing_judged_gives_no_share() -> None:
    assert (share([]).value, share([]).n) == (None, 0)


def test_all_right_is_not_certain() -> None:
    told = share(outcomes(20, 0))
    assert told.value == 1.0
    assert told.low == pytest.approx(0.839, abs=1e-3)


def test_strata_weigh_as_much_as_they_hold() -> None:
    told = share([*outcomes(9, 1, "large", 900), *outcomes(1, 9, "small", 100)])
    assert told.value == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)
    assert told.n == 20


def test_one_stratum_of_very_many_is_a_plain_sample() -> None:
    plain, drawn = share(outcomes(40, 10)), share(outcomes(40, 10, "all", 10**9))
    assert drawn.value == plain.value
    assert drawn.effective == pytest.approx(49)  # one is spent on the mean
    assert drawn.low == pytest.approx(plain.low or 0, abs=2e-3)


def test_what_was_looked_at_wholly_is_certain() -> None:
    told = share([*outcomes(3, 1, "a", 4), *outcomes(2, 2, "b", 4)])
    assert (told.value, told.low, told.high) == (0.625, 0.625, 0.625)


@pytest.mark.parametrize(("share_a", "share_b"), [(0.95, 0.5), (0.8, 0.8), (0.99, 0.9)])
def test_the_interval_covers_as_often_as_it_says(share_a: float, share_b: float) -> None:
    random.seed(7)
    people = {"a": [n < 800 * share_a for n in range(800)], "b": [n < 200 * share_b for n in range(200)]}
    truth = (sum(people["a"]) + sum(people["b"])) / 1000
    covered = 0
    for _ in range(400):
        drawn = [
            Outcome(right=right, stratum=name, size=len(members))
            for name, members in people.items()
            for right in random.sample(members, 40)
        ]
        told = share(drawn)
        covered += (told.low or 0) <= truth <= (told.high or 0)
    assert 0.91 <= covered / 400 <= 0.995

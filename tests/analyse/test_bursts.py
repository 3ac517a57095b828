"""Bursts: a larger share of the articles tells of the pair, not merely more articles."""

from __future__ import annotations

import itertools
import math
import random
from datetime import date, timedelta

from onrecord.analyse.bursts import TIMES, Day, _gain, _path, bursts, dispersion, too_even


def days(*counts: tuple[int, int]) -> list[Day]:
    """Weeks with so many articles, of which so many tell of the pair."""
    return [
        Day(start=date(2031, 1, 6) + timedelta(weeks=n), articles=a, telling=t, event_ids=(f"evt_{n}",))
        for n, (a, t) in enumerate(counts)
    ]


def test_stretch_in_which_more_of_the_articles_tell_of_the_pair_is_a_burst_with_its_events() -> None:
    told = days(*[(20, 1)] * 6, (20, 9), (20, 8), *[(20, 1)] * 6)
    (burst,) = bursts(told)
    assert (burst.start, burst.last) == (told[6].start, told[7].start)
    assert (burst.articles, burst.telling, burst.event_ids) == (40, 17, ("evt_6", "evt_7"))
    # 29 of 280 on the whole; twice that in the upper state
    usual = 29 / 280
    gain = 17 * math.log(2) + 23 * math.log((1 - 2 * usual) / (1 - usual))
    assert math.isclose(burst.weight, gain / dispersion(told, usual))
    assert dispersion(told, usual) > 1


def test_share_that_jumps_about_all_the_time_has_no_burst() -> None:
    told = days(*[(20, 0), (20, 0), (20, 7), (20, 0), (20, 1)] * 8)
    assert too_even(told) is None
    assert bursts(told) == []


def test_even_share_jumps_no_more_than_by_chance() -> None:
    assert dispersion(days(*[(20, 2)] * 12), 0.1) == 1.0


def test_more_articles_with_the_same_share_are_no_burst() -> None:
    assert bursts(days(*[(20, 2)] * 6, (200, 20), *[(20, 2)] * 6)) == []


def test_course_is_the_best_of_all() -> None:
    draw = random.Random(9)
    for _ in range(40):
        gains = [draw.uniform(-3, 3) for _ in range(7)]
        rise = draw.uniform(0.5, 3)

        def worth(course: tuple[bool, ...], gains: list[float] = gains, rise: float = rise) -> float:
            rises = sum(up and not before for before, up in itertools.pairwise((False, *course)))
            return sum(gain for gain, up in zip(gains, course, strict=True) if up) - rise * rises

        best = max(worth(course) for course in itertools.product((False, True), repeat=7))
        assert math.isclose(worth(tuple(_path(gains, rise))), best, abs_tol=1e-9)


def test_quiet_period_speaks_against_a_burst_and_a_full_one_for_it() -> None:
    empty, full = days((10, 0), (10, 10))
    assert _gain(empty, 0.2) < 0 < _gain(full, 0.2)


def test_too_few_periods_or_articles_or_too_large_a_share_say_why() -> None:
    assert "7 periods with articles" in str(too_even(days(*[(20, 2)] * 7)))
    assert "4 articles tell of the pair" in str(too_even(days(*[(20, 0)] * 8, (20, 4))))
    assert f"{TIMES:g} times as many cannot" in str(too_even(days(*[(2, 1)] * 12)))
    assert too_even(days(*[(20, 2)] * 12)) is None

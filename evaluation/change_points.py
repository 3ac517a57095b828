"""How often `onrecord change` sees a change where there is none, and finds the one there is.

    python evaluation/change_points.py [--series 200]

Series are drawn from Poisson counts of one rate, of two rates (the second half at twice and
three times the first), and from overdispersed counts (negative binomial, variance three times
the mean) of one rate, as bursty news has them. A change counts as found within two periods.

Bursts are asked of a pair that some of about 15 articles a week tell of: at one rate by chance, in heaps
(variance about twice the mean), and with six weeks at four times the rate. A burst counts as found where it
overlaps these.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta

import numpy as np

from onrecord.analyse.breaks import Series, breaks
from onrecord.analyse.bursts import Day, bursts, too_even

LENGTHS = (12, 24, 60, 120)
RATES = (0.5, 1.0, 5.0)
NEAR = 2
"""Periods by which a change may be off."""
WEEKS = (52, 104)
TOLD = (0.2, 0.4, 0.8, 2.0)
"""Articles a week that tell of a pair."""
ARTICLES, BURST, TIMES = 15, 6, 4


def drawn(generator: np.random.Generator, means: np.ndarray, spread: float) -> Series:
    """Return a series with these means; ``spread`` is variance over mean, 1 for Poisson."""

    def counts() -> tuple[int, ...]:
        if spread == 1:
            return tuple(map(int, generator.poisson(means)))
        size = means / (spread - 1)
        return tuple(map(int, generator.negative_binomial(size, size / (size + means))))

    days = tuple(date(2031, 1, 6) + timedelta(days=7 * n) for n in range(len(means)))
    return Series(days=days, cooperation=counts(), conflict=counts(), articles=(10,) * len(means))


def share(length: int, rate: float, times: float, spread: float, number: int) -> float:
    """Return the share of series with a change, near the middle where there is one to find."""
    generator = np.random.default_rng(7)
    means = np.where(np.arange(length) < length // 2, rate, rate * times).astype(float)
    hits = 0
    for _ in range(number):
        series = drawn(generator, means, spread)
        found = [series.days.index(one.start) for one in breaks(series)]
        hits += any(abs(at - length // 2) <= NEAR for at in found) if times != 1 else bool(found)
    return hits / number


def told(generator: np.random.Generator, weeks: int, rate: float, *, heaps: bool, burst: bool) -> list[Day]:
    """Return the weeks of a pair that ``rate`` articles a week tell of."""
    articles = generator.poisson(ARTICLES, weeks) + 1
    part = np.full(weeks, rate / ARTICLES)
    if heaps:
        part *= generator.gamma(rate, 1 / rate, weeks)
    if burst:
        part[weeks // 2 : weeks // 2 + BURST] *= TIMES
    telling = generator.binomial(articles, np.minimum(part, 0.9))
    start = date(2031, 1, 6)
    return [
        Day(start=start + timedelta(weeks=n), articles=int(a), telling=int(t))
        for n, (a, t) in enumerate(zip(articles, telling, strict=True))
    ]


def burst_share(weeks: int, rate: float, number: int, *, heaps: bool, burst: bool) -> float:
    """Return the share of pairs with a burst, in its weeks where there is one to find."""
    generator = np.random.default_rng(7)
    hits = 0
    for _ in range(number):
        days = told(generator, weeks, rate, heaps=heaps, burst=burst)
        found = [] if too_even(days) else bursts(days)
        first, last = days[weeks // 2].start, days[weeks // 2 + BURST - 1].start
        hits += any(not burst or (one.start <= last and one.last >= first) for one in found)
    return hits / number


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, default=200, help="series of each kind")
    number = parser.parse_args().series
    print("periods  rate  false alarms  false, bursty  found ×2  found ×3")
    for length in LENGTHS:
        for rate in RATES:
            cells = [share(length, rate, *kind, number) for kind in ((1, 1), (1, 3), (2, 1), (3, 1))]
            print(
                f"{length:7}  {rate:4}  {cells[0]:12.3f}  {cells[1]:13.3f}  {cells[2]:8.3f}  {cells[3]:8.3f}"
            )
    print("\nweeks  articles a week  false bursts  false, in heaps  found ×4")
    for weeks in WEEKS:
        for rate in TOLD:
            cells = [
                burst_share(weeks, rate, number, heaps=heaps, burst=burst)
                for heaps, burst in ((False, False), (True, False), (False, True))
            ]
            print(f"{weeks:5}  {rate:15}  {cells[0]:12.3f}  {cells[1]:15.3f}  {cells[2]:8.3f}")


if __name__ == "__main__":
    main()

"""Bursts of reporting: stretches in which far more of the articles tell of a pair than on the whole.

Kleinberg's automaton for batches (2002) with two states: in the upper one an article tells of
the pair :data:`TIMES` as often as on the whole; going up costs ``COST`` times the logarithm
of the number of periods. Shares of articles are compared, so that more articles alone make
no burst; and what the share jumps about by itself from one period to the next is divided
out, so that news that comes in heaps makes none either.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse.periods import Period, first_day
from onrecord.analyse.published import published_days
from onrecord.store.base import Store

TIMES = 2.0
COST = 1.0
LEAST_PERIODS = 8
"""Periods with articles below which nothing is said."""
LEAST_TELLING = 5
"""Articles on the pair below which nothing is said."""


class Day(Struct, frozen=True, kw_only=True):
    """One period: its first day, its articles, and those of them that tell of the pair."""

    start: date
    articles: int
    telling: int
    event_ids: tuple[str, ...] = ()
    """Events of the pair that its articles tell."""


class Burst(Struct, frozen=True, kw_only=True):
    """One stretch of periods: the first days of the first and the last."""

    start: date
    last: date
    articles: int
    telling: int
    usual: float
    """Share of articles that tell of the pair on the whole."""
    weight: float
    """By how much the upper state explains the stretch better, in nats, divided by :func:`dispersion`."""
    event_ids: tuple[str, ...]


def reported_days(
    store: Store, event_ids: Iterable[str], by: Period, publisher: str | None = None
) -> list[Day]:
    """Return the periods that have articles, with what they tell of ``event_ids``, in order of time.

    Of one ``publisher``: its articles only.
    """
    published = published_days(store, publisher)
    articles = Counter(first_day(day, by) for day in published.values())
    telling: dict[date, set[str]] = defaultdict(set)
    told: dict[date, dict[str, None]] = defaultdict(dict)
    sql = (
        "SELECT DISTINCT l.event_id, c.document_id FROM event_claims l JOIN claims c USING (claim_id) "
        "WHERE l.event_id IN (SELECT unnest(?)) ORDER BY ALL"
    )
    for event_id, document_id in store.rows(sql, [list(event_ids)]):
        if day := published.get(str(document_id)):
            telling[first_day(day, by)].add(str(document_id))
            told[first_day(day, by)][str(event_id)] = None
    return [
        Day(start=day, articles=number, telling=len(telling[day]), event_ids=tuple(told[day]))
        for day, number in sorted(articles.items())
    ]


def too_even(days: Sequence[Day]) -> str | None:
    """Return why no burst can be told in ``days``; None where one could."""
    articles, telling = sum(day.articles for day in days), sum(day.telling for day in days)
    if len(days) < LEAST_PERIODS:
        return f"{len(days)} periods with articles; at least {LEAST_PERIODS} are needed"
    if telling < LEAST_TELLING:
        return f"{telling} articles tell of the pair; at least {LEAST_TELLING} are needed"
    if TIMES * telling >= articles:
        return f"{telling} of {articles} articles tell of the pair: {TIMES:g} times as many cannot"
    return None


def bursts(days: Sequence[Day]) -> list[Burst]:
    """Return the bursts of ``days``, of which :func:`too_even` has nothing to say, in order of time."""
    usual = sum(day.telling for day in days) / sum(day.articles for day in days)
    jumps = dispersion(days, usual)
    gains = [_gain(day, usual) / jumps for day in days]
    upper = _path(gains, COST * math.log(len(days)))
    found: list[list[int]] = []
    for i, up in enumerate(upper):
        if up and i and upper[i - 1]:
            found[-1].append(i)
        elif up:
            found.append([i])
    return [_burst([days[i] for i in run], usual, sum(gains[i] for i in run)) for run in found]


def dispersion(days: Sequence[Day], usual: float) -> float:
    """Return how many times more a share jumps from period to period than by chance; at least 1.

    From differences of neighbours, which a burst enters at its two ends only.
    """
    off = [
        (day.telling - day.articles * usual) / math.sqrt(day.articles * usual * (1 - usual)) for day in days
    ]
    steps = [(right - left) ** 2 / 2 for left, right in itertools.pairwise(off)]
    return max(1.0, sum(steps) / len(steps))


def _gain(day: Day, usual: float) -> float:
    """Return by how much the upper state explains a period better than the lower, in nats."""
    high = TIMES * usual
    return day.telling * math.log(high / usual) + (day.articles - day.telling) * math.log(
        (1 - high) / (1 - usual)
    )


def _path(gains: Sequence[float], rise: float) -> list[bool]:
    """Return for each period whether the best course is in the upper state there; it begins in the lower."""
    low, high = 0.0, -math.inf
    came_up: list[bool] = []  # whether the upper state was reached from the lower
    came_down: list[bool] = []
    for gain in gains:
        came_up.append(low - rise > high)
        came_down.append(high > low)
        low, high = max(low, high), max(low - rise, high) + gain
    up = high > low
    course = []
    for rose, fell in zip(reversed(came_up), reversed(came_down), strict=True):
        course.append(up)
        up = not rose if up else fell
    return course[::-1]


def _burst(days: Sequence[Day], usual: float, weight: float) -> Burst:
    return Burst(
        start=days[0].start,
        last=days[-1].start,
        articles=sum(day.articles for day in days),
        telling=sum(day.telling for day in days),
        usual=usual,
        weight=weight,
        event_ids=tuple(dict.fromkeys(name for day in days for name in day.event_ids)),
    )

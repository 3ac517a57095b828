"""Change points of a series of events: where the rate of cooperation or of conflict changed for good.

PELT (Killick and others 2012) with the least-squares cost, on counts made of equal spread by
Anscombe's root, 2·√(x + 3/8), cooperation and conflict together. What a series jumps about
from one period to the next beyond chance is taken for its own restlessness and divided out.
Only periods with articles count: what could not be reported is no quiet. What it finds and
what it takes for a change is measured in evaluation/change_points.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from onrecord.analyse.periods import Period

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

LEAST_PERIODS = 12
"""Periods with articles below which nothing is said."""
LEAST_EVENTS = 8
SHORTEST = 2
"""Periods of the shortest stretch between two changes."""
STRICTNESS = 1.5
"""How many times the penalty of BIC one change costs; at 1, one series of chance in ten shows a change."""
MEASURES = 2
"""Cooperation and conflict."""


class Series(Struct, frozen=True, kw_only=True):
    """Events of one party towards another in the periods that have articles."""

    days: tuple[date, ...]
    """First day of each period."""
    cooperation: tuple[int, ...]
    conflict: tuple[int, ...]
    articles: tuple[int, ...]


class Rates(Struct, frozen=True):
    """Means over a stretch of periods."""

    cooperation: float
    conflict: float
    articles: float


class Break(Struct, frozen=True, kw_only=True):
    """One change: the first period of the new stretch and the last, and the rates around it."""

    start: date
    last: date
    before: Rates
    after: Rates
    strength: float
    """How much of the spread it explains, in units of the penalty."""
    with_coverage: bool


def penalty_for(periods: int) -> float:
    """Return what one more change must explain in a series of so many periods."""
    return STRICTNESS * (MEASURES + 1) * math.log(periods)


def too_little(series: Series, by: Period) -> str | None:
    """Return why nothing can be said of ``series``; None where it is long enough."""
    if len(series.days) < LEAST_PERIODS:
        return f"{len(series.days)} {by}s with articles; at least {LEAST_PERIODS} are needed"
    events = sum(series.cooperation) + sum(series.conflict)
    if events < LEAST_EVENTS:
        return f"{events} dated events; at least {LEAST_EVENTS} are needed"
    return None


def breaks(series: Series, penalty: float | None = None) -> list[Break]:
    """Return the changes of ``series`` in order of time; none where its rates only vary by chance."""
    import numpy as np
    import ruptures

    counts = np.array([series.cooperation, series.conflict], dtype=float).T
    signal = _evened(2 * np.sqrt(counts + 0.375))
    cost = penalty_for(len(series.days)) if penalty is None else penalty
    model = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(signal)
    ends = [0, *model.predict(pen=cost)]
    found = []
    for begin, middle, end in zip(ends, ends[1:], ends[2:], strict=False):
        gain = _spread(signal[begin:end]) - _spread(signal[begin:middle]) - _spread(signal[middle:end])
        before, after = _rates(series, begin, middle), _rates(series, middle, end)
        found.append(
            Break(
                start=series.days[middle],
                last=series.days[end - 1],
                before=before,
                after=after,
                strength=gain / cost,
                with_coverage=moved_alike(before, after),
            )
        )
    return found


def moved_alike(before: Rates, after: Rates) -> bool:
    """Return whether articles moved as the events did, by at least half as much in logarithms."""
    events = _growth(before.cooperation + before.conflict, after.cooperation + after.conflict)
    articles = _growth(before.articles, after.articles)
    return events * articles > 0 and abs(articles) >= abs(events) / 2


def _growth(old: float, new: float) -> float:
    return math.log((new + 0.1) / (old + 0.1))


def _rates(series: Series, begin: int, end: int) -> Rates:
    parts = (series.cooperation, series.conflict, series.articles)
    return Rates(*(_mean(part[begin:end]) for part in parts))


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _evened(signal: Counts) -> Counts:
    """Return ``signal`` with each column divided by how much it jumps about, where that is beyond chance.

    Jumps between neighbours tell of that and hardly of changes. Their spread is 1 by chance.
    """
    import numpy as np

    jumps = np.sqrt((np.diff(signal, axis=0) ** 2).mean(axis=0) / 2)
    evened: Counts = signal / np.maximum(jumps, 1.0)
    return evened


def _spread(stretch: Counts) -> float:
    """Return the squares of what deviates from the mean of each column."""
    return float(((stretch - stretch.mean(axis=0)) ** 2).sum())

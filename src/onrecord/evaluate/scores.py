"""What an evaluation returns: one row a set and metric, and the JSON of it."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.evaluate.bootstrap import interval
from onrecord.evaluate.metrics.statistics import Statistic


class Measure(Struct, frozen=True, kw_only=True):
    """One metric before its interval is known: counts per unit, and what makes them a score."""

    metric: str
    counts: NDArray[np.float64]
    """One row a unit; units are what the bootstrap draws."""
    statistic: Statistic
    note: str | None = None


class Score(Struct, frozen=True, kw_only=True):
    """One metric of one gold set."""

    set: str
    """Name of the gold file without its endings."""
    metric: str
    value: float
    low: float
    """Lower end of the bootstrap 95 % interval."""
    high: float
    n: int
    """Number of units drawn from: rows, documents, clusters or topics."""
    seconds: float
    """Time the whole set took; the same on each of its rows."""
    note: str | None = None


class Scores(Struct, frozen=True, kw_only=True):
    """Every score of one run."""

    scores: tuple[Score, ...]
    skipped: tuple[str, ...] = ()
    """Files given that are no known gold set, in order."""
    samples: dict[str, str] = {}
    """Set → digest of the ids that were scored, only for sets of which a sample was taken."""

    def to_json(self) -> bytes:
        """Return the run as JSON, fields in a fixed order, numbers to four places."""
        rounded = tuple(
            msgspec.structs.replace(
                s,
                value=round(s.value, 4),
                low=round(s.low, 4),
                high=round(s.high, 4),
                seconds=round(s.seconds, 1),
            )
            for s in self.scores
        )
        return msgspec.json.format(
            msgspec.json.encode(msgspec.structs.replace(self, scores=rounded), order="deterministic")
        )

    def value(self, gold_set: str, metric: str) -> float | None:
        """Return one value, None where the run does not have it."""
        return next((s.value for s in self.scores if (s.set, s.metric) == (gold_set, metric)), None)


def score_of(measure: Measure, gold_set: str, seconds: float) -> Score:
    """Return ``measure`` with its value and interval."""
    low, high = interval(measure.counts, measure.statistic)
    return Score(
        set=gold_set,
        metric=measure.metric,
        value=float(measure.statistic(measure.counts.sum(axis=0))),
        low=low,
        high=high,
        n=len(measure.counts),
        seconds=seconds,
        note=measure.note,
    )

"""One row of a series of a dyad: what one party did to another in one period, with its intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse.deeds import Deed, Standing, directed
from onrecord.analyse.intervals import AS_CALIBRATED, Interval, Moved, confirmed, mean, total

Pair = tuple[str, str]


class DyadRow(Struct, frozen=True, kw_only=True):
    """What one party did to another in one period.

    Ends of intervals are at 95 % and of errors of coding only; None where a claim behind
    the figure has no confidence.
    """

    dyad: str
    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    period: str | None
    """First day of the period, ISO 8601; None: the whole record, or what no period of that length holds."""
    articles: int | None
    """Articles of the record published in the period; 0 where nothing could have been reported."""
    events: int
    """Events that took place by the account of at least one outlet."""
    low: int | None
    high: int | None
    """Of those events, so many a reader would confirm."""
    verbal_cooperation: int
    verbal_cooperation_low: int | None
    verbal_cooperation_high: int | None
    material_cooperation: int
    material_cooperation_low: int | None
    material_cooperation_high: int | None
    verbal_conflict: int
    verbal_conflict_low: int | None
    verbal_conflict_high: int | None
    material_conflict: int
    material_conflict_low: int | None
    material_conflict_high: int | None
    scale_sum: float
    """Sum of the PLOVER scale of those events."""
    scale_sum_low: float | None
    scale_sum_high: float | None
    balance: float | None
    """Mean PLOVER scale of those events, -10 to +10; None where none has a scale."""
    balance_low: float | None
    balance_high: float | None
    joint: int
    """Those of the events that both did together; they are counted in the other direction too."""
    reports: int
    """Documents behind the events, each once an event."""
    origins_min: int
    origins_max: int
    """Independent origins behind the events, summed."""
    planned: int
    alleged: int
    denied: int
    negative: int
    """Events only planned, only alleged, denied, told as not done; in no other count."""
    undated_or_coarser: int
    """Events of the pair that no single period of that length holds; the same in each row of the pair."""
    w_events: float | None = None
    w_verbal_cooperation: float | None = None
    w_material_cooperation: float | None = None
    w_verbal_conflict: float | None = None
    w_material_conflict: float | None = None
    w_scale_sum: float | None = None
    """The figures as they are weighed; None unless asked for, and where no period holds the events."""
    event_ids: tuple[str, ...] = ()
    """The events counted under ``events``, in order of time."""

    @property
    def not_done(self) -> int:
        """Events only planned, alleged, denied or told as not done."""
        return self.planned + self.alleged + self.denied + self.negative


NOWHERE = Interval(0.0, 0.0)


def row_of(
    pair: Pair,
    period: date | None,
    items: Sequence[Deed],
    names: Mapping[str, str],
    *,
    articles: int | None,
    outside: int,
    moved: Moved = AS_CALIBRATED,
) -> DyadRow:
    """Return the row of ``pair`` in ``period`` with ``items``; ``outside``: deeds that no period holds."""
    left, right = pair
    done = [item for item in items if item.standing is Standing.DEED]
    standings = Counter(item.standing for item in items)
    scales = [item.scale for item in done if item.scale is not None]
    low, high = _number(done, moved)
    quads = [[item for item in done if item.quad == quad] for quad in (1, 2, 3, 4)]
    ends = [_number(mine, moved) for mine in quads]
    summed, meant = _scales(done, moved)
    return DyadRow(
        dyad=f"{left}-{right}",
        actor=left,
        actor_name=names.get(left, left),
        recipient=right,
        recipient_name=names.get(right, right),
        period=period.isoformat() if period else None,
        articles=articles,
        events=len(done),
        low=low,
        high=high,
        verbal_cooperation=len(quads[0]),
        verbal_cooperation_low=ends[0][0],
        verbal_cooperation_high=ends[0][1],
        material_cooperation=len(quads[1]),
        material_cooperation_low=ends[1][0],
        material_cooperation_high=ends[1][1],
        verbal_conflict=len(quads[2]),
        verbal_conflict_low=ends[2][0],
        verbal_conflict_high=ends[2][1],
        material_conflict=len(quads[3]),
        material_conflict_low=ends[3][0],
        material_conflict_high=ends[3][1],
        scale_sum=round(sum(scales), 2),
        scale_sum_low=summed.low if summed else None,
        scale_sum_high=summed.high if summed else None,
        balance=round(sum(scales) / len(scales), 2) if scales else None,
        balance_low=meant.low if meant else None,
        balance_high=meant.high if meant else None,
        joint=sum(directed(item.event)[1] for item in done),
        reports=sum(item.event.reports for item in done),
        origins_min=sum(item.event.origins.min for item in done),
        origins_max=sum(item.event.origins.max for item in done),
        planned=standings[Standing.PLANNED],
        alleged=standings[Standing.ALLEGED],
        denied=standings[Standing.DENIED],
        negative=standings[Standing.NEGATIVE],
        undated_or_coarser=outside,
        event_ids=tuple(item.event.event_id for item in sorted(done, key=_in_time)),
    )


def _number(done: Sequence[Deed], moved: Moved) -> tuple[int | None, int | None]:
    sure = _sureness(done)
    return (None, None) if sure is None else confirmed(sure, moved=moved)


def _scales(done: Sequence[Deed], moved: Moved) -> tuple[Interval | None, Interval | None]:
    """Return the intervals of sum and mean of the scale."""
    scaled = [item for item in done if item.scale is not None]
    if not scaled:
        return NOWHERE, None
    values = [item.scale for item in scaled if item.scale is not None]
    sure = _sureness(scaled)
    return (None, None) if sure is None else (total(sure, values, moved), mean(sure, values, moved))


def _sureness(done: Sequence[Deed]) -> list[float] | None:
    """Return how sure each of ``done`` is; None where that is not known of one."""
    sure = [item.sureness for item in done if item.sureness is not None]
    return sure if len(sure) == len(done) else None


def _in_time(deed: Deed) -> tuple[date, str]:
    when = deed.event.date
    return (when.start if when else date.max, deed.event.event_id)

"""One row of a series of a dyad: what one party did to another in one period, with its intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from onrecord.analyse.dyad_counts import Cell, Done, Pair
from onrecord.analyse.intervals import AS_CALIBRATED, Interval, Moved, confirmed_each, mean, total


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
QUAD_CLASSES = (1, 2, 3, 4)


class Number(Struct, frozen=True):
    """Of so many events, how many a reader would confirm."""

    events: int
    low: int | None
    high: int | None


def rows_of(
    pair: Pair,
    cells: Sequence[tuple[date | None, Cell]],
    names: Mapping[str, str],
    published: Mapping[date, int],
    *,
    outside: int,
    moved: Moved = AS_CALIBRATED,
) -> Iterator[DyadRow]:
    """Yield the row of ``pair`` in each period; ``outside``: deeds that no period holds."""
    numbers = _numbers([group for _, cell in cells for group in _groups(cell.done)], moved)
    for period, cell in cells:
        articles = None if period is None else published.get(period, 0)
        told = tuple(islice(numbers, 1 + len(QUAD_CLASSES)))
        yield _row(pair, period, cell, names, articles, outside, told, moved)


Sureness = Sequence[float | None]


def _groups(done: Done) -> Iterator[Sureness]:
    """Yield how sure the deeds are: all, and those of each quad class."""
    yield done.sureness
    told = list(zip(done.quads, done.sureness, strict=True))
    for wanted in QUAD_CLASSES:
        yield [sure for quad, sure in told if quad == wanted]


def _numbers(groups: Sequence[Sureness], moved: Moved) -> Iterator[Number]:
    """Yield the number of each group, with its ends; none where it is not known how sure one is."""
    known = [_known(group) for group in groups]
    ends = iter(confirmed_each([group for group in known if group is not None], moved=moved))
    for group, told in zip(groups, known, strict=True):
        yield Number(len(group), *((None, None) if told is None else next(ends)))


def _known(values: Sequence[float | None]) -> list[float] | None:
    """Return ``values``; None where one of them is not known."""
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _row(
    pair: Pair,
    period: date | None,
    cell: Cell,
    names: Mapping[str, str],
    articles: int | None,
    outside: int,
    numbers: Sequence[Number],
    moved: Moved,
) -> DyadRow:
    left, right = pair
    every, made_up, helped, quarrelled, fought = numbers
    scales = [scale for scale in cell.done.scales if scale is not None]
    summed, meant = _scales(cell.done, moved)
    return DyadRow(
        dyad=f"{left}-{right}",
        actor=left,
        actor_name=names.get(left, left),
        recipient=right,
        recipient_name=names.get(right, right),
        period=period.isoformat() if period else None,
        articles=articles,
        events=every.events,
        low=every.low,
        high=every.high,
        verbal_cooperation=made_up.events,
        verbal_cooperation_low=made_up.low,
        verbal_cooperation_high=made_up.high,
        material_cooperation=helped.events,
        material_cooperation_low=helped.low,
        material_cooperation_high=helped.high,
        verbal_conflict=quarrelled.events,
        verbal_conflict_low=quarrelled.low,
        verbal_conflict_high=quarrelled.high,
        material_conflict=fought.events,
        material_conflict_low=fought.low,
        material_conflict_high=fought.high,
        scale_sum=round(sum(scales), 2),
        scale_sum_low=summed.low if summed else None,
        scale_sum_high=summed.high if summed else None,
        balance=round(sum(scales) / len(scales), 2) if scales else None,
        balance_low=meant.low if meant else None,
        balance_high=meant.high if meant else None,
        joint=cell.joint,
        reports=cell.reports,
        origins_min=cell.origins_min,
        origins_max=cell.origins_max,
        planned=cell.planned,
        alleged=cell.alleged,
        denied=cell.denied,
        negative=cell.negative,
        undated_or_coarser=outside,
        event_ids=cell.done.event_ids,
    )


def _scales(done: Done, moved: Moved) -> tuple[Interval | None, Interval | None]:
    """Return the intervals of sum and mean of the scale."""
    scaled = [
        (scale, sure) for scale, sure in zip(done.scales, done.sureness, strict=True) if scale is not None
    ]
    if not scaled:
        return NOWHERE, None
    values, sure = [scale for scale, _ in scaled], _known([sure for _, sure in scaled])
    return (None, None) if sure is None else (total(sure, values, moved), mean(sure, values, moved))

"""How the dates and places of two event claims stand to each other, in named reasons and bars.

Granularity is respected: a month holds its days, a country its cities.
"""

from __future__ import annotations

from onrecord.link.mentions import Mention
from onrecord.records import DateValue, Granularity, Modality, Place

LOOSE = frozenset(
    {Granularity.YEAR, Granularity.DECADE, Granularity.SEASON, Granularity.QUARTER, Granularity.RANGE}
)
STILL_TO_COME = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.FEARED})
"""Modalities of what has not happened on the day of its telling."""
NEAR_DAYS = 1
FRESH_DAYS = 10
NEXT_DAYS = 2


def compare_dates(left: Mention, right: Mention) -> list[str]:
    """Return how two claims stand in time; nothing where neither is dated."""
    if left.date is None and right.date is None:
        return []
    out_of_order = [*_told_too_early(left, right), *_to_come_after(left, right)]
    if left.date is not None and right.date is not None:
        return [*out_of_order, _intervals(left.date, right.date)]
    dated, undated = (left, right) if left.date is not None else (right, left)
    return [*out_of_order, *_fits(dated, undated)]


def _fits(dated: Mention, undated: Mention) -> list[str]:
    """An undated claim of today's article is fresh news, unless its text sets it apart."""
    if undated.published is None or dated.date is None:
        return []
    days = abs((undated.published - dated.date.start).days)
    if days > FRESH_DAYS or dated.date.granularity in LOOSE:
        return []
    return ["date_fits_publication", *(["date_next_to_publication"] if days <= NEXT_DAYS else [])]


def _told_too_early(left: Mention, right: Mention) -> list[str]:
    """A thing told as done cannot have happened after the telling."""
    for one, other in ((left, right), (right, left)):
        done = one.claim.modality == Modality.ACTUAL and one.published is not None
        if done and other.date and one.published and (other.date.start - one.published).days > 1:
            return ["told_before"]
    return []


def _to_come_after(left: Mention, right: Mention) -> list[str]:
    """What may still come after a thing was done is another: "will they expel more?"."""
    for one, other in ((left, right), (right, left)):
        if one.claim.modality not in STILL_TO_COME or other.claim.modality != Modality.ACTUAL:
            continue
        if one.published is None or other.date is None or other.date.granularity in LOOSE:
            continue
        later = one.date is None or one.date.start > other.date.end
        if later and (one.published - other.date.end).days > NEAR_DAYS:
            return ["still_to_come"]
    return []


def days_apart(left: DateValue, right: DateValue) -> int:
    """Return the days between two intervals, 0 where they touch or overlap."""
    return max(0, (right.start - left.end).days, (left.start - right.end).days)


def _intervals(left: DateValue, right: DateValue) -> str:
    gap = days_apart(left, right)
    if gap == 0:
        if left.granularity == right.granularity == Granularity.DAY:
            return "same_day"
        loose = bool({left.granularity, right.granularity} & LOOSE)
        if loose and (left.start, left.end) == (right.start, right.end):
            return "same_period"
        return "dates_loosely_overlap" if loose else "dates_overlap"
    slack = 7 if left.approximate or right.approximate else NEAR_DAYS
    return "dates_near" if gap <= slack else "dates_apart"


def compare_places(left: Place | None, right: Place | None) -> list[str]:
    """Return how two places stand to each other; nothing where one is missing."""
    if left is None or right is None:
        return []
    if left.country and right.country and left.country != right.country:
        return ["other_place"]
    if _called(left) == _called(right):
        return ["place_within"] if left.granularity == "country" else ["same_place"]
    if left.granularity != right.granularity:
        return ["place_within"] if left.country == right.country else []
    return ["other_place"] if left.granularity in {"country", "city", "admin1"} else []


def _called(place: Place) -> str:
    return (place.name or place.text).casefold()

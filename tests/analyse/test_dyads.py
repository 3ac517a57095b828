from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.analyse.dyads import Period, dyads
from onrecord.store.duckdb import DuckStore
from onrecord.store.queries import Filter


def test_counts_events_not_reports_and_planned_apart(record: Path) -> None:
    with DuckStore.open(record) as store:
        (row,) = dyads(store)
    assert (row.dyad, row.events, row.reports, row.not_done) == ("VEL-OSM", 1, 2, 1)
    assert row.material_conflict == 1
    assert row.verbal_cooperation == 0
    assert row.balance == -6.0


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        (Period.DAY, ["2031-03-03", None]),
        (Period.WEEK, ["2031-03-03", None]),
        (Period.MONTH, ["2031-03-01", None]),
        (Period.QUARTER, ["2031-01-01", None]),
        (Period.YEAR, ["2031-01-01", None]),
    ],
)
def test_periods_begin_on_their_first_day_and_undated_events_stay_apart(
    record: Path, by: Period, periods: list[str | None]
) -> None:
    with DuckStore.open(record) as store:
        assert [row.period for row in dyads(store, by=by)] == periods


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Filter(dyad="VEL-OSM"), 1),
        (Filter(dyad="OSM-VEL"), 0),
        (Filter(actor="vel"), 1),
        (Filter(recipient="VEL"), 0),
        (Filter(since=date(2031, 3, 1), until=date(2031, 3, 31)), 1),
        (Filter(until=date(2031, 2, 1)), 0),
    ],
)
def test_filters(record: Path, wanted: Filter, number: int) -> None:
    with DuckStore.open(record) as store:
        assert len(dyads(store, wanted)) == number

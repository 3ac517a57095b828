"""Which period holds an interval."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse.periods import Period, first_day, last_day, period_of, periods


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        (Period.DAY, date(2031, 12, 31), date(2031, 12, 31)),
        (Period.WEEK, date(2031, 12, 29), date(2032, 1, 4)),
        (Period.MONTH, date(2031, 12, 1), date(2031, 12, 31)),
        (Period.QUARTER, date(2031, 10, 1), date(2031, 12, 31)),
        (Period.YEAR, date(2031, 1, 1), date(2031, 12, 31)),
    ],
)
def test_period_of_a_day(by: Period, first: date, last: date) -> None:
    assert first_day(date(2031, 12, 31), by) == first
    assert last_day(first, by) == last


def test_leap_february_ends_on_the_29th() -> None:
    assert last_day(date(2032, 2, 1), Period.MONTH) == date(2032, 2, 29)


def test_interval_that_crosses_a_border_is_in_no_period() -> None:
    assert period_of(date(2031, 3, 30), date(2031, 4, 2), Period.MONTH) is None
    assert period_of(date(2031, 3, 30), date(2031, 4, 2), Period.YEAR) == date(2031, 1, 1)


def test_periods_touch_both_ends() -> None:
    found = list(periods(date(2031, 11, 30), date(2032, 1, 1), Period.MONTH))
    assert found == [date(2031, 11, 1), date(2031, 12, 1), date(2032, 1, 1)]

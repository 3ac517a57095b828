"""Which period holds an interval."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse.periods import Period, are_many, first_day, last_day, period_of, periods


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


@pytest.mark.parametrize("by", [period for period in Period if period is not Period.ALL])
def test_periods_go_to_the_last_day_there_is(by: Period) -> None:
    found = list(periods(date(9999, 11, 30), date.max, by))
    assert last_day(found[-1], by) == date.max
    assert found == sorted(set(found))


def test_a_window_of_a_few_years_of_days_is_not_many_periods() -> None:
    assert not are_many(date(2020, 1, 1), date(2031, 12, 31), Period.DAY)
    assert are_many(date(1, 1, 1), date.max, Period.MONTH)
    assert not are_many(date(2000, 1, 1), date(2100, 1, 1), Period.MONTH)

"""Date lines are read as the page prints them; prose and unclear order are not."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.ingest.stamps import Label, numeric_order, read_stamp

DAY = date(2023, 7, 14)


@pytest.mark.parametrize(
    "line",
    [
        "July 14, 2023",
        "Friday, July 14, 2023",
        "Fri, 14 Jul 2023 09:30:00 GMT",
        "14 July 2023 | 09:30",
        "14.07.23 09:30",
        "14/07/2023",
        "07/14/2023",
        "2023-07-14",
        "2023-07-14T09:30:00+02:00",
        "2023-07-14 09:30",
        "Published: July 14, 2023, 9:30 am EDT",
        "14th July, 2023",
        "Published on 14 Jul. 2023 - 09:30 UTC",
        "2023年7月14日",
        "14 juillet 2023",
        "14. Juli 2023",
        "14 de julio de 2023",
        "14 июля 2023",
        "2023/07/14",
        "Posted July 14, 2023 (updated July 15, 2023)",
        "(July 14, 2023)",
        "2023-07-14T09:30:00.000Z",
    ],
)
def test_date_lines_are_read(line: str) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert stamp.day == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The accord of July 14, 2023 failed",
        "On July 14, 2023",
        "14 ships in 2023",
        "May 2023",
        "In 2023",
        "12",
        "Vol. 14, 2023",
        "3 Min Read",
        "By Mara Holt, July 14, 2023",
        "Copyright 2023",
        "July 14, 2023 was a Friday",
    ],
)
def test_other_lines_are_no_dates(line: str) -> None:
    assert read_stamp(line) is None


def test_unclear_order_is_a_stamp_without_a_day() -> None:
    stamp = read_stamp("05/06/2023")
    assert stamp is not None
    assert stamp.day is None


@pytest.mark.parametrize(("first", "day"), [(True, date(2023, 6, 5)), (False, date(2023, 5, 6))])
def test_setting_decides_unclear_order(first: bool, day: date) -> None:
    stamp = read_stamp("05/06/2023", first)
    assert stamp is not None
    assert stamp.day == day


def test_wrong_weekday_gives_no_day() -> None:
    stamp = read_stamp("Monday, July 14, 2023")
    assert stamp is not None
    assert stamp.day is None


def test_impossible_day_gives_no_day() -> None:
    stamp = read_stamp("31 February 2023")
    assert stamp is not None
    assert stamp.day is None


def test_labels_are_told_apart() -> None:
    assert [
        s.label
        for s in map(read_stamp, ("Updated: 14 July 2023", "Published 14 July 2023", "14 July 2023"))
        if s
    ] == [
        Label.UPDATED,
        Label.PUBLISHED,
        Label.NONE,
    ]


def test_order_is_learned_from_the_other_dates_of_the_page() -> None:
    assert numeric_order(["05/06/2023", "25/06/2023"]) is True
    assert numeric_order(["05/06/2023", "06/25/2023"]) is False
    assert numeric_order(["25/06/2023", "06/25/2023"]) is None

"""Classes of expressions of time, each with what looks like it and is something else."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.read.parse import parse_document
from onrecord.read.timexes import find_timexes
from onrecord.reading import Timex
from onrecord.records import DateBasis, DateValue, Document, Granularity, Zone, ZoneKind

WEDNESDAY = date(2021, 3, 17)
SUNDAY = date(2021, 3, 21)


def timexes(text: str, published: date = WEDNESDAY, headline: bool = False) -> list[Timex]:
    value = DateValue(start=published, end=published, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    zones = (Zone(start=0, end=len(text), kind=ZoneKind.TITLE),) if headline else ()
    made = Document(document_id="d", raw_sha256="", format="text", text=text, published=value, zones=zones)
    return list(find_timexes(made, parse_document(made)))


def values(text: str, published: date = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in timexes(text, published)]


@pytest.mark.parametrize(
    "headline",
    [
        "Envoys to sign gas deal on Friday",
        "Norway and Chad to sign gas deal in Oslo on Friday, envoy says",
        "Ministers set to meet on Friday",
        "Vote on truce due on Friday",
        "Talks planned for Friday",
    ],
)
def test_headline_that_announces_means_the_coming_day(headline: str) -> None:
    (found,) = timexes(headline, headline=True)
    assert found.begins == date(2021, 3, 19)


def test_headline_in_the_present_tells_of_the_last_day() -> None:
    (found,) = timexes("Rebels seize airport on Monday", headline=True)
    assert found.begins == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The unions planned a march in the capital on Saturday.", date(2021, 3, 20)),
        ("The court ordered him to testify on Friday.", date(2021, 3, 19)),
        ("The envoy managed to leave on Friday.", date(2021, 3, 12)),
        ("They will look for ways around Monday's ruling.", date(2021, 3, 15)),
        ("They will prepare for Friday's summit.", date(2021, 3, 19)),
        ("The committee will meet in Geneva and vote on Friday.", date(2021, 3, 19)),
    ],
)
def test_weekday_follows_what_governs_it(text: str, begins: date) -> None:
    (found,) = timexes(text)
    assert found.begins == begins


def test_figures_are_compared_with_the_same_quarter_of_the_year_before() -> None:
    found = timexes("Net income in the fourth quarter was $9 million, up from $7 million a year earlier.")
    assert [t.value for t in found] == ["2020-Q4", "2019-Q4"]


def test_year_ago_outside_results_is_a_year() -> None:
    assert values("The minister resigned a year ago.") == [("a year ago", "2020")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They held out for a year and a half.", [("a year and a half", "P1Y6M")]),
        ("They held out for 2 1/2 years.", [("2 1/2 years", "P2Y6M")]),
        ("They held out for a week or so.", [("a week or so", "P1W")]),
        ("It ended a decades-long dispute.", [("decades-long", "PXE")]),
        ("They served about two weeks.", [("two weeks", "P2W")]),
        ("Exports fell in the last half of 2019.", [("the last half of 2019", "2019-H2")]),
        ("Output is flat in the current quarter.", [("the current quarter", "2021-Q1")]),
        ("The shops closed on Christmas Eve.", [("Christmas Eve", "2020-12-24")]),
        ("They met again on Thanksgiving Day.", [("Thanksgiving Day", "2020-11-26")]),
        ("Exports rose for the year.", [("the year", "2021")]),
    ],
)
def test_class_of_expression_has_its_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She drove her 1987 Volvo home.",
        "The mine yields 5,000 tons a month.",
        "He joined the annual March for Peace.",
        "The boy is 12 years old.",
        "She was elected Woman of the Year.",
        "It costs 40 million euros annually.",
    ],
)
def test_what_only_looks_like_time_is_left(text: str) -> None:
    assert values(text) == []


def test_sunday_paper_calls_the_week_before_it_the_last() -> None:
    (found,) = timexes("The envoy arrived last week.", SUNDAY)
    assert (found.begins, found.ends) == (date(2021, 3, 15), SUNDAY)


def test_month_that_runs_is_meant_by_its_name() -> None:
    (found,) = timexes("The offer will expire at the end of March.")
    assert found.begins == date(2021, 3, 1)

"""Classes of expressions of time, each with what looks like it and is something else."""

from __future__ import annotations

from datetime import date, timedelta

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


def test_headline_in_the_present_means_the_nearer_of_two_days() -> None:
    (found,) = timexes("King visits Oslo on Friday", headline=True)
    assert found.begins == WEDNESDAY + timedelta(days=2)


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


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The parties meet on Monday in Vienna.", date(2021, 3, 22)),
        ("The court has given them until Friday to appeal.", date(2021, 3, 19)),
        ("The talks had been due to open on Saturday.", date(2021, 3, 13)),
        ("The minister could not be reached on Saturday.", date(2021, 3, 13)),
        ("It happened at 4:30 am local time on Sunday.", date(2021, 3, 14)),
    ],
)
def test_day_of_the_week_lies_ahead_only_of_what_is_still_open(text: str, begins: date) -> None:
    (found,) = timexes(text)
    assert found.begins == begins


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The ministers met on 3 March. The next day they signed.", date(2021, 3, 4)),
        ("The army shelled the town on 9 March. The next morning, residents fled.", date(2021, 3, 10)),
        ("On 9 March it shelled the town; two days later it left.", date(2021, 3, 11)),
        ("Rebels attacked the port on 8 March. The day after the attack, he quit.", date(2021, 3, 9)),
        ("Rebels attacked the port on 8 March. Three days after the attack, he quit.", date(2021, 3, 11)),
        ("The minister came on 3 March. He arrived late. Soon after his arrival he fell ill.", None),
    ],
)
def test_narration_and_its_events_anchor_what_follows(text: str, begins: date | None) -> None:
    assert timexes(text)[-1].begins == (begins or date(2021, 3, 3))


def test_soon_after_an_event_ends_with_the_publication() -> None:
    *_, found = timexes("The envoy visited Lima on 10 March. Soon after the visit, Peru withdrew.")
    assert (found.begins, found.ends, found.mod) == (date(2021, 3, 10), WEDNESDAY, "APPROX")


@pytest.mark.parametrize(
    "text",
    [
        "They met on 8 March and again on 10 March. The day after the meeting they signed.",
        "The day after the attack, the minister resigned.",
        "The next day the minister resigned.",
    ],
)
def test_count_from_an_event_of_unknown_day_stays_open(text: str) -> None:
    assert [t.begins for t in timexes(text) if "day" in t.text.lower()] == [None]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("From January to June, exports fell.", date(2020, 1, 1), date(2020, 6, 30)),
        ("Exports will fall from May to July.", date(2021, 5, 1), date(2021, 7, 31)),
        ("Between November and February 2019 exports fell.", date(2018, 11, 1), date(2019, 2, 28)),
        ("On 24 February last year, the army crossed the river.", date(2020, 2, 24), date(2020, 2, 24)),
        ("Police arrested 12 protesters overnight.", date(2021, 3, 16), WEDNESDAY),
        ("A decade ago the two were allies.", date(2011, 1, 1), date(2011, 12, 31)),
    ],
)
def test_stretch_covers_its_days(text: str, begins: date, ends: date) -> None:
    found = timexes(text)[0]
    assert (found.begins, found.ends) == (begins, ends)


def test_year_that_ended_on_a_day_is_a_stretch() -> None:
    first, _ = timexes("The firm lost 3 million euros in the year ended 30 June.")
    assert (first.type, first.value, first.begins) == ("DURATION", "P1Y", None)

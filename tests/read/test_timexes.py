from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.read.parse import parse_document
from onrecord.read.timexes import find_timexes
from onrecord.reading import Timex
from onrecord.records import DateBasis, DateValue, Document, Granularity, Zone, ZoneKind

WEDNESDAY = date(2021, 3, 17)


def document(text: str, published: date | None = WEDNESDAY) -> Document:
    value = published and DateValue(
        start=published, end=published, granularity=Granularity.DAY, basis=DateBasis.METADATA
    )
    return Document(document_id="d", raw_sha256="", format="text", text=text, published=value or None)


def timexes(text: str, published: date | None = WEDNESDAY) -> list[Timex]:
    made = document(text, published)
    return list(find_timexes(made, parse_document(made)))


def values(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("They signed it on Thursday, July 13, 2023.", "Thursday, July 13, 2023", "2023-07-13"),
        ("They signed it on 13 July 2023.", "13 July 2023", "2023-07-13"),
        ("They signed it on the 13th of July, 2023.", "the 13th of July, 2023", "2023-07-13"),
        ("They signed it on Dec. 2, 2019.", "Dec. 2, 2019", "2019-12-02"),
        ("They signed it on 2019-12-02.", "2019-12-02", "2019-12-02"),
        ("They signed it in March 2016.", "March 2016", "2016-03"),
        ("The wall fell in 1989.", "1989", "1989"),
        ("The firm was founded in the late 1970s.", "the late 1970s", "197"),
        ("The border was drawn in the 19th century.", "the 19th century", "18"),
        ("Sales were weak in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("The flood came in the summer of 2018.", "the summer of 2018", "2018-SU"),
        ("The talks collapsed in early 2019.", "early 2019", "2019"),
        ("Trade doubled between 2016 and 2019.", "2016 and 2019", "2016/2019"),
        ("Trade doubled in 2016-2019.", "2016-2019", "2016/2019"),
        ("The summit of 30-31 May 2019 failed.", "30-31 May 2019", "2019-05-30/2019-05-31"),
    ],
)
def test_explicit_date_needs_no_anchor(text: str, expression: str, value: str) -> None:
    (found,) = timexes(text, published=None)
    assert (found.text, found.value) == (expression, value)
    assert found.basis is DateBasis.EXPLICIT
    assert not found.relative
    assert found.begins is not None
    assert found.ends is not None


@pytest.mark.parametrize(
    ("text", "expression", "begins", "ends"),
    [
        ("The envoy arrived yesterday.", "yesterday", date(2021, 3, 16), date(2021, 3, 16)),
        ("The envoy arrived on Monday.", "Monday", date(2021, 3, 15), date(2021, 3, 15)),
        ("The envoy will arrive on Monday.", "Monday", date(2021, 3, 22), date(2021, 3, 22)),
        ("The envoy arrived on Wednesday.", "Wednesday", date(2021, 3, 17), date(2021, 3, 17)),
        ("The envoy plans to arrive on Friday.", "Friday", date(2021, 3, 19), date(2021, 3, 19)),
        ("The envoy arrived last Friday.", "last Friday", date(2021, 3, 12), date(2021, 3, 12)),
        ("The envoy arrived on 22 February.", "22 February", date(2021, 2, 22), date(2021, 2, 22)),
        ("The envoy arrived on 29 December.", "29 December", date(2020, 12, 29), date(2020, 12, 29)),
        ("The envoy will arrive on 2 April.", "2 April", date(2021, 4, 2), date(2021, 4, 2)),
        ("The envoy arrived last month.", "last month", date(2021, 2, 1), date(2021, 2, 28)),
        ("The envoy will arrive next week.", "next week", date(2021, 3, 22), date(2021, 3, 28)),
        ("The envoy arrived last year.", "last year", date(2020, 1, 1), date(2020, 12, 31)),
        ("The envoy arrived earlier this year.", "earlier this year", date(2021, 1, 1), WEDNESDAY),
        ("The envoy will come later this year.", "later this year", WEDNESDAY, date(2021, 12, 31)),
        ("The envoy arrived three days ago.", "three days ago", date(2021, 3, 14), date(2021, 3, 14)),
        ("The envoy arrived two years ago.", "two years ago", date(2019, 1, 1), date(2019, 12, 31)),
        ("The envoy arrived last summer.", "last summer", date(2020, 6, 1), date(2020, 8, 31)),
        ("The envoy arrived in November.", "November", date(2020, 11, 1), date(2020, 11, 30)),
        ("The envoy arrived last November.", "last November", date(2020, 11, 1), date(2020, 11, 30)),
        ("Exports fell over the past three months.", "the past three months", date(2020, 12, 17), WEDNESDAY),
    ],
)
def test_relative_expression_is_resolved_on_the_publication_date(
    text: str, expression: str, begins: date, ends: date
) -> None:
    (found,) = timexes(text)
    assert (found.text, found.begins, found.ends) == (expression, begins, ends)
    assert found.basis is DateBasis.RELATIVE_PUBLICATION
    assert found.relative


@pytest.mark.parametrize(
    "text",
    [
        "The envoy arrived on Monday.",
        "The envoy arrived yesterday.",
        "The envoy arrived last month.",
        "The envoy arrived on 22 February.",
        "The envoy arrived five months ago.",
        "The envoy arrived earlier this year.",
    ],
)
def test_relative_expression_without_publication_date_stays_unanchored(text: str) -> None:
    (found,) = timexes(text, published=None)
    assert found.relative
    assert (found.begins, found.ends, found.basis) == (None, None, None)


def test_day_without_year_keeps_its_place_in_the_value() -> None:
    assert values("The envoy arrived on 22 February.", published=None) == [("22 February", "XXXX-02-22")]


def test_year_comes_from_the_full_dates_of_the_text() -> None:
    text = "The pact was signed on July 13, 2019. It had been drafted in May."
    found = timexes(text, published=None)[1]
    assert (found.value, found.basis) == ("2019-05", DateBasis.RELATIVE_TEXT)


def test_full_dates_of_two_years_lend_none() -> None:
    text = "Pacts were signed on July 13, 2019 and on July 2, 2018. One had been drafted in May."
    found = timexes(text, published=None)[2]
    assert (found.value, found.begins) == ("XXXX-05", None)


def test_later_counts_from_the_date_before_it() -> None:
    text = "On 22 February the army withdrew. A week later, on 1 March, it returned."
    found = timexes(text)
    assert [(t.text, t.begins) for t in found] == [
        ("22 February", date(2021, 2, 22)),
        ("A week later", date(2021, 3, 1)),
        ("1 March", date(2021, 3, 1)),
    ]
    assert found[1].basis is DateBasis.RELATIVE_TEXT


def test_day_behind_it_narrows_a_relative_expression() -> None:
    (first, second) = timexes("Last month, on 22 February, the army withdrew.")
    assert (first.value, first.begins, first.ends) == ("2021-02", date(2021, 2, 22), date(2021, 2, 22))
    assert second.begins == first.begins


def test_day_of_another_month_does_not_narrow_it() -> None:
    first = timexes("Last month, on 22 January, the army withdrew.")[0]
    assert (first.begins, first.ends) == (date(2021, 2, 1), date(2021, 2, 28))


def test_later_without_a_date_before_it_is_unanchored() -> None:
    (found,) = timexes("The army withdrew. A week later it returned.")
    assert (found.text, found.begins) == ("A week later", None)


@pytest.mark.parametrize(
    ("text", "expression", "kind", "value"),
    [
        ("He began a two-day visit.", "two-day", "DURATION", "P2D"),
        ("The war lasted for 30 years.", "30 years", "DURATION", "P30Y"),
        ("The war lasted several months.", "several months", "DURATION", "PXM"),
        ("It took more than four hours.", "more than four hours", "DURATION", "PT4H"),
        ("The board meets every year.", "every year", "SET", "P1Y"),
        ("The board meets each Thursday.", "each Thursday", "SET", "XXXX-WXX-4"),
        ("The minister recently resigned.", "recently", "DATE", "PAST_REF"),
        ("The minister now agrees.", "now", "DATE", "PRESENT_REF"),
        ("Ties improved in recent years.", "recent years", "DATE", "PAST_REF"),
        ("He flew out on Tuesday night.", "Tuesday night", "TIME", "2021-03-16TNI"),
        ("He landed at 13:26 on Monday.", "13:26 on Monday", "TIME", "2021-03-15T13:26"),
        ("He landed at 10 p.m. yesterday.", "10 p.m. yesterday", "TIME", "2021-03-16T22:00"),
    ],
)
def test_type_and_value(text: str, expression: str, kind: str, value: str) -> None:
    (found,) = timexes(text)
    assert (found.text, found.type, found.value) == (expression, kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers may meet again.",
        "Troops march past the palace.",
        "The Sun printed the letter.",
        "2 Min Read",
        "The army sent 2000 soldiers.",
        "The plant cost $1990 million.",
        "A 66-year-old man was held.",
        "Theresa May resigned.",
        "The mayor met April Jones.",
        "He will fall behind.",
        "Three-quarters of the food is imported.",
        "He spoke at the headquarters.",
        "It rose as soon as trading opened.",
    ],
)
def test_what_only_looks_like_time_is_refused(text: str) -> None:
    assert values(text) == []


def test_swappable_day_and_month_give_no_value() -> None:
    assert values("Stamped 05/06/2023 by the court.") == [("05/06/2023", None)]
    assert values("Stamped 25/06/2023 by the court.") == [("25/06/2023", "2023-06-25")]


def test_headline_in_the_present_tense_tells_of_the_past() -> None:
    text = "Ministers meet Tuesday in Vienna"
    made = document(text)
    titled = Document(
        document_id="d",
        raw_sha256="",
        format="text",
        text=text,
        published=made.published,
        zones=(Zone(kind=ZoneKind.TITLE, start=0, end=len(text)),),
    )
    (found,) = find_timexes(titled, parse_document(titled))
    assert found.begins == date(2021, 3, 16)


def test_spans_quote_the_text_and_never_overlap() -> None:
    text = "On Friday, 5 March 2021, and again last week, he said the two-day talks of May 2019 had failed."
    found = timexes(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) == 4


def test_impossible_dates_are_refused() -> None:
    assert all(t.value is None or "02-30" not in t.value for t in timexes("It opened on 30 February 2019."))


@pytest.mark.parametrize("piece", ["May 3 ", "12 ", "last ", "twenty-", "2016-", "the end of ", "9:11 "])
def test_hostile_repetition_takes_bounded_time(piece: str) -> None:
    made = document(piece * 4000)
    sentences = parse_document(made)
    began = time.process_time()
    find_timexes(made, sentences)
    assert time.process_time() - began < 5


@pytest.mark.needs_shared
def test_dates_of_a_seed_are_resolved_on_its_stamp(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("002_*.txt")
    found = {t.text: t for t in timexes(path.read_text(encoding="utf-8"), date(2023, 6, 1))}
    assert found["31 May"].begins == date(2023, 5, 31)
    assert found["A week later"].begins == found["29 May"].begins == date(2023, 5, 29)
    assert (found["2016 to 2020"].begins, found["2016 to 2020"].ends) == (
        date(2016, 1, 1),
        date(2020, 12, 31),
    )
    assert found["Last year"].value == "2022"
    assert found["30 years"].begins is None


@pytest.mark.needs_shared
def test_seed_without_a_date_anchors_nothing(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    found = timexes(path.read_text(encoding="utf-8"), None)
    assert "Thursday" in {t.text for t in found}
    assert all(t.begins is None and t.basis is None for t in found)

"""Two numbers of one measure that count two things, and those that contradict each other."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from factory import document, figure

from onrecord.link import link
from onrecord.link.two_counts import changed_since, is_part, other_days, two_counts
from onrecord.records import Claim, ConflictKind, Modality, Span
from onrecord.settings import Settings

FIRST, SECOND, SOON, LATE = (date(2031, 3, day) for day in (5, 6, 8, 20))


def counted(sentence: str, words: str, value: float, measure: str = "deaths", unit: str = "people") -> Claim:
    """A figure read from ``words`` of ``sentence``."""
    at = sentence.index(words)
    claim = figure("a", sentence, value, unit, measure)
    assert claim.figure is not None
    span = Span(start=at, end=at + len(words), text=words)
    return msgspec.structs.replace(claim, figure=msgspec.structs.replace(claim.figure, span=span))


ALL = counted("A ferry sank and 30 passengers died.", "30 passengers", 30)


@pytest.mark.parametrize(
    ("claim", "two"),
    [
        (counted("A ferry sank and 22 passengers died.", "22 passengers", 22), False),
        (counted("A ferry sank and 22 people died.", "22 people", 22), False),
        (counted("A ferry sank and 22 others died.", "22 others", 22), True),
        (counted("A ferry sank and 22 of the passengers died.", "22", 22), True),
        (counted("Among them 22 passengers died.", "22 passengers", 22), True),
        (counted("The families of the 22 passengers waited.", "22 passengers", 22), False),
        (counted("A ferry sank and 22 lifeboats were lost.", "22 lifeboats", 22), True),
        (counted("A ferry sank and 22 children died.", "22 children", 22), True),
        (counted("A ferry sank and 22 men and three pilots died.", "22", 22), True),
        (counted("A ferry sank; two nuns and 22 passengers died.", "22 passengers", 22), True),
        (counted("A ferry sank and 900 passengers died.", "900 passengers", 900), True),
        (msgspec.structs.replace(ALL, modality=Modality.FEARED), True),
    ],
    ids=[
        "rival",
        "people",
        "others",
        "of the",
        "among",
        "of all",
        "boats",
        "children",
        "men and",
        "nuns and",
        "far off",
        "feared",
    ],
)
def test_what_counts_another_thing_contradicts_nothing(claim: Claim, two: bool) -> None:
    assert two_counts(ALL, claim, scoped=False) is two


def test_one_of_the_same_parties_and_period_may_be_out_by_any_factor() -> None:
    far = counted("A ferry sank and 900 passengers died.", "900 passengers", 900)
    assert not two_counts(ALL, far, scoped=True)


def test_each_poll_has_a_margin_of_its_own() -> None:
    one, other = (
        counted(f"The margin of error is {n} points.", f"{n} points", n, "margin", "points") for n in (3, 4)
    )
    assert two_counts(one, other, scoped=False)


def test_a_part_a_rest_and_a_distance_are_known_by_the_words_beside_them() -> None:
    assert is_part(counted("It brought him within 150 votes of her.", "150 votes", 150))
    assert is_part(counted("She is 150 votes short of a majority.", "150 votes", 150))
    assert not is_part(counted("He won more than 150 votes.", "more than 150 votes", 150))


def test_other_weekdays_are_other_happenings() -> None:
    monday, friday, none = (
        counted(f"Police held 30 thieves{when}.", "30 thieves", 30)
        for when in (" on Monday", " on Friday", "")
    )
    assert other_days([monday], [friday])
    assert not other_days([monday], [none])
    assert not other_days([monday, friday], [friday])


@pytest.mark.parametrize(
    ("value", "days", "changed"),
    [
        (35, (FIRST, SECOND), True),
        (35, (FIRST, FIRST), False),
        (35, (SECOND, FIRST), False),
        (80, (FIRST, SECOND), False),
        (80, (FIRST, LATE), True),
        (20, (FIRST, SOON), False),
        (35, (FIRST, None), False),
    ],
    ids=["grown", "one day", "shrunk", "doubled", "weeks later", "fewer later", "undated"],
)
def test_a_later_report_may_count_on(
    value: float, days: tuple[date | None, date | None], changed: bool
) -> None:
    later = counted(f"A ferry sank and {value:g} passengers died.", f"{value:g} passengers", value)
    assert changed_since(ALL, later, days) is changed


def test_one_blast_and_several_have_counts_of_their_own() -> None:
    one, several, none = (
        counted(f"{what} killed 30 passengers.", "30 passengers", n)
        for what, n in (("A blast at the harbour", 30), ("Two bombs and two blasts", 60), ("They", 60))
    )
    assert two_counts(one, several, scoped=False)
    assert not two_counts(one, none, scoped=False)


def toll(name: str, value: int, when: str) -> Claim:
    return figure(
        name, f"{value} passengers drowned when a ferry sank off Split{when}.", value, "people", "deaths"
    )


@pytest.mark.parametrize(
    ("later", "when", "kinds"),
    [(30, " on Monday", [ConflictKind.QUANTITY]), (44, " on Monday", []), (30, " on Friday", [])],
    ids=["fewer", "more the day after", "of another day"],
)
def test_reports_of_two_days_contradict_where_the_later_one_has_fewer(
    later: int, when: str, kinds: list[ConflictKind]
) -> None:
    text = "A ferry sank off Split and passengers drowned."
    documents = [
        document("a", text, "2031-03-05", "Adria Ledger"),
        document("b", text, "2031-03-06", "Danube Mail"),
    ]
    found = link(documents, [toll("a", 36, " on Monday"), toll("b", later, when)], Settings())
    assert [c.kind for c in found.conflicts] == kinds

"""The day a saying is dated by its own words: never by the day of publication, never by what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.coding.coder import code_all
from onrecord.reading import Reading
from onrecord.records import DateBasis, DateMissing, Statement

WEDNESDAY = date(2031, 3, 5)


@pytest.fixture
def said(reading: Callable[..., Reading]) -> Callable[..., list[Statement]]:
    """The statements of a text: ``said(text, published=None)``."""
    return lambda text, published=WEDNESDAY: list(code_all(reading(text, published)).statements)


def day(statement: Statement) -> str | None:
    return statement.date.start.isoformat() if statement.date else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway said on Monday that Finland had opened an embassy in Oslo.", "2031-03-03"),
        ("On 2 February, Norway said that Finland is ready to reopen the strait.", "2031-02-02"),
        ("Norway said that Finland had closed the strait on Monday.", None),
        ("Norway said that Finland had closed the strait.", None),
    ],
)
def test_saying_is_dated_by_the_words_beside_it_only(
    said: Callable[..., list[Statement]], text: str, wanted: str | None
) -> None:
    first = next(s for s in said(text) if s.attribution.cue and s.attribution.cue.text == "said")
    assert day(first) == wanted
    assert (first.date_missing is DateMissing.NOT_STATED) == (wanted is None)


def test_letter_carries_its_date_and_a_person_the_years_of_an_office_do_not(
    said: Callable[..., list[Statement]],
) -> None:
    (letter,) = said("A letter published in February said that Norway should reopen the strait.")
    assert letter.date is not None
    assert (day(letter), letter.date.granularity) == ("2031-02-01", "month")
    told = said("Ada Berg, who led the council until February 2030, said that Norway should reopen it.")
    assert [day(s) for s in told if s.attribution.cue and s.attribution.cue.text == "said"] == [None]


def test_speaker_goes_on_on_the_day_told_before_until_another_time_is_told(
    said: Callable[..., list[Statement]],
) -> None:
    text = (
        "Norway said on Monday that talks would resume. Norway added that the strait was open. "
        "Last year Norway said that it was shut."
    )
    first, second, third = said(text)
    assert (day(first), day(second)) == ("2031-03-03", "2031-03-03")
    assert second.date is not None
    assert (second.date.basis, second.date.approximate) == (DateBasis.RELATIVE_TEXT, True)
    assert day(third) == "2030-01-01"


def test_other_speaker_does_not_inherit_the_day(said: Callable[..., list[Statement]]) -> None:
    told = said("Norway said on Monday that talks would resume. Finland said that the strait was open.")
    assert [day(s) for s in told] == ["2031-03-03", None]


def test_nothing_is_said_after_it_is_published(said: Callable[..., list[Statement]]) -> None:
    assert all(s.date is None for s in said("Norway is projecting big profits next year."))


def test_words_of_time_that_nothing_anchors_are_kept(said: Callable[..., list[Statement]]) -> None:
    (told,) = said("Norway said on Monday that talks would resume.", None)
    assert (told.date, told.date_missing) == (None, DateMissing.NO_ANCHOR)
    assert told.time is not None
    assert told.time.text == "Monday"

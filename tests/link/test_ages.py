"""Times counted back from the day an undated article probably appeared."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.link.ages import aged
from onrecord.records import Claim, DateBasis, DateMissing, Kind, Span


def claim(text: str, missing: DateMissing | None = DateMissing.NO_ANCHOR) -> Claim:
    span = Span(start=0, end=len(text), text=text)
    return Claim(
        claim_id="clm_a",
        document_id="doc_a",
        kind=Kind.EVENT,
        trigger=span,
        sentence=span,
        date_missing=missing,
    )


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("They met three months ago.", "2030-12-01", "2030-12-31"),
        ("They met a month ago.", "2031-02-01", "2031-02-28"),
        ("They met two weeks earlier.", "2031-02-17", "2031-02-23"),
        ("They met 10 days ago.", "2031-02-24", "2031-02-24"),
        ("They met two years ago.", "2029-01-01", "2029-12-31"),
    ],
)
def test_count_is_known_as_far_as_its_unit_goes(words: str, start: str, end: str) -> None:
    when = aged(claim(words), date(2031, 3, 6), "jdg_a")
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat()) == (start, end)
    assert (when.basis, when.approximate, when.evidence) == (DateBasis.INHERITED, True, "jdg_a")


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("They met long ago.", DateMissing.NO_ANCHOR),
        ("They met two weeks ago and a month ago.", DateMissing.NO_ANCHOR),
        ("They met three months ago.", DateMissing.VAGUE),
        ("They met three months ago.", None),
    ],
)
def test_what_counts_nothing_or_is_dated_otherwise_stays_undated(
    words: str, missing: DateMissing | None
) -> None:
    assert aged(claim(words, missing), date(2031, 3, 6), "jdg_a") is None

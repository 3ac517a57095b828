"""Bylines and credits name who wrote and whose text it is, and nothing else does."""

from __future__ import annotations

import pytest

from onrecord.ingest.credits import read_byline, read_credit_line, read_tail_credit


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Mara Holt", "Mara Holt", None),
        ("BY MARA HOLT AND JON DEE", "MARA HOLT AND JON DEE", None),
        ("By: Mara Holt | The Guardian", "Mara Holt", "The Guardian"),
        ("ByStaff Writers- Harbour Gazette", "Staff Writers", "Harbour Gazette"),
        ("By Mara Holt, Reuters", "Mara Holt", "Reuters"),
    ],
)
def test_bylines(line: str, author: str, outlet: str | None) -> None:
    found = read_byline(line)
    assert found is not None
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the boats had left",
        "By all accounts it failed.",
        "Bystanders fled",
        "Talks by Mara Holt",
        "By the numbers:",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "outlet", "original"),
    [
        ("Harbour Gazette Staff contributed to this report.", "Harbour Gazette", True),
        ("Reuters contributed to this report.", "Reuters", False),
        ("Mara Holt and AFP contributed to this article", "Agence France-Presse", False),
        ("This article was originally published in Harbour Gazette.", "Harbour Gazette", True),
        ("Reporting by Mara Holt; Editing by Jon Dee", None, False),
        ("Source: TASS", "TASS", True),
        ("(AFP)", "Agence France-Presse", True),
        ("With reporting from the Associated Press", "Associated Press", False),
    ],
)
def test_credit_lines(line: str, outlet: str | None, original: bool) -> None:
    found = read_credit_line(line)
    assert found is not None
    assert (found.outlet, found.original) == (outlet, original)


@pytest.mark.parametrize(
    "line", ["The navy contributed to this victory.", "Ada Lind", "Sources said the talks failed.", "Harbour"]
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert read_credit_line(line) is None


def test_tail_credit_in_the_past_tense_needs_a_known_outlet() -> None:
    known = read_tail_credit("The envoy left at noon, Reuters reported.")
    assert known is not None
    assert known.outlet == "Reuters"
    assert read_tail_credit("The envoy left at noon, General Harris reported.") is None


def test_tail_credit_bounds_are_the_words_themselves() -> None:
    line = "The envoy left at noon, the Harbour Gazette reports."
    found = read_tail_credit(line)
    assert found is not None
    assert line[found.start : found.end] == "the Harbour Gazette reports"

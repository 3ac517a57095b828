"""How the dates of a gold timeline are read and counted."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "evaluation" / "timeline.py"


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("timeline_scores", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2031", [("2031-01-01", "2031-12-31")]),
        ("2031-02 (of that year)", [("2031-02-01", "2031-02-28")]),
        ("~2032-02", [("2032-02-01", "2032-02-29")]),
        ("2031-03-04 (Tue)", [("2031-03-04", "2031-03-04")]),
        ("2026/2030", [("2026-01-01", "2030-12-31")]),
        ("2031-04 or 05", [("2031-04-01", "2031-04-30"), ("2031-05-01", "2031-05-31")]),
        (
            "2031-04-01/02",
            [("2031-04-01", "2031-04-02"), ("2031-04-01", "2031-04-01"), ("2031-04-02", "2031-04-02")],
        ),
        ("after 2031-03-04 (undated)", []),
    ],
)
def test_dates_of_the_gold(scorer: ModuleType, text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(start.isoformat(), end.isoformat()) for start, end in scorer.intervals_of(text)]
    assert found == wanted


def test_a_day_is_not_the_month_it_lies_in_and_articles_count(scorer: ModuleType) -> None:
    month = scorer.Dated(scorer.intervals_of("2031-04"), frozenset({0}), "")
    day = scorer.Dated(((date(2031, 4, 3), date(2031, 4, 3)),), frozenset({0}), "")
    elsewhere = scorer.Dated(month.intervals, frozenset({1}), "")
    assert scorer.score([day], [month], articles=False) == (0.0, 0.0, 0.0)
    assert scorer.score([elsewhere], [month], articles=False) == (1.0, 1.0, 1.0)
    assert scorer.score([elsewhere, day], [month], articles=True) == (0.0, 0.0, 0.0)
    assert scorer.score([month, day], [month], articles=True)[:2] == (0.5, 1.0)

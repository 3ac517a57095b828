"""The coder holds its slot F1 on the texts annotated before its answers were seen."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.evaluate.system import System
from onrecord.settings import Settings

SCRIPT = Path(__file__).resolve().parents[3] / "evaluation" / "figures.py"


@pytest.fixture(scope="module")
def scoring() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("figure_scores", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(SCRIPT.parent))


def test_gold_points_at_its_figures(scoring: ModuleType) -> None:
    rows = scoring.rows(scoring.GOLD)
    assert len(rows) >= 300
    assert all(r["text"][f["start"] : f["end"]] == f["text"] for r in rows for f in r["figures"])
    assert sum(not r["figures"] for r in rows) > 50


def test_slots_are_filled_and_numbers_that_are_none_are_left(scoring: ModuleType) -> None:
    counts = scoring.score(scoring.rows(scoring.GOLD, "held"), System(Settings()))
    precision, _, f1 = scoring.f1(counts[slot] for slot in scoring.SLOTS)
    assert precision >= 0.9
    assert f1 >= 0.87
    found, *_ = scoring.f1([counts["found"]])
    assert found >= 0.97

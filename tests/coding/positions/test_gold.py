"""The coder holds its slot F1 on the sentences annotated before its answers were seen."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.evaluate.system import System
from onrecord.settings import Settings

SCRIPT = Path(__file__).resolve().parents[3] / "evaluation" / "positions.py"


@pytest.fixture(scope="module")
def scoring() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("position_scores", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(SCRIPT.parent))


def test_slots_are_filled_and_near_misses_are_left(scoring: ModuleType) -> None:
    rows = scoring.rows(scoring.GOLD, "held")
    assert sum(not row["positions"] for row in rows) > 10
    counts = scoring.score(rows, System(Settings()))
    precision, _, f1 = scoring.f1(counts[slot] for slot in scoring.SLOTS)
    assert precision >= 0.87
    assert f1 >= 0.82

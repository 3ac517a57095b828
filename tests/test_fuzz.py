"""Broken input of every kind, ten thousand cases: errors in plain words, nothing else, in bounded time."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "evaluation" / "fuzz.py"


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    sys.path.insert(0, str(SCRIPT.parent))  # as for a script that is run
    spec = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(SCRIPT.parent))
    return module


CASES = {
    "formats": 800, "times": 2_500, "filters": 6_200, "lists": 15, "tools": 150, "sql": 150, "records": 60,
    "manifests": 150, "releases": 40, "listings": 500, "settings": 500, "actors": 500, "ontology": 500,
    "outlets": 500, "sheets": 40, "events": 300, "coding": 30, "web": 300,
}  # fmt: skip
"""How many of each target; of the formats, `formats` tries all."""


@pytest.mark.parametrize("target", CASES)
def test_nothing_breaks(fuzz: ModuleType, target: str) -> None:
    tried = fuzz.attack(target, CASES[target], seed=7, seconds=30.0)
    assert [(one.why, one.case[:200]) for one in tried.failures.values()] == []


def test_ten_thousand_cases_are_tried() -> None:
    assert sum(CASES.values()) >= 10_000


def test_what_breaks_is_told(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(case: bytes) -> object:
        return 1 / (case == b"abc")

    target = fuzz.TARGETS["times"].__class__(seeds=lambda: [b"abc"], run=run)
    monkeypatch.setitem(fuzz.TARGETS, "made-up", target)
    tried = fuzz.attack("made-up", 50, seed=1, seconds=1.0)
    (failure,) = tried.failures.values()
    assert "ZeroDivisionError" in failure.why
    assert tried.cases == 50
    assert tried.answered < 40


def test_cases_are_broken_the_same_way_every_time(fuzz: ModuleType) -> None:
    made = [[fuzz.broken([b"one good input"], random.Random(3)) for _ in range(3)] for _ in range(2)]
    assert made[0] == made[1]

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


@pytest.mark.parametrize(
    ("target", "cases"),
    [
        ("formats", 1_200),
        ("times", 2_500),
        ("filters", 6_000),
        ("sql", 200),
        ("records", 60),
        ("text", 40),
        ("web", 500),
    ],
)
def test_nothing_breaks(fuzz: ModuleType, target: str, cases: int) -> None:
    failures, _ = fuzz.attack(target, cases, seed=7, seconds=30.0)
    assert [(one.why, one.case[:200]) for one in failures] == []


def test_what_breaks_is_told(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(case: bytes) -> object:
        return 1 / (case == b"abc")

    monkeypatch.setitem(fuzz.TARGETS, "made-up", fuzz.Target(lambda: [b"abc"], run))
    failures, _ = fuzz.attack("made-up", 50, seed=1, seconds=1.0)
    assert len(failures) > 10
    assert all("ZeroDivisionError" in one.why for one in failures)


def test_cases_are_broken_the_same_way_every_time(fuzz: ModuleType) -> None:
    made = [[fuzz.broken([b"one good input"], random.Random(3)) for _ in range(3)] for _ in range(2)]
    assert made[0] == made[1]

"""The marked texts: accuracy at coverage must not fall below its floors."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.actors import load_registry

ROOT = Path(__file__).resolve().parents[2]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coreference_score", ROOT / "evaluation" / "coreference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return _scorer()


@pytest.mark.parametrize("part", ["open", "held"])
def test_accuracy_at_coverage_keeps_its_floor(scorer: ModuleType, part: str) -> None:
    texts = scorer.read_texts(ROOT / "tests" / "read" / "data" / f"coreference_{part}.txt")
    result, _ = scorer.score(texts, load_registry())
    assert result.marks > 450
    assert result.accuracy >= 0.92
    assert result.coverage >= 0.84


def test_marks_nest(scorer: ModuleType) -> None:
    text, marks = scorer.unmark("{{its=FRA} envoy=FRA.GOV} left")
    assert text == "its envoy left"
    assert [(m.words, m.label) for m in marks] == [("its envoy", "FRA.GOV"), ("its", "FRA")]


def test_answering_what_must_stay_open_is_wrong(scorer: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("## a | 2020-01-01\n{Chile=ambiguous} signed. {Peru=PER} did not.\n", encoding="utf-8")
    result, outcomes = scorer.score(scorer.read_texts(path), load_registry())
    assert [o.verdict for o in outcomes] == ["wrong", "right"]
    assert (result.accuracy, result.coverage) == (0.5, 1.0)

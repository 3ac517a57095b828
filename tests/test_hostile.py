"""Inputs made to take all time or memory become what they are, or a rejection; what follows them is read.

`evaluation/hostile.py` puts the same inputs through at full size.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.ingest import iter_inputs
from onrecord.pipeline import process
from onrecord.settings import Settings

SCRIPT = Path(__file__).resolve().parents[1] / "evaluation" / "hostile_cases.py"
SETTINGS = Settings(max_document_bytes=100_000)
SECONDS = 20.0
"""Far more than any takes, so that a busy machine fails nothing; none may take its square."""


def _cases() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_cases", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["hostile_cases"] = module
    spec.loader.exec_module(module)
    return module


HOSTILE = _cases()


@pytest.mark.parametrize("name", HOSTILE.CASES)
def test_a_hostile_input_costs_itself(name: str, tmp_path: Path) -> None:
    case = HOSTILE.CASES[name]
    hostile, good = tmp_path / f"hostile{case.suffix}", tmp_path / "good.txt"
    hostile.write_bytes(case.make(case.small))
    good.write_text(HOSTILE.GOOD, encoding="utf-8")
    begun = time.process_time()
    made = [process(item, SETTINGS) for item in iter_inputs([hostile, good], SETTINGS)]
    assert time.process_time() - begun < SECONDS
    told = {one.rejection.reason if one.rejection else "read" for one in made[:-1]}
    assert told == {case.becomes}
    assert made[-1].document is not None
    for one in made:
        assert "root:" not in str(one)  # no entity brings a file of this machine in


def test_every_kind_that_may_not_be_forgotten_is_there() -> None:
    kinds = {case.suffix for case in HOSTILE.CASES.values()}
    assert {".html", ".txt", ".jsonl", ".csv", ".xml", ".docx", ".rtf", ".gz", ".warc", ".pdf"} <= kinds
    assert len(HOSTILE.CASES) > 80

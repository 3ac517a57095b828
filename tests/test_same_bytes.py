"""The same articles give the same bytes, whatever the hash seed, the time zone, the language of the machine.

`evaluation/same_bytes.py` tries more surroundings, other interpreters and other processors.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"


@pytest.fixture(scope="module")
def same_bytes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("same_bytes", ROOT / "evaluation" / "same_bytes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_surroundings_leave_no_trace_in_what_comes_out(same_bytes: ModuleType, tmp_path: Path) -> None:
    few = tmp_path / "few"
    shutil.copytree(CORPUS / "harbour_ledger", few)
    shutil.copy(CORPUS / "steppe_tribune.xml", few)
    ways = {way.name: way for way in same_bytes.WAYS}
    first = same_bytes.written(ways["hash"], few, tmp_path)
    other = same_bytes.Way(
        "all at once",
        environment={"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
        mask=0o077,
        shuffled=True,
    )
    assert len(first) > 50
    assert same_bytes.differing(first, same_bytes.written(other, few, tmp_path)) == []


def test_a_difference_is_seen(same_bytes: ModuleType) -> None:
    assert same_bytes.differing({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}) == ["b", "c"]

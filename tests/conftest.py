"""Fixtures that every test may use."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.store.duckdb import DuckStore

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and the gold sets; skips where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("needs ../shared (seeds and gold sets), which is not here")
    return SHARED


@pytest.fixture(scope="session")
def affair() -> ModuleType:
    """The made-up affair of ``tests/store/affair.py``."""
    spec = importlib.util.spec_from_file_location("affair", ROOT / "tests" / "store" / "affair.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def record(tmp_path: Path, affair: ModuleType) -> Path:
    """A record file that holds the affair."""
    path = tmp_path / "affair.onrecord"
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims, statements=affair.statements(), terms=affair.terms())
        store.replace_links(linked)
    return path

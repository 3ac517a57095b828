"""What a user installs may be given on under Apache-2.0."""

from __future__ import annotations

import importlib.util
from email.message import Message
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_licences", ROOT / "tools/check_licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_at_run_time_asks_for_more_than_a_notice(licences: ModuleType) -> None:
    packages = licences.installed()
    assert {"spacy", "duckdb", "starlette"} <= packages.keys()
    assert licences.refused(packages) == []


@pytest.mark.parametrize(
    "words", ["GPL-3.0-or-later", "MIT AND GPL-2.0-only", "GNU Lesser General Public License v2 or later", ""]
)
def test_what_binds_the_user_is_refused(licences: ModuleType, words: str) -> None:
    metadata = Message()
    if words:
        metadata["License-Expression"] = words
    package = type("Package", (), {"metadata": metadata})()
    assert licences.refused({"made-up": package}) == [f"made-up: {words or 'tells no licence'}"]

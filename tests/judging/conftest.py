"""The made-up affair as claims, and a clock that only the test moves."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.records import Claim, Document
from onrecord.store.duckdb import DuckStore


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, affair: ModuleType) -> Path:
    path: Path = tmp_path_factory.mktemp("affair") / "affair.onrecord"
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims)
        store.replace_links(linked)
    return path


@pytest.fixture
def record(tmp_path: Path, made_once: Path) -> Path:
    """A record file that holds the affair, the test's own copy."""
    return Path(shutil.copy(made_once, tmp_path / "affair.onrecord"))


@pytest.fixture
def claims(affair: ModuleType) -> list[Claim]:
    found: list[Claim] = affair.affair()[3]
    return found


@pytest.fixture
def documents(affair: ModuleType) -> dict[str, Document]:
    return {document.document_id: document for document in affair.affair()[0]}


def at(minutes: int) -> datetime:
    """So many minutes after noon of a day in the affair."""
    return datetime(2031, 3, 10, 12, tzinfo=UTC) + timedelta(minutes=minutes)


@pytest.fixture(name="at")
def _at() -> object:
    return at

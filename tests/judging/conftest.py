"""The made-up affair as claims, and a clock that only the test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest

from onrecord.records import Claim, Document


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

"""Readings and claims of single sentences, read by the real reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import pytest

from onrecord.actors import load_registry
from onrecord.coding.events import code_events
from onrecord.read import Reader
from onrecord.reading import Reading
from onrecord.records import Claim, DateBasis, DateValue, Document, Granularity
from onrecord.settings import Settings


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Settings(), load_registry())


def read_text(text: str, published: date | None = None) -> Reading:
    day = published and DateValue(
        start=published, end=published, granularity=Granularity.DAY, basis=DateBasis.METADATA
    )
    return _reader().read(
        Document(document_id="doc_test", raw_sha256="", format="text", text=text, published=day)
    )


@pytest.fixture(scope="session")
def events() -> Callable[..., list[Claim]]:
    """Event claims of a text: ``events(text, published=None)``."""
    return lambda text, published=None: code_events(read_text(text, published))


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """The reading of a text."""
    return read_text

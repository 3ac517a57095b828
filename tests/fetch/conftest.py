"""Fixtures: a site on loopback, a clock that does not wait, and one folder to fetch into."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from loopback import Errand, FakeClock, Site


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    yield one
    one.close()


@pytest.fixture
def clock(site: Site) -> FakeClock:
    site.clock = clock = FakeClock()
    return clock


@pytest.fixture
def errand(tmp_path: Path, clock: FakeClock) -> Errand:
    return Errand(tmp_path / "pages", clock)

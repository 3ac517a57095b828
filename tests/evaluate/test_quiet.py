"""Articles that report nothing between political actors raise next to no event claims."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.ingest import from_text
from onrecord.store.sure import LEAST

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def quiet() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quiet", ROOT / "evaluation" / "quiet.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_sixty_articles_of_fifteen_kinds(quiet: ModuleType) -> None:
    told = list(quiet.articles())
    assert len({name for name, _, _ in told}) == len(told) == 60
    assert len(Counter(kind for _, kind, _ in told)) == 15
    lengths = [len(document.text.split()) for _, _, document in told]
    assert min(lengths) >= 80
    assert max(lengths) <= 250


def test_at_most_two_claims_per_hundred_sentences(quiet: ModuleType) -> None:
    counts = quiet.count(quiet.articles(), LEAST)
    assert sum(count.sentences for count in counts) > 550
    assert quiet.per_hundred(counts) <= 2.0


def test_political_news_is_counted_as_such(quiet: ModuleType) -> None:
    loud = from_text("Kenya expelled two Ugandan diplomats. Chad's premier met the king of Jordan in Amman.")
    (count,) = quiet.count([("loud", "politics", loud)])
    assert quiet.per_hundred([count]) == 100.0

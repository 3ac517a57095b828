"""The analyses on the five seed articles: the dates a careful reader lists, and who stands with whom."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.analyse.network import network
from onrecord.analyse.signs import Sign
from onrecord.analyse.timeline import timeline
from onrecord.store.duckdb import DuckStore
from onrecord.store.sure import sure

pytestmark = pytest.mark.needs_shared
SCRIPT = Path(__file__).resolve().parents[2] / "evaluation" / "timeline.py"


@pytest.fixture(scope="module")
def scores() -> ModuleType:
    spec = importlib.util.spec_from_file_location("timeline_of_seeds", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_dates_are_those_a_careful_reader_lists(seeds_record: Path, shared: Path, scores: ModuleType) -> None:
    gold = scores.gold_dates((shared / "seeds_gold.jsonl").read_text(encoding="utf-8").splitlines())
    with DuckStore.open(seeds_record) as store:
        told = scores.told_dates(store)
    assert scores.score(told, gold, articles=True)[2] >= 0.9


def test_day_of_a_saying_is_told_and_a_visit_lies_between_two_articles(seeds_record: Path) -> None:
    with DuckStore.open(seeds_record) as store:
        entries = timeline(sure(store))
    said = {entry.start for entry in entries if entry.kind == "saying"}
    assert {"2023-05-22", "2023-05-31", "2023-07-12"} <= said
    between = [entry for entry in entries if entry.inferred]
    assert {(entry.start, entry.end) for entry in between} == {("2023-05-30", "2023-05-31")}


def test_two_friends_have_one_enemy(seeds_record: Path) -> None:
    with DuckStore.open(seeds_record) as store:
        told = network(sure(store))
    signs = {(edge.a, edge.b): edge.sign for edge in told.edges}
    assert signs == {
        ("ARM", "AZE"): Sign.NEGATIVE,
        ("AZE", "IRN"): Sign.NEGATIVE,
        ("AZE", "ISR"): Sign.POSITIVE,
        ("IRN", "ISR"): Sign.NEGATIVE,
    }
    (triad,) = told.triads
    assert (triad.kind, triad.balanced) == ("two friends with one enemy", True)
    camp = {node.id: node.camp for node in told.nodes}
    assert camp["AZE"] == camp["ISR"] != camp["IRN"] == camp["ARM"]
    assert told.frustrated == ()

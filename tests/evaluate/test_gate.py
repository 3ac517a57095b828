import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec import convert

from onrecord.evaluate import Score, Scores

FOLDER = Path(__file__).resolve().parents[2] / "evaluation"


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("gate", FOLDER / "gate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["gate"]


def scored(value: float, digest: str | None = "abc") -> Scores:
    score = Score(set="timex_x", metric="value_f1", value=value, low=0.0, high=1.0, n=5, seconds=1.0)
    return Scores(scores=(score,), samples={"timex_x": digest} if digest else {})


def floor(gate, least: float = 0.5, metric: str = "value_f1"):
    return {"timex_x": gate.Floor(floors={metric: least}, sample=5, digest="abc")}


def test_a_score_at_its_floor_passes(gate):
    assert gate.failures(floor(gate), {"timex_x": scored(0.5)}) == []


def test_a_score_below_its_floor_fails(gate):
    (line,) = gate.failures(floor(gate), {"timex_x": scored(0.49)})
    assert line == "timex_x value_f1: 0.490 < 0.500"


def test_another_sample_fails_even_with_a_high_score(gate):
    (line,) = gate.failures(floor(gate), {"timex_x": scored(0.9, "xyz")})
    assert "xyz" in line


def test_a_metric_that_is_gone_and_a_set_that_is_gone_fail(gate):
    assert gate.failures(floor(gate, metric="old_f1"), {"timex_x": scored(0.9)})
    assert gate.failures(floor(gate), {}) == ["timex_x: the gold file is not there"]


def test_raising_leaves_some_slack_and_never_lowers(gate):
    assert gate.raised(floor(gate), {"timex_x": scored(0.8)})["timex_x"].floors == {"value_f1": 0.78}
    assert gate.raised(floor(gate), {"timex_x": scored(0.4)})["timex_x"].floors == {"value_f1": 0.5}
    assert gate.raised(floor(gate), {}) == floor(gate)


def test_a_new_sample_starts_anew(gate):
    anew = gate.raised(floor(gate, 0.9), {"timex_x": scored(0.4, "xyz")})["timex_x"]
    assert (anew.digest, anew.floors) == ("xyz", {"value_f1": 0.38})


def test_the_written_floors_read_back(gate):
    floors = {**floor(gate), "whole": gate.Floor(floors={"accuracy": 0.25})}
    text = gate.to_toml(floors)
    assert convert(tomllib.loads(text), dict[str, gate.Floor]) == floors


def test_every_floor_stands_for_a_measured_sample(gate):
    for name, floor in gate.read_floors().items():
        assert floor.floors, name
        assert (floor.digest is None) is (floor.sample is None), name
        assert all(0 <= least <= 1 for least in floor.floors.values()), name


@pytest.mark.needs_shared
def test_the_product_reaches_its_floors(gate, shared):
    floors = gate.read_floors()
    assert gate.failures(floors, gate.measure(floors, shared)) == []

"""Calibration is computed from its definition, and the model is learnt as it says."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from msgspec.structs import replace

from onrecord.records import Claim, Kind, Span

ROOT = Path(__file__).resolve().parents[2]
WORD = Span(start=0, end=1, text="x")
CLAIM = Claim(claim_id="c", document_id="d", kind=Kind.EVENT, trigger=WORD, sentence=WORD)


def loaded(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def calibration() -> ModuleType:
    return loaded("evaluation/calibration.py")


@pytest.fixture(scope="module")
def training() -> ModuleType:
    return loaded("tools/train_confidence.py")


def test_error_is_the_weighed_gap_of_each_bin(calibration: ModuleType) -> None:
    p = np.array([0.95, 0.95, 0.55, 0.55])
    y = np.array([1.0, 1.0, 1.0, 0.0])
    assert calibration.calibration_error(p, y) == pytest.approx((2 * 0.05 + 2 * 0.05) / 4)
    assert calibration.calibration_error(np.ones(3), np.ones(3)) == 0.0
    assert calibration.calibration_error(np.ones(2), np.zeros(2)) == 1.0


def test_chance_shrinks_with_the_number_of_claims(calibration: ModuleType) -> None:
    few, many = calibration.chance(np.full(50, 0.8)), calibration.chance(np.full(5000, 0.8))
    assert few > 0.03 > 0.01 > many > 0


def test_area_counts_pairs_in_the_right_order(calibration: ModuleType) -> None:
    assert calibration.area(np.array([0.9, 0.8, 0.1]), np.array([1.0, 0.0, 0.0])) == 1.0
    assert calibration.area(np.array([0.9, 0.8, 0.8]), np.array([0.0, 1.0, 0.0])) == 0.25


def test_plot_is_a_drawing_with_a_point_a_bin(calibration: ModuleType) -> None:
    rated = [replace(CLAIM, confidence=0.5 + n / 100) for n in range(48)]
    judged = [calibration.Judged(claim, n % 3 > 0) for n, claim in enumerate(rated)]
    drawn = ET.fromstring(calibration.plot(judged, "a & b".replace("&", "and")))
    circles = [e for e in drawn.iter() if e.tag.endswith("circle")]
    assert len(circles) == calibration.POINTS
    for rate, share, low, high in calibration.points(judged):
        assert 0.5 <= rate <= 1
        assert 0 <= low <= share <= high <= 1


def test_the_plot_in_the_docs_is_one_of_these() -> None:
    drawn = ET.parse(ROOT / "docs" / "images" / "calibration.svg").getroot()
    assert len([e for e in drawn.iter() if e.tag.endswith("circle")]) == 8


def test_enough_claims_were_read_and_each_once(training: ModuleType) -> None:
    lines = training.VERDICTS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows) >= 600
    assert set(Counter(row[2] for row in rows)) == {"right", "doubtful", "wrong"}
    assert all(row[4] for row in rows if row[2] != "right"), "a reason for every doubt"


def test_verdicts_on_gold_are_ids_and_never_learnt_from(
    calibration: ModuleType, training: ModuleType
) -> None:
    gold = calibration.read_verdicts()
    assert len(gold) > 150
    general = {claim for claim, _, _, _ in calibration.general_verdicts()}
    assert len(general) > 550
    assert not (set(gold) | general) & set(training.verdicts())


def test_a_feature_that_tells_right_from_wrong_gets_its_weight(training: ModuleType) -> None:
    draw = np.random.default_rng(1)
    x = draw.integers(0, 2, (4000, 2)).astype(float)
    y = (draw.random(4000) < 1 / (1 + np.exp(-(1.0 - 2.0 * x[:, 0])))) * 1.0
    weights = training.fit(x, y, 0.1)
    assert weights == pytest.approx([-2.0, 0.0, 1.0], abs=0.2)
    strict = training.fit(x, y, 1e6)
    assert abs(strict[0]) < 0.01
    assert training.predict(strict, x).mean() == pytest.approx(y.mean(), abs=0.01)


def test_folds_never_part_a_text(training: ModuleType) -> None:
    x, y = np.zeros((40, 1)), np.array([1.0, 0.0] * 20)
    y[:4] = 1.0
    groups = [f"text-{n // 4}" for n in range(40)]
    p = training.out_of_fold(x, y, groups, 1.0)
    assert len({round(float(v), 6) for v in p[:4]}) == 1
    assert p[0] == pytest.approx(y[4:].mean(), abs=1e-6)

"""Krippendorff's alpha, against his own worked example and against another implementation."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.judging.alpha import Metric, Value, alpha

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units
OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 - - -",
    "1 2 3 3 2 2 4 1 2 5 - 3",
    "- 3 3 3 2 3 4 2 2 5 1 -",
    "1 2 3 3 2 4 4 1 2 5 1 -",
]
UNITS = [
    tuple(None if v == "-" else float(v) for v in unit)
    for unit in zip(*(row.split() for row in OBSERVERS), strict=True)
]


def test_the_published_example_comes_out_as_published() -> None:
    nominal = [tuple(None if v is None else str(v) for v in unit) for unit in UNITS]
    assert alpha(nominal, Metric.NOMINAL).value == pytest.approx(0.743, abs=5e-4)
    assert alpha(UNITS, Metric.INTERVAL).value == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize("metric", list(Metric))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_another_implementation_says_the_same(metric: Metric, data: st.DataObject) -> None:
    value = st.one_of(st.none(), st.integers(0, 4).map(float))
    units = data.draw(st.lists(st.tuples(value, value, value), min_size=2, max_size=12))
    found = alpha(units, metric).value
    paired = [[v for v in unit if v is not None] for unit in units]
    paired = [given for given in paired if len(given) > 1]
    if found is None:
        assert len({v for given in paired for v in given}) < 2
        return
    table = np.array([[np.nan if v is None else v for v in unit] for unit in units]).T
    theirs = krippendorff.alpha(table, level_of_measurement=str(metric))
    assert found == pytest.approx(theirs, abs=1e-9)


def test_values_that_never_differ_tell_nothing() -> None:
    assert alpha([("a", "a"), ("a", "a")], Metric.NOMINAL).value is None
    assert alpha([("a", None), ("b", None)], Metric.NOMINAL).value is None
    assert alpha([], Metric.NOMINAL).value is None


def test_an_interval_holds_its_value_and_stays_the_same() -> None:
    units: list[tuple[Value, Value]] = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b"), ("a", "a")] * 4
    one = alpha(units, Metric.NOMINAL)
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.value < one.high
    assert one == alpha(units, Metric.NOMINAL)


def test_more_units_give_a_narrower_interval() -> None:
    few = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b"), ("a", "a")] * 2
    one, many = alpha(few, Metric.NOMINAL), alpha(few * 20, Metric.NOMINAL)
    assert (many.high or 0) - (many.low or 0) < ((one.high or 0) - (one.low or 0)) / 2

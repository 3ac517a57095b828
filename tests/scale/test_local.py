"""Engines run differently and give the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.scale import ProcessEngine, SerialEngine, choose_engine


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(2)], ids=["serial", "processes"])
def test_results_come_in_the_order_of_the_inputs(engine: SerialEngine | ProcessEngine) -> None:
    assert list(engine.map(abs, range(-20, 0))) == list(range(20, 0, -1))


def test_inputs_are_taken_as_results_are() -> None:
    taken = []

    def inputs() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = ProcessEngine(1).map(abs, inputs())
    assert next(results) == 0
    assert len(taken) < 20
    del results


def test_one_job_needs_no_pool() -> None:
    assert isinstance(choose_engine(1), SerialEngine)
    assert isinstance(choose_engine(3), ProcessEngine)

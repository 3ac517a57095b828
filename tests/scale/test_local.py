"""Engines run differently and give the same.

What other processes are to do is told in functions of the standard library: a function of this file
would have to be found there by the name of this file, which depends on how the tests were started.
"""

from __future__ import annotations

import operator
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

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


def test_a_worker_uses_one_thread_and_the_user_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]
    assert list(ProcessEngine(1).map(os.getenv, names)) == ["1", "3"]
    assert os.getenv("OMP_NUM_THREADS") is None


FATAL = partial(os._exit, 1)
"""Takes its process down, as a crash in a C library does."""


def test_an_input_that_kills_its_process_is_lost_alone() -> None:
    calls: list[Callable[[], int]] = [FATAL if n in (3, 4, 17) else partial(abs, -n) for n in range(20)]
    found = list(ProcessEngine(2).map(operator.call, calls, lost=lambda call: -1))
    assert found == [-1 if n in (3, 4, 17) else n for n in range(20)]


def test_without_a_word_for_what_is_lost_the_work_ends() -> None:
    calls: list[Callable[[], int]] = [partial(abs, -1), FATAL, partial(abs, -2)]
    with pytest.raises(BrokenProcessPool):
        list(ProcessEngine(2).map(operator.call, calls))


def test_a_worker_is_given_its_function_once_and_not_with_every_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit, handed = ProcessPoolExecutor.submit, []

    def watched(pool: ProcessPoolExecutor, function: Callable[..., int], *items: int) -> Future[int]:
        handed.append(len(pickle.dumps((function, items))))
        return submit(pool, function, *items)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", watched)
    large = bytes(100_000)
    assert list(ProcessEngine(1).map(large.find, [0, 1])) == [0, -1]
    assert len(handed) == 2
    assert max(handed) < 1_000


KILLED = """
import os, signal
from onrecord.scale import ProcessEngine
if __name__ == "__main__":
    for _ in ProcessEngine(1).map(abs, range(10)):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    # what is printed is read until nobody is left who could print, and workers could
    ran = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, timeout=60, check=False)
    assert ran.returncode == -signal.SIGKILL

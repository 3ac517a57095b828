"""A document that takes too long is stopped, whatever hides its errors, and nothing is left ticking."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from onrecord.scale.budget import OutOfTime, at_most


def spin() -> None:
    while True:
        try:
            time.sleep(0.001)
        except Exception:  # a library that hides whatever goes wrong in it
            continue


def test_the_clock_stops_even_what_hides_its_errors() -> None:
    begun = time.monotonic()
    with pytest.raises(OutOfTime), at_most(0.1):
        spin()
    assert time.monotonic() - begun < 5


def test_what_is_in_time_is_left_alone_and_the_clock_with_it() -> None:
    with at_most(30):
        found = sum(range(10))
    assert found == 45
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_thread_that_has_no_clock_runs_without_a_limit() -> None:
    found: list[int] = []

    def work() -> None:
        with at_most(0.001):
            time.sleep(0.05)
            found.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [1]

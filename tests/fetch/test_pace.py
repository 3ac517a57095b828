from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import FakeClock

from onrecord.fetch.options import FetchOptions
from onrecord.fetch.pace import Pace, seconds_of

NOW = datetime(2031, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Sat, 01 Mar 2031 00:10:00 GMT", 600),
        ("Fri, 28 Feb 2031 00:00:00 GMT", 0),
        ("-5", 0),
        ("soon", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(header: str | None, seconds: float) -> None:
    assert seconds_of(header, NOW) == seconds


@given(
    st.text(max_size=40)
    | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,4} Mar [0-9]{1,6} [0-9:]{1,9} [+-][0-9]{1,8}")
)
def test_any_retry_after_is_a_wait_of_some_length(header: str) -> None:
    assert seconds_of(header, NOW) >= 0


def test_hosts_rest_apart_and_a_wait_never_shortens() -> None:
    clock = FakeClock()
    pace = Pace(FetchOptions(delay=2), clock)
    pace.asked("a")
    pace.hold("a", 10)
    pace.asked("a")
    pace.wait("b")
    assert clock.waits == []
    pace.wait("a")
    assert clock.waits == [10]


def test_a_longer_wait_than_allowed_is_never_cut_but_ends_the_host() -> None:
    pace = Pace(FetchOptions(max_wait=60), FakeClock())
    assert not pace.back_off("a", 1, "61")
    assert pace.closed == {"a": "a asks to wait 61 s"}
    assert pace.back_off("b", 1, "60")


def test_one_success_forgives_failures() -> None:
    pace = Pace(FetchOptions(), FakeClock())
    for failed in (True, True, False, True, True):
        pace.ended("a", failed)
    assert not pace.closed
    pace.ended("a", True)
    assert "a" in pace.closed

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetch.unpack import Unpacker


def unpacked(data: bytes, encoding: str, limit: int, step: int = 1_000) -> Unpacker:
    one = Unpacker(encoding, limit)
    for start in range(0, len(data), step):
        one.add(data[start : start + step])
        if one.full:
            break
    return one


@pytest.mark.parametrize("packed", [gzip.compress(b"ab" * 900), zlib.compress(b"ab" * 900)])
@pytest.mark.parametrize("step", [1, 7, 5_000])
def test_packed_body_is_kept_both_ways(packed: bytes, step: int) -> None:
    one = unpacked(packed, "gzip", 1_800, step)
    assert (bytes(one.sent), bytes(one.content), one.full) == (packed, b"ab" * 900, False)


def test_two_packed_stretches_are_one_body() -> None:
    data = gzip.compress(b"first ") + gzip.compress(b"second")
    assert bytes(unpacked(data, "gzip", 100, 3).content) == b"first second"


def test_body_that_is_not_packed_as_declared_is_kept_as_it_came() -> None:
    assert bytes(unpacked(b"<p>plain</p>", "gzip", 100).content) == b"<p>plain</p>"


def test_bomb_stops_at_the_limit_and_is_told_apart_from_a_long_page() -> None:
    bomb = unpacked(gzip.compress(b"\0" * 50_000_000), "gzip", 1_000_000, 65_536)
    assert (len(bomb.content), bomb.full, bomb.explodes) == (1_000_000, True, True)
    page = unpacked(gzip.compress(bytes(str(list(range(90_000))), "ascii")), "gzip", 100_000)
    assert (len(page.content), page.full, page.explodes) == (100_000, True, False)
    assert zlib.decompressobj(31).decompress(bytes(page.sent)).startswith(bytes(page.content)[:99_000])


def test_nested_bomb_of_many_small_stretches_is_bounded() -> None:
    one = unpacked(gzip.compress(b"\0" * 10_000) * 5_000, "gzip", 100_000, 65_536)
    assert len(one.content) <= 100_000
    assert one.full


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "", "identity"]), st.integers(1, 300))
def test_neither_side_ever_passes_the_limit(data: bytes, encoding: str, limit: int) -> None:
    for body in (data, gzip.compress(data) + data):
        one = unpacked(body, encoding, limit, 50)
        assert len(one.sent) <= limit
        assert len(one.content) <= limit
        assert one.full or encoding in ("gzip", "deflate") or bytes(one.content) == body

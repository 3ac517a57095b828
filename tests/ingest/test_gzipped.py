"""Gzip in pieces: every member, whatever lies between and however large."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.gzipped import BREAK, gunzip, inflate, is_gzip, peek


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def unpacked(data: bytes, size: int = 1000, lost: bytes = b"") -> bytes:
    return b"".join(gunzip(pieces(data, size), lost))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 50))
def test_members_come_out_in_order_however_they_are_cut(parts: list[bytes], size: int) -> None:
    data = b"".join(gzip.compress(part) for part in parts)
    assert unpacked(data, size, b"LOST") == b"".join(parts)


def test_padding_is_no_damage() -> None:
    assert unpacked(gzip.compress(b"one") + bytes(500), lost=b"LOST") == b"one"


def test_damaged_member_is_one_loss() -> None:
    bad = bytearray(gzip.compress(bytes(range(256)) * 20))
    bad[10:40] = b"\xff" * 30
    data = gzip.compress(b"one") + bytes(bad) + gzip.compress(b"two")
    assert unpacked(data, lost=b"LOST").count(b"LOST") == 1
    assert unpacked(data).endswith(b"two")


def test_member_that_breaks_inside_keeps_what_came_before() -> None:
    text = b"".join(str(i).encode() for i in range(100_000))
    bad = bytearray(gzip.compress(text))
    bad[len(bad) // 2 : len(bad) // 2 + 50] = b"\xff" * 50
    found = unpacked(bytes(bad) + gzip.compress(b"two"), lost=b"LOST")
    assert found.startswith(text[:1000])
    assert found.endswith(b"two")
    assert BREAK in found


def test_bytes_between_members_are_a_loss() -> None:
    assert unpacked(gzip.compress(b"one") + b"junk" + gzip.compress(b"two"), lost=b"?") == b"one?two"


def test_blocks_stay_small_however_much_they_unpack_to() -> None:
    assert max(map(len, gunzip(iter([gzip.compress(bytes(30_000_000))])))) <= 1 << 20


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda d: zlib.compress(d)[2:-4]])
def test_inflate_takes_every_wrapping_and_stops_at_the_limit(pack: object) -> None:
    assert callable(pack)
    assert inflate(pack(b"text " * 100), 1000) == b"text " * 100
    assert len(inflate(pack(bytes(9_000_000)), 1000) or b"") == 1001


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_crash(data: bytes) -> None:
    assert len(inflate(data, 50) or b"") <= 51
    assert len(peek(data, 10)) <= 10
    unpacked(b"\x1f\x8b\x08\x00" + data)
    assert is_gzip(b"\x1f\x8b\x08\x00" + data)

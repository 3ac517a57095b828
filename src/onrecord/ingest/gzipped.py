"""Gzip as it lies in archives: many members, some damaged, of any size, in constant memory."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

BREAK = b"\r\n\r\n"
"""Put where a member broke off, so that what follows begins on a line of its own."""
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_OVERLAP = 3
"""Bytes of a member's mark that can lie in the chunk before."""
_STEP = 1 << 16
_FIRST_STEP = 1 << 9
_OUT = 1 << 20
"""Most bytes one step is blown up to at a time."""


def is_gzip(head: bytes) -> bool:
    """True when ``head`` begins a gzip member."""
    return _MEMBER.match(head) is not None


def peek(head: bytes, size: int) -> bytes:
    """Return the first ``size`` decompressed bytes, fewer where it breaks off; empty when it is no gzip."""
    try:
        return zlib.decompressobj(31).decompress(head, size)
    except zlib.error:
        return b""


def gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the decompressed bytes of all members, at most 1 MiB at a time.

    A damaged member ends where it breaks, with :data:`BREAK`; the next one is looked for behind it.
    """
    return _Members(chunks).read()


class _Members:
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""
        self._at = 0

    def read(self) -> Iterator[bytes]:
        while self._find():
            yield from self._member()

    def _find(self) -> bool:
        """Go to the next member; False when there is none."""
        while (match := _MEMBER.search(self._held, self._at)) is None:
            tail = self._held[max(self._at, len(self._held) - _OVERLAP) :]
            more = next(self._chunks, None)
            if more is None:
                return False
            self._held, self._at = tail + more, 0
        self._at = match.start()
        return True

    def _member(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(31)
        size, first = _FIRST_STEP, True
        while not inflater.eof:
            if self._at == len(self._held):
                self._held, self._at, first = next(self._chunks, b""), 0, False
                if not self._held:
                    return
            step = memoryview(self._held)[self._at : self._at + size]
            try:
                yield from _inflate(inflater, step)
            except zlib.error:
                self._at += _OVERLAP if first else 0
                yield BREAK
                return
            self._at += len(step) - len(inflater.unused_data)
            size, first = _STEP, False


def _inflate(inflater: zlib._Decompress, step: memoryview) -> Iterator[bytes]:
    data: bytes | memoryview = step
    while data and not inflater.eof:
        out = inflater.decompress(data, _OUT)
        if out:
            yield out
        data = inflater.unconsumed_tail


def inflate(data: bytes, limit: int) -> bytes | None:
    """Return gzip, zlib or bare deflate ``data`` unpacked, at most ``limit + 1`` bytes; None when it is none.

    What can be read of damaged data is returned.
    """
    for bits in (47, -15):
        inflater, out = zlib.decompressobj(bits), bytearray()
        try:
            for at in range(0, len(data), _STEP):
                for part in _inflate(inflater, memoryview(data)[at : at + _STEP]):
                    out += part[: limit + 1 - len(out)]
                    if len(out) > limit:
                        return bytes(out)
        except zlib.error:
            pass
        if out:
            return bytes(out)
    return None

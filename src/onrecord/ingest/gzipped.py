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


def gunzip(chunks: Iterator[bytes], lost: bytes = b"") -> Iterator[bytes]:
    """Yield the decompressed bytes of all members, at most 1 MiB at a time.

    A damaged member ends where it breaks, with :data:`BREAK`; the next one is looked for behind it.
    ``lost`` is put where nothing at all of one or more members could be read.
    """
    return _Members(chunks, lost).read()


class _Members:
    def __init__(self, chunks: Iterator[bytes], lost: bytes) -> None:
        self._chunks = chunks
        self._lost = lost
        self._held = b""
        self._at = 0
        self._told = False
        """True when the damage behind the last whole member shows in what was yielded."""

    def read(self) -> Iterator[bytes]:
        while True:
            found, passed = self._find()
            if passed and not self._told:
                self._told = True
                yield self._lost
            if not found:
                return
            yield from self._member()

    def _find(self) -> tuple[bool, bool]:
        """Go to the next member; return whether there is one, and whether anything else lies before it."""
        passed = False
        while (match := _MEMBER.search(self._held, self._at)) is None:
            tail = max(self._at, len(self._held) - _OVERLAP)
            passed = passed or bool(self._held[self._at : tail].strip(b"\0"))
            more = next(self._chunks, None)
            if more is None:
                return False, passed or bool(self._held[tail:].strip(b"\0"))
            self._held, self._at = self._held[tail:] + more, 0
        passed = passed or bool(self._held[self._at : match.start()].strip(b"\0"))
        self._at = match.start()
        return True, passed

    def _member(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(31)
        size, first, empty = _FIRST_STEP, True, True
        while not inflater.eof:
            if self._at == len(self._held):
                self._held, self._at, first = next(self._chunks, b""), 0, False
                if not self._held:
                    return
            step = memoryview(self._held)[self._at : self._at + size]
            try:
                for part in _inflate(inflater, step):
                    empty = False
                    yield part
            except zlib.error:
                self._at += _OVERLAP if first else 0
                yield self._lost if empty and not self._told else BREAK
                self._told = True
                return
            self._at += len(step) - len(inflater.unused_data)
            size, first = _STEP, False
        self._told = False


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

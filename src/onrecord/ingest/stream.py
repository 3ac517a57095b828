"""An input read from front to back, whose first bytes can be looked at before it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 65_536
CHUNK_BYTES = 1 << 20


class Stream:
    """A binary handle with its first bytes kept in ``head``; works for pipes too."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self.head = handle.read(HEAD_BYTES)
        self._pending = self.head

    def read(self, size: int) -> bytes:
        """Return the next ``size`` bytes, fewer only at the end."""
        out, self._pending = self._pending[:size], self._pending[size:]
        while len(out) < size:
            more = self._handle.read(size - len(out))
            if not more:
                break
            out += more
        return out

    def chunks(self) -> Iterator[bytes]:
        """Yield the rest of the input in large pieces."""
        while chunk := self.read(CHUNK_BYTES):
            yield chunk

    def lines(self, limit: int) -> Iterator[bytes]:
        r"""Yield the rest line by line with its ``\n``; a longer line than ``limit`` is cut to limit + 1.

        The cut line's remainder is read over, never held.
        """
        held, over = bytearray(), False
        for chunk in self.chunks():
            for part in chunk.splitlines(keepends=True) if b"\r" not in chunk else _newline_parts(chunk):
                if not over:
                    held += part[: limit + 1 - len(held)]
                    over = len(held) > limit
                if part.endswith(b"\n"):
                    yield bytes(held)
                    held, over = bytearray(), False
        if held:
            yield bytes(held)


def stream_of(chunks: Iterator[bytes]) -> Stream:
    """Return a stream of bytes that come in pieces, none of them empty."""
    return Stream(io.BufferedReader(_Chunks(chunks)))


class _Chunks(io.RawIOBase):
    """A handle on bytes that come in pieces of any size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._parts = chunks
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill ``buffer`` with what is at hand and return how many bytes that is; 0 at the end."""
        if not self._held:
            self._held = memoryview(next(self._parts, b""))
        target = memoryview(buffer)
        size = min(len(target), len(self._held))
        target[:size], self._held = self._held[:size], self._held[size:]
        return size


def _newline_parts(chunk: bytes) -> list[bytes]:
    parts = chunk.split(b"\n")
    whole = [part + b"\n" for part in parts[:-1]]
    return [*whole, parts[-1]] if parts[-1] else whole

"""Unpacks a body while it arrives, never to more than a limit."""

from __future__ import annotations

import zlib

PACKED = frozenset({"gzip", "x-gzip", "deflate"})
PLAIN = frozenset({"", "identity"})


class Unpacker:
    """Takes a body in pieces; keeps it as sent and unpacked, both cut at ``limit`` bytes."""

    def __init__(self, encoding: str, limit: int) -> None:
        self.sent = bytearray()
        self.content = bytearray()
        self.full = False
        """Whether the limit was reached; what comes after is not looked at."""
        self._limit = limit
        # 32: tells gzip and zlib apart by their first bytes
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding in PACKED else None

    @property
    def explodes(self) -> bool:
        """Whether the limit was reached from less than a hundredth of it."""
        return self.full and len(self.content) > 100 * max(len(self.sent), 1)

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        while piece and not self.full:
            piece = self._add(piece)

    def _add(self, piece: bytes) -> bytes:
        """Take what one stretch of packed data, or all of plain data, covers; return the rest."""
        if self._inflate is None:
            self._keep(piece, piece)
            return b""
        try:
            content = self._inflate.decompress(piece, self._limit - len(self.content) + 1)
        except zlib.error:
            # declared as packed but is not, or broken: kept as it came
            self._inflate = None
            return piece
        rest = self._inflate.unconsumed_tail or self._inflate.unused_data
        self._keep(piece[: len(piece) - len(rest)], content)
        if self._inflate.eof:
            # packed data may be several stretches one after the other
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
        return rest

    def _keep(self, sent: bytes, content: bytes) -> None:
        room = self._limit - len(self.content)
        self.full = len(content) > room or len(self.sent) + len(sent) > self._limit
        self.sent += sent[: self._limit - len(self.sent)]
        self.content += content[:room]

"""The records of a WARC as raw bytes, one after the other, whatever is wrong with the file.

Nothing is held but one record. A gzip member that does not decompress, or a length
that is not true, costs the record it stands in: reading goes on at the next line
that begins one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_BEGINS = re.compile(rb"WARC/[01]\.\d{1,3}\r?\n")
LOST = b"\r\n\r\nWARC/1.0\r\nlost\r\n\r\n"
"""Stands for a record of which nothing is left: a beginning, and no header that can be read."""
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_TYPE = re.compile(rb"^WARC-Type:[ \t]*([\w-]{1,40})[ \t]*\r?$", re.I | re.M)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_MAX_HEADER = 1 << 16
_MARK = 16
"""Bytes of a beginning that can lie in what was read before."""
_NEWLINE = 0x0A
_BLANK = 1024
"""Most white space between two records."""


class Found(Struct, frozen=True):
    """One record: its type and bytes, or what is wrong with it."""

    kind: str = ""
    data: bytes = b""
    size: int = 0
    """Bytes that it says it has, header and block."""
    broken: str | None = None


def records(chunks: Iterator[bytes], limit: int, wanted: frozenset[str]) -> Iterator[Found]:
    """Yield every record of the ``wanted`` types, without its bytes where they are more than ``limit``.

    Other records are yielded without their bytes, broken ones with what is wrong.
    """
    source = _Source(chunks)
    while source.to_beginning():
        header = source.header()
        kind, length = (_TYPE.search(header), _LENGTH.search(header)) if header else (None, None)
        if header is None or kind is None or length is None:
            yield Found(broken="a record whose header cannot be read")
            continue
        name, size = kind[1].decode("ascii").lower(), int(length[1])
        whole = len(header) + size
        if name in wanted and whole <= limit:
            block = source.block(size)
            yield (
                Found(name, header + block, whole) if block is not None else Found(name, b"", whole, _BROKEN)
            )
        else:
            ended = source.skip(size)
            yield Found(name, b"", whole, None if ended or name not in wanted else _BROKEN)


_BROKEN = "a record that is cut short, damaged, or not as long as its header says"


class _Source:
    """Bytes pulled in as they are asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()

    def _fill(self, size: int) -> bool:
        while len(self._held) < size:
            more = next(self._chunks, None)
            if more is None:
                return False
            self._held += more
        return True

    def to_beginning(self) -> bool:
        """Go to the next place where a record begins; False at the end."""
        self._skip_blank()
        while (begins := self._find(0, len(self._held))) < 0:
            del self._held[: max(0, len(self._held) - _MARK)]
            if not self._fill(len(self._held) + 1):
                return False
        del self._held[:begins]
        return True

    def _find(self, start: int, end: int) -> int:
        """Return where, from ``start`` on and before ``end``, a line begins a record; else -1."""
        while (match := _BEGINS.search(self._held, start, end)) is not None:
            start = match.start()
            if _at_line(self._held, start):
                return start
            start = match.end()
        return -1

    def _skip_blank(self) -> None:
        while self._fill(1) and self._held[:1].isspace():
            del self._held[: len(self._held) - len(self._held.lstrip())]

    def header(self) -> bytes | None:
        """Return the record's header with the blank line behind it; None, and pass over it, without one."""
        end = _HEADER_END.search(self._held)
        while end is None and len(self._held) < _MAX_HEADER and self._fill(len(self._held) + 1):
            end = _HEADER_END.search(self._held)
        if end is None or end.end() > _MAX_HEADER:
            del self._held[: max(1, min(len(self._held), _MAX_HEADER) - _MARK)]
            return None
        header = self._take(end.end())
        begins = [match.start() for match in _BEGINS.finditer(header) if _at_line(header, match.start())]
        return header[begins[-1] :]  # one that breaks off in its header is followed by the next one's

    def _take(self, size: int) -> bytes:
        out = bytes(self._held[:size])
        del self._held[:size]
        return out

    def block(self, size: int) -> bytes | None:
        """Return the next ``size`` bytes when a record ends behind them; else None, and nothing is taken."""
        return self._take(size) if self._fill(size) and self._ends_at(size) else None

    def _ends_at(self, size: int) -> bool:
        """True when nothing but blank lines lies between ``size`` and the next record or the end."""
        self._fill(size + _BLANK)
        rest = self._held[size : size + _BLANK].lstrip()
        return not rest or _BEGINS.match(rest) is not None

    def skip(self, size: int) -> bool:
        """Go over ``size`` bytes; False when another record begins or the file ends among them."""
        while size > 0:
            if not self._fill(min(size, 2 * _MARK)):
                self._held.clear()
                return False
            begins = self._find(1, size)
            if begins >= 0:
                del self._held[:begins]
                return False
            step = size if size <= len(self._held) else len(self._held) - _MARK
            del self._held[:step]
            size -= step
        return True


def _at_line(data: bytes | bytearray, at: int) -> bool:
    return at == 0 or data[at - 1] == _NEWLINE

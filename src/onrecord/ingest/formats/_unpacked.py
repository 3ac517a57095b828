"""Files of a word processor: read whole within a bound, and cut into articles when they are an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.ingest.formats._export import cut, is_export
from onrecord.ingest.formats.factiva import KIND as FACTIVA
from onrecord.ingest.formats.nexis import KIND as NEXIS
from onrecord.ingest.page import RawInput
from onrecord.ingest.reasons import Reason
from onrecord.ingest.stream import Stream

TIMES = 10
"""How many times larger than one document an export may be, and a part of it unpacked."""
_HEAD_LINES = 2000


def whole(stream: Stream, path: str, name: str, limit: int) -> bytes | RawInput:
    """Return all of a file, or the problem that it is too large even for an export."""
    data = stream.read(TIMES * limit + 1)
    if len(data) <= TIMES * limit:
        return data
    detail = f"more than {TIMES} times max_document_bytes = {limit} bytes"
    return RawInput(path=path, format=name, problem=Reason.TOO_LARGE, detail=detail)


def articles(lines: Sequence[str], data: bytes, path: str, name: str, limit: int) -> Iterator[RawInput]:
    """Yield the articles when ``lines`` are an export, else the file as one document."""
    head = "\n".join(lines[:_HEAD_LINES])
    kind = next((kind for kind in (NEXIS, FACTIVA) if is_export(kind, head)), None)
    if kind is not None:
        yield from cut(kind, (f"{line}\n".encode("utf-8", "replace") for line in lines), path, limit)
    elif len(data) > limit:
        detail = f"{len(data)} bytes, more than max_document_bytes = {limit}"
        yield RawInput(path=path, format=name, problem=Reason.TOO_LARGE, detail=detail)
    else:
        yield RawInput(path=path, format=name, data=data)

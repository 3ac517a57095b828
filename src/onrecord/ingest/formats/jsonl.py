"""JSON lines: one document a line; a line that cannot be read is one rejection, the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.ingest.decode import json_object
from onrecord.ingest.fields import page_of
from onrecord.ingest.formats.ninjs import is_ninjs
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.settings import Settings

_OBJECT = re.compile(rb'\s*\{\s*"[^"\n]*"\s*:')


def _sniff(head: bytes) -> bool:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _OBJECT.match(first) is not None and b"\0" not in head[:1024] and not is_ninjs(first)


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    for number, line in enumerate(stream.lines(limit)):
        data = line.strip().removeprefix(b"\xef\xbb\xbf") if number == 0 else line.strip()
        if len(line) > limit:
            yield RawInput(
                path=path,
                record=number,
                format="jsonl",
                problem=Reason.TOO_LARGE,
                detail=f"a line of more than max_document_bytes = {limit} bytes",
            )
        elif data:
            yield RawInput(path=path, record=number, format="jsonl", data=data)


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    fields = json_object(item.data, "an object with fields")
    if isinstance(fields, Refusal):
        return fields
    return page_of(fields, settings)


FORMAT = Format(name="jsonl", suffixes=(".jsonl", ".ndjson", ".json"), sniff=_sniff, read=_read, split=_split)

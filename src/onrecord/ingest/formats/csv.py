"""CSV and TSV: a header row that names the fields, then one document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onrecord.cells import cells_up_to
from onrecord.ingest.decode import decode
from onrecord.ingest.fields import DELIMITERS, has_text_field, mapped_text_fields, page_of
from onrecord.ingest.page import Format, Page, RawInput
from onrecord.ingest.reasons import Reason, Refusal
from onrecord.ingest.stream import Stream
from onrecord.settings import Settings


def _header(line: bytes, mapped: frozenset[str] = frozenset()) -> tuple[list[str], str] | None:
    """Return the field names of a header row and what parts them, None when it is no header of articles."""
    decoded = decode(line)
    if isinstance(decoded, Refusal) or len(decoded.text) > 10_000:
        return None
    for delimiter in DELIMITERS:
        names = next(iter(_rows(decoded.text, delimiter)), [])
        if len(names) > 1 and has_text_field(names, mapped) and all(len(n) <= 60 for n in names):
            return names, delimiter
    return None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        with cells_up_to(max(1, len(text))):
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _sniff(head: bytes) -> bool:
    return _header(head.split(b"\n", 1)[0]) is not None


def _split(stream: Stream, path: str, limit: int) -> Iterator[RawInput]:
    lines = stream.lines(limit)
    header = next(lines, b"")
    number, held, open_, broken = 0, bytearray(), False, False
    for line in lines:
        odd = bool(line.count(b'"') % 2)
        open_ ^= odd
        if not broken:
            held += line
            broken = len(held) > limit
        if not (odd if broken else not open_):
            continue  # a quoted field goes on in the next line, or what broke off does
        if held.strip():
            yield _record(path, number, header, bytes(held), limit)
            number += 1
        held, open_, broken = bytearray(), False, False
    if held.strip():
        yield _record(path, number, header, bytes(held), limit)


def _record(path: str, number: int, header: bytes, row: bytes, limit: int) -> RawInput:
    if len(row) > limit:
        detail = f"a row of more than max_document_bytes = {limit} bytes"
        return RawInput(path=path, record=number, format="csv", problem=Reason.TOO_LARGE, detail=detail)
    return RawInput(
        path=path, record=number, format="csv", data=header.rstrip(b"\r\n") + b"\n" + row.strip(b"\r\n")
    )


def _read(item: RawInput, settings: Settings) -> Page | Refusal:
    head, _, _ = item.data.partition(b"\n")
    header = _header(head, mapped_text_fields(settings))
    decoded = decode(item.data)
    if isinstance(decoded, Refusal):
        return decoded
    rows = _rows(decoded.text, header[1]) if header else []
    if header is None or len(rows) != 2:
        return Refusal(Reason.MALFORMED, "not a row of a table whose header names a text field")
    names, values = rows
    if len(values) != len(names):
        return Refusal(Reason.MALFORMED, f"{len(values)} values for {len(names)} fields")
    return page_of(dict(zip(names, values, strict=True)), settings)


FORMAT = Format(name="csv", suffixes=(".csv", ".tsv"), sniff=_sniff, read=_read, split=_split)

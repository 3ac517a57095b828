"""Responses into WARC files: one file a run, a request and a response record for each page."""

from __future__ import annotations

import io
import os
import zlib
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from onrecord.fetch.clock import Clock
from onrecord.fetch.wire import Headers, Reply

MAX_BYTES = 1_000_000_000
"""A WARC file that has grown to this is closed and another begun."""
KEPT_APART = "X-Crawl-Transfer-Encoding"
"""What Transfer-Encoding is called in the record: the chunk marks are not stored."""


class Place(Struct, frozen=True):
    """Where in the folder something was stored."""

    warc: str
    offset: int
    end: int


class Archive:
    """The WARC files of one run in one folder; the first is made when there is something to store."""

    def __init__(self, folder: Path, agent: str, clock: Clock) -> None:
        self._folder = folder
        self._agent = agent
        self._clock = clock
        self._file: BinaryIO | None = None
        self._name = ""
        self._head = b""
        """The record a new file begins with; written with the first response, never alone."""

    def begin(self) -> str | None:
        """Return the name of the file that the next response begins, if it begins one.

        The file is not made yet: its name can be on the log before it is in the folder.
        """
        if self._file is not None and self._file.tell() < MAX_BYTES:
            return None
        self.close()
        self._name = self._new_name()
        self._head = _warcinfo(self._name, self._agent, self._clock.now())
        return self._name

    def store(self, reply: Reply) -> Place:
        """Write ``reply`` and its request after ``begin``; both are on disk on return."""
        head, self._head = self._head, b""
        return self._write(head, _records(reply))

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _new_name(self) -> str:
        stem = f"onrecord-{self._clock.now():%Y%m%dT%H%M%SZ}"
        numbered = (f"{stem}-{number}.warc.gz" for number in count(2))
        return next(
            name for name in chain([f"{stem}.warc.gz"], numbered) if not (self._folder / name).exists()
        )

    def _write(self, head: bytes, data: bytes) -> Place:
        if self._file is None:
            self._file = (self._folder / self._name).open("xb")
        offset = self._file.tell() + len(head)
        self._file.write(head + data)
        self._file.flush()
        os.fsync(self._file.fileno())
        return Place(self._name, offset, offset + len(data))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _warcinfo(name: str, agent: str, now: datetime) -> bytes:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    fields = {
        "software": agent.partition(" ")[0],
        "format": "WARC File Format 1.0",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.0/",
        "robots": "obey",
        "http-header-user-agent": agent,
    }
    record = writer.create_warcinfo_record(name, fields)
    record.rec_headers.replace_header("WARC-Date", _iso(now))
    writer.write_record(record)
    return out.getvalue()


def _records(reply: Reply) -> bytes:
    """Return the response and request records of ``reply``, each a gzip member."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    about = {"WARC-Date": _iso(reply.at)}
    cut = {"WARC-Truncated": reply.cut} if reply.cut else {}
    status = f"{reply.status} {reply.reason}".strip()
    response = writer.create_warc_record(
        reply.address,
        "response",
        payload=io.BytesIO(reply.body),
        length=len(reply.body),
        http_headers=StatusAndHeaders(status, _response_headers(reply.headers), protocol=reply.version),
        warc_headers_dict={**about, **cut},
    )
    asked = StatusAndHeaders(f"GET {reply.target} HTTP/1.1", list(reply.request), is_http_request=True)
    request = writer.create_warc_record(
        reply.address, "request", http_headers=asked, warc_headers_dict=dict(about)
    )
    writer.write_request_response_pair(request, response)
    return out.getvalue()


def _response_headers(headers: Headers) -> list[tuple[str, str]]:
    return [(KEPT_APART if name.lower() == "transfer-encoding" else name, value) for name, value in headers]


def mend(path: Path, end: int) -> bool:
    """Cut a record off ``path`` that was being written when a run was killed; whether there was one.

    A file without a whole record is removed.

    Args:
        path: a WARC file of an earlier run.
        end: where its last record that the log knows of ends, in bytes.
    """
    with path.open("r+b") as file:
        file.seek(end)
        tail = file.read()
        torn = bool(tail) and not _whole(tail)
        if torn:
            file.truncate(end)
    if end == 0 and (torn or not tail):
        path.unlink()
    return torn


def _whole(tail: bytes) -> bool:
    """Return whether ``tail`` is gzip members to its end."""
    while tail:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while tail and not member.eof:
                member.decompress(tail, 1 << 20)
                tail = member.unconsumed_tail
        except zlib.error:
            return False
        if not member.eof:
            return False
        tail = member.unused_data
    return True

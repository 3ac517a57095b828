"""Web archives: pages become documents, the rest is told apart, damage costs one record."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest, iter_inputs
from onrecord.ingest.formats.warc import FORMAT
from onrecord.ingest.stream import Stream, stream_of
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
META = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
HTML = (
    f"<!doctype html><html><head><title>Ferry route agreed</title>{META}</head><body><article>"
    f"<h1>Ferry route agreed</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)
URL = "https://www.reuters.com/world/ferry"


def answer(body: bytes = HTML.encode(), status: str = "200 OK", **headers: str) -> bytes:
    named = {
        "Content-Type": "text/html; charset=utf-8",
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(block: bytes, kind: str = "response", length: int | None = None, **headers: str) -> bytes:
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": URL,
        "WARC-Date": "2024-03-06T00:00:00Z",
        "Content-Type": f"application/http; msgtype={kind}",
        **{k.replace("_", "-"): v for k, v in headers.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    head = "\r\n".join(["WARC/1.0", *(f"{name}: {value}" for name, value in named.items()), "", ""])
    return head.encode() + block + b"\r\n\r\n"


INFO = record(b"software: none\r\n", "warcinfo", Content_Type="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", "request")
PAGE = record(answer())


def members(*records: bytes) -> bytes:
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def split(data: bytes, limit: int = 1_000_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.warc", limit))


def read(data: bytes) -> Document:
    (item,) = split(data)
    found = ingest(item, Settings())
    assert isinstance(found, Document), found
    return found


def reason(data: bytes, limit: int = 1_000_000) -> str:
    (item,) = split(data, limit)
    found = ingest(item, Settings(max_document_bytes=limit))
    assert isinstance(found, Rejection)
    return found.reason


def problems(data: bytes, limit: int = 1_000_000) -> list[tuple[int | None, str | None]]:
    return [(item.record, item.problem) for item in split(data, limit)]


@pytest.mark.parametrize("data", [PAGE, gzip.compress(PAGE), members(PAGE)])
def test_page_becomes_a_document(data: bytes) -> None:
    found = read(data)
    assert (found.format, found.text) == ("warc", f"Ferry route agreed\n{FIRST}\n{SECOND}")
    assert (found.url, found.publisher, found.publisher_basis) == (URL, "Reuters", "domain")
    assert found.published is not None
    assert found.published.start == date(2024, 3, 5)


def test_requests_and_descriptions_are_passed_over() -> None:
    revisit = record(b"HTTP/1.1 304 Not Modified\r\n\r\n", "revisit")
    metadata = record(b"a: b\r\n", "metadata", Content_Type="application/warc-fields")
    for archive in (b"".join, lambda parts: members(*parts)):
        assert problems(archive([INFO, REQUEST, PAGE, metadata, revisit, PAGE])) == [(2, None), (5, None)]


def test_archive_without_a_page_says_so() -> None:
    assert problems(INFO + REQUEST) == [(None, "no_articles")]


def test_offsets_lead_into_the_page() -> None:
    found = read(PAGE)
    at = found.text.index("first boats")
    bounds = found.raw_offsets(at, at + 11)
    assert bounds is not None
    assert HTML[bounds[0] : bounds[1]] == "first boats"


def test_day_of_capture_is_no_publication_date() -> None:
    assert read(record(answer(HTML.replace(META, "").encode()))).published is None


def test_date_after_the_capture_is_dropped() -> None:
    assert read(record(answer(HTML.replace("2024-03-05", "2024-04-05").encode()))).published is None


def test_charset_of_the_answer_is_used() -> None:
    body = HTML.replace("Monday", "Monday in Łódź – “so”").encode("cp1250")
    page = read(record(answer(body, Content_Type="text/html; charset=windows-1250")))
    assert "Łódź – “so”" in page.text
    lied = HTML.replace("Monday", "Monday at Genève").encode()
    assert "Genève" in read(record(answer(lied, Content_Type="text/html; charset=iso-8859-1"))).text


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_content_codings_are_undone(coding: str) -> None:
    body = gzip.compress(HTML.encode()) if coding == "gzip" else zlib.compress(HTML.encode())
    assert read(record(answer(body, Content_Encoding=coding))).text.endswith(SECOND)
    assert read(record(answer(Content_Encoding=coding))).text.endswith(SECOND)  # header kept, body decoded


def test_chunks_are_put_together() -> None:
    raw = HTML.encode()
    body = b"".join(
        b"%x\r\n%s\r\n" % (len(raw[i : i + 100]), raw[i : i + 100]) for i in range(0, len(raw), 100)
    )
    assert read(record(answer(body + b"0\r\n\r\n", Transfer_Encoding="chunked"))).text.endswith(SECOND)
    assert read(record(answer(Transfer_Encoding="chunked"))).text.endswith(SECOND)


def test_compressed_bomb_is_bounded() -> None:
    bomb = gzip.compress(b"<html>" + b"a" * 50_000_000)
    tracemalloc.start()
    assert reason(record(answer(bomb, Content_Encoding="gzip"))) == "too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (answer(status="404 Not Found"), "http_status"),
        (answer(status="301 Moved"), "http_status"),
        (answer(b"\x89PNG", Content_Type="image/png"), "media_type"),
        (answer(b"<rss></rss>", Content_Type="application/rss+xml"), "media_type"),
        (answer(b""), "empty"),
        (answer(b"\x01\x02", Content_Encoding="br"), "encoding"),
        (answer(b"<html><body></body></html>"), "no_text"),
        (b"not HTTP at all", "malformed"),
    ],
)
def test_answers_that_are_no_article_say_why(block: bytes, wanted: str) -> None:
    assert reason(record(block)) == wanted


def test_plain_text_and_extracted_text_are_read() -> None:
    text = f"Ferry route agreed\n\n{FIRST}\n\n{SECOND}\n".encode()
    assert read(record(answer(text, Content_Type="text/plain"))).text.endswith(SECOND)
    assert read(record(text, "conversion", Content_Type="text/plain")).text.endswith(SECOND)


@pytest.mark.parametrize("length", [5, 100_000, None])
def test_wrong_length_costs_one_record(length: int | None) -> None:
    broken = record(answer(), length=length) if length else record(answer()).replace(b"Content-Length", b"X")
    assert problems(PAGE + broken + PAGE)[0] == (0, None)
    assert [problem for _, problem in problems(PAGE + broken + PAGE)] == [None, "malformed", None]


def test_header_that_breaks_off_does_not_cost_the_next_record() -> None:
    cut = record(answer())[:60]
    assert [problem for _, problem in problems(PAGE + cut + b"\r\n" + PAGE)] == [None, None]
    assert [problem for _, problem in problems(PAGE + cut + b"\r\n\r\n" + PAGE)] == [None, "malformed", None]
    assert [p for _, p in problems(b"WARC/1.0\r\n" * 20_000 + b"\r\n" + PAGE)].count(None) == 1


def test_damaged_member_costs_one_record() -> None:
    broken = bytearray(members(PAGE))
    broken[40:60] = b"\xff" * 20
    found = problems(members(INFO, PAGE) + bytes(broken) + members(REQUEST, PAGE))
    assert [problem for _, problem in found] == [None, "malformed", None]


def test_archive_that_breaks_off_loses_the_last_record_alone() -> None:
    for data in (PAGE + PAGE, members(PAGE, PAGE)):
        assert problems(data[:-200]) == [(0, None), (1, "malformed")]


def test_record_over_the_limit_is_one_rejection() -> None:
    large = record(answer(b"x" * 5000))
    assert problems(PAGE + large + PAGE, limit=3000) == [(0, None), (1, "too_large"), (2, None)]


def test_archive_of_any_size_is_read_in_constant_memory() -> None:
    large, small = members(record(answer(b"x" * 10_000_000))), members(PAGE)

    def archive() -> Iterator[bytes]:
        for _ in range(10):
            yield small
            yield large

    assert FORMAT.split is not None
    tracemalloc.start()
    found = [item.problem for item in FORMAT.split(stream_of(archive()), "x.warc.gz", 1_000_000)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [None, "too_large"] * 10
    assert peak < 12_000_000


def test_many_false_beginnings_take_no_long_time() -> None:
    nested = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000\r\n\r\n" * 15_000
    assert {problem for _, problem in problems(nested)} == {"malformed"}


def test_archives_are_known_by_content() -> None:
    assert FORMAT.sniff(PAGE)
    assert FORMAT.sniff(members(INFO))
    assert not FORMAT.sniff(gzip.compress(b"WARNING"))
    assert not FORMAT.sniff(b"WARNING")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer's own
def test_what_warcio_writes_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path_factory.mktemp("archive") / "news.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        writer.write_record(writer.create_warcinfo_record("news", {"software": "none"}))
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = writer.create_warc_record(URL, "response", io.BytesIO(HTML.encode()), http_headers=headers)
        writer.write_record(page)
    (item,) = iter_inputs([path], Settings())
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    assert (item.record, found.url) == (1, URL)


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=200), at=st.integers(0, 700), packed=st.booleans())
def test_no_bytes_crash(data: bytes, at: int, packed: bool) -> None:
    whole = members(PAGE, PAGE) if packed else PAGE + PAGE
    for raw in (data, whole[:at] + data + whole[at:], record(data), record(answer(data))):
        for item in (*split(raw), RawInput(path="x", format="warc", data=raw)):
            assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)


def test_a_broken_address_is_not_written_to_the_terminal(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>Norway met Denmark.</p></html>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\x1b]0;b c\r\n"
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    archive = tmp_path / "a.warc"
    archive.write_bytes(head + block + b"\r\n\r\n")
    reads = (
        "import sys; from onrecord.ingest import ingest, iter_inputs; "
        "from onrecord.settings import Settings as S; "
        "[ingest(item, S()) for item in iter_inputs(sys.argv[1:], S())]"
    )
    done = subprocess.run([sys.executable, "-c", reads, str(archive)], capture_output=True, check=True)
    assert done.stderr == b""

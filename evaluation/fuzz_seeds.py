"""Good inputs of every kind, for the fuzzers to break: written here, of the example, and out of the tests.

What a test holds as a literal is an input that somebody thought of. :func:`literals` takes them out of
the files of tests without running any.
"""

from __future__ import annotations

import ast
import gzip
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"
NASTY = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\x1a", b"\r", b"\x85",
    b"<" * 300, b"<div>" * 300, b"<!--", b"]]>", b"<![CDATA[", b"&#x110000;", b"&amp;" * 50, b"<!DOCTYPE a [",
    b'<!ENTITY a "aaaaaaaaaa">', b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n",
    b"{\\rtf1", b"\\'zz", b"\\u-70000", b"{" * 300, b'"' * 31, b'{"a":' * 200, b"[" * 300, b"=" * 400,
    b"9" * 400, b"-1e999", b"2023-02-30", b"99/99/9999", b" " * 2000, b"a" * 3000, b"\xc2\xa0" * 500,
    "😀🇺🇦👩‍👩‍👧e\u0301ﬁ\u202e".encode(),
)  # fmt: skip
"""What breaks decoders, parsers and patterns."""

TIMES = (
    "last Thursday", "on 3 May 2021", "the early 1990s", "between 2016 and 2020", "a week later, on 29 May",
    "two and a half years ago", "the first quarter of 2019", "Christmas Day", "at 10:30 a.m. on Friday",
    "from May to June", "next month", "the 12th of July", "03/05/2021", "late Wednesday night", "mid-March",
)  # fmt: skip
FILTERS = (
    "actor=ISR", "dyad=AZE-ISR", "since=2023-02", "until=2023", "min-origins=2", "contested=yes",
    "sort=-date", "text=embassy", "limit=10", "offset=3", "type=CONSULT", "quad=4", "place=Baku",
    "voice=publisher",
)  # fmt: skip
QUERIES = (
    "SELECT count(*) FROM events", "SELECT * FROM claims LIMIT 3", "EXPLAIN SELECT 1",
    "WITH a AS (SELECT 1) SELECT * FROM a", "SELECT * FROM read_csv('/etc/passwd')", "DELETE FROM claims",
    "ATTACH 'x.db'", "COPY claims TO 'x.csv'", "INSTALL httpfs", "SET memory_limit='1TB'", "PRAGMA version",
)  # fmt: skip

TEXT = "Norway accused Denmark of blocking the strait on Monday. Denmark denied the accusation."
HTML = (
    b"<!doctype html><html><head><title>Ferry route agreed</title>"
    b'<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><article>'
    b"<h1>Ferry route agreed</h1><p>Transport ministers of Norway and Denmark agreed on a new ferry route on "
    b"Monday after months of quarrels.</p><p>The first boats will sail in spring.</p></article></body></html>"
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_XML = (
    f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>'
    "</w:body></w:document>"
).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
_PAGE = b"".join(
    b"BT /F1 10 Tf 72 %d Td (%b) Tj ET\n" % (700 - 12 * number, line.encode())
    for number, line in enumerate(
        [*TEXT.split(". "), "All day no ship could pas-", "sage the narrows.", "Page 1"]
    )
)
PDF = (
    b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
    b"4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
    b"/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>\nendobj\n"
    b"5 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%%%EOF"
    % (len(_PAGE), _PAGE)
)
BY_FORMAT: dict[str, tuple[bytes, ...]] = {
    "html": (HTML,),
    "warc": (),
    "docx": (),
    "pdf": (PDF,),
    "rtf": (("{\\rtf1\\ansi\\ansicpg1252 " + TEXT + "\\par}").encode(),),
    "jsonl": (json.dumps({"id": "a", "text": TEXT, "published": "2023-05-31"}).encode(),),
    "csv": (f"id,text,published\n1,{TEXT},2023-05-31\n".encode(),),
    "rss": (
        f"<rss><channel><item><title>Strait</title><description>{TEXT}</description></item></channel></rss>".encode(),
    ),
    "newsml": (
        f"<newsItem><contentSet><inlineXML><html><body><p>{TEXT}</p></body></html></inlineXML>"
        "</contentSet></newsItem>".encode(),
    ),
    "ninjs": (
        json.dumps({"uri": "urn:a", "body_text": TEXT, "versioncreated": "2023-05-31T10:00:00Z"}).encode(),
    ),
    "nexis": (
        f"Copyright 2023 A Paper\nMay 31, 2023 Wednesday\n\nBODY:\n{TEXT}\n\nEnd of Document\n".encode(),
    ),
    "factiva": (
        f"HD Strait closed\nWC 15 words\nPD 31 May 2023\nSN A Paper\nLP {TEXT}\n\nDocument AP000\n".encode(),
    ),
    "text": (TEXT.encode(),),
}
"""One small good input or more of each format."""


def zipped(xml: bytes) -> bytes:
    """Return a Word file whose document is ``xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def archived(answer: bytes) -> bytes:
    """Return a web archive of the one page that a server's ``answer`` holds."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\nContent-Type: "
    head += (
        b"application/http; msgtype=response\r\nContent-Length: " + str(len(answer)).encode() + b"\r\n\r\n"
    )
    return head + answer + b"\r\n\r\n"


def articles() -> Sequence[bytes]:
    """Return good inputs: the example corpus, and one more of each format it has not."""
    found = [file.read_bytes() for file in sorted(CORPUS.rglob("*")) if file.is_file()]
    small = [seed for seeds in BY_FORMAT.values() for seed in seeds]
    return [*found, *small, gzip.compress(HTML, mtime=0), archived(ANSWER), zipped(WORD_XML)]


@lru_cache(maxsize=64)
def literals(pattern: str, most: int = 20_000) -> tuple[bytes, ...]:
    """Return the texts and bytes that the tests under ``tests/PATTERN`` hold, the longest cut off."""
    found: dict[bytes, None] = {}
    for path in sorted((ROOT / "tests").glob(pattern)):
        found.update(dict.fromkeys(_constants(ast.parse(path.read_text(encoding="utf-8")), most)))
    return tuple(found)


def _constants(tree: ast.AST, most: int) -> Iterator[bytes]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and node.value:
            value = node.value
            yield (value.encode("utf-8", "replace") if isinstance(value, str) else value)[:most]

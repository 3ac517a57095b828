"""Inputs made to take all time or all memory, each by name; `hostile.py` measures what they come to.

Each is made at any size: small for the tests of every change, full for the measurement.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

from msgspec import Struct

GOOD = (
    "Envoys meet in Oslo\n\n"
    "Norway's foreign minister met the Swedish prime minister in Oslo on 3 March 2031. "
    "The two discussed trade, fishing rights and the border at length. Denmark accused Iran of piracy.\n"
)
SENTENCE = "Norway accused Denmark of blocking the strait on Monday, and Denmark denied the accusation. "


class Case(Struct, frozen=True):
    """One hostile input."""

    suffix: str
    make: Callable[[int], bytes]
    """Its bytes, for a size in characters or bytes."""
    full: int = 9_500_000
    """The size at which it is measured."""
    small: int = 5_000
    """The size at which it is tested for every change."""
    becomes: str = "read"
    """What it becomes at that size, where a document may have 100,000 bytes."""


def page(inside: bytes, head: bytes = b"") -> bytes:
    """Return a page of HTML with an article in it."""
    body = b"<h1>Envoys meet in Oslo</h1><p>" + SENTENCE.encode() * 3 + b"</p>"
    return (
        b"<!doctype html><html><head>"
        + head
        + b"</head><body><article>"
        + body
        + inside
        + b"</article></body></html>"
    )


def repeated(part: bytes, size: int) -> bytes:
    """Return ``part`` over and over, about ``size`` bytes of it."""
    return part * max(1, size // len(part))


def prose(part: str, becomes: str = "read") -> Case:
    """Return the case of a text in which ``part`` is said over and over, as many words as are read."""
    return Case(
        ".txt", lambda n: (GOOD + part * max(1, n // len(part))).encode(), full=240_000, becomes=becomes
    )


# ------------------------------------------------------------------ containers and codings


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a word processor's file with ``files`` in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_file(inside: bytes) -> bytes:
    """Return a Word file of which ``inside`` is the body."""
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        b'<?xml version="1.0"?><w:document xmlns:w="'
        + name
        + b'"><w:body>'
        + inside
        + b"</w:body></w:document>"
    )


def blown(size: int) -> bytes:
    """Return a gzip member that unpacks to ``size`` bytes, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a" * min(size, 1 << 20)
    return b"".join(packer.compress(block) for _ in range(max(1, size >> 20))) + packer.flush()


def laughs(root: bytes, inside: bytes) -> bytes:
    """Return XML whose entities stand for a billion words."""
    entities = b'<!ENTITY l0 "lol ">' + b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    return b'<?xml version="1.0"?><!DOCTYPE ' + root + b" [" + entities + b"]>" + inside


def archived(page_of: bytes, length: int | None = None, coding: bytes = b"") -> bytes:
    """Return a WARC record of an answer; ``length`` is what it says it has."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + b"\r\n" + page_of
    said = len(block) if length is None else length
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\n"
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % said
    return head + block + b"\r\n\r\n"


def pdf(stream: bytes, kids: bytes = b"[4 0 R]", count: int = 1, filtered: bool = False) -> bytes:
    """Return a PDF of one page whose content is ``stream``."""
    held = zlib.compress(stream, 9) if filtered else stream
    how = b" /Filter /FlateDecode" if filtered else b""
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids %s "
        b"/Count %d >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
        b"/Contents 5 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 "
        b"/BaseFont /Helvetica >> >> >> >>\nendobj\n"
        b"5 0 obj\n<< /Length %d%s >>\nstream\n%s\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%%%EOF"
        % (kids, count, len(held), how, held)
    )


CASES = {
    # markup
    "nested div": Case(".html", lambda n: page(repeated(b"<div>", n) + SENTENCE.encode())),
    "nested bold": Case(".html", lambda n: page(repeated(b"<b>", n) + SENTENCE.encode())),
    "nested tables": Case(".html", lambda n: page(repeated(b"<table><tr><td>", n) + SENTENCE.encode())),
    "nested lists": Case(".html", lambda n: page(repeated(b"<ul><li>", n) + SENTENCE.encode())),
    "nested spans": Case(".html", lambda n: page(repeated(b"<span><img><a></a><a></a>x", n))),
    "open paragraphs": Case(".html", lambda n: page(repeated(b"<p>a", n))),
    "closed tags only": Case(".html", lambda n: page(repeated(b"</div></p>", n))),
    "many links": Case(
        ".html", lambda n: page(repeated(b'<p><a href="/b">Norway met</a></p>', n)), becomes="language"
    ),
    "many breaks": Case(".html", lambda n: page(repeated(b"<br>", n))),
    "many attributes": Case(
        ".html", lambda n: page(b"<p " + b"".join(b"a%d=1 " % i for i in range(n // 9)) + b">x</p>")
    ),
    "long attribute": Case(".html", lambda n: page(b'<p title="' + b"a " * (n // 2) + b'">x</p>')),
    "many entities": Case(".html", lambda n: page(b"<p>" + repeated(b"&amp;", n))),
    "open comment": Case(".html", lambda n: page(b"<!--" + repeated(b"- ", n))),
    "many comments": Case(".html", lambda n: page(repeated(b"<!-- a -->", n))),
    "many meta": Case(
        ".html", lambda n: page(b"", repeated(b'<meta property="article:tag" content="2023-05-31">', n))
    ),
    "many scripts": Case(
        ".html", lambda n: page(b"", repeated(b'<script type="application/ld+json">{"a":1}</script>', n))
    ),
    "nested json-ld": Case(
        ".html",
        lambda n: page(
            b"", b'<script type="application/ld+json">' + b'{"@graph":[' * (n // 12) + b"</script>"
        ),
    ),
    "many times": Case(".html", lambda n: page(repeated(b"<time>31 May 2023 10:00</time> ", n))),
    "many dates": Case(".html", lambda n: page(b"<p>" + repeated(b"May 31, 2023 ", n)), full=2_000_000),
    "many paragraphs": Case(".html", lambda n: page(repeated(b"<p>" + SENTENCE.encode() + b"</p>", n))),
    "two hundred megabytes": Case(
        ".html", lambda n: page(repeated(b"<p>Norway met.</p>", n)), full=200_000_000
    ),
    "cdata": Case(
        ".xhtml",
        lambda n: b'<?xml version="1.0"?><html><body>' + repeated(b"<![CDATA[", n),
        becomes="no_text",
    ),
    "comments and no page": Case(".html", lambda n: repeated(b"<!--a-->", n) + b"x", becomes="malformed"),
    "comments and a page": Case(".html", lambda n: repeated(b"<!--a-->", n) + page(b"")),
    "declarations and no feed": Case(
        ".xml", lambda n: repeated(b"<?xml a?> ", n) + b"x", becomes="unknown_format"
    ),
    "declarations and a feed": Case(
        ".xml", lambda n: repeated(b"<?xml a?><!--a-->", n) + b"<rss></rss>", becomes="no_articles"
    ),
    # codings
    "nul bytes": Case(
        ".txt", lambda n: (GOOD * 3).encode() + repeated(b"a\x00 word ", n), full=3_000_000, becomes="binary"
    ),
    "surrogates": Case(
        ".txt", lambda n: GOOD.encode() + repeated(b"Norway \xed\xa0\x80 met \xed\xb0\x80 ", n), full=240_000
    ),
    "surrogates in json": Case(
        ".jsonl",
        lambda n: json.dumps({"id": 1, "text": GOOD + "\ud800 \udfff " * (n // 8)}).encode(),
        full=240_000,
    ),
    "mixed encodings": Case(
        ".txt",
        lambda n: repeated(GOOD.encode() + "Genève naïve ".encode("latin-1") + "Genève ".encode(), n),
        full=240_000,
    ),
    "controls and directions": prose(
        "Norway\x1b[2J met \u202eDenmark\u202c\u2066 in Oslo on Monday, aides\u200f said.\x07 "
    ),
    "marks on marks": prose("Oslo" + "\u0301" * 40 + " met. "),
    "joiners": prose("\u200d\ufe0f\u2060 "),
    "emoji": prose("👩‍👩‍👧🇺🇦 met 🇷🇺. ", becomes="language"),
    # text
    "a sentence of words": prose("Norway praised Sweden and then "),
    "a million words": Case(
        ".txt", lambda n: (GOOD + "and Norway met Sweden " * (n // 22)).encode(), full=5_500_000
    ),
    "no space": Case(".txt", lambda n: (GOOD + "a" * n).encode(), full=1_000_000),
    "no space at all": Case(".txt", lambda n: b"a" * n, becomes="too_short"),
    "capitals": prose("Oslo"),
    "dots": prose("U.S."),
    "quotation marks": prose('"'),
    "open quotations": prose('"Norway said, '),
    "brackets": prose("("),
    "dashes": prose("-"),
    "digits": prose("9"),
    "numbers": prose("1,000 "),
    "dates": prose("31 May 2023 "),
    "weekdays": prose("on Monday last week "),
    "names": prose("Anna Berg of Norway, "),
    "letters": prose("A. B. "),
    "said that": prose("he said that she said that "),
    "and": prose("Norway, Sweden and "),
    "of": prose("the minister of the republic of "),
    "must": prose("must not agree to refuse to stop "),
    "newlines": prose("\n"),
    "short lines": prose("Norway met.\n"),
    "indented": prose(" " * 400 + "x\n"),
    "tabs": prose("\t"),
    "addresses": prose("https://a.example/" + "b" * 50 + " "),
    # containers
    "gzip bomb": Case(".gz", blown, full=2_000_000_000, small=2_000_000, becomes="too_large"),
    "gzip in gzip": Case(
        ".gz", lambda n: gzip.compress(gzip.compress(blown(n))), full=2_000_000_000, becomes="binary"
    ),
    "zip bomb": Case(
        ".docx",
        lambda n: zipped({"word/document.xml": word_file(repeated(b"<w:p/>", n))}),
        full=400_000_000,
        small=2_000_000,
        becomes="unsafe",
    ),
    "many files zipped": Case(
        ".docx", lambda n: zipped({f"a{i}": b"" for i in range(n // 100)}), becomes="binary"
    ),
    "nested word file": Case(
        ".docx",
        lambda n: zipped({"word/document.xml": word_file(repeated(b"<w:p>", n))}),
        becomes="malformed",
    ),
    "laughs in a feed": Case(
        ".xml",
        lambda n: laughs(b"rss", b"<rss><channel><item><title>&l9;</title></item></channel></rss>"),
        becomes="unknown_format",
    ),
    "laughs in a news item": Case(
        ".xml",
        lambda n: laughs(b"newsItem", b"<newsItem><contentSet>&l9;</contentSet></newsItem>"),
        becomes="unknown_format",
    ),
    "laughs in a word file": Case(
        ".docx", lambda n: zipped({"word/document.xml": laughs(b"a", b"<a>&l9;</a>")}), becomes="unsafe"
    ),
    "laughs in a page": Case(
        ".html", lambda n: laughs(b"html", b"<html><body><p>&l9;</p></body></html>"), becomes="too_short"
    ),
    "one long entity": Case(
        ".xml",
        lambda n: (
            b'<!DOCTYPE rss [<!ENTITY a "'
            + b"a" * (n // 2)
            + b'">]><rss><channel><item><title>'
            + b"&a;" * (n // 6)
            + b"</title></item></channel></rss>"
        ),
        becomes="unknown_format",
    ),
    "a file's entity": Case(
        ".xml",
        lambda n: (
            b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title><description>'
            + GOOD.encode()
            + b"</description></item></channel></rss>"
        ),
        becomes="unknown_format",
    ),
    "nested feed": Case(
        ".xml", lambda n: b"<rss><channel><item>" + repeated(b"<a>", n), becomes="no_articles"
    ),
    "feed of many": Case(
        ".xml",
        lambda n: b"<rss><channel>" + repeated(b"<item><title>a</title></item>", n),
        full=100_000,
        becomes="no_text",
    ),
    "nested json": Case(".jsonl", lambda n: b'{"text": ' + b"[" * n, becomes="malformed"),
    "digits in json": Case(".jsonl", lambda n: b'{"text": ' + b"9" * n + b"}", becomes="malformed"),
    "one line": Case(
        ".jsonl", lambda n: b'{"id": 1, "text": "' + b"a " * n, full=100_000_000, becomes="malformed"
    ),
    "many columns": Case(
        ".csv", lambda n: b"text" + b",a" * (n // 2) + b"\n" + GOOD.encode(), becomes="malformed"
    ),
    "open quotation in a table": Case(".csv", lambda n: b'id,text\n1,"' + repeated(b"Norway met.\n", n)),
    "nested rtf": Case(".rtf", lambda n: b"{\\rtf1 " + b"{" * n, becomes="malformed"),
    "rtf of bytes": Case(".rtf", lambda n: b"{\\rtf1 " + repeated(b"\\'e9", n) + b"}", becomes="too_short"),
    "rtf of binaries": Case(
        ".rtf", lambda n: b"{\\rtf1 \\bin999999999 " + repeated(b"\\bin9 ", n) + b"}", becomes="no_text"
    ),
    # archives
    "archive of lies": Case(".warc", lambda n: repeated(archived(page(b""), 10**15), n), becomes="malformed"),
    "archive of short lies": Case(
        ".warc", lambda n: repeated(archived(page(b""), 3), n), full=3_000_000, becomes="malformed"
    ),
    "archive of headers": Case(
        ".warc", lambda n: repeated(b"WARC/1.0\r\nWARC-Type: response\r\n", n), becomes="malformed"
    ),
    "archive of nothing": Case(
        ".warc", lambda n: repeated(b"WARC/1.0\r\n\r\n", n), full=2_000_000, becomes="malformed"
    ),
    "bomb in an archive": Case(
        ".warc",
        lambda n: archived(blown(n), coding=b"Content-Encoding: gzip\r\n"),
        full=2_000_000_000,
        small=2_000_000,
        becomes="too_large",
    ),
    "chunks in an archive": Case(
        ".warc",
        lambda n: archived(repeated(b"1\r\na\r\n", n), coding=b"Transfer-Encoding: chunked\r\n"),
        becomes="malformed",
    ),
    # PDF
    "bomb in a PDF": Case(
        ".pdf",
        lambda n: pdf(b"BT /F 9 Tf " + repeated(b"(a) Tj ", n) + b"ET", filtered=True),
        full=400_000_000,
        becomes="too_short",
    ),
    "pages of pages": Case(".pdf", lambda n: pdf(b"", kids=b"[2 0 R 2 0 R]", count=n), becomes="too_large"),
    "nested PDF": Case(
        ".pdf", lambda n: pdf(b"q " * (n // 2) + b"BT /F 9 Tf (Norway met) Tj ET"), becomes="too_short"
    ),
    "arrays in a PDF": Case(".pdf", lambda n: pdf(b"", kids=b"[" * n), becomes="malformed"),
    "letters in a PDF": Case(
        ".pdf",
        lambda n: pdf(b"BT /F 9 Tf " + repeated(b"1 0 0 1 50 50 Tm (Norway met) Tj ", n) + b"ET"),
        becomes="too_short",
    ),
}

"""Bytes to text: byte order mark, declared charset, UTF-8, then detection; never a crash.

Characters are kept one for one, so that offsets into the decoded text mean the
same to everybody: nothing is normalised, and what cannot stand in text (control
characters, lone surrogates) is replaced by one character each.
"""

from __future__ import annotations

import codecs
import json
import re
from itertools import islice
from typing import Any

from msgspec import Struct

from onrecord.ingest.reasons import Reason, Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
    b"\x7fELF",
    b"MZ\x90",
    b"PAR1",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"OggS",
    b"ID3",
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "ascii", "us-ascii", "iso-8859-15"}
"""Read as windows-1252, which is what pages that declare these mean."""
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_SAMPLE = 200_000
_MAX_NUL = 0.01
_MAX_CONTROL = 0.05
_MAX_DAMAGE = 0.005


class Decoded(Struct, frozen=True):
    """Text, and the encoding it was in."""

    text: str
    encoding: str


def is_binary(data: bytes) -> bool:
    """True when ``data`` (the start of an input is enough) cannot be text in any encoding."""
    sample = data[:_SAMPLE]
    if sample.startswith(_MAGIC) or sample[8:12] == b"DUCK":
        return True
    if any(sample.startswith(mark) for mark, _ in _BOMS) or _wide(sample):
        return False
    control = sum(sample.count(bytes([c])) for c in (*range(1, 8), *range(14, 27)))
    return sample.count(b"\0") > _MAX_NUL * len(sample) or control > _MAX_CONTROL * len(sample)


def _wide(sample: bytes) -> str | None:
    """Return utf-16-le or -be when the NULs stand in every other place as in Latin text."""
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(b"\0"), sample[1::2].count(b"\0")
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def decode(data: bytes) -> Decoded | Refusal:
    """Return ``data`` as text, or why it is none.

    >>> decode("Genève".encode("utf-16")).text
    'Genève'
    """
    if is_binary(data):
        return Refusal(Reason.BINARY, f"not text; begins with {data[:8].hex(' ')}")
    found = _by_mark(data) or _as_utf8(data) or _by_declaration(data) or _by_detection(data)
    if found is None:
        return Refusal(Reason.ENCODING, "in no encoding that could be told")
    text = clean_characters(found.text)
    if text.count(" ") == 0 and "\ufffd" in text and text.count("\ufffd") > len(text) / 4:
        return Refusal(Reason.ENCODING, f"damaged: not valid {found.encoding}")
    return Decoded(text, found.encoding)


def clean_characters(text: str) -> str:
    """Return ``text`` with control characters as spaces and lone surrogates as U+FFFD, one for one."""
    return _UNWANTED.sub(lambda m: " " if m.group() < "\ud800" else "\ufffd", text)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _wide(data[:_SAMPLE])
    return Decoded(data.decode(wide, "replace"), wide) if wide else None


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in islice((c for c in text if c > "\x7f" and c != "\ufffd"), broken * 4))
    # some cut or stray bytes in what is otherwise plainly UTF-8
    if whole >= broken * 4 and broken <= max(1, _MAX_DAMAGE * len(text)):
        return Decoded(text, "utf-8")
    return None


def _by_declaration(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii", "replace").lower()
    name = "windows-1252" if name in _WESTERN else name
    try:
        if codecs.lookup(name)._is_text_encoding:
            return Decoded(data.decode(name, "replace"), name)
    except (LookupError, ValueError):
        pass
    return None


def _by_detection(data: bytes) -> Decoded | None:
    western = _as_western(data)
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        return Decoded(data.decode(best.encoding), best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_western(data: bytes) -> Decoded | None:
    """Return mostly-ASCII text as windows-1252: a few accents and typographic quotes."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    high = [c for c in text if c > "\x7f"]
    plain = sum(c.isalpha() and c.isascii() for c in text)
    odd = [c for c in high if not (c.isalpha() or c in "’‘“”–—…«»€£°§•·\xa0¿¡©®")]
    if plain and len(high) <= 0.08 * plain and len(odd) <= 0.1 * len(high):
        return Decoded(text, "windows-1252")
    return None


def json_object(data: bytes, wanted: str) -> dict[str, Any] | Refusal:
    """Return the JSON object in ``data``, or why there is none; ``wanted`` names what it should be."""
    decoded = decode(data)
    if isinstance(decoded, Refusal):
        return decoded
    try:
        fields = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Refusal(Reason.MALFORMED, f"not JSON: {clean_characters(str(error))[:200]}")
    if not isinstance(fields, dict):
        return Refusal(Reason.MALFORMED, f"a JSON {type(fields).__name__}, not {wanted}")
    return fields

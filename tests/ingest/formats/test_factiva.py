"""Factiva exports: fields by their codes, or by their order where there are none."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.factiva import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection, ZoneKind
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "IN the capital both sides shook hands, a spokesman said."
THIRD = "The first boats will sail in spring, he said."
FIELDS = [
    ("SE", "World"),
    ("HD", "Ferry route agreed"),
    ("BY", "By Ada Lind"),
    ("WC", "612 words"),
    ("PD", "5 March 2024"),
    ("ET", "10:00"),
    ("SN", "Harbour Gazette"),
    ("SC", "HARGAZ"),
    ("LA", "English"),
    ("CY", "(c) 2024 Harbour Gazette Ltd."),
    ("LP", FIRST),
    ("TD", f"{SECOND}\n\n{THIRD}"),
    ("CO", "hrbr : Harbour Boats Ltd"),
    ("IN", "i72 : Ferries"),
    ("NS", "gtrans : Transport"),
    ("RE", "salem : Port Salem"),
    ("PUB", "Harbour Gazette Ltd"),
    ("AN", "Document HARGAZ0020240305ek3500001"),
]
PLAIN = f"""World
Ferry route agreed
By Ada Lind
612 words
5 March 2024
10:00
Harbour Gazette
HARGAZ
English
Copyright 2024. Harbour Gazette Ltd.

{FIRST}

{SECOND}

{THIRD}

Document HARGAZ0020240305ek3500001

Harbour strike ends
41 words
7 March 2024
Harbour Gazette
HARGAZ
English
(c) 2024 Harbour Gazette Ltd.

{THIRD}

Document HARGAZ0020240307ek3700002

© 2024 Factiva, Inc. All rights reserved.
"""


def coded(between: str) -> str:
    return "\n".join(f"{code}{between}{value}" for code, value in FIELDS) + "\n\n"


def split(data: str | bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    raw = data.encode() if isinstance(data, str) else data
    return list(FORMAT.split(Stream(io.BytesIO(raw)), "x.txt", limit))


def read(item: RawInput) -> Document:
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    return found


def body(found: Document) -> str:
    return "\n".join(found.text[z.start : z.end] for z in found.zones if z.kind is ZoneKind.BODY)


@pytest.mark.parametrize("between", ["\n", "   ", "\t", " "])
def test_fields_by_their_codes(between: str) -> None:
    one, two = map(read, split(coded(between) * 2 + "Search Summary\nText ferry\n"))
    assert one == two
    assert one.title is not None
    assert (one.title.text, one.publisher, one.author, one.section) == (
        "Ferry route agreed",
        "Harbour Gazette",
        "Ada Lind",
        "World",
    )
    assert one.published is not None
    assert (one.published.start, one.published.span and one.published.span.text) == (
        date(2024, 3, 5),
        "5 March 2024",
    )
    assert one.external_id == "HARGAZ0020240305ek3500001"
    assert body(one) == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_fields_by_their_order() -> None:
    one, two = map(read, split(PLAIN))
    assert one.title is not None
    assert (one.title.text, one.publisher, one.author, one.section) == (
        "Ferry route agreed",
        "Harbour Gazette",
        "Ada Lind",
        "World",
    )
    assert body(one) == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert two.title is not None
    assert (two.title.text, two.author, body(two)) == ("Harbour strike ends", None, THIRD)
    assert two.published is not None
    assert two.published.start == date(2024, 3, 7)


def test_offsets_lead_into_the_article() -> None:
    for text in (coded("\n"), PLAIN):
        item = split(text)[0]
        found = read(item)
        at = found.text.index("first boats")
        bounds = found.raw_offsets(at, at + 11)
        assert bounds is not None
        assert item.data.decode()[bounds[0] : bounds[1]] == "first boats"


def test_credit_names_the_upstream() -> None:
    text = coded("\n").replace("WC\n", "CR\nReuters\nWC\n")
    found = read(split(text)[0])
    assert (found.publisher, found.original_publisher) == ("Harbour Gazette", "Reuters")


def test_article_without_a_text_is_one_rejection() -> None:
    broken = coded("\n").replace(f"LP\n{FIRST}\n", "").replace(f"TD\n{SECOND}\n\n{THIRD}\n", "")
    found = [ingest(item, Settings()) for item in split(broken + coded("\n"))]
    assert [getattr(f, "reason", "document") for f in found] == ["malformed", "document"]


def test_article_over_the_limit_is_one_rejection() -> None:
    items = split(coded("\n").replace(FIRST, FIRST * 40) + coded("\n"), limit=2000)
    assert [i.problem for i in items] == ["too_large", None]


def test_sniffing() -> None:
    assert FORMAT.sniff(coded("\n").encode())
    assert FORMAT.sniff(PLAIN.encode())
    assert not FORMAT.sniff(f"{FIRST}\n612 words\n{SECOND}".encode())


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from([*PLAIN.split("\n"), *coded("\n").split("\n")]), max_size=30).map(
            lambda lines: "\n".join(lines).encode()
        ),
    )
)
def test_no_bytes_crash(data: bytes) -> None:
    for item in (*split(data), RawInput(path="x", format="factiva", data=data)):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

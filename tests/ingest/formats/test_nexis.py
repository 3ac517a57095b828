"""Nexis exports: cut into articles, named lines become metadata, the body is kept whole."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.nexis import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection, ZoneKind
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
COVER = """User Name: Ada Lind
Date and Time: Friday, March 8, 2024 10:00:00 AM EST
Documents (2)
1. Ferry route agreed
2. Harbour strike ends
Client/Matter: -None-
Search Terms: ferry

Page 1 of 3

"""
PRESENT = f"""Ferry route agreed

Harbour Gazette (Port Salem)
March 5, 2024 Tuesday 10:00 AM GMT

Copyright 2024 Harbour Gazette Ltd All Rights Reserved

Section: WORLD NEWS; Version:1
Length: 612 words
Byline: By Ada Lind in Port Salem
Highlight: Months of quarrels are over
Body

{FIRST}

{SECOND}

Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: FERRIES (90%)
Load-Date: March 6, 2024

End of Document

Harbour strike ends

Harbour Gazette (Port Salem)
March 7, 2024 Thursday

Length: 41 words
Body

{SECOND}

Load-Date: March 8, 2024

End of Document
"""
OLDER = f"""
                               1 of 2 DOCUMENTS


                              Harbour Gazette

                            July 4, 2011 Monday
                            Late Edition

Ferry route
agreed

BYLINE: By ADA LIND

SECTION: Section A; Foreign Desk; Pg. 1

LENGTH: 1205 words

DATELINE: PORT SALEM

{FIRST}

{SECOND}

URL: http://harbour.example

SUBJECT: FERRIES (90%)

LOAD-DATE: July 5, 2011

LANGUAGE: ENGLISH


                    Copyright 2011 Harbour Gazette
                         All Rights Reserved


                               2 of 2 DOCUMENTS


                              Harbour Gazette

                            July 6, 2011 Wednesday

Harbour strike ends

LENGTH: 40 words

{SECOND}

                    Copyright 2011 Harbour Gazette
"""


def split(data: str | bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    raw = data.encode() if isinstance(data, str) else data
    return list(FORMAT.split(Stream(io.BytesIO(raw)), "x.txt", limit))


def read(item: RawInput) -> Document:
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    return found


def zone(found: Document, kind: ZoneKind) -> str | None:
    return next((found.text[z.start : z.end] for z in found.zones if z.kind is kind), None)


@pytest.mark.parametrize("text", [COVER + PRESENT, PRESENT])
def test_present_layout(text: str) -> None:
    one, two = map(read, split(text))
    assert one.title is not None
    assert (one.title.text, one.publisher, one.publisher_basis) == (
        "Ferry route agreed",
        "Harbour Gazette (Port Salem)",
        "field",
    )
    assert one.published is not None
    assert (one.published.start, one.published.span and one.published.span.text) == (
        date(2024, 3, 5),
        "March 5, 2024 Tuesday 10:00 AM GMT",
    )
    assert (one.author, one.section) == ("Ada Lind in Port Salem", "WORLD NEWS")
    assert zone(one, ZoneKind.SUBTITLE) == "Months of quarrels are over"
    assert zone(one, ZoneKind.BODY) == f"{FIRST}\n{SECOND}"
    assert two.title is not None
    assert (two.title.text, zone(two, ZoneKind.BODY)) == ("Harbour strike ends", SECOND)


def test_present_layout_without_empty_lines_as_word_has_it() -> None:
    one, two = map(read, split("\n".join(line for line in PRESENT.splitlines() if line)))
    assert one.title is not None
    assert (one.title.text, zone(one, ZoneKind.BODY)) == ("Ferry route agreed", f"{FIRST}\n{SECOND}")
    assert two.published is not None
    assert two.published.start == date(2024, 3, 7)


def test_older_layout() -> None:
    one, two = map(read, split(OLDER))
    assert one.title is not None
    assert (one.title.text, one.publisher, one.author, one.section) == (
        "Ferry route agreed",
        "Harbour Gazette",
        "ADA LIND",
        "Section A",
    )
    assert one.published is not None
    assert one.published.start == date(2011, 7, 4)
    assert zone(one, ZoneKind.DATELINE) == "PORT SALEM"
    assert zone(one, ZoneKind.BODY) == f"{FIRST}\n{SECOND}"
    assert two.title is not None
    assert (two.title.text, zone(two, ZoneKind.BODY)) == ("Harbour strike ends", SECOND)


def test_offsets_lead_into_the_article() -> None:
    for item in (*split(COVER + PRESENT), *split(OLDER)):
        found = read(item)
        for words in ("first boats", found.title.text.split()[0] if found.title else ""):
            at = found.text.index(words)
            bounds = found.raw_offsets(at, at + len(words))
            assert bounds is not None
            assert item.data.decode()[bounds[0] : bounds[1]] == words


def test_utf_16_is_read() -> None:
    one, _ = map(read, split(PRESENT.encode("utf-16")))
    assert zone(one, ZoneKind.BODY) == f"{FIRST}\n{SECOND}"


def test_load_date_is_no_publication_date() -> None:
    (found,) = map(
        read, split(PRESENT[: PRESENT.index("Harbour strike")].replace("March 5, 2024", "Undated"))
    )
    assert found.published is None


def test_date_in_the_body_is_no_publication_date() -> None:
    text = OLDER.replace("July 6, 2011 Wednesday", "").replace(
        SECOND + "\n\n      ", "July 9, 2011\n" + SECOND
    )
    assert read(split(text)[1]).published is None


def test_article_without_a_body_is_one_rejection() -> None:
    broken = PRESENT.replace(FIRST, "").replace(SECOND, "", 1)
    found = [ingest(item, Settings()) for item in split(broken)]
    assert [getattr(f, "reason", "document") for f in found] == ["too_short", "document"]


def test_article_that_breaks_off_in_its_head_is_one_rejection() -> None:
    found = [ingest(item, Settings()) for item in split(PRESENT + PRESENT[: PRESENT.index("Byline")])]
    assert [getattr(f, "reason", "document") for f in found] == ["document", "document", "no_text"]


def test_article_over_the_limit_is_one_rejection() -> None:
    items = split(PRESENT.replace(FIRST, FIRST * 40), limit=2000)
    assert [i.problem for i in items] == ["too_large", None]


def test_sniffing() -> None:
    assert FORMAT.sniff(PRESENT.encode())
    assert FORMAT.sniff(OLDER.encode())
    assert FORMAT.sniff(PRESENT.encode("utf-16"))
    assert not FORMAT.sniff(f"{FIRST}\n\nLength: 12 words\n\n{SECOND}".encode())
    assert not FORMAT.sniff(f"{FIRST}\n\nEnd of Document".encode())


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from([*OLDER.split("\n"), *PRESENT.split("\n")]), max_size=30).map(
            lambda lines: "\n".join(lines).encode()
        ),
    )
)
def test_no_bytes_crash(data: bytes) -> None:
    for item in (*split(data), RawInput(path="x", format="nexis", data=data)):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

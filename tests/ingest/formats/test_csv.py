"""CSV: the header says what is what; quoted line breaks belong to the row."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.csv import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route, after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
TABLE = (
    f'id,title,text,source\r\n1,Ferry route agreed,"{FIRST}\r\n{SECOND}",Harbour Gazette\r\n'
    f'2,Next,"{SECOND} He said ""soon"" twice.",\r\n'
)


def split(data: bytes, limit: int = 10_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.csv", limit))


def read(item: RawInput) -> Document:
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    return found


def test_rows_become_documents() -> None:
    one, two = map(read, split(TABLE.encode()))
    assert (one.text, one.publisher, one.external_id) == (
        f"Ferry route agreed\n{FIRST}\n{SECOND}",
        "Harbour Gazette",
        "1",
    )
    assert two.text == f'Next\n{SECOND} He said "soon" twice.'
    assert one.document_id != two.document_id


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_told_from_the_header(delimiter: str) -> None:
    data = f'id{delimiter}content\n7{delimiter}"{FIRST}"\n'.encode()
    assert FORMAT.sniff(data)
    assert read(split(data)[0]).text == FIRST


def test_a_text_longer_than_pythons_limit_for_a_cell_is_read() -> None:
    sentences = "\n".join(f"Boat {n} will sail in spring, a spokesman said." for n in range(4_000))
    assert len(sentences) > csv.field_size_limit()
    assert read(split(f'id,text\n1,"{sentences}"\n'.encode(), limit=1_000_000)[0]).text == sentences


def test_row_with_too_many_values_is_one_rejection() -> None:
    items = split(f'id,text\n1,"{FIRST}"\n2,a,b,c\n3,"{SECOND}"\n'.encode())
    found = [ingest(i, Settings()) for i in items]
    assert [getattr(f, "reason", "document") for f in found] == ["document", "malformed", "document"]


def test_quote_that_never_closes_ends_with_the_limit() -> None:
    items = split(b'id,text\n1,"open\n' + b"line of text\n" * 1000, limit=500)
    assert [i.problem for i in items] == ["too_large"]


def test_sniffing_wants_a_text_column() -> None:
    assert not FORMAT.sniff(b"year,price\n2020,3\n")
    assert not FORMAT.sniff(b"A sentence, with a comma, and text.\n")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_no_table_crashes(data: bytes) -> None:
    for item in split(b"id,text\n" + data):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)


def test_an_open_quotation_is_read_in_proportion_to_its_length() -> None:
    began = b'id,text\n1,"' + b"Norway met.\n" * 200_000
    begun = time.process_time()
    (found,) = split(began, 10_000_000)
    assert len(found.data) > 2_000_000
    assert time.process_time() - begun < 10  # a second where the square takes a minute

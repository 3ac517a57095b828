"""JSON lines: fields by many names, one rejection a bad line, offsets into the text field."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.jsonl import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

TEXT = (
    "Ministers agreed on a new ferry route on Monday.\nThe first boats will sail in spring, a spokesman said."
)


def split(data: bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.jsonl", limit))


def read(**fields: object) -> Document:
    found = ingest(RawInput(path="x", record=0, format="jsonl", data=json.dumps(fields).encode()), Settings())
    assert isinstance(found, Document)
    return found


def reason(data: bytes) -> str:
    found = ingest(RawInput(path="x", record=0, format="jsonl", data=data), Settings())
    assert isinstance(found, Rejection)
    return found.reason


@pytest.mark.parametrize("name", ["text", "body", "content", "Article Body", "full-text", "maintext"])
def test_text_field_by_many_names(name: str) -> None:
    assert read(**{name: TEXT}).text == TEXT


def test_fields_become_metadata() -> None:
    found = read(
        id=17,
        headline="Ferry route agreed",
        body=TEXT,
        pubDate="Tue, 05 Mar 2024 10:00:00 GMT",
        outlet="Washington Post",
        link="https://x.example/1",
        author=["A", "B"],
    )
    assert (found.external_id, found.publisher, found.publisher_basis) == (
        "17",
        "The Washington Post",
        "field",
    )
    assert (found.url, found.author) == ("https://x.example/1", "A, B")
    assert found.published is not None
    assert found.published.start == date(2024, 3, 5)
    assert found.title is not None
    assert found.text == "Ferry route agreed\n" + TEXT


def test_publisher_from_the_address_when_no_field_names_it() -> None:
    assert read(text=TEXT, url="https://www.reuters.com/world/1").publisher == "Reuters"
    assert read(text=TEXT, url="https://unknown.example/1").publisher is None


def test_unclear_date_order_is_no_date() -> None:
    assert read(text=TEXT, date="05/06/2023").published is None
    assert read(text=TEXT, date="soon").published is None


def test_html_field_is_read_as_a_page() -> None:
    html = (
        "<html><body><article>"
        + "".join(f"<p>{p}</p>" for p in TEXT.split("\n"))
        + "</article></body></html>"
    )
    assert read(html=html).text == TEXT


def test_offsets_lead_into_the_text_field() -> None:
    body = "  Share\n\n" + TEXT + "\n\nLeave a Reply\n"
    found = read(title="Ferry route agreed", text=body)
    at = found.text.index("first boats")
    bounds = found.raw_offsets(at, at + 11)
    assert bounds is not None
    assert body[bounds[0] : bounds[1]] == "first boats"


def test_own_wire_signature_is_no_upstream() -> None:
    signed = "PORT SALEM, July 14 (Harbour Wire) - " + TEXT
    own, other = read(text=signed, publisher="Harbour Wire"), read(text=signed, publisher="Daily Tide")
    assert (own.original_publisher, own.credits) == (None, ())
    assert other.original_publisher == "Harbour Wire"
    assert len(other.credits) == 1


def test_bad_lines_are_rejected_and_the_rest_goes_on() -> None:
    good = json.dumps({"text": TEXT}).encode()
    items = split(b"\n".join([good, b"{broken", b"", b"[1, 2]", good]))
    assert [i.record for i in items] == [0, 1, 3, 4]
    found = [ingest(i, Settings()) for i in items]
    assert [getattr(f, "reason", "document") for f in found] == [
        "document",
        "malformed",
        "malformed",
        "document",
    ]


def test_line_over_the_limit_is_one_rejection() -> None:
    good = json.dumps({"text": TEXT}).encode()
    items = split(b"\n".join([good, b'{"text": "' + b"x" * 3000 + b'"}', good]), limit=1000)
    assert [i.problem for i in items] == [None, "too_large", None]


def test_record_without_text_says_which_fields_it_has() -> None:
    found = ingest(RawInput(path="x", format="jsonl", data=b'{"id": "1", "note": "n"}'), Settings())
    assert isinstance(found, Rejection)
    assert (found.reason, "id, note" in found.detail) == ("no_text", True)


def test_lone_surrogate_is_one_replaced_character() -> None:
    found = ingest(
        RawInput(path="x", format="jsonl", data=json.dumps({"text": TEXT + " \ud83d."}).encode()), Settings()
    )
    assert isinstance(found, Document)
    assert found.text.endswith(" \ufffd.")


def test_deep_nesting_is_malformed() -> None:
    assert reason(b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}") in {"malformed", "no_text"}


def test_sniffing() -> None:
    assert FORMAT.sniff(b'{"id": 1}\n')
    assert not FORMAT.sniff(b"{not json}")
    assert not FORMAT.sniff(b"[1]")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.dictionaries(
            st.sampled_from(["text", "title", "date", "publisher", "url", "id", "html"]),
            st.one_of(
                st.text(),
                st.integers(),
                st.none(),
                st.lists(st.text()),
                st.dictionaries(st.text(), st.text()),
            ),
        ).map(lambda d: json.dumps(d).encode()),
    )
)
def test_no_line_crashes(data: bytes) -> None:
    assert isinstance(
        ingest(RawInput(path="x", record=0, format="jsonl", data=data), Settings(min_body_words=0)),
        Document | Rejection,
    )

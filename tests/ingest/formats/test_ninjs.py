"""ninjs: both generations become documents; other JSON is left to others."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.ninjs import FORMAT
from onrecord.ingest.inputs import choose_format
from onrecord.ingest.page import Format
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
HTML = f"<p>{FIRST}</p><p>{SECOND.replace('first', '<b>first</b>')}</p>"
ONE: dict[str, object] = {
    "uri": "https://harbour.example/items/1",
    "type": "text",
    "versioncreated": "2024-03-05T10:00:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Ferry route agreed",
    "byline": "Ada Lind",
    "located": "Port Salem",
    "body_html": HTML,
    "copyrightholder": "Harbour Wire",
    "infosource": [{"name": "Harbour Wire", "role": "originator"}],
}
TWO: dict[str, object] = {
    "standard": {"name": "ninjs", "version": "2.1"},
    "uri": "urn:harbour:2",
    "firstCreated": "2024-03-05T10:00:00Z",
    "versionCreated": "2024-03-06T10:00:00Z",
    "pubStatus": "usable",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry route agreed"}],
    "by": "By Ada Lind",
    "bodies": [{"role": "summary", "value": "Short."}, {"role": "main", "value": HTML}],
    "infosources": [{"name": "Harbour Wire"}],
}


def split(data: bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.json", limit))


def result(fields: object) -> Document | Rejection:
    (item,) = split(json.dumps(fields).encode())
    return ingest(item, Settings())


def read(fields: object) -> Document:
    found = result(fields)
    assert isinstance(found, Document), found
    return found


def test_first_generation_becomes_a_document() -> None:
    found = read(ONE)
    assert found.text == f"Ferry route agreed\nAda Lind\nPort Salem\n{FIRST}\n{SECOND}"
    assert (found.publisher, found.author, found.original_publisher) == ("Harbour Wire", "Ada Lind", None)
    assert found.url == found.external_id == "https://harbour.example/items/1"
    assert found.published is not None
    assert (found.published.start, found.published.evidence) == (date(2024, 3, 5), "ninjs versioncreated")


def test_second_generation_becomes_a_document() -> None:
    found = read(TWO)
    assert found.text == f"Ferry route agreed\nBy Ada Lind\n{FIRST}\n{SECOND}"
    assert (found.publisher, found.author, found.url) == ("Harbour Wire", "Ada Lind", None)
    assert found.published is not None
    assert (found.published.start, found.published.evidence) == (date(2024, 3, 5), "ninjs firstcreated")


def test_plain_body_is_preferred_and_line_breaks_part_paragraphs() -> None:
    found = read({**ONE, "body_text": f"{FIRST}\n{SECOND}", "body_html": "<p>Other.</p>"})
    assert found.text.endswith(f"Port Salem\n{FIRST}\n{SECOND}")


def test_offsets_lead_into_the_body_field() -> None:
    found = read(ONE)
    at = found.text.index("boats")
    bounds = found.raw_offsets(at, at + 5)
    assert bounds is not None
    assert HTML[bounds[0] : bounds[1]] == "boats"


def test_embargo_is_the_day_of_publication() -> None:
    found = read({**ONE, "embargoed": "2024-03-09T00:00:00Z"})
    assert found.published is not None
    assert found.published.start == date(2024, 3, 9)


def test_several_lines_are_several_items() -> None:
    data = b"\n".join([json.dumps(ONE).encode(), b"{broken", b"", json.dumps(TWO).encode()])
    items = split(data)
    found = [getattr(ingest(item, Settings()), "reason", "document") for item in items]
    assert ([item.record for item in items], found) == ([0, 1, 3], ["document", "malformed", "document"])


def test_file_over_many_lines_is_one_item() -> None:
    (item,) = split(json.dumps(ONE, indent=2).encode())
    assert item.record is None
    assert isinstance(ingest(item, Settings()), Document)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({**ONE, "pubstatus": "canceled"}, "withdrawn"),
        ({**TWO, "pubStatus": "withheld"}, "withdrawn"),
        ({"uri": "x", "type": "picture", "versioncreated": "2024"}, "no_text"),
        ({**ONE, "body_html": "<script>no</script>"}, "no_text"),
    ],
)
def test_items_that_are_no_article_say_why(fields: object, wanted: str) -> None:
    found = result(fields)
    assert isinstance(found, Rejection)
    assert found.reason == wanted


def test_item_over_the_limit_is_one_rejection() -> None:
    assert [item.problem for item in split(json.dumps(ONE, indent=2).encode(), limit=300)] == ["too_large"]


@pytest.mark.parametrize(
    ("fields", "wanted"), [(ONE, "ninjs"), (TWO, "ninjs"), ({"uri": "x", "text": FIRST}, "jsonl")]
)
def test_sniffing(fields: object, wanted: str) -> None:
    chosen = choose_format(json.dumps(fields).encode(), "x.json")
    assert isinstance(chosen, Format)
    assert chosen.name == wanted


_VALUE = st.recursive(
    st.one_of(st.none(), st.text(), st.integers(), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=5,
)


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.dictionaries(
            st.sampled_from([*ONE, *TWO, "body_text", "embargoed", "links", "provider", "service"]), _VALUE
        ).map(lambda fields: json.dumps({**fields, "body_html": HTML}).encode()),
    )
)
def test_no_bytes_crash(data: bytes) -> None:
    for item in (*split(data), RawInput(path="x", format="ninjs", data=data)):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

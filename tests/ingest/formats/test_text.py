"""Plain text files, and text handed over as it is."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, from_text, ingest
from onrecord.records import DateBasis, Document, Rejection, ZoneKind
from onrecord.settings import Settings

ARTICLE = """top of page

Ministers agree on ferry route

Published: 05.03.2024

Transport ministers of the two islands agreed on a new ferry route on Monday – after months of quarrels. 🚢

The first boats will sail in the spring, a spokesman said.

Leave a Reply
"""


def read(text: str, **changes: object) -> Document | Rejection:
    return ingest(RawInput(path="x", format="text", data=text.encode()), Settings(**changes))  # type: ignore[arg-type]


def test_title_comes_first_and_every_zone_is_in_place() -> None:
    found = read("Tuesday, March 5, 2024\n" + ARTICLE)
    assert isinstance(found, Document)
    assert found.zones[0].kind is ZoneKind.TITLE
    assert all(a.end < b.start for a, b in zip(found.zones, found.zones[1:], strict=False))
    assert found.text.startswith("Ministers agree on ferry route\n")


def test_unclear_date_is_read_with_the_setting_only() -> None:
    without, with_order = read(ARTICLE), read(ARTICLE, day_first=True)
    assert isinstance(without, Document)
    assert isinstance(with_order, Document)
    assert without.published is None
    assert with_order.published is not None
    assert (with_order.published.start, with_order.published.basis) == (date(2024, 3, 5), DateBasis.STAMP)
    span = with_order.published.span
    assert span is not None
    assert with_order.text[span.start : span.end] == span.text == "Published: 05.03.2024"


def test_every_character_leads_back_to_the_file() -> None:
    found = read(ARTICLE)
    assert isinstance(found, Document)
    for zone in found.zones:
        for start, line in _lines(found, zone.start, zone.end):
            bounds = found.raw_offsets(start, start + len(line))
            assert bounds is not None
            assert ARTICLE[bounds[0] : bounds[1]] == line


def _lines(document: Document, start: int, end: int) -> list[tuple[int, str]]:
    found = []
    for line in document.text[start:end].split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def test_wire_dateline_is_its_own_zone_and_names_the_original() -> None:
    found = read(
        "Ferry route agreed\nPORT SALEM (Reuters) - Ministers of both islands agreed on a route on Monday."
    )
    assert isinstance(found, Document)
    assert [found.text[z.start : z.end] for z in found.zones if z.kind is ZoneKind.DATELINE] == [
        "PORT SALEM (Reuters) - "
    ]
    assert (found.publisher, found.original_publisher) == (None, "Reuters")


def test_given_text_is_used_as_it_is() -> None:
    text = "Share\n\n Boats sail.  "
    found = from_text(
        text, external_id="a-1", title="Boats", published=date(2024, 3, 5), publisher="Harbour Gazette"
    )
    assert found.document_id == "a-1"
    assert found.text == "Boats\n" + text
    assert [(z.kind, found.text[z.start : z.end]) for z in found.zones] == [
        (ZoneKind.TITLE, "Boats"),
        (ZoneKind.BODY, text),
    ]
    assert found.raw_offsets(6, 11) == (0, 5)
    assert found.published is not None
    assert found.published.start == date(2024, 3, 5)


def test_given_text_is_stripped_when_asked() -> None:
    found = from_text(ARTICLE, clean=True)
    assert found.title is not None
    assert found.title.text == "Ministers agree on ferry route"
    assert "Leave a Reply" not in found.text


def test_given_text_may_be_empty() -> None:
    assert from_text("").text == ""


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
def test_no_text_crashes_and_spans_hold(data: bytes) -> None:
    found = ingest(
        RawInput(path="x", format="text", data=data), Settings(min_body_words=1, languages=("en",))
    )
    if isinstance(found, Document):
        assert found == ingest(RawInput(path="y", format="text", data=data), Settings(min_body_words=1))
        for span in (*found.credits, *([found.title] if found.title else [])):
            assert found.text[span.start : span.end] == span.text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "港口恢复通航。",
                "سفن في الميناء",
                "Boats sail again on Monday after a year of quarrels.",
                "e\u0301 🚢",
                "Share",
                "",
            ]
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]),
)
def test_pieces_are_slices_whatever_the_script(lines: list[str], between: str) -> None:
    text = between.join(lines)
    found = from_text(text, clean=True)
    for segment in found.segments:
        assert found.text[segment.start : segment.end] == text[segment.raw_start : segment.raw_end]

"""Ids, spans and the map back to the raw input."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Claim, Document, Kind, Segment, Span, content_id


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_ids_differ_when_any_part_differs(left: list[str], right: list[str]) -> None:
    assert (content_id("x", *left) == content_id("x", *right)) == (left == right)


def document(text: str, *segments: Segment) -> Document:
    return Document(document_id="d", raw_sha256="", format="text", text=text, segments=segments)


def test_raw_offsets_inside_exact_segments() -> None:
    # raw "menu\nGrain leaves\nshare\nThe ship left." → clean "Grain leaves\nThe ship left."
    raw = "menu\nGrain leaves\nshare\nThe ship left."
    clean = document(
        "Grain leaves\nThe ship left.",
        Segment(start=0, end=12, raw_start=5, raw_end=17),
        Segment(start=13, end=27, raw_start=24, raw_end=38),
    )
    for start in range(13, 27):
        for end in range(start + 1, 28):
            offsets = clean.raw_offsets(start, end)
            assert offsets is not None
            assert raw[slice(*offsets)] == clean.text[start:end]
    assert clean.raw_offsets(0, 27) == (5, 38)


def test_raw_offsets_are_none_where_nothing_was_taken() -> None:
    clean = document("Made up. Taken.", Segment(start=9, end=15, raw_start=0, raw_end=6))
    assert clean.raw_offsets(0, 4) is None
    assert clean.raw_offsets(9, 15) == (0, 6)


def test_inexact_segment_maps_its_ends_only() -> None:
    # "R&amp;D" → "R&D"
    clean = document(
        "R&D",
        Segment(start=0, end=1, raw_start=0, raw_end=1),
        Segment(start=1, end=2, raw_start=1, raw_end=6, exact=False),
        Segment(start=2, end=3, raw_start=6, raw_end=7),
    )
    assert clean.raw_offsets(0, 3) == (0, 7)
    assert clean.raw_offsets(1, 2) == (1, 6)


def test_claim_survives_json() -> None:
    span = Span(start=0, end=4, text="Iran")
    claim = Claim(claim_id="c", document_id="d", kind=Kind.EVENT, trigger=span, sentence=span)
    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim

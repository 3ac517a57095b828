"""The five acceptance articles: bodies whole, furniture gone, dates and publishers only where they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.ingest import ingest, iter_inputs
from onrecord.ingest.lines import split_lines
from onrecord.records import Document, ZoneKind
from onrecord.settings import Settings

pytestmark = pytest.mark.needs_shared
BODY = frozenset({ZoneKind.BODY, ZoneKind.HEADING, ZoneKind.DATELINE})


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    found = [ingest(item, Settings()) for item in iter_inputs([shared / "seeds"], Settings())]
    assert all(isinstance(d, Document) for d in found)
    return [d for d in found if isinstance(d, Document)]


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]


def test_every_paragraph_is_body(documents: list[Document], pages: list[str]) -> None:
    for document, page in zip(documents, pages, strict=True):
        body = "\n".join(document.text[z.start : z.end] for z in document.zones if z.kind in BODY)
        paragraphs = [line.text for line in split_lines(page) if line.words > 16]
        assert paragraphs
        assert [p for p in paragraphs if p not in body and p not in document.text] == []
        # of the longer lines only a subtitle, which stands above the body, is none of it
        assert sum(p not in body for p in paragraphs) <= 1


def test_no_comment_form_or_button_is_left(documents: list[Document]) -> None:
    words = ("comment", "share this", "rating", "loading", "min read", "email address", "top of page")
    for document in documents:
        lines = [line.casefold() for line in document.text.split("\n") if len(line.split()) <= 12]
        assert not [line for line in lines if any(word in line for word in words)]


def test_only_pages_with_a_date_line_are_dated(documents: list[Document]) -> None:
    days = [d.published.start if d.published else None for d in documents]
    assert days == [None, None, date(2023, 6, 1), date(2023, 5, 30), None]


def test_upstreams_are_those_the_pages_credit(documents: list[Document]) -> None:
    upstreams = [d.original_publisher for d in documents]
    assert upstreams == [None, None, "The Cradle", None, "The Jerusalem Post"]


def test_segments_lead_back_to_the_same_characters(documents: list[Document], pages: list[str]) -> None:
    for document, page in zip(documents, pages, strict=True):
        for s in document.segments:
            assert document.text[s.start : s.end] == page[s.raw_start : s.raw_end]

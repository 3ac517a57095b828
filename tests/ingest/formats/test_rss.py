"""Feeds: every item a document, read with its feed's head; a broken item hurts nobody else."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.rss import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Gazette</title><link>https://harbour.example</link>
<item><title>Ferry route agreed</title><link>https://harbour.example/1</link><guid>h-1</guid>
<pubDate>Tue, 05 Mar 2024 23:00:00 +0100</pubDate>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND} The &lt;item&gt; stays.</p>]]></content:encoded></item>
<item><title>Second</title><description>{FIRST} {SECOND}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Gazette</title>
<entry><id>a-1</id><title>Ferry route agreed</title><published>2024-03-05T23:00:00Z</published>
<summary>{FIRST} {SECOND}</summary></entry></feed>"""


def split(data: bytes, limit: int = 10_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.rss", limit))


def read(item: RawInput) -> Document:
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    return found


def test_items_become_documents() -> None:
    one, two = map(read, split(RSS.encode()))
    assert one.text == f"Ferry route agreed\n{FIRST}\n{SECOND} The <item> stays."
    assert (one.publisher, one.publisher_basis, one.url, one.external_id) == (
        "Harbour Gazette",
        "feed",
        "https://harbour.example/1",
        "h-1",
    )
    assert one.published is not None
    assert one.published.start == date(2024, 3, 5)
    assert (two.text, two.published) == (f"Second\n{FIRST} {SECOND}", None)


def test_atom_entries_become_documents() -> None:
    (one,) = map(read, split(ATOM.encode()))
    assert one.text == f"Ferry route agreed\n{FIRST} {SECOND}"
    assert one.published is not None
    assert one.published.start == date(2024, 3, 5)


def test_offsets_lead_into_the_items_source() -> None:
    item = split(RSS.encode())[0]
    found = read(item)
    at = found.text.index("first boats")
    bounds = found.raw_offsets(at, at + 11)
    assert bounds is not None
    assert item.data.decode()[bounds[0] : bounds[1]] == "first boats"


def test_item_does_not_depend_on_the_rest_of_the_feed() -> None:
    shorter = RSS[: RSS.index("<item><title>Second")] + "</channel></rss>"
    assert read(split(shorter.encode())[0]) == read(split(RSS.encode())[0])


def test_feed_without_items_says_so() -> None:
    (item,) = split(b"<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert item.problem == "no_articles"


def test_item_over_the_limit_is_one_rejection() -> None:
    data = RSS.replace(SECOND, SECOND * 40, 1).encode()
    assert [i.problem for i in split(data, limit=1500)] == ["too_large", None]


@pytest.mark.parametrize("bad", ["&#xD800;", "&#99999999999;"])
def test_item_with_an_impossible_character_is_one_rejection(bad: str) -> None:
    first, second = (ingest(item, Settings()) for item in split(RSS.replace("Second", bad).encode()))
    assert isinstance(first, Document)
    assert isinstance(second, Document | Rejection)


def test_upstream_of_an_item_is_the_original_publisher() -> None:
    data = RSS.replace(
        "<guid>h-1</guid>", '<source url="https://w.example/rss">Wire Service</source>'
    ).encode()
    assert read(split(data)[0]).original_publisher == "Wire Service"


def test_sniffing() -> None:
    assert FORMAT.sniff(RSS.encode())
    assert FORMAT.sniff(ATOM.encode())
    assert not FORMAT.sniff(b"<html><body>rss</body></html>")


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet='<>/&;itemn![CDATA]"= \0é', max_size=150).map(str.encode)
    )
)
def test_no_item_crashes(data: bytes) -> None:
    for item in (
        *split(RSS.encode().replace(FIRST.encode(), data)),
        RawInput(path="x", format="rss", data=data),
    ):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

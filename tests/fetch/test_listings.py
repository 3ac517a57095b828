from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetch.listings import kind_of, read_lines, read_listing
from onrecord.fetch.visits import Kind

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/world/">
 <entry><id>1</id><link rel="alternate" href="talks"/><updated>2031-03-01T10:00:00+02:00</updated></entry>
 <entry><id>2</id><link rel="enclosure" href="talk.mp3"/></entry>
 <entry><id>3</id><link href="talks"/></entry>
</feed>"""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ATOM.encode(), Kind.FEED),
        (b"\xef\xbb\xbf\n<!-- <html> --><!DOCTYPE rss><rss>", Kind.FEED),
        ('<?xml version="1.0"?><rdf:RDF>'.encode("utf-16"), Kind.FEED),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><OPML>', Kind.OPML),
        (b"<!doctype html><html><body><rss>", None),
        (b"<rssx>", None),
        (b"Feeds: <rss>", None),
        (b"", None),
    ],
)
def test_kind_is_told_by_the_root(content: bytes, kind: Kind | None) -> None:
    assert kind_of(content) is kind


def test_entries_have_absolute_addresses_times_and_come_once() -> None:
    listing = read_listing(ATOM.encode(), Kind.FEED, "https://mirror.example/feed")
    ((address, updated),) = [(f.address, f.updated) for f in listing.found]
    assert address == "https://news.example/world/talks"
    assert updated == datetime(2031, 3, 1, 8, tzinfo=UTC)


def test_rss_identifier_is_an_address_unless_it_says_no() -> None:
    feed = (
        b'<rss version="2.0"><channel><item><guid>http://a.test/1</guid></item>'
        b'<item><guid isPermaLink="false">http://a.test/2</guid></item>'
        b"<item><link>http://a.test/3</link><guid>http://a.test/4</guid></item></channel></rss>"
    )
    found = [f.address for f in read_listing(feed, Kind.FEED).found]
    assert found == ["http://a.test/1", "http://a.test/3"]


def test_broken_feed_gives_what_can_be_read() -> None:
    feed = b"<rss><channel><item><title>A & B</title><link>http://a.test/1</link></item><item><link>http://a.test/2"
    assert [f.address for f in read_listing(feed, Kind.FEED).found][:1] == ["http://a.test/1"]


def test_feed_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text("<rss><channel><item><link>http://a.test/secret</link></item></channel></rss>")
    assert read_listing(str(secret).encode(), Kind.FEED).found == ()


def test_nested_outlines_and_includes_are_all_listings() -> None:
    opml = (
        '<opml><body><outline text="a"><outline text="b"><outline XMLURL=" http://a.test/f "/>'
        "</outline></outline>"
        '<outline type="include" url="http://a.test/more"/><outline text="nothing"/></body></opml>'
    )
    found = read_listing(opml.encode(), Kind.OPML).found
    assert [(f.address, f.listing) for f in found] == [
        ("http://a.test/f", True),
        ("http://a.test/more", True),
    ]


def test_opml_that_breaks_off_keeps_what_came_before() -> None:
    listing = read_listing(b'<opml><outline xmlUrl="http://a.test/f"/><outline', Kind.OPML)
    assert [f.address for f in listing.found] == ["http://a.test/f"]
    assert str(listing.problem).startswith("not well-formed XML")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("root", "kind"), [("opml><outline text='&j;'/></opml", Kind.OPML), ("rss>&j;</rss", Kind.FEED)]
)
def test_entities_are_refused(root: str, kind: Kind) -> None:
    begun = time.monotonic()
    listing = read_listing(f"{LAUGHS}]><{root}>".encode(), kind)
    assert listing.problem == "its XML declares entities"
    assert time.monotonic() - begun < 1


def test_deep_nests_are_read_in_bounded_time() -> None:
    begun = time.monotonic()
    nest = b"<opml>" + b"<outline>" * 100_000
    assert read_listing(nest, Kind.OPML).found == ()
    assert kind_of(b"<!>" * 30_000) is None
    assert time.monotonic() - begun < 3


def test_lines_are_a_list_only_if_all_are_addresses() -> None:
    listing = read_lines("\ufeff# mine\r\nhttps://a.test/1\n\n  HTTP://b.test \nhttps://a.test/1\n")
    assert listing is not None
    assert [f.address for f in listing.found] == ["https://a.test/1", "HTTP://b.test"]
    assert read_lines("https://a.test/1\nand more") is None
    assert read_lines("# only remarks") is None


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss>", b"<feed><entry><link href='", b"<opml><outline "]),
)
def test_any_bytes_are_read_without_an_error(tail: bytes, head: bytes) -> None:
    content = head + tail
    kind_of(content)
    for kind in (Kind.FEED, Kind.OPML):
        read_listing(content, kind, "http://a.test/", "text/xml; charset=nonsense")

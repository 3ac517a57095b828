"""HTML pages: the article's text, what the markup says of it, and where it stands in the source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.html import FORMAT
from onrecord.records import Document, Rejection, ZoneKind
from onrecord.settings import Settings

BODY = """<p>Transport ministers of the two islands agreed on a new ferry&nbsp;route on Monday
after months of quarrels &amp; delays.</p>
<h2>Boats in spring</h2>
<p>The first boats will sail in the <a href="/spring">spring</a>, a spokesman said
&ldquo;without any doubt&rdquo; in the capital.</p>
<p>Fishermen on the northern shore fear for their nets and have asked
the court of the larger island for an injunction.</p>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ministers agree on ferry route | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><link rel="canonical" href="https://harbour.example/ferry">
{head}</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ministers agree on ferry route</h1>{body}</article>
<footer><p>Copyright Harbour Gazette. All rights reserved.</p></footer></body></html>"""
DATED = '<meta property="article:published_time" content="2024-03-05T23:50:00+01:00">'


def read(head: str = DATED, body: str = BODY, **changes: object) -> Document | Rejection:
    return ingest(
        RawInput(path="x.html", format="html", data=PAGE.format(head=head, body=body).encode()),
        Settings(**changes),  # type: ignore[arg-type]
    )


def document(head: str = DATED, body: str = BODY) -> Document:
    found = read(head, body)
    assert isinstance(found, Document)
    return found


def test_article_is_kept_and_the_page_is_not() -> None:
    text = document().text
    assert text.startswith("Ministers agree on ferry route\nTransport ministers")
    assert text.endswith("for an injunction.")
    assert "All rights" not in text
    assert text.count("Ministers agree") == 1


def test_title_loses_the_outlets_name() -> None:
    title = document().title
    assert title is not None
    assert title.text == "Ministers agree on ferry route"


def test_heading_is_a_zone() -> None:
    found = document()
    assert [found.text[z.start : z.end] for z in found.zones if z.kind is ZoneKind.HEADING] == [
        "Boats in spring"
    ]


def test_metadata_comes_from_the_markup() -> None:
    found = document()
    assert (found.publisher, found.publisher_basis) == ("Harbour Gazette", "meta og:site_name")
    assert found.url == "https://harbour.example/ferry"
    assert found.published is not None
    assert (found.published.start, found.published.evidence) == (
        date(2024, 3, 5),
        "meta article:published_time",
    )
    assert found.language == "en"


def test_json_ld_names_author_section_and_date() -> None:
    head = (
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},'
        '{"@type":["NewsArticle"],"datePublished":"2024-03-04","articleSection":"Sea",'
        '"author":[{"name":"Mara Holt"},{"name":"Jon Dee"}]}]}</script>'
    )
    found = document(head)
    assert (found.author, found.section) == ("Mara Holt, Jon Dee", "Sea")
    assert found.published is not None
    assert found.published.start == date(2024, 3, 4)


def test_known_site_beats_what_the_page_calls_itself() -> None:
    page = PAGE.format(head=DATED, body=BODY).replace(
        "https://harbour.example/ferry", "https://www.bbc.co.uk/news/1"
    )
    found = ingest(RawInput(path="x", format="html", data=page.encode()), Settings())
    assert isinstance(found, Document)
    assert (found.publisher, found.publisher_basis) == ("BBC", "domain")


def test_date_in_prose_is_no_publication_date() -> None:
    body = BODY.replace("on Monday", "on 12 February 2024")
    assert document("", body).published is None


def test_broken_json_ld_is_passed_over() -> None:
    assert (
        document('<script type="application/ld+json">{"@type": "NewsArticle", </script>' + DATED).published
        is not None
    )


def test_segments_lead_back_through_entities_and_links() -> None:
    source = PAGE.format(head=DATED, body=BODY)
    found = document()
    for segment in found.segments:
        if segment.exact:
            assert found.text[segment.start : segment.end] == source[segment.raw_start : segment.raw_end]
    start = found.text.index("spring, a spokesman")
    bounds = found.raw_offsets(start, start + len("spring, a"))
    assert bounds is not None
    assert source[bounds[0] : bounds[1]] == "spring</a>, a"
    quote = found.text.index("“")
    assert found.raw_offsets(quote, quote + 1) == (source.index("&ldquo;"), source.index("&ldquo;") + 7)


def test_page_without_an_article_is_rejected() -> None:
    found = ingest(
        RawInput(path="x", format="html", data=b"<html><body><nav>Home</nav></body></html>"), Settings()
    )
    assert isinstance(found, Rejection)
    assert found.reason in {"no_text", "too_short"}


@pytest.mark.parametrize(
    ("head", "is_html"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf  <HTML lang=en>", True),
        (b"<!-- saved --><html>", True),
        (b"<p>Text", True),
        ("<html>".encode("utf-16"), True),
        (b"<rss version='2.0'>", False),
        (b"Prices < costs and <b>", False),
        (b"", False),
    ],
)
def test_sniffing(head: bytes, is_html: bool) -> None:
    assert FORMAT.sniff(head) is is_html


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet='<>/&;#x0apdiv!-"= \n\0é港', max_size=200).map(str.encode)
    )
)
def test_no_page_crashes(data: bytes) -> None:
    for item in (data, PAGE.format(head="", body="@@").encode().replace(b"@@", data)):
        found = ingest(RawInput(path="x", format="html", data=item), Settings())
        if isinstance(found, Document):
            assert all(found.text[z.start : z.end] for z in found.zones)

"""NewsML-G2: items become documents, metadata is read from its elements, tricks are refused."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.newsml import FORMAT
from onrecord.ingest.inputs import choose_format
from onrecord.ingest.page import Format
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection, ZoneKind
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
META = """<itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:HW"><name>Harbour Wire</name></provider>
<versionCreated>2024-03-07T09:00:00Z</versionCreated><firstCreated>2024-03-06T09:00:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><service qcode="svc:w"><name>World</name></service></itemMeta>
<contentMeta><contentCreated>2024-03-05T22:00:00+01:00</contentCreated>
<creditline>Island News Agency</creditline>
<by>By Ada Lind</by><dateline>PORT SALEM, March 5</dateline><headline>Ferry route agreed</headline>
<headline role="hld:subHeadline">Quarrels are over</headline></contentMeta>"""
HTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<head><title>No</title></head><body><h1>Ferry route agreed</h1>"
    f"<p>{FIRST.replace('new', '<em>new</em>')}</p><h2>Next</h2>"
    f"<p>{SECOND} Fish &amp; boats.</p></body></html></inlineXML>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf><head/><body><body.head><hedline>'
    "<hl1>Ferry route agreed</hl1></hedline></body.head><body.content><block>"
    f"<p>{FIRST}</p><p>{SECOND}</p></block></body.content></body></nitf></inlineXML>"
)
PLAIN = f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def news_item(content: str = HTML, meta: str = META) -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:harbour.example:1">'
        f"{meta}<contentSet>{content}</contentSet></newsItem>"
    )


def split(data: str | bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    raw = data.encode() if isinstance(data, str) else data
    return list(FORMAT.split(Stream(io.BytesIO(raw)), "x.xml", limit))


def read(data: str | bytes) -> Document:
    (item,) = split(data)
    found = ingest(item, Settings())
    assert isinstance(found, Document), found
    return found


def reason(data: str) -> str:
    (item,) = split(data)
    found = ingest(item, Settings())
    assert isinstance(found, Rejection)
    return found.reason


def zone(found: Document, kind: ZoneKind) -> str | None:
    return next((found.text[z.start : z.end] for z in found.zones if z.kind is kind), None)


def test_item_becomes_a_document() -> None:
    found = read(DECLARATION + news_item())
    assert found.text == (
        "Ferry route agreed\nQuarrels are over\nBy Ada Lind\nPORT SALEM, March 5\n"
        f"{FIRST}\nNext\n{SECOND} Fish & boats."
    )
    assert (found.publisher, found.publisher_basis, found.original_publisher) == (
        "Harbour Wire",
        "provider",
        "Island News Agency",
    )
    assert (found.author, found.section, found.external_id) == (
        "Ada Lind",
        "World",
        "urn:newsml:harbour.example:1",
    )
    assert found.published is not None
    assert (found.published.start, found.published.evidence) == (date(2024, 3, 5), "newsml contentCreated")
    assert zone(found, ZoneKind.DATELINE) == "PORT SALEM, March 5"
    assert zone(found, ZoneKind.HEADING) == "Next"


@pytest.mark.parametrize("content", [NITF, PLAIN])
def test_other_inline_content_is_read(content: str) -> None:
    assert read(news_item(content)).text.endswith(f"{FIRST}\n{SECOND}")


def test_embargo_is_the_day_of_publication() -> None:
    meta = META.replace("<pubStatus", "<embargoed>2024-03-09T00:00:00Z</embargoed><pubStatus")
    found = read(news_item(meta=meta))
    assert found.published is not None
    assert found.published.start == date(2024, 3, 9)


def test_located_is_the_dateline_where_none_is_given() -> None:
    meta = META.replace(
        "<dateline>PORT SALEM, March 5</dateline>", "<located><name>Port Salem</name></located>"
    )
    assert zone(read(news_item(meta=meta)), ZoneKind.DATELINE) == "Port Salem"


def test_offsets_lead_into_the_items_source() -> None:
    (item,) = split(news_item())
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    for words in ("first boats", "Ferry route", "Ada Lind", "Fish"):
        at = found.text.index(words)
        bounds = found.raw_offsets(at, at + len(words))
        assert bounds is not None
        assert item.data.decode()[bounds[0] : bounds[1]] == words


@pytest.mark.parametrize("prefix", ["", "nar:"])
def test_message_with_many_items_is_cut(prefix: str) -> None:
    items = news_item().replace("newsItem", f"{prefix}newsItem") * 3
    items = items.replace(SECOND, "It has no end.", 1)
    message = f'{DECLARATION}<newsMessage xmlns:nar="urn:x"><itemSet>{items}</itemSet></newsMessage>'
    found = [ingest(item, Settings()) for item in split(message)]
    assert [isinstance(f, Document) for f in found] == [True] * 3
    assert found[0] != found[1] == found[2]


def test_encoding_of_the_declaration_holds_for_every_item() -> None:
    data = DECLARATION.replace("UTF-8", "windows-1251") + news_item().replace("Ada Lind", "Ада Линд")
    assert read(data.encode("cp1251")).author == "Ада Линд"


def test_withdrawn_items_are_rejected() -> None:
    assert reason(news_item(meta=META.replace("stat:usable", "stat:canceled"))) == "withdrawn"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE n [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE n SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_document_types_and_entities_are_refused(declared: str) -> None:
    assert reason(DECLARATION + declared + news_item().replace(SECOND, "&a;")) == "unsafe"


def test_broken_items_are_rejections_and_the_rest_goes_on() -> None:
    picture = news_item('<remoteContent href="x.jpg"/>')
    message = f"<newsMessage>{news_item()}<newsItem><<>></newsItem>{picture}{news_item()}</newsMessage>"
    found = [getattr(ingest(item, Settings()), "reason", "document") for item in split(message)]
    assert found == ["document", "no_text", "no_text", "document"]
    assert [item.problem for item in split(news_item()[:-30])] == ["malformed"]
    assert [item.problem for item in split("<newsMessage></newsMessage>")] == ["no_articles"]


def test_item_over_the_limit_is_one_rejection() -> None:
    message = news_item() + news_item(HTML.replace(SECOND, SECOND * 4000)) + news_item()
    assert [item.problem for item in split(message, limit=3000)] == [None, "too_large", None]


def test_sniffing() -> None:
    assert FORMAT.sniff((DECLARATION + news_item()).encode())
    assert FORMAT.sniff(b"<nar:newsMessage>")
    assert not FORMAT.sniff(b"<rss><channel></channel></rss>")
    chosen = choose_format(news_item().encode(), "x.xml")
    assert isinstance(chosen, Format)
    assert chosen.name == "newsml"


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet='<>/&;newsItmp![CDATA]"= \0é\ud800', max_size=150)
    ).map(lambda d: d if isinstance(d, bytes) else d.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_crash(data: bytes) -> None:
    whole = news_item().encode()
    items = [*split(whole.replace(SECOND.encode(), data)), *split(b"<newsMessage>" + data + whole)]
    for item in (*items, *split(data), RawInput(path="x", format="newsml", data=data)):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

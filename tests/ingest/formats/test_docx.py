"""Word files: paragraphs and tables become text; exports are cut; bombs and tricks are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.docx import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
Maker = Callable[..., bytes]


def paragraph(text: str, style: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{style}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


ARTICLE = "".join(
    (
        paragraph("Ferry route agreed", "Heading1"),
        paragraph("5 March 2024"),
        paragraph(FIRST),
        paragraph(SECOND),
    )
)


def split(data: bytes, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data)), "x.docx", limit))


def read(data: bytes) -> Document:
    (item,) = split(data)
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    return found


def reason(data: bytes, limit: int = 100_000) -> str:
    (item,) = split(data, limit)
    found = ingest(item, Settings(max_document_bytes=limit))
    assert isinstance(found, Rejection)
    return found.reason


def test_article_becomes_a_document(make_docx: Maker) -> None:
    found = read(make_docx(ARTICLE))
    assert (found.format, found.text) == ("docx", f"Ferry route agreed\n5 March 2024\n{FIRST}\n{SECOND}")
    assert found.title is not None
    assert found.published is not None
    assert (found.title.text, found.published.start) == ("Ferry route agreed", date(2024, 3, 5))
    assert (found.publisher, found.segments) == (None, ())


def test_what_a_library_writes_is_read() -> None:
    import docx

    made, out = docx.Document(), io.BytesIO()
    made.add_heading("Ferry route agreed", level=1)
    for text in (FIRST, SECOND):
        made.add_paragraph(text)
    made.core_properties.title, made.core_properties.author = "Template", "Somebody"
    made.save(out)
    found = read(out.getvalue())
    assert (found.text, found.author) == (f"Ferry route agreed\n{FIRST}\n{SECOND}", None)


def test_deleted_words_field_codes_and_fallbacks_are_no_text(make_docx: Maker) -> None:
    odd = (
        "<w:p><w:del><w:r><w:delText>Deleted words.</w:delText></w:r></w:del>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>{FIRST}</w:t></w:r>"
        "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Fallback><w:p><w:r><w:t>Twice</w:t></w:r></w:p>"
        "</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read(make_docx(odd + paragraph(SECOND))).text == f"{FIRST}\n{SECOND}"


def test_export_is_cut_into_articles(make_docx: Maker) -> None:
    lines = [
        "Ferry route agreed",
        "Harbour Gazette",
        "March 5, 2024 Tuesday",
        "Length: 41 words",
        "Body",
        FIRST,
    ]
    lines += [SECOND, "Classification", "Language: ENGLISH", "Load-Date: March 6, 2024", "End of Document"]
    items = split(make_docx("".join(map(paragraph, lines * 3))))
    assert [(i.format, i.record) for i in items] == [("nexis", 0), ("nexis", 1), ("nexis", 2)]
    found = ingest(items[2], Settings())
    assert isinstance(found, Document)
    assert (found.publisher, found.text.endswith(f"{FIRST}\n{SECOND}")) == ("Harbour Gazette", True)


def test_export_in_table_rows_is_cut_into_articles(make_docx: Maker) -> None:
    fields = {
        "HD": ["Ferry route agreed"],
        "WC": ["41 words"],
        "PD": ["5 March 2024"],
        "SN": ["Harbour Gazette"],
    }
    fields |= {"LP": [FIRST], "TD": [SECOND, FIRST], "AN": ["Document HARGAZ0020240305ek3500001"]}
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(code)}</w:tc><w:tc>{''.join(map(paragraph, values))}</w:tc></w:tr>"
        for code, values in fields.items()
    )
    (item,) = split(make_docx(f"<w:tbl>{rows}</w:tbl>"))
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    assert (found.format, found.publisher) == ("factiva", "Harbour Gazette")
    assert found.text.endswith(f"{FIRST}\n{SECOND}\n{FIRST}")


def test_bomb_is_refused_without_unpacking_it(make_docx: Maker) -> None:
    data = make_docx(paragraph("x" * 20_000_000))
    assert len(data) < 100_000
    assert reason(data) == "unsafe"


def test_size_that_an_archive_states_is_not_believed(make_docx: Maker) -> None:
    data = bytearray(make_docx(paragraph("x" * 5_000_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert reason(lied) in {"unsafe", "malformed"}


def test_entities_are_refused(make_docx: Maker) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:d>&a;</w:d>'
    assert reason(make_docx("", {"word/document.xml": xml})) == "unsafe"


def test_broken_files_are_malformed(make_docx: Maker) -> None:
    whole = make_docx(ARTICLE)
    assert reason(whole[: len(whole) // 2]) == "malformed"
    assert reason(make_docx("", {"word/document.xml": b"no markup at all"})) == "malformed"


def test_markup_that_breaks_off_gives_what_was_there(make_docx: Maker) -> None:
    cut = make_docx("", {"word/document.xml": f"<d xmlns:w='urn:w'>{ARTICLE}<w:p><w:r>".encode()})
    assert read(cut).text.endswith(SECOND)


def test_sniffing(make_docx: Maker) -> None:
    assert FORMAT.sniff(make_docx(ARTICLE))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert not FORMAT.sniff(out.getvalue())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), at=st.integers(0, 600))
def test_no_bytes_crash(make_docx: Maker, data: bytes, at: int) -> None:
    whole = make_docx(ARTICLE)
    for raw in (
        data,
        whole[:at] + data + whole[at + len(data) :],
        make_docx("", {"word/document.xml": data}),
    ):
        for item in (*split(raw), RawInput(path="x", format="docx", data=raw)):
            assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

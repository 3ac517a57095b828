"""RTF: text without its control words, every run traceable to the file; exports are cut into articles."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats._rtf import RtfText, rtf_text
from onrecord.ingest.formats.rtf import FORMAT
from onrecord.ingest.stream import Stream
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

FIRST = "Transport ministers agreed on a new ferry route on Monday after months of quarrels."
SECOND = "The first boats will sail in spring, a spokesman said."
FONTS = r"{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}"
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\info{\title Not this}}"
ARTICLE = (
    HEAD
    + r"\pard Ferry route agreed\par\par 5 March 2024\par\par "
    + FIRST
    + r"\par\par "
    + SECOND
    + r"\par}"
)


def split(data: str, limit: int = 100_000) -> list[RawInput]:
    assert FORMAT.split is not None
    return list(FORMAT.split(Stream(io.BytesIO(data.encode())), "x.rtf", limit))


def text(source: str) -> str:
    found = rtf_text(source)
    assert isinstance(found, RtfText)
    return found.text


def test_article_becomes_a_document() -> None:
    (item,) = split(ARTICLE)
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    assert (found.format, found.text) == ("rtf", f"Ferry route agreed\n5 March 2024\n{FIRST}\n{SECOND}")
    assert found.published is not None
    assert found.published.start == date(2024, 3, 5)
    assert found.publisher is None


def test_offsets_lead_into_the_file() -> None:
    source = ARTICLE.replace("a spokesman", r"a {\b spokes}man \'93from\'94 Gen\u232?ve")
    (item,) = split(source)
    found = ingest(item, Settings())
    assert isinstance(found, Document)
    for words, raw in (
        ("first boats", "first boats"),
        ("spokesman", "spokes}man"),
        ("“from”", r"\'93from\'94"),
        ("Genève", r"Gen\u232?ve"),
    ):
        at = found.text.index(words)
        bounds = found.raw_offsets(at, at + len(words))
        assert bounds is not None
        assert source[bounds[0] : bounds[1]] == raw


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"a\'e9b", "aéb"),
        (r"\f1\'ef\'f0\'e8", "при"),
        (r"\u1087?\u1088\'3f\u1080?", "при"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc0\u233}x", "éx"),
        (r"a\emdash b\~c\_d\-e", "a—b\xa0c-de"),
        (r"{\*\unknown gone}kept", "kept"),
        (r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt shown}}', "shown"),
        (r"{\pict\bin4 }{}}}after", "after"),
        (r"{\v hidden}seen\v x\v0 y", "seeny"),
        (r"HD\cell Title\cell\row BY", "HD\tTitle\t\nBY"),
        ("one\r\n two", "one two"),
        (r"\{\\\}", r"{\}"),
    ],
)
def test_control_words(source: str, wanted: str) -> None:
    assert text(HEAD + source + "}") == wanted


def test_export_is_cut_into_articles() -> None:
    article = [
        "Ferry route agreed",
        "Harbour Gazette",
        "March 5, 2024 Tuesday",
        "",
        "Length: 41 words",
        "Body",
        FIRST,
        SECOND,
        "Load-Date: March 6, 2024",
        "End of Document",
    ]
    items = split(HEAD + r"\par ".join(article * 2) + "}")
    assert [(i.format, i.record) for i in items] == [("nexis", 0), ("nexis", 1)]
    found = ingest(items[0], Settings())
    assert isinstance(found, Document)
    assert (found.publisher, found.text.endswith(SECOND)) == ("Harbour Gazette", True)


def test_export_in_table_rows_is_cut_into_articles() -> None:
    fields = {"HD": "Ferry route agreed", "WC": "41 words", "PD": "5 March 2024", "SN": "Harbour Gazette"}
    fields |= {"LP": FIRST, "TD": SECOND, "AN": "Document HARGAZ0020240305ek3500001"}
    rows = "".join(rf"\trowd\cellx1\cellx2 {code}\cell {value}\cell\row " for code, value in fields.items())
    items = split(HEAD + rows * 2 + "}")
    assert [i.format for i in items] == ["factiva", "factiva"]
    found = ingest(items[1], Settings())
    assert isinstance(found, Document)
    assert (found.publisher, found.text.endswith(f"{FIRST}\n{SECOND}")) == ("Harbour Gazette", True)


def test_groups_nested_too_deep_are_malformed() -> None:
    (item,) = split("{\\rtf1" + "{" * 5000 + "x")
    found = ingest(item, Settings())
    assert isinstance(found, Rejection)
    assert found.reason == "malformed"


def test_file_over_the_limit_is_one_rejection() -> None:
    assert [i.problem for i in split(ARTICLE, limit=200)] == ["too_large"]
    assert [i.problem for i in split(ARTICLE, limit=20)] == ["too_large"]


def test_sniffing() -> None:
    assert FORMAT.sniff(ARTICLE.encode())
    assert not FORMAT.sniff(b"{ not rtf }")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from(
                ["{", "}", "\\u", "\\'", "e9", "9", "\\*", "\\bin", "-1", "\\f1", "\\fonttbl", "\\fcharset",
                 "128", " ", "\\ansicpg", "x", "\\par", "\\uc", "\\v", "\\'81", "\\u55357", "\n"]
            ),
            max_size=40,
        ).map(lambda parts: "".join(["{\\rtf1", *parts]).encode()),
    )
)  # fmt: skip
def test_no_bytes_crash(data: bytes) -> None:
    assert FORMAT.split is not None
    for item in (
        *FORMAT.split(Stream(io.BytesIO(data)), "x", 150),
        RawInput(path="x", format="rtf", data=data),
    ):
        assert isinstance(ingest(item, Settings(min_body_words=0)), Document | Rejection)

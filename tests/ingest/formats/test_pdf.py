"""PDF: lines become paragraphs, columns keep apart, properties are not believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import RawInput, ingest
from onrecord.ingest.formats.pdf import FORMAT
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

Maker = Callable[..., bytes]
TITLE = "Ferry route agreed by island ministers"
LINES = [
    "Transport ministers of both islands agreed on a new ferry route on Mon-",
    "day after months of quarrels, and shook hands in the capital before they",
    "left.",
]
FIRST = (
    "Transport ministers of both islands agreed on a new ferry route on Monday after months of quarrels, "
    "and shook hands in the capital before they left."
)
SECOND = "The first boats will sail in spring, a spokesman said."


def page(*lines: str, top: int = 700, left: int = 72) -> list[tuple[int, int, str]]:
    """Return lines set one below the other; an empty one leaves a gap."""
    return [(left, top - 12 * i, line) for i, line in enumerate(lines) if line]


ARTICLE = page(TITLE, "", "5 March 2024", "", *LINES, "", SECOND)


def result(data: bytes, **changes: int) -> Document | Rejection:
    return ingest(RawInput(path="x.pdf", format="pdf", data=data), Settings(**changes))


def read(data: bytes) -> Document:
    found = result(data)
    assert isinstance(found, Document), found
    return found


def reason(data: bytes) -> str:
    found = result(data)
    assert isinstance(found, Rejection)
    return found.reason


def test_article_becomes_a_document(make_pdf: Maker) -> None:
    found = read(make_pdf([ARTICLE], f"/Title ({TITLE}) /CreationDate (D:20240101120000Z) /Author (Temp)"))
    assert (found.format, found.text) == ("pdf", f"{TITLE}\n5 March 2024\n{FIRST}\n{SECOND}")
    assert found.title is not None
    assert found.published is not None
    assert (found.title.text, found.published.start) == (TITLE, date(2024, 3, 5))
    assert (found.publisher, found.author, found.segments) == (None, None, ())


def test_properties_that_are_not_printed_say_nothing(make_pdf: Maker) -> None:
    lines = page(*LINES, "", SECOND)
    found = read(make_pdf([lines], "/Title (Some other headline) /CreationDate (D:20240101120000Z)"))
    assert (found.title, found.published) == (None, None)


def test_hyphen_of_a_word_written_with_one_stays(make_pdf: Maker) -> None:
    lines = page(
        "The long-standing quarrel over the harbour was settled, and the long-",
        "standing friends met again in the capital of the larger island, aides",
        "told the reporters of the Anglo-",
        "Saxon press.",
    )
    text = read(make_pdf([lines])).text
    assert text.count("long-standing") == 2
    assert "Anglo-Saxon press." in text


def test_columns_are_read_one_after_the_other(make_pdf: Maker) -> None:
    left = [f"left column line {i} goes on and on" for i in "abcdefgh"]
    right = [f"right column line {i} goes on and on" for i in "abcdefgh"]
    across = page("The heading lies across both of the columns of this printed page", top=730)
    rows = [cell for pair in zip(page(*left), page(*right, left=320), strict=True) for cell in pair]
    for printed in (rows, [*page(*left), *page(*right, left=320)]):
        text = read(make_pdf([[*across, *printed]])).text
        assert text.endswith(" ".join([*left, *right]))


def test_lines_side_by_side_are_never_one_sentence(make_pdf: Maker) -> None:
    rows = [
        *page("The minister of the larger island", "came by boat in the morning."),
        *page("met no one", left=320),
    ]
    text = read(make_pdf([rows])).text
    assert "larger island met" not in text


def test_running_heads_and_page_numbers_go_and_cut_paragraphs_are_one(make_pdf: Maker) -> None:
    long = "A long paragraph about the harbour of the larger island is cut by the end"
    pages = [
        page("Harbour Gazette 5 March 2024", "", *LINES, "", long, "", "1", top=760),
        page(
            "Harbour Gazette 5 March 2024", "", "of the page and goes on here.", "", SECOND, "", "2", top=760
        ),
        page("Harbour Gazette 5 March 2024", "", SECOND.replace("boats", "ferries"), "", "3", top=760),
    ]
    text = read(make_pdf(pages)).text
    assert "Gazette" not in text
    assert f"{long} of the page and goes on here." in text
    assert not any(line.isdigit() for line in text.splitlines())


def test_password_is_its_own_reason(make_pdf: Maker) -> None:
    lock = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>] "
    )
    assert reason(make_pdf([ARTICLE], "", lock)) == "encrypted"


def test_pages_without_text_are_their_own_reason(make_pdf: Maker) -> None:
    assert reason(make_pdf([[], []])) == "image_only"


def test_too_many_pages_are_refused(make_pdf: Maker) -> None:
    assert reason(make_pdf([[]] * 301)) == "too_large"


def test_broken_file_is_malformed(make_pdf: Maker) -> None:
    assert reason(make_pdf([ARTICLE])[:500]) == "malformed"
    assert reason(b"%PDF-1.7 and nothing else") == "malformed"


def test_sniffing(make_pdf: Maker) -> None:
    assert FORMAT.sniff(make_pdf([ARTICLE]))
    assert FORMAT.sniff(b"\r\n\r\n%PDF-1.4")
    assert not FORMAT.sniff(b"<p>%PDF-1.4 is how such files begin</p>")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), at=st.integers(0, 1500))
def test_no_bytes_crash(make_pdf: Maker, data: bytes, at: int) -> None:
    whole = make_pdf([ARTICLE])
    for raw in (data, whole[:at] + data + whole[at + len(data) :], b"%PDF-1.4\n" + data):
        assert isinstance(result(raw, min_body_words=0), Document | Rejection)


def test_letter_set_under_its_neighbour_is_read_once(make_pdf: Maker) -> None:
    # printed by a browser: "T" and "wo" are two runs whose rectangles overlap
    kerned = [(72, 640, "T"), (77, 640, "wo envoys stayed, and so did their three aides, a spokesman said.")]
    text = read(make_pdf([[*page(*LINES), *kerned]])).text
    assert "Two envoys stayed, and so did" in text
    assert "TwTwo" not in text


def test_words_in_a_rectangle_within_another_lose_nothing(make_pdf: Maker) -> None:
    inside = [(72, 640, "The ring road is closed."), (92, 640, "o"), (72, 616, SECOND)]
    text = read(make_pdf([[*page(*LINES), *inside]])).text
    assert SECOND in text.splitlines()
    assert "rio" not in text

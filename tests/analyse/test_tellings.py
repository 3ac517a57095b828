"""A sentence in pieces: every character once, and where marks overlap the first of them."""

from __future__ import annotations

from onrecord.analyse.tellings import Mark, cut
from onrecord.records import Claim, Document, Kind, Span

TEXT = "Rain fell. Veltria recalled its envoy. Nobody spoke."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def pieces(*marks: Mark) -> list[tuple[str, str]]:
    document = Document(document_id="d", raw_sha256="", format="text", text=TEXT)
    sentence = at("Veltria recalled its envoy.")
    claim = Claim(claim_id="c", document_id="d", kind=Kind.EVENT, trigger=at("recalled"), sentence=sentence)
    return [(piece.text, piece.mark) for piece in cut(document, claim, marks or None)]


def test_what_a_claim_hangs_on_is_marked() -> None:
    assert pieces() == [("Veltria ", ""), ("recalled", "trigger"), (" its envoy.", "")]


def test_of_marks_that_overlap_the_first_wins_and_neighbours_of_one_name_are_one() -> None:
    told = pieces((at("recalled"), "what"), (at("Veltria recalled its"), "who"), (at(" envoy"), "who"))
    assert told == [("Veltria ", "who"), ("recalled", "what"), (" its envoy", "who"), (".", "")]


def test_a_mark_reaches_no_further_than_its_sentence() -> None:
    assert pieces((at("fell. Veltria"), "who"), (at("Nobody"), "whom")) == [
        ("Veltria", "who"),
        (" recalled its envoy.", ""),
    ]

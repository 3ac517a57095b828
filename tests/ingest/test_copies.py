"""Copied runs are found on both sides, with edits, and nothing else is taken for a copy."""

from __future__ import annotations

import random

from onrecord.ingest import from_text
from onrecord.ingest.copies import CopyIndex, shared_runs
from onrecord.records import Document

VOCABULARY = [
    a + b
    for a in ("bar", "cel", "dor", "fen", "gal", "hul", "jin", "kor", "lam", "mos")
    for b in ("ta", "ne", "li", "ro", "su", "vek", "im", "ond", "ash", "ul")
]


def words(seed: int, count: int) -> list[str]:
    chooser = random.Random(seed)
    return [chooser.choice(VOCABULARY) for _ in range(count)]


def document(name: str, *parts: list[str]) -> Document:
    return from_text(" ".join(w for part in parts for w in part).capitalize() + ".", external_id=name)


WIRE = words(1, 25)


def test_run_of_twenty_five_words_is_found_with_its_bounds() -> None:
    a = document("a", words(2, 150), WIRE, words(3, 100))
    b = document("b", words(4, 60), WIRE, words(5, 140))
    ((left, right),) = shared_runs(a, b, 25)
    assert left.text == right.text == " ".join(WIRE)
    assert (a.text[left.start : left.end], b.text[right.start : right.end]) == (left.text, right.text)


def test_shorter_run_is_not_reported() -> None:
    a = document("a", words(2, 150), WIRE[:20], words(3, 100))
    b = document("b", words(4, 60), WIRE[:20], words(5, 140))
    assert shared_runs(a, b, 25) == []
    assert len(shared_runs(a, b, 20)) == 1


def test_sides_exchange_with_the_documents() -> None:
    a = document("a", words(2, 150), WIRE, words(3, 90), words(9, 40))
    b = document("b", words(9, 40), words(4, 60), WIRE, words(5, 140))
    forth, back = shared_runs(a, b, 25), shared_runs(b, a, 25)
    assert sorted((r.start, q.start) for q, r in forth) == [(q.start, r.start) for q, r in back]
    assert len(forth) == 2


def test_paragraph_with_some_words_edited_is_one_run() -> None:
    wire = words(7, 80)
    edited = [w if i % 20 != 10 else "edited" for i, w in enumerate(wire)]
    ((left, _),) = shared_runs(document("a", words(2, 50), wire), document("b", edited, words(3, 50)), 60)
    assert len(left.text.split()) >= 79


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    plain = "The ministers agreed that forty trawlers may work the banks until a decade ends and a court sits"
    dressed = (
        "THE MINISTERS agreed, that forty trawlers may work the “banks” until a decade ends; and a court sits"
    )
    assert len(shared_runs(from_text(plain), from_text(dressed), 18)) == 1


def test_unrelated_documents_share_nothing() -> None:
    index = CopyIndex(document(f"d{n}", words(100 + n, 200)) for n in range(200))
    assert index.pairs() == []


def test_index_finds_the_pairs_in_any_order() -> None:
    documents = [document(f"d{n}", words(200 + n, 120)) for n in range(30)]
    documents += [document("x", words(2, 100), WIRE, words(3, 30)), document("y", WIRE, words(4, 90))]
    found = CopyIndex(documents).shared(25)
    assert list(found) == [("x", "y")]
    assert found == CopyIndex(reversed(documents)).shared(25)


def test_one_phrase_repeated_endlessly_takes_no_time() -> None:
    a, b = document("a", ["lam"] * 20_000), document("b", ["lam"] * 20_000)
    assert len(shared_runs(a, b, 25)) >= 1


def test_title_is_no_copy() -> None:
    title = " ".join(words(8, 30))
    a, b = from_text("Some text of its own.", title=title), from_text("Another text entirely.", title=title)
    assert shared_runs(a, b, 25) == []

"""Forms of words."""

from __future__ import annotations

import pytest

from onrecord.analyse.english import number, participle, past, third, tidy
from onrecord.analyse.pieces import fill, quoted, sentence, text_of
from onrecord.analyse.tellings import Piece


@pytest.mark.parametrize(
    ("verb", "was", "done", "it"),
    [
        ("suspend", "suspended", "suspended", "suspends"),
        ("deny", "denied", "denied", "denies"),
        ("deploy", "deployed", "deployed", "deploys"),
        ("expel", "expelled", "expelled", "expels"),
        ("speak", "spoke", "spoken", "speaks"),
        ("reach", "reached", "reached", "reaches"),
        ("agree", "agreed", "agreed", "agrees"),
        ("be", "was", "been", "is"),
    ],
)
def test_verbs_are_inflected(verb: str, was: str, done: str, it: str) -> None:
    assert (past(verb), participle(verb), third(verb)) == (was, done, it)


def test_small_numbers_are_words() -> None:
    assert [number(n) for n in (1, 12, 13, 1200)] == ["one", "twelve", "13", "1,200"]


def test_quotation_inside_a_quotation_has_single_marks() -> None:
    assert tidy('a  "so-called"\xa0zone') == "a ‘so-called’ zone"
    assert tidy('the "open end') == "the ‘open end’"


def test_small_words_stand_before_a_quotation() -> None:
    assert text_of(quoted("of having closed the old canal.")) == "of “having closed the old canal”"
    assert text_of(quoted("Its part in the union")) == "its “part in the union”"


def test_two_plain_words_need_no_marks_and_names_do() -> None:
    assert text_of(quoted("the fishing treaty")) == "the fishing treaty"
    assert text_of(quoted("Veltria's return")) == "“Veltria's return”"


def test_part_in_brackets_goes_with_its_empty_slot() -> None:
    assert text_of(fill("{a}[ in {b}]", {"a": "x", "b": ""})) == "x"
    assert text_of(fill("{a}[ in {b}]", {"a": "x", "b": "y"})) == "x in y"


def test_sentence_begins_large_and_ends_once() -> None:
    assert text_of(sentence((Piece("the fleet left "),))) == "The fleet left."
    assert text_of(sentence((Piece("why?"),))) == "Why?"

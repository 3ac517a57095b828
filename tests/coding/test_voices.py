"""Chains of voices: which claims lie in whose words, innermost first."""

from __future__ import annotations

import msgspec

from onrecord.coding.attribution import find_attributions
from onrecord.coding.voices import attribute
from onrecord.reading import Reading
from onrecord.records import (
    AttributionForm,
    Claim,
    Document,
    Kind,
    Polarity,
    SourceKind,
    Span,
    Zone,
    ZoneKind,
)


def read(text: str, credit: str | None = None) -> Reading:
    from onrecord.read.parse import parse_document

    printed: tuple[Span, ...] = ()
    if credit is not None:
        at = text.index(credit)
        printed = (Span(start=at, end=at + len(credit), text=credit),)
    document = Document(
        document_id="doc_t",
        raw_sha256="",
        format="text",
        text=text,
        zones=(Zone(kind=ZoneKind.BODY, start=0, end=len(text)),),
        credits=printed,
    )
    return Reading(document=document, sentences=parse_document(document))


def claim(reading: Reading, word: str) -> Claim:
    at = reading.document.text.index(word)
    span = reading.quote(at, at + len(word))
    return Claim(claim_id=word, document_id="doc_t", kind=Kind.EVENT, trigger=span, sentence=span)


def chain(text: str, word: str, credit: str | None = None) -> list[str]:
    reading = read(text, credit)
    voiced = attribute([claim(reading, word)], find_attributions(reading), reading)[0]
    return [a.source.text if a.source else f"({a.cue.text if a.cue else ''})" for a in voiced.attribution]


def test_alleged_act_is_the_accusers_word_and_the_accusing_is_not() -> None:
    text = "Norway accused Finland of attacking a trawler."
    assert chain(text, "attacking") == ["Norway"]
    assert chain(text, "accused") == []


def test_chain_runs_from_the_innermost_voice_outwards() -> None:
    text = "The envoy told The Daily Herald that Norway denied that it had attacked the trawler."
    assert chain(text, "attacked") == ["Norway", "The envoy", "The Daily Herald"]
    assert chain(text, "denied") == ["The envoy", "The Daily Herald"]


def test_what_stands_outside_every_content_is_the_publishers() -> None:
    text = "Norway attacked the trawler. The envoy said that talks would follow."
    assert chain(text, "attacked") == []


def test_praised_event_is_taken_as_given() -> None:
    assert chain("Norway praised the visit of the Finnish king.", "visit") == []


def test_planned_event_is_the_publishers_word() -> None:
    assert chain("Norway plans to visit the islands.", "visit") == []


def test_hedge_adds_an_unnamed_voice() -> None:
    reading = read("The two sides have reportedly agreed on a price.")
    voiced = attribute([claim(reading, "agreed")], find_attributions(reading), reading)[0]
    assert [(a.form, a.source_kind) for a in voiced.attribution] == [
        (AttributionForm.HEDGE, SourceKind.UNNAMED)
    ]


def test_credit_that_ends_a_sentence_covers_that_sentence_only() -> None:
    text = "Norway sank a boat. Later its navy shelled the harbour, from the wires of the Herald"
    credit = "from the wires of the Herald"
    assert chain(text, "shelled", credit) == [credit]
    assert chain(text, "sank", credit) == []


def test_staff_credit_is_on_no_single_claim() -> None:
    text = "Norway sank a boat. Herald Staff contributed to this report."
    assert chain(text, "sank", "Herald Staff contributed to this report.") == []


def test_claims_keep_their_order_and_everything_else() -> None:
    reading = read("Norway said that it sank a boat and shelled the harbour.")
    claims = [claim(reading, "shelled"), claim(reading, "sank")]
    voiced = attribute(claims, find_attributions(reading), reading)
    assert [msgspec.structs.replace(c, attribution=()) for c in voiced] == claims
    assert all(c.attribution for c in voiced)


def test_condemned_attack_is_taken_as_given() -> None:
    assert chain("Norway condemned the attack on Finland.", "attack") == []


def test_condemned_for_an_act_leaves_the_act_with_the_critic() -> None:
    assert chain("Norway criticised Finland for attacking a trawler.", "attacking") == ["Norway"]


def test_both_links_of_what_officials_had_told_are_kept() -> None:
    text = "The envoy said that Finland's officials had told Norway that Estonia had nothing to do with it."
    assert chain(text, "nothing") == ["Finland's officials", "The envoy"]


def test_what_this_shows_is_whoever_says_so() -> None:
    assert chain("This shows that Norway attacked the trawler.", "attacked") == []
    text = "“This shows that Norway attacked the trawler,” the envoy said."
    assert chain(text, "attacked") == ["the envoy"]


def test_background_on_a_name_is_the_publishers_word() -> None:
    text = "The envoy tied the delay to Norway, with which Finland fought a war in 1940."
    assert chain(text, "fought") == []
    assert chain(text, "delay") == ["The envoy"]


def test_speaker_who_names_himself_again_is_one_voice() -> None:
    from onrecord.actors import load_registry
    from onrecord.read.mentions import find_mentions

    plain = read("Norway said that it feared that Finland would attack the port.")
    mentions = find_mentions(plain.document, plain.sentences, load_registry())
    reading = msgspec.structs.replace(plain, mentions=mentions)
    voiced = attribute([claim(reading, "attack")], find_attributions(reading), reading)[0]
    assert [a.source.text for a in voiced.attribution if a.source] == ["it"]


def test_same_pronoun_twice_is_one_voice_and_two_names_are_two() -> None:
    assert chain("They said that they feared that the trawler was sunk.", "sunk") == ["they"]
    text = "Jane Roe said that Ann Poe feared that the trawler was sunk."
    assert chain(text, "sunk") == ["Ann Poe", "Jane Roe"]


def test_what_was_denied_is_the_deniers_word() -> None:
    reading = read("Norway accused Finland of attacking a trawler. Finland denied the accusation.")
    denial = msgspec.structs.replace(
        claim(reading, "denied"), about="clm_accusation", polarity=Polarity.NEGATIVE
    )
    speech = claim(reading, "denied")
    voiced = attribute([denial, speech], find_attributions(reading), reading)
    assert [[a.source.text for a in c.attribution if a.source] for c in voiced] == [["Finland"], []]


def test_who_shows_a_will_does_not_say_so() -> None:
    assert chain("Norway has shown a will to attack the port.", "attack") == []
    assert chain("The video showed soldiers who attacked the port.", "attacked") == ["The video"]

"""Who is given which words: constructions, one by one, with what must not be found beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coding.attribution import find_attributions
from onrecord.reading import Reading
from onrecord.records import Attribution, AttributionForm, Document, SourceKind, Zone, ZoneKind

WORDS = (
    "\" '' “ ” « » ' ’ ‘ : , . ? ( ) — 😀 中国 שלום e\u0301 \u202e said wrote: told"
    " The Post that according to citing reportedly accused of Norway by was believed is wary who"
    " he fears as claim"
).split(" ")
"""Marks, scripts and cues in no order: what a hostile page may hold."""


def read(text: str, title: str = "") -> Reading:
    """Return ``text`` parsed, with the mentions of the real reader."""
    from onrecord.actors import load_registry
    from onrecord.read.mentions import find_mentions
    from onrecord.read.parse import parse_document

    full = f"{title}\n{text}" if title else text
    zones = [Zone(kind=ZoneKind.TITLE, start=0, end=len(title))] if title else []
    zones.append(Zone(kind=ZoneKind.BODY, start=len(full) - len(text), end=len(full)))
    document = Document(document_id="doc_t", raw_sha256="", format="text", text=full, zones=tuple(zones))
    sentences = parse_document(document)
    return Reading(
        document=document,
        sentences=sentences,
        mentions=find_mentions(document, sentences, load_registry()),
    )


def triples(reading: Reading) -> list[tuple[str | None, str, str]]:
    return [
        (
            a.source.text if a.source else None,
            a.cue.text if a.cue else "",
            " … ".join(c.text for c in a.content),
        )
        for a in find_attributions(reading)
    ]


def only(text: str, form: AttributionForm | None = None) -> Attribution:
    found = [a for a in find_attributions(read(text)) if form is None or a.form is form]
    assert len(found) == 1, [(a.form, a.cue and a.cue.text) for a in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said that the bridge would reopen in May.",
            ("The mayor", "said", "that the bridge would reopen in May"),
        ),
        ("“The bridge is safe,” said the mayor.", ("the mayor", "said", "“The bridge is safe,”")),
        ("''The bridge is safe,'' the mayor said.", ("the mayor", "said", "''The bridge is safe,''")),
        ("«The bridge is safe now», the mayor said.", ("the mayor", "said", "«The bridge is safe now»")),
        (
            "“The bridge,” the mayor said, “is perfectly safe.”",
            ("the mayor", "said", "“The bridge,” … “is perfectly safe.”"),
        ),
        (
            "The bridge would reopen in May, according to two engineers.",
            ("two engineers", "according to", "The bridge would reopen in May"),
        ),
        (
            "Norway is wary of closer ties between Finland and Estonia.",
            ("Norway", "is wary of", "closer ties between Finland and Estonia"),
        ),
        (
            "The minister was quoted as saying that the talks had failed.",
            ("The minister", "was quoted as saying", "that the talks had failed"),
        ),
        (
            "Norway fears that Finland could close the strait.",
            ("Norway", "fears", "that Finland could close the strait"),
        ),
        (
            "The plan, as the minister pointed out, costs nothing.",
            ("the minister", "pointed out", "The plan … costs nothing"),
        ),
        (
            "Norway credited the calm in the strait to its new patrol boats.",
            ("Norway", "credited", "the calm in the strait to its new patrol boats"),
        ),
    ],
)
def test_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(read(text))


def test_spans_quote_the_document() -> None:
    reading = read("“Ça va,” the envoy — 😀 — said. Oslo denied that it had paid.")
    for attribution in find_attributions(reading):
        for span in (attribution.source, attribution.cue, *attribution.content):
            if span is not None:
                assert reading.document.text[span.start : span.end] == span.text


def test_second_verb_of_a_sentence_keeps_the_speaker() -> None:
    found = triples(read("The mayor said the bridge was safe and warned that the tunnel was not."))
    assert ("The mayor", "warned", "that the tunnel was not") in found
    assert ("The mayor", "said", "the bridge was safe") in found


def test_participle_inherits_the_subject() -> None:
    found = triples(read("The envoy praised the talks, adding that a treaty was near."))
    assert ("The envoy", "adding", "that a treaty was near") in found


def test_accusation_holds_the_accused_and_the_act() -> None:
    found = only("Norway accused Finland of jamming its radar.")
    assert found.form is AttributionForm.ACCUSATION
    assert found.content[0].text == "Finland of jamming its radar"
    assert found.source_actor is not None
    assert found.source_actor.actor_id == "NOR"


def test_denial_is_a_denial() -> None:
    found = only("Finland denied any role in the raid.")
    assert (found.form, found.content[0].text) == (AttributionForm.DENIAL, "any role in the raid")


def test_relative_clause_gives_pronoun_as_content() -> None:
    found = only("The raid, which Norway blamed on Finland, killed nobody.", AttributionForm.ACCUSATION)
    assert [c.text for c in found.content] == ["which", "on Finland"]


def test_warning_leaves_out_whom_it_was_given_to() -> None:
    found = only("Norway warned Finland not to close the strait.")
    assert found.content[0].text == "not to close the strait"


def test_statement_leads_to_who_made_it() -> None:
    found = only("A statement from the Norwegian foreign ministry said that talks had begun.")
    assert found.source is not None
    assert found.source.text == "A statement from the Norwegian foreign ministry"
    assert found.source_actor is not None
    assert found.source_actor.country == "NOR"


def test_who_issues_a_statement_speaks_in_it() -> None:
    found = triples(read("Norway issued a statement saying that the talks had begun."))
    assert ("Norway", "issued a statement saying", "that the talks had begun") in found


def test_attack_is_no_criticism() -> None:
    assert find_attributions(read("Norwegian drones attacked two ships near the harbour.")) == ()


def test_pronoun_source_leads_to_its_antecedent() -> None:
    found = [
        a
        for a in find_attributions(read("Norway closed the strait. It said that mines had been found."))
        if a.cue
    ]
    said = next(a for a in found if a.cue is not None and a.cue.text == "said")
    assert said.source_actor is not None
    assert said.source_actor.actor_id == "NOR"


def test_outlet_told_is_the_outer_voice() -> None:
    found = find_attributions(read("The envoy told The Daily Herald that Norway would not lend its ports."))
    credit = next(a for a in found if a.form is AttributionForm.CREDIT)
    inner = next(a for a in found if a.form is AttributionForm.INDIRECT)
    assert credit.source is not None
    assert credit.source.text == "The Daily Herald"
    assert credit.source_kind is SourceKind.MEDIA
    assert credit.content[0].start <= inner.content[0].start
    assert inner.content[0].end <= credit.content[0].end


def test_reporters_told_are_no_outlet() -> None:
    found = find_attributions(read("The envoy told reporters that Norway would not lend its ports."))
    assert not [a for a in found if a.form is AttributionForm.CREDIT]


def test_hedge_has_no_source() -> None:
    found = only("The two sides have reportedly agreed on a price.", AttributionForm.HEDGE)
    assert (found.form, found.source, found.source_kind) == (
        AttributionForm.HEDGE,
        None,
        SourceKind.UNNAMED,
    )


def test_impersonal_passive_is_a_hedge() -> None:
    found = only("The envoy is believed to have left the city.")
    assert found.form is AttributionForm.HEDGE
    assert [c.text for c in found.content] == ["The envoy", "to have left the city"]


def test_speculation_belongs_to_nobody_named() -> None:
    found = only("There has been speculation that Norway bought the island.")
    assert found.source is None
    assert found.content[0].text == "that Norway bought the island"


def test_nominal_claim_belongs_to_its_owner() -> None:
    found = only("Norway's claim that Finland cut the cable drew no answer.", AttributionForm.NOMINAL)
    assert found.source_actor is not None
    assert found.source_actor.actor_id == "NOR"
    assert found.content[0].text == "that Finland cut the cable"


def test_block_quotation_without_marks_belongs_to_who_wrote_it() -> None:
    text = "The Herald wrote:\nThe islands were taken from us by force and must come home."
    found = only(text, AttributionForm.BLOCK)
    assert found.content[0].text == "The islands were taken from us by force and must come home"


def test_paragraph_without_announcement_is_no_block_quotation() -> None:
    text = "The Herald closed in May.\nThe islands were taken by force."
    assert not [a for a in find_attributions(read(text)) if a.form is AttributionForm.BLOCK]


def test_quotation_goes_on_after_the_cue() -> None:
    found = only(
        "“We are ready,” the envoy said. “We will sign the treaty tomorrow.”", AttributionForm.DIRECT
    )
    assert [c.text for c in found.content] == ["“We are ready,”", "“We will sign the treaty tomorrow.”"]


def test_unclosed_quotation_runs_into_the_next_paragraph() -> None:
    text = "The envoy said: “We are ready to sign the treaty.\n“We will come to Oslo tomorrow.”"
    found = only(text, AttributionForm.DIRECT)
    assert found.content[-1].text.endswith("tomorrow.”")


def test_signature_behind_a_dash_names_the_speaker() -> None:
    found = only("“We waited three years for this bridge and it leaks.” — Anna Berg\nThe mayor left.")
    assert found.source is not None
    assert (found.source.text, found.form) == ("Anna Berg", AttributionForm.DIRECT)


def test_dash_before_more_prose_is_no_signature() -> None:
    text = "“We waited three years for this bridge and it leaks” — Monday brought more rain\nThe mayor left."
    assert find_attributions(read(text)) == ()


def test_words_inside_a_quotation_stay_inside_it() -> None:
    found = find_attributions(read("“The mayor believes that the bridge leaks,” the engineer said."))
    inner = next(a for a in found if a.cue is not None and a.cue.text == "believes")
    assert inner.content[0].text == "that the bridge leaks"


def test_scare_quotes_are_nobodys_words() -> None:
    assert find_attributions(read("The ‘threat’ was a balloon. The “republic” has no post office.")) == ()


def test_apostrophes_are_no_quotation() -> None:
    assert find_attributions(read("The envoys' cars left Oslo's harbour at six o'clock.")) == ()


def test_unpaired_mark_does_not_swallow_the_paragraph() -> None:
    found = triples(read('The 6" pipe burst. The mayor said that it was old. Nobody was hurt.'))
    assert ("The mayor", "said", "that it was old") in found


def test_headline_colon_names_the_speaker() -> None:
    found = [a for a in find_attributions(read("Nothing.", "Norwegian minister: we will answer")) if a.cue]
    assert [(a.form, a.source and a.source.text) for a in found] == [
        (AttributionForm.HEADLINE, "Norwegian minister")
    ]


@pytest.mark.parametrize("title", ["Analysis: a strait in the dark", "Two dead: what we know"])
def test_headline_label_is_no_speaker(title: str) -> None:
    found = find_attributions(read("Nothing.", title))
    assert not [a for a in found if a.form is AttributionForm.HEADLINE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said that the port was shut.", SourceKind.OFFICIAL),
        ("A Western diplomat said that the port was shut.", SourceKind.DIPLOMAT),
        ("Sources said that the port was shut.", SourceKind.UNNAMED),
        ("Foreign media said that the port was shut.", SourceKind.MEDIA),
        ("Norway said that the port was shut.", SourceKind.ACTOR),
    ],
)
def test_kind_of_source(text: str, kind: SourceKind) -> None:
    assert only(text).source_kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The ship left Oslo on Monday.",
        "Soldiers shelled the harbour and burned two boats.",
        "It rained in order to annoy us.",
    ],
)
def test_plain_report_has_no_attribution(text: str) -> None:
    assert find_attributions(read(text)) == ()


def test_praise_is_an_evaluation_and_a_plan_an_intention() -> None:
    assert only("Norway praised the ceasefire in the south.").form is AttributionForm.EVALUATION
    assert only("Norway plans to visit the islands.").form is AttributionForm.INTENTION


def test_same_text_gives_the_same_attributions() -> None:
    text = "“We are ready,” the envoy said. Norway denied that it had paid, according to the Herald."
    assert find_attributions(read(text)) == find_attributions(read(text))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_words_give_spans_that_quote_the_text(words: list[str]) -> None:
    reading = read("x " + " ".join(words))
    for attribution in find_attributions(reading):
        assert attribution.content
        assert list(attribution.content) == sorted(attribution.content, key=lambda c: c.start)
        for span in (attribution.source, attribution.cue, *attribution.content):
            if span is not None:
                assert span.start < span.end
                assert reading.document.text[span.start : span.end] == span.text


def test_closing_clause_on_a_name_is_the_publishers() -> None:
    found = only("Officials tied the delay to Norway, with which Finland fought a war in 1940.")
    assert [c.text for c in found.content] == ["the delay to Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that half of the grain came from Norway, which is all that Norway grows.",
        "The minister said that the bill goes to Norway, which will pay.",
        "The minister said that the ship sank the trawler, which carried salt.",
        "“The grain came from Norway, which grows little,” the minister said.",
    ],
)
def test_closing_clause_on_what_is_told_stays_the_speakers(text: str) -> None:
    (found,) = [a for a in find_attributions(read(text)) if a.cue is not None and a.cue.text == "said"]
    said = " ".join(c.text for c in found.content)
    assert "which" in said


def source_ids(text: str, cue: str) -> list[str | None]:
    (found,) = [a for a in find_attributions(read(text)) if a.cue is not None and a.cue.text == cue]
    assert found.source_actor == (found.source_actors[0] if found.source_actors else None)
    return [a.actor_id for a in found.source_actors]


@pytest.mark.parametrize(
    ("text", "cue", "ids"),
    [
        ("Norway and Finland said that talks would follow.", "said", ["NOR", "FIN"]),
        ("Norway and Finland met in Oslo. They warned that talks would fail.", "warned", ["NOR", "FIN"]),
        ("Norway said that talks would follow.", "said", ["NOR"]),
        ("Somebody said that talks would follow.", "said", []),
        (
            "The foreign ministry of Norway denied the report. It added that talks would follow.",
            "added",
            ["NOR.GOV"],
        ),
        ("The report pleased Norway. It added that talks would follow.", "added", ["NOR"]),
    ],
)
def test_all_who_speak_are_source_actors(text: str, cue: str, ids: list[str]) -> None:
    assert source_ids(text, cue) == ids


def test_participle_after_participle_keeps_the_speaker() -> None:
    text = "Norway said that talks failed, adding that Finland left and noting that Estonia stayed."
    assert source_ids(text, "noting") == ["NOR"]
    (found,) = [a for a in find_attributions(read(text)) if a.cue is not None and a.cue.text == "adding"]
    assert [c.text for c in found.content] == ["that Finland left"]


def test_price_that_is_charged_is_no_accusation() -> None:
    assert triples(read("The club charged a fee of ninety crowns.")) == []


def test_thing_that_finds_its_way_says_nothing() -> None:
    assert triples(read("A stream of water finds its way to the harbour.")) == []


def test_concern_raised_among_somebody_is_theirs() -> None:
    text = "The remark raised concerns among lawyers that the talks would fail."
    found = only(text, AttributionForm.ATTITUDE)
    assert found.source is not None
    assert found.source.text == "lawyers"
    assert [c.text for c in found.content] == ["that the talks would fail"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied that Finland had left.",
        "Norway denied leaving the talks.",
        "Norway denied the report.",
        "Norway dismissed the claim that Finland had left.",
    ],
)
def test_every_frame_of_denying_is_a_denial(text: str) -> None:
    assert AttributionForm.DENIAL in [a.form for a in find_attributions(read(text))]

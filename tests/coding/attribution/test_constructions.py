"""Constructions that give words, views or questions to somebody, and what they must not be taken for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.coding.attribution import find_attributions
from onrecord.reading import Reading
from onrecord.records import Attribution, AttributionForm, SourceKind

Read = Callable[..., Reading]


def of_cue(reading: Reading, cue: str) -> Attribution:
    (found,) = [a for a in find_attributions(reading) if a.cue is not None and a.cue.text == cue]
    return found


def cues(reading: Reading) -> list[str]:
    return [a.cue.text for a in find_attributions(reading) if a.cue is not None]


def words(attribution: Attribution) -> tuple[str | None, str]:
    source = attribution.source.text if attribution.source else None
    return source, " … ".join(c.text for c in attribution.content)


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The tunnel seems to have flooded.", "seems", None, "The tunnel … to have flooded"),
        ("Asked whether Norway had paid, the envoy smiled.", "Asked", None, "whether Norway had paid"),
        ("Groups backing the treaty met in Oslo.", "backing", "Groups", "the treaty"),
        (
            "The envoy flew to Oslo to warn that the talks would fail.",
            "to warn",
            "The envoy",
            "that the talks would fail",
        ),
        (
            "Norway said that talks had failed, adding that a treaty was far.",
            "said",
            "Norway",
            "that talks had failed",
        ),
        (
            "The envoy said he supports the treaty and praised the king.",
            "praised",
            "The envoy",
            "the king",
        ),
        (
            "Norway wants a treaty, Finland needs one: the envoys want more ships.",
            "want",
            "the envoys",
            "more ships",
        ),
        (
            "The mayor criticised the harbour for its prices.",
            "criticised",
            "The mayor",
            "the harbour for its prices",
        ),
        (
            "Norway leads Finland by nine points in the latest Herald poll.",
            "in",
            "the latest Herald poll",
            "Norway leads Finland by nine points",
        ),
        (
            "In the words of the envoy, the treaty is dead.",
            "In the words of",
            "the envoy",
            "the treaty is dead",
        ),
        ("Doubts about the bridge grew in spring.", "Doubts about", None, "the bridge"),
    ],
)
def test_construction(reading: Read, text: str, cue: str, source: str | None, content: str) -> None:
    assert words(of_cue(reading(text), cue)) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The club raised ninety crowns in May.",
        "The trawler was supposed to leave on Monday.",
        "The ship called at Bergen on Tuesday.",
        "The boats continued to the harbour.",
        "The mayor resigned in the spring, citing the cost.",
    ],
)
def test_other_senses_give_no_words_to_anybody(reading: Read, text: str) -> None:
    forms = {a.form for a in find_attributions(reading(text))}
    assert not forms & {
        AttributionForm.INDIRECT,
        AttributionForm.DIRECT,
        AttributionForm.ACCORDING_TO,
        AttributionForm.HEDGE,
    }


@pytest.mark.parametrize(
    "text",
    [
        "The memorandum was signed by the Norwegian minister.",
        "The king vetoed the harbour bill and the court blocked the toll.",
        "Two sailors were linked to the smuggling ring.",
        "Ada Berg was elected mayor of Oslo and named as envoy to Kyiv.",
        "The toll was meant to pay for the bridge.",
        "Boats are required to carry lamps.",
    ],
)
def test_deeds_are_no_statements(reading: Read, text: str) -> None:
    assert cues(reading(text)) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister was asked about the toll.", "was asked"),
        ("The toll was described as a scandal.", "was described"),
        ("Oslo was urged to pay.", "was urged"),
        ("The ring was linked to Oslo by two judges.", "was linked"),
    ],
)
def test_passives_of_saying_and_judging_are_statements(reading: Read, text: str, cue: str) -> None:
    assert cues(reading(text)) == [cue]


def test_question_before_the_asker_is_his_and_not_the_one_asked(reading: Read) -> None:
    found = of_cue(reading("“Why is the bridge shut?” the reporter asked the mayor."), "asked")
    assert found.form is AttributionForm.DIRECT
    assert words(found) == ("the reporter", "“Why is the bridge shut?”")
    assert found.addressee is not None
    assert found.addressee.text == "the mayor"


def test_any_verb_beside_a_quotation_gives_it_to_its_subject(reading: Read) -> None:
    assert words(of_cue(reading("“Not before the spring thaw,” she demurred."), "demurred")) == (
        "she",
        "“Not before the spring thaw,”",
    )
    assert "sailed" not in cues(reading("The ship sailed past “The Anchor,” a bar in Bergen."))


def test_quotation_goes_to_the_main_speaker_not_to_who_is_explained(reading: Read) -> None:
    text = "“We are tired,” said Anna Berg, who said she would leave. “We have waited for nine years now.”"
    quoted = [a for a in find_attributions(reading(text)) if a.form is AttributionForm.DIRECT]
    assert [len(a.content) for a in quoted] == [2]


def test_paragraph_that_is_one_quotation_goes_on_from_the_one_above(reading: Read) -> None:
    text = "“We will build a bridge,” the mayor said.\n“It will be the longest one in the country.”"
    assert words(of_cue(reading(text), "said"))[1].endswith("country.”")


def test_paragraph_below_two_speakers_is_nobodys(reading: Read) -> None:
    text = (
        "“We will build a bridge,” the mayor said. “We will not pay for it,” the minister said.\n"
        "“It will be the longest one in the country.”"
    )
    assert not any("longest" in c.text for a in find_attributions(reading(text)) for c in a.content)


@pytest.mark.parametrize(
    ("title", "cue", "content"),
    [
        ("Erna Solberg Backs Longer Bridge", "Backs", "Longer Bridge"),
        ("Erna Solberg Praises Harbour Bridge Plan", "Praises", "Harbour Bridge Plan"),
    ],
)
def test_headline_verb_that_looks_like_a_name(reading: Read, title: str, cue: str, content: str) -> None:
    assert words(of_cue(reading(f"{title}\nThe bridge is long."), cue)) == ("Erna Solberg", content)


def test_headline_of_names_alone_says_nothing(reading: Read) -> None:
    assert cues(reading("Oslo Harbour Bridge Works\nThe bridge is long.")) == []


def test_interview_is_given_to_its_labels(reading: Read) -> None:
    text = "Q: Is the bridge safe?\nBERG: It is safe enough.\nQ: Who paid?\nBERG: The harbour paid."
    found = [a for a in find_attributions(reading(text)) if a.form is AttributionForm.BLOCK]
    assert [words(a) for a in found] == [
        ("Q", "Is the bridge safe?"),
        ("BERG", "It is safe enough"),
        ("Q", "Who paid?"),
        ("BERG", "The harbour paid"),
    ]


def test_one_colon_makes_no_interview(reading: Read) -> None:
    text = "The plan has parts.\nBridges: two of them.\nThe harbour pays."
    assert not [a for a in find_attributions(reading(text)) if a.form is AttributionForm.BLOCK]


def test_embedded_tweet_belongs_to_its_handle(reading: Read) -> None:
    text = "The mayor answered.\nThe bridge opens in May. — Anna Berg (@annaberg) 3 March 2031\nNobody came."
    (found,) = [a for a in find_attributions(reading(text)) if a.form is AttributionForm.BLOCK]
    assert words(found) == ("Anna Berg", "The bridge opens in May")


def test_we_in_a_quotation_is_the_speaker(reading: Read) -> None:
    found = of_cue(reading("Norway said: “We fear that Finland will close the strait.”"), "fear")
    assert [a.actor_id for a in found.source_actors] == ["NOR"]


def test_we_outside_quotations_is_the_author(reading: Read) -> None:
    found = of_cue(reading("We fear that Finland will close the strait."), "fear")
    assert (found.source_kind, found.source_actors) == (SourceKind.AUTHOR, ())


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Officials said that the port was shut.", True),
        ("A Western diplomat said that the port was shut.", True),
        ("Foreign media said that the port was shut.", True),
        ("Norway said that the port was shut.", False),
        ("The Daily Herald said that the port was shut.", False),
        ("Anna Berg said that the port was shut.", False),
    ],
)
def test_source_without_a_name_is_anonymous(reading: Read, text: str, anonymous: bool) -> None:
    assert of_cue(reading(text), "said").anonymous is anonymous


def test_what_only_seems_so_has_no_anonymous_source(reading: Read) -> None:
    assert not of_cue(reading("The tunnel seems to have flooded."), "seems").anonymous
    assert of_cue(reading("The tunnel has reportedly flooded."), "reportedly").anonymous


@pytest.mark.parametrize(
    ("text", "cue", "heard"),
    [
        ("Norway told Finland that the strait was shut.", "told", "Finland"),
        ("The envoy said to reporters that the strait was shut.", "said", "reporters"),
        ("Norway urged Finland to open the strait.", "urged", "Finland"),
        ("The envoy said on Monday that the strait was shut.", "said", None),
    ],
)
def test_addressee(reading: Read, text: str, cue: str, heard: str | None) -> None:
    found = of_cue(reading(text), cue)
    assert (found.addressee.text if found.addressee else None) == heard


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Chile accused Peru of planning to leave the pact.", "planning", "Peru"),
        (
            "The envoy called on many ministers to express outrage at the raid.",
            "to express outrage at",
            "many ministers",
        ),
        ("Chile left the talks after warning that Peru would fall.", "warning", "Chile"),
    ],
)
def test_who_is_accused_or_called_on_has_the_plan_or_the_feeling(
    text: str, cue: str, source: str, reading: Read
) -> None:
    found = of_cue(reading(text), cue).source
    assert found is not None
    assert found.text == source


def test_bare_noun_behind_a_headline_verb_is_no_speaker(reading: Read) -> None:
    assert "recalls" not in cues(reading("Lima throws out Chilean diplomats, recalls ambassador"))
    assert of_cue(reading("“It was a long winter,” recalls Ada Lind."), "recalls").source is not None


@pytest.mark.parametrize(
    "text",
    [
        "The minister read the plan as it relates to the port.",
        "It is impossible to ignore the views of the mayor.",
    ],
)
def test_it_of_no_meaning_holds_no_view(text: str, reading: Read) -> None:
    assert [a for a in find_attributions(reading(text)) if a.source and a.source.text.lower() == "it"] == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Ada Lind sent a memo to employees explaining that the port would close.", "explaining", "Ada Lind"),
        (
            "He quoted the mayor's memo to employees explaining that the port would close.",
            "explaining",
            "the mayor",
        ),
    ],
)
def test_who_is_written_to_does_not_speak(text: str, cue: str, source: str, reading: Read) -> None:
    found = of_cue(reading(text), cue).source
    assert found is not None
    assert found.text.startswith(source)


def test_a_feeling_that_is_cited_tells_nothing(reading: Read) -> None:
    found = find_attributions(reading("He banned several papers, citing his anger at articles."))
    assert [a for a in found if a.source and "anger" in a.source.text] == []

"""Mentions of actors: bounds, heads, who they are, and what is no actor."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry
from onrecord.read.mentions import find_mentions
from onrecord.read.parse import parse_document
from onrecord.reading import Mention, Sentence
from onrecord.records import DateBasis, DateValue, Document, Granularity


def read(text: str) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    day = date(2023, 7, 13)
    published = DateValue(start=day, end=day, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    document = Document(document_id="d", raw_sha256="", format="text", text=text, published=published)
    sentences = parse_document(document)
    return sentences, find_mentions(document, sentences, load_registry())


def ids(mention: Mention) -> list[str]:
    return [a.actor_id for a in mention.actors]


def named(text: str, words: str) -> Mention:
    _, mentions = read(text)
    found = [m for m in mentions if m.text == words]
    assert found, (words, [m.text for m in mentions])
    return found[-1]


def test_titled_name_is_one_mention_headed_by_the_name() -> None:
    sentences, mentions = read("Maltese Transport Minister Ada Zebrowska met Danish officials in Oslo.")
    first = mentions[0]
    assert first.text == "Maltese Transport Minister Ada Zebrowska"
    assert sentences[0].tokens[first.head].text == "Zebrowska"
    assert first.actors[0].country == "MLT"
    assert "Maltese" not in [m.text for m in mentions]


def test_surname_is_learned_from_the_title_for_the_whole_document() -> None:
    text = (
        "Zebrowska warns Denmark\n\nMaltese Transport Minister Ada Zebrowska warned Denmark. "
        "Zebrowska flew home."
    )
    _, mentions = read(text)
    people = [m for m in mentions if m.text.endswith("Zebrowska")]
    assert len(people) == 3
    assert len({ids(m)[0] for m in people}) == 1
    assert {m.actors[0].country for m in people} == {"MLT"}


def test_two_people_of_one_surname_leave_it_open() -> None:
    text = "Polish Senator Ada Zebrowska met Polish Senator Olga Zebrowska. Zebrowska smiled."
    _, mentions = read(text)
    assert [m.actors for m in mentions if m.text == "Zebrowska"] in ([], [()])


def test_joined_titled_names_are_two_mentions() -> None:
    _, mentions = read(
        "Maltese President Ada Zebrowska and Danish Energy Minister Olga Hviid signed the pact."
    )
    assert [m.actors[0].country for m in mentions if m.form == "title"] == ["MLT", "DNK"]


def test_possessor_is_listed_beside_the_office() -> None:
    _, mentions = read("Chile's foreign minister praised Peru.")
    assert [(m.text, ids(m)) for m in mentions] == [
        ("Chile", ["CHL"]),
        ("Chile's foreign minister", ["CHL.GOV"]),
        ("Peru", ["PER"]),
    ]


def test_acting_capital_is_a_government_and_a_visited_one_a_place() -> None:
    _, mentions = read("Ankara condemned the raid. The envoys met in Ankara.")
    acting, place = [m for m in mentions if m.text == "Ankara"]
    assert (ids(acting), acting.form, acting.place_like) == (["TUR"], "metonym", False)
    assert place.place_like


def test_adjective_of_a_thing_is_a_demonym_mention() -> None:
    assert named("Troops crossed the Bolivian border.", "Bolivian").form == "demonym"


@pytest.mark.parametrize("word", ["Iranian", "Turkish", "Iran"])
def test_backer_in_a_compound_is_no_mention(word: str) -> None:
    _, mentions = read(f"The {word}-backed militia attacked a village.")
    assert all(m.text != word for m in mentions)
    assert all(a.country is None for m in mentions for a in m.actors)


def test_share_of_a_country_is_no_actor() -> None:
    _, mentions = read("About 30% of Chile's exports went abroad.")
    assert "30%" not in [m.text for m in mentions]


def test_part_of_an_actor_is_not_the_actor() -> None:
    _, mentions = read("The deaths of soldiers shocked Norway.")
    assert all(not m.text.startswith("The deaths") for m in mentions)


def test_ethnic_group_takes_its_plain_name_with_it() -> None:
    _, mentions = read("Ethnic Hungarians protested. Hungarians there want schools.")
    assert {a.country for m in mentions if "Hungarians" in m.text for a in m.actors} == {None}


def test_acronym_in_brackets_is_learned() -> None:
    text = "The Stockholm International Peace Research Institute (SIPRI) counted arms. SIPRI saw a rise."
    _, mentions = read(text)
    assert len({ids(m)[0] for m in mentions if "Stockholm" in m.text or m.text == "SIPRI"}) == 1


def test_spans_are_quotes_and_starts_are_ordered() -> None:
    text = "Israel’s envoy – a Dane – met “Kenyan” police. 🙂 Peru’s army stayed."
    _, mentions = read(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


def test_reading_twice_gives_the_same() -> None:
    text = "Kenyan police met Ugandan officials. They agreed with the two governments."
    assert read(text)[1] == read(text)[1]


@pytest.mark.needs_shared
def test_seeds_name_no_country_outside_the_affair(shared) -> None:  # type: ignore[no-untyped-def]
    expected = {"ISR", "AZE", "IRN", "ARM", "TUR", "UKR", "USA", "LBN", "SYR", "PSE", "AFG", None}
    for path in sorted((shared / "seeds").glob("*.txt")):
        _, mentions = read(path.read_text(encoding="utf-8"))
        assert {a.country for m in mentions for a in m.actors} <= expected, path.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Springfield pitcher said the Danes had won the World Series after nine innings.", "the Danes"),
        ("A loan came from Peru Harbour Investments Limited in May.", "Peru"),
        ("Officials say it is going to be hard for Chile.", "it"),
        ("Otienofax, which sells data in Norway, said it had found the leak.", "it"),
        ("The ship lay in Oslo. Crews recalled it speeding up.", "it"),
        ("It was shocking to read of the deal in Kenya.", "It"),
    ],
)
def test_team_company_and_idle_pronoun_are_of_no_state(text: str, words: str) -> None:
    _, mentions = read(text)
    assert [a.country for m in mentions if m.text == words for a in m.actors if a.country] == []


def test_people_of_a_named_state_stay_in_a_text_on_sport() -> None:
    _, mentions = read("Denmark won the semi-final. The Danes cheered.")
    assert "DNK" in {a.country for m in mentions if m.text == "The Danes" for a in m.actors}


def test_foreign_ministry_is_not_the_defence_ministry_named_before() -> None:
    _, mentions = read("The Kenyan Defence Ministry denied it. The Foreign Ministry kept silent.")
    (ministry,) = [m for m in mentions if m.text == "The Foreign Ministry"]
    assert [(a.country, "foreign" in a.name) for a in ministry.actors] == [("KEN", True)]

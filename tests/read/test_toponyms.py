from __future__ import annotations

import pytest

from onrecord.read.parse import parse_document
from onrecord.read.toponyms import find_toponyms
from onrecord.reading import Toponym
from onrecord.records import Document


def toponyms(text: str) -> list[Toponym]:
    made = Document(document_id="d", raw_sha256="", format="text", text=text)
    found = list(find_toponyms(made, parse_document(made)))
    assert all(text[t.start : t.end] == t.text for t in found)
    return found


@pytest.mark.parametrize(
    ("text", "name", "country", "granularity"),
    [
        ("The envoys met in Baku.", "Baku", "AZE", "city"),
        ("The envoys met in Tel Aviv.", "Tel Aviv", "ISR", "city"),
        ("Talks will be held in Kiev.", "Kyiv", "UKR", "city"),
        ("The army left Nagorno-Karabakh.", "Nagorno-Karabakh", None, "region"),
        ("Aid reached the Gaza Strip.", "Gaza Strip", "PSE", "region"),
        ("Ships crossed the Black Sea.", "Black Sea", None, "water"),
        ("Tankers waited at the Strait of Hormuz.", "Strait of Hormuz", None, "water"),
        ("The president flew to Washington.", "Washington", "USA", "city"),
        ("The U.S. sent an envoy.", "United States", "USA", "country"),
        ("A fire broke out in Paris, Texas.", "Paris", "USA", "city"),
        ("The envoys met in Nice.", "Nice", "FRA", "city"),
    ],
)
def test_name_is_resolved(text: str, name: str, country: str | None, granularity: str) -> None:
    found = toponyms(text)[0]
    assert (found.name, found.country, found.granularity) == (name, country, granularity)


def test_city_carries_coordinates_and_its_geonames_id() -> None:
    (found,) = toponyms("The envoys met in Yerevan.")
    assert found.geonames_id == 616052
    assert found.latitude == pytest.approx(40.18, abs=0.05)
    assert found.longitude == pytest.approx(44.51, abs=0.05)


def test_head_is_the_token_the_sentence_attaches_to() -> None:
    made = Document(document_id="d", raw_sha256="", format="text", text="The envoys met in Tel Aviv today.")
    sentences = parse_document(made)
    (found,) = find_toponyms(made, sentences)
    assert sentences[0].tokens[found.head].text == "Aviv"


@pytest.mark.parametrize(
    "text",
    [
        "He told The Jerusalem Post so.",
        "Chelsea Clinton spoke first.",
        "It was a nice gesture.",
        "Reading the letter took an hour.",
        "The White House declined to comment.",
        "The report was printed in March.",
        "President Lincoln signed it.",
        "Nice weather helped the pilots.",
    ],
)
def test_words_people_and_organisations_are_no_places(text: str) -> None:
    assert toponyms(text) == []


def test_country_of_the_text_outranks_a_larger_namesake() -> None:
    text = "Lebanon closed its ports. Shells fell in Tripoli."
    assert toponyms(text)[-1].country == "LBN"


def test_without_context_the_larger_namesake_is_taken() -> None:
    assert toponyms("Shells fell in Tripoli.")[0].country == "LBY"


def test_state_among_states_is_no_country() -> None:
    found = toponyms("Storms hit Alabama, Florida and Georgia.")
    assert [(t.name, t.country, t.granularity) for t in found][-1] == ("Georgia", "USA", "admin1")


def test_country_beside_its_cities_is_no_state() -> None:
    found = toponyms("Talks moved from Florida to Tbilisi. Georgia agreed to them.")
    assert (found[-1].country, found[-1].granularity) == ("GEO", "country")


def test_other_name_of_a_city_yields_to_a_place_of_that_name() -> None:
    assert [t.granularity for t in toponyms("Storms hit Oklahoma.")] == ["admin1"]
    assert [t.name for t in toponyms("Protests were held in New York.")] == ["New York City"]

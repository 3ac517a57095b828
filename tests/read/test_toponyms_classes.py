"""What makes a name a place, which place it is, and how well that goes on our own gold."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.read.gazetteer import Gazetteer, load_gazetteer
from onrecord.read.parse import parse_document
from onrecord.read.places import PlaceTable, folded
from onrecord.read.toponyms import find_toponyms
from onrecord.reading import Toponym
from onrecord.records import Document, Zone, ZoneKind

ROOT = Path(__file__).resolve().parents[2]


def toponyms(text: str) -> list[Toponym]:
    body = (Zone(start=0, end=len(text), kind=ZoneKind.BODY),)
    made = Document(document_id="d", raw_sha256="", format="text", text=text, zones=body)
    return list(find_toponyms(made, parse_document(made)))


def places(text: str) -> list[tuple[str, str | None]]:
    return [(t.text, t.country) for t in toponyms(text)]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Floods reached Vinnitsa at noon.", "Vinnytsya", "UKR"),
        ("Ships left Chernomorsk at dawn.", "Chornomorsk", "UKR"),
        ("Gunmen fled to Khan Younis.", "Khan Yunis", "PSE"),
        ("Shells fell on the Syrian city of Hama.", "Hamah", "SYR"),
        ("The army shelled Deir Ezzor.", "Deir ez-Zor", "SYR"),
        ("The train from Danzig was late.", "Gdańsk", "POL"),
    ],
)
def test_other_spellings_and_older_names_are_known(text: str, name: str, country: str) -> None:
    (found,) = toponyms(text)
    assert (found.name, found.country) == (name, country)
    assert found.geonames_id is not None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The fire began in Birmingham, Ala., on the fourth floor.", "USA"),
        ("The fire began in Birmingham on the fourth floor.", "GBR"),
        ("The fire began in the Venezuelan city of Valencia.", "VEN"),
        ("The fire began in Valencia, in northern Venezuela.", "VEN"),
        ("The fire began in Cambridge, Massachusetts, at noon.", "USA"),
    ],
)
def test_what_stands_beside_a_name_says_where_it_lies(text: str, country: str) -> None:
    assert toponyms(text)[0].country == country


def test_namesake_in_a_state_that_has_none_is_not_taken_for_the_known_city() -> None:
    assert ("Damascus", "SYR") not in places("The clerk moved from Damascus, Nebraska, to the coast.")


def test_hamlet_does_not_outrank_a_great_city_by_context() -> None:
    text = "The United States sent an envoy. Albany and New York state agreed. Talks were held in Geneva."
    assert ("Geneva", "CHE") in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of Cyprus closed its doors.",
        "The University of Warsaw closed its doors.",
        "They tore up the Minsk agreements.",
        "Ms Paris left early.",
        "Real Madrid lost again.",
        "The Pentagon denied it.",
    ],
)
def test_organisations_papers_and_people_are_no_places(text: str) -> None:
    assert places(text) == []


def test_bearer_of_a_name_keeps_it_from_being_a_place() -> None:
    text = "Yoav Gallant met the envoys. They walked towards Gallant."
    assert places(text) == []


def test_both_countries_of_a_pair_are_places() -> None:
    found = places("Guards on the Chad–Sudan border heard of the Egypt-Libya talks.")
    assert [country for _, country in found] == ["TCD", "SDN", "EGY", "LBY"]


def test_name_before_a_common_noun_is_no_place_where_it_is_ambiguous() -> None:
    assert places("They were dissolved in Bath salts.") == []


def test_thing_of_a_series_is_no_place() -> None:
    assert places("The Falcon 9 rocket left the Earth behind.") == []
    assert places("In Kabul 20 people died.") == [("Kabul", "AFG")]


def test_division_is_read_with_the_word_for_its_kind() -> None:
    (found,) = toponyms("Drones fell in Tula region overnight.")
    assert (found.text, found.granularity, found.country) == ("Tula region", "admin1", "RUS")


def test_city_ranks_before_the_division_named_after_it() -> None:
    (found,) = toponyms("Shells fell in Sumy overnight.")
    assert found.granularity == "city"


def test_dateline_names_a_place_in_capitals() -> None:
    assert places("POLTAVA, Ukraine – Two people died.")[0] == ("POLTAVA", "UKR")


def test_loading_takes_a_fraction_of_a_second() -> None:
    data = (ROOT / "src/onrecord/read/data/places.bin").read_bytes()
    start = time.process_time()
    Gazetteer(PlaceTable(data))
    assert time.process_time() - start < 1
    assert len(data) < 6_000_000


def test_names_are_looked_up_without_marks() -> None:
    assert folded("Asunción") == "asuncion"
    assert load_gazetteer().entries(folded("Asunción"))[0].country == "PRY"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("toponym_scores", ROOT / "evaluation/toponyms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_gold_is_met() -> None:
    made = scorer()
    scores = made.score(made.rows())
    assert scores["toponyms"] >= 200
    assert scores["not_places"] >= 40
    assert scores["within_161_km"] >= 0.90
    assert scores["country"] >= 0.96
    assert scores["precision"] >= 0.95
    assert scores["not_places_refused"] >= 0.85

"""Names spelled otherwise, bodies with a describing noun, towns in names, and who studies a country."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry, resolve
from onrecord.actors.entries import fold, skeleton

DAY = date(2023, 7, 13)


def answer(phrase: str, on: date | None = DAY) -> tuple[str | None, str | None, tuple[str, ...]]:
    found = resolve(phrase, on, load_registry())
    assert len(found.actors) < 2, (phrase, found)
    actor = found.actors[0] if found.actors else None
    return (actor.actor_id, actor.country, actor.sectors) if actor else (None, None, ())


@pytest.mark.parametrize(
    ("phrase", "on", "country"),
    [
        ("Mohammad Morsy", date(2013, 2, 1), "EGY"),
        ("Serguei Lavrow", DAY, "RUS"),
        ("Carlos Menem", date(1995, 2, 1), "ARG"),
    ],
)
def test_other_spelling_or_no_middle_name_is_the_same_person(phrase: str, on: date, country: str) -> None:
    found = resolve(phrase, on, load_registry())
    assert (found.basis, found.actors[0].country) == ("spelling", country)


@pytest.mark.parametrize("phrase", ["Mohammad Morsy", "Ada Lavrova", "Carlos Monem", "Juan Miguel"])
def test_likeness_needs_the_time_of_office_and_both_names(phrase: str) -> None:
    assert answer(phrase, date(2033, 1, 1))[0] is None


def test_spellings_share_their_consonants() -> None:
    for one, other in [("Gaddafi", "Qadhafi"), ("Hossein", "Husein"), ("Zelenskiy", "Zelensky")]:
        assert skeleton(fold(one)) == skeleton(fold(other))
    assert skeleton("kovacs") != skeleton("novak")


@pytest.mark.parametrize(
    ("phrase", "actor_id"),
    [
        ("the Hamas militants", "org.hamas"),
        ("Hezbollah fighters", "org.hezbollah"),
        ("the Mossad spy agency", "org.mossad"),
        ("the militant group Boko Haram", "org.boko-haram"),
        ("the Hamas government", "PSE.GOV"),
        ("the International Court of Justice", "UN.ICJ"),
    ],
)
def test_describing_noun_leaves_the_body_itself(phrase: str, actor_id: str) -> None:
    assert answer(phrase)[0] == actor_id


def test_body_of_another_state_follows_its_adjective() -> None:
    assert answer("the Maltese Social Democratic Party of Germany")[1] == "MLT"


def test_movement_in_power_is_the_government_since_then() -> None:
    assert answer("the Taliban", date(2019, 1, 1))[2] == ("REB",)
    assert answer("the Taliban", date(2023, 1, 1))[2] == ("GOV",)


def test_seat_that_acts_is_the_government_or_whose_it_is() -> None:
    assert answer("Canberra") == ("AUS", "AUS", ("GOV",))
    assert answer("the Pentagon") == ("USA", "USA", ("MIL",))


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Peruvian Minister Maria Valencia", "PER"),
        ("Interior Minister Valencia", None),
        ("police in Bordeaux", "FRA"),
        ("a Norway expert", None),
        ("the Norwegian expert", "NOR"),
        ("Egyptian Copts", "EGY"),
        ("Copts", None),
    ],
)
def test_town_people_and_field_of_study_lend_a_state_or_not(phrase: str, country: str | None) -> None:
    assert answer(phrase)[1] == country


def test_official_of_a_body_between_states_is_of_no_state() -> None:
    assert answer("UN mediator Ada Otieno")[1:] == (None, ("IGO",))


def test_president_of_an_undated_text_has_the_state_of_all_who_bear_the_name() -> None:
    assert answer("President Bush", None)[1] == "USA"

"""Phrases to actors: who, which country, which sector, or an honest blank."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry, resolve
from onrecord.records import ActorRef

ON = date(2023, 7, 13)


def one(phrase: str, on: date | None = ON) -> ActorRef:
    found = resolve(phrase, on, load_registry())
    assert len(found.actors) == 1, (phrase, found)
    return found.actors[0]


@pytest.mark.parametrize(
    ("phrase", "actor_id"),
    [
        ("Norway", "NOR"),
        ("the Jewish state", "ISR"),
        ("the Zionist regime", "ISR"),
        ("the Islamic Republic", "IRN"),
        ("the Republic of Azerbaijan", "AZE"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Paris", "FRA"),
        ("the Kremlin", "RUS"),
        ("Dutch officials", "NLD.GOV"),
        ("Danish troops", "DNK.MIL"),
        ("Chile's Foreign Ministry's spokeswoman", "CHL.GOV"),
        ("the rulers of Baku", "AZE.GOV"),
        ("twelve Knesset members", "ISR.LEG"),
        ("police in Peru", "PER.COP"),
        ("Azerbaijan's State Security Service", "AZE.SPY"),
        ("a Kenyan woman", "KEN.CVL"),
        ("the United Nations", "UN"),
        ("NATO", "NATO"),
        ("the Swedish military", "SWE.MIL"),
    ],
)
def test_phrase_names_actor(phrase: str, actor_id: str) -> None:
    assert one(phrase).actor_id == actor_id


@pytest.mark.parametrize(
    ("phrase", "actor_id"),
    [
        ("Vladimir Putin supporters", "RUS.CVL"),
        ("the company's president", "unnamed.BUS"),
        ("the president of the bank", "unnamed.BUS"),
        ("the president of Norway", "NOR.GOV"),
    ],
)
def test_who_stands_beside_a_person_or_leads_a_firm_is_neither_the_person_nor_a_state(
    phrase: str, actor_id: str
) -> None:
    assert one(phrase).actor_id == actor_id


@pytest.mark.parametrize("phrase", ["Hillary Clinton emails", "a Vladimir Putin rally"])
def test_a_thing_called_by_a_person_only_names_the_person(phrase: str) -> None:
    assert resolve(phrase, ON, load_registry()).basis == "modifier"


@pytest.mark.parametrize("phrase", ["the Gulf of Aden", "the Free Democrats"])
def test_a_longer_name_is_not_what_it_ends_in(phrase: str) -> None:
    assert resolve(phrase, ON, load_registry()).actors == ()


def test_joined_adjectives_name_two_states() -> None:
    found = resolve("senior Chilean and Peruvian officials", ON, load_registry())
    assert [a.actor_id for a in found.actors] == ["CHL.GOV", "PER.GOV"]


def test_backed_group_is_not_its_backer() -> None:
    assert one("Turkish-backed rebels").country is None
    assert one("Iran-backed militia").country is None


def test_ethnic_group_is_not_its_kin_state() -> None:
    actor = one("ethnic Hungarians")
    assert (actor.kind, actor.country) == ("group", None)


def test_hyphenated_citizens_belong_to_the_last_country() -> None:
    assert one("Armenian Americans").country == "USA"


def test_titled_person_unknown_to_the_registry_keeps_country_and_sector() -> None:
    actor = one("Maltese Transport Minister Ada Zebrowska")
    assert (actor.name, actor.country, actor.sectors, actor.kind) == (
        "Ada Zebrowska",
        "MLT",
        ("GOV",),
        "person",
    )
    assert actor.actor_id == one("Maltese Transport Minister Ada Zebrowska").actor_id


def test_apposition_gives_unknown_name_its_country() -> None:
    actor = one("Ada Zebrowska, a Polish citizen")
    assert (actor.country, actor.sectors) == ("POL", ("CVL",))


def test_office_follows_the_date() -> None:
    assert one("Barack Obama", date(2012, 1, 1)).sectors == ("GOV",)
    assert one("Barack Obama", date(2023, 1, 1)).sectors == ("ELI",)
    assert one("former US president Barack Obama", date(2012, 1, 1)).sectors == ("ELI",)


@pytest.mark.parametrize("phrase", ["Chad Smith", "the weather", "Zebrowska", "Georgia Brown"])
def test_resolver_abstains_with_a_reason(phrase: str) -> None:
    found = resolve(phrase, ON, load_registry())
    assert found.actors == ()
    assert found.basis in {"unknown", "ambiguous"}


def test_surname_of_a_provincial_premier_is_no_national_leader() -> None:
    # Brian Gallant, premier of New Brunswick, held office then
    assert resolve("Gallant", date(2016, 5, 1), load_registry()).actors == ()


def test_minister_of_the_day_is_known_by_surname() -> None:
    assert one("Lavrov").country == "RUS"


@pytest.mark.parametrize(
    ("phrase", "country"),
    [("Jordan", "JOR"), ("Chad", "TCD"), ("Niger", "NER"), ("Guinea", "GIN"), ("Georgia", "GEO")],
)
def test_country_names_that_are_words_too(phrase: str, country: str) -> None:
    assert one(phrase).country == country


@pytest.mark.parametrize("phrase", ["Judge Jordan", "Rep. Jordan", "Judge Brazil"])
def test_title_before_a_country_name_makes_it_a_surname(phrase: str) -> None:
    assert one(phrase).country is None
    assert one(phrase).kind == "person"

"""References to people: he and she, epithets, one of two, several, and who speaks in a quotation."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry
from onrecord.ingest import from_text
from onrecord.read.coreference_gender import gender_of_name, gender_of_words
from onrecord.read.mentions import find_mentions
from onrecord.read.parse import parse_document
from onrecord.reading import Mention

DAY = date(2022, 3, 1)


def last(text: str, words: str) -> Mention:
    document = from_text(text, published=DAY)
    mentions = find_mentions(document, parse_document(document), load_registry())
    return [m for m in mentions if m.text == words][-1]


def found(text: str) -> list[Mention]:
    document = from_text(text, published=DAY)
    return list(find_mentions(document, parse_document(document), load_registry()))


def names(mention: Mention) -> list[str]:
    return [a.name for a in mention.actors]


KENYA_PERU = "Kenyan Energy Minister Martha Otieno met Peruvian Energy Minister Carlos Quispe in Nairobi. "


@pytest.mark.parametrize(
    ("rest", "words", "expected"),
    [
        ("She praised the dam.", "She", ["Martha Otieno"]),
        ("He praised the dam.", "He", ["Carlos Quispe"]),
        ("The two ministers signed a note.", "The two ministers", ["Martha Otieno", "Carlos Quispe"]),
        ("The latter had come by train.", "The latter", ["Carlos Quispe"]),
        ("The former had come by train.", "The former", ["Martha Otieno"]),
        ("The minister praised the dam.", "The minister", []),
        ("The two countries want a dam.", "The two countries", ["Kenya", "Peru"]),
    ],
)
def test_who_of_two_ministers_is_meant(rest: str, words: str, expected: list[str]) -> None:
    assert names(last(KENYA_PERU + rest, words)) == expected


def test_gender_comes_from_first_names_and_titles() -> None:
    assert (gender_of_name("Martha Otieno"), gender_of_name("Carlos Quispe")) == ("female", "male")
    assert gender_of_name("Otieno") is None
    assert (gender_of_words("the queen"), gender_of_words("a spokesman")) == ("female", "male")
    assert gender_of_words("the queen and her husband") is None


def test_she_is_not_the_only_man_named() -> None:
    assert names(last("Peruvian Energy Minister Carlos Quispe spoke. She left.", "She")) == []


def test_stranger_may_be_the_one_meant() -> None:
    text = "Peruvian Energy Minister Carlos Quispe spoke. Blorvin said that he regretted the speech."
    assert names(last(text, "he")) == []


def test_i_in_a_quotation_is_whom_the_sentence_names() -> None:
    text = "“I am going to Lima,” Kenyan Energy Minister Martha Otieno said."
    assert names(last(text, "I")) == ["Martha Otieno"]
    assert last(text, "I").basis == "speaker_named"
    assert last("“I am going to Lima,” it was written.", "I").basis == "speaker"


def test_one_who_owns_in_an_apposition_is_somebody_else() -> None:
    text = "Martha Otieno, the Kenyan energy minister, spoke. Carlos Quispe, her Peruvian rival, did not."
    assert "Carlos Quispe" not in names(last(text, "her"))


def test_help_thanked_for_is_the_helpers() -> None:
    assert names(last("Chile thanked Norway for its help.", "its")) == ["Norway"]
    assert names(last("Chile accused Norway of meddling in its affairs.", "its")) in ([], ["Chile"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile accused Norway of breaking its promises.", "its"),
        ("Chile left the pact a year after it was signed.", "it"),
    ],
)
def test_thing_or_open_owner_is_nobody(text: str, words: str) -> None:
    assert [names(m) for m in find_all(text) if m.text == words] in ([], [[]])


def test_his_country_is_the_persons_state() -> None:
    assert names(last(KENYA_PERU + "Quispe said that his country wanted a dam.", "his country")) == ["Peru"]


def test_police_at_home_are_of_the_only_country_named() -> None:
    assert last("Protests shook Chile on Monday. Police fired water.", "Police").actors[0].country == "CHL"
    abroad = last("Chile and Peru quarrelled on Monday. Police fired water.", "Police")
    assert abroad.actors[0].country is None


def test_sides_are_not_who_urges_them() -> None:
    text = "Chile and Peru quarrelled. Norway urged both sides to talk."
    assert names(last(text, "both sides")) == ["Chile", "Peru"]


def test_owner_in_the_title_tells_the_state() -> None:
    text = "Kenya is at peace. Visitors met the head of the country's border service, Juma Wekesa, on Monday."
    assert last(text, "Juma Wekesa").actors[0].country == "KEN"


def test_name_longer_than_the_one_explained_is_somebody_else() -> None:
    text = KENYA_PERU + "Grace Otieno, a singer, did not."
    assert "Martha Otieno" not in [
        n for m in find_all(text) if m.text in {"Otieno", "Grace Otieno"} for n in names(m)
    ]


def find_all(text: str) -> tuple[Mention, ...]:
    document = from_text(text, published=DAY)
    return find_mentions(document, parse_document(document), load_registry())


def test_initials_of_a_body_named_in_full_are_that_body() -> None:
    text = "The Maple Leaf Growers Association met in Lima. The MLGA then left."
    assert [names(m) for m in find_all(text) if "MLGA" in m.text] == [["Maple Leaf Growers Association"]]


@pytest.mark.parametrize("text", ["It rained when Chile signed.", "Chile signed and it turned cold."])
def test_weather_is_nobody(text: str) -> None:
    assert "it" not in [m.text.lower() for m in find_all(text)]


TWO = "Ivanka Otieno opened a shop on Monday. Her father, President Daniel Otieno, was away. "


@pytest.mark.parametrize(
    ("rest", "words", "expected"),
    [
        ("Otieno said the shop would sell boots.", "Otieno", ["Ivanka Otieno"]),
        ("Mr. Otieno praised the boots.", "Mr. Otieno", ["Daniel Otieno"]),
        ("President Otieno spoke of boots.", "President Otieno", ["Daniel Otieno"]),
        ("Daniel Otieno spoke, and Otieno sang.", "Otieno", []),
    ],
)
def test_surname_of_two_is_whom_the_text_introduced_first(rest: str, words: str, expected: list[str]) -> None:
    assert names(last(TWO + rest, words)) == expected


def test_surname_of_two_whom_one_sentence_introduces_is_nobody_for_sure() -> None:
    text = "Ivanka Otieno and President Daniel Otieno met reporters. Otieno said the shop would open."
    assert "Otieno" not in [n for m in found(text) if m.text == "Otieno" for n in names(m)]


def test_who_has_no_title_bears_the_surname_too() -> None:
    text = "It was late for Martha Blorvin. Her husband, banker Carlos Blorvin, slept. Blorvin wrote on."
    assert names(last(text, "Blorvin")) == ["Martha Blorvin"]


def test_bill_is_a_name_in_front_and_a_law_behind() -> None:
    text = "“The rule fails children,” Bill Blorvin, a director at Aid Watch, said. The Blorvin Bill failed."
    assert [n for m in found(text) for n in names(m) if "Blorvin" in n][:1] == ["Bill Blorvin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most voters who said they had backed Peru left.", ["voters"]),
        ("Ministers met. The president told farmers he would be hurt if they did not vote.", ["farmers"]),
        ("Ministers met. The president told gardeners he would be hurt if they did not vote.", []),
        ("A shopkeeper spoke. On Monday they had left.", []),
        ("Each candidate says they will win.", ["candidate"]),
    ],
)
def test_they_are_who_tells_or_is_told_and_never_one(text: str, expected: list[str]) -> None:
    assert names(last(text, "they")) == expected


def test_short_title_is_the_title() -> None:
    two = "Sen. Carlos Quispe won. Senator Ada Blorvin lost. Ten delegates backed the senator."
    assert names(last(two, "the senator")) == []
    assert names(last(two.replace("Senator ", "Mrs. "), "the senator")) == ["Carlos Quispe"]


def test_he_said_goes_on_with_who_spoke_before() -> None:
    text = (
        "Carlos Quispe's plan may be clever, and Carlos Quispe knows it, said Omar Blorvin, a professor. "
        '"The plan is odd," he said.'
    )
    assert names(last(text, "he")) == ["Omar Blorvin"]


def test_people_at_a_border_are_of_neither_side() -> None:
    text = "Agents held thousands of families at the Peru-Chile border in 2014."
    assert {a.country for m in found(text) if "famil" in m.text for a in m.actors} == {None}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Peru's foreign ministry said it had met Chile. It accused Chile of lies.", "It", "PER.GOV"),
        ("The Kenyan army said its men had met Somali elders.", "its", "KEN.MIL"),
        ("The navy of Kenya said its ships had left Somalia.", "its", "KEN.MIL"),
        (
            "The Peace and Security Council of the African Union met. The Council left.",
            "The Council",
            "AU.PSC",
        ),
        ("The UN Security Council met. The Council condemned Chad.", "The Council", "UN.SC"),
    ],
)
def test_it_and_the_body_are_who_acted_before(text: str, words: str, expected: str) -> None:
    assert [a.actor_id for a in last(text, words).actors] == [expected]


def test_the_council_of_a_text_without_one_is_nobody() -> None:
    assert last("Farmers met. The Council condemned Chad.", "The Council").actors == ()


def test_him_behind_two_verbs_is_who_was_held_before() -> None:
    text = "Carlos Quispe spoke first. Peru's army arrested a Chilean engineer and accused him of spying."
    assert [a.country for a in last(text, "him").actors] == ["CHL"]


def test_both_countries_are_never_who_urges_them() -> None:
    text = "Rwanda and Burundi met. Tanzania and Uganda urged both countries to sign."
    assert names(last(text, "both countries")) == ["Rwanda", "Burundi"]


def test_rival_of_somebody_is_not_that_somebody() -> None:
    text = "William Ruto's rival Ada Blorvin praised parliament."
    assert [names(m) for m in found(text) if "Blorvin" in m.text] == [["Ada Blorvin"]]


def test_given_name_of_a_town_before_an_initial_is_a_name() -> None:
    text = "Envoys met the Russian president, Vladimir V. Putin, at noon. Putin left."
    assert {n for m in found(text) if "Putin" in m.text for n in names(m)} == {"Vladimir Putin"}


def test_it_of_a_saying_is_nothing() -> None:
    assert [m for m in found("SpaceX and its founder called it quits.") if m.text == "it"] == []

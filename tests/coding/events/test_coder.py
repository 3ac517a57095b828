"""Whole claims out of sentences: type, parties and their direction, status, links between claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.ontology import load_ontology
from onrecord.records import Claim, Modality, Polarity

Events = Callable[..., list[Claim]]


def line(claim: Claim) -> str:
    """One claim as ``TYPE/mode AAA+BBB>CCC``, with a minus for a negative, and the modality unless actual."""
    kind = claim.event_type if claim.mode is None else f"{claim.event_type}/{claim.mode}"
    left = "+".join(a.country or a.actor_id or "?" for a in claim.actors)
    right = "+".join(a.country or a.actor_id or "?" for a in claim.recipients)
    sign = "-" if claim.polarity is Polarity.NEGATIVE else ""
    mood = "" if claim.modality is Modality.ACTUAL else f" {claim.modality}"
    return f"{sign}{kind} {left}>{right}{mood}"


CONSTRUCTIONS = {
    "active": ("France condemned Syria.", ["ACCUSE/disapprove FRA>SYR"]),
    "passive with agent": ("Syria was condemned by France.", ["ACCUSE/disapprove FRA>SYR"]),
    "reduced relative": ("A Danish diplomat expelled by Russia arrived home.", ["SANCTION/expel RUS>DNK"]),
    "relative clause, subject": (
        "The Brazilian foreign minister, who visited Peru on Monday, is ill.",
        ["CONSULT/visit BRA>PER"],
    ),
    "relative clause, preposition": (
        "Peru, with which Ecuador fought a war, is poor.",
        ["ASSAULT PER+ECU>"],
    ),
    "noun with possessor": ("Chad's attack on Sudan lasted hours.", ["ASSAULT TCD>SDN"]),
    "noun with of and to": (
        "The visit of the Polish president to Lithuania went well.",
        ["CONSULT/visit POL>LTU"],
    ),
    "noun with by and to": ("Arms sales by Italy to Egypt have doubled.", ["COOPERATE ITA>EGY"]),
    "noun with between": ("Talks between Ghana and Togo continue.", ["CONSULT GHA+TGO>"]),
    "light verb": ("Norway's ambassador paid a visit to Chile.", ["CONSULT/visit NOR>CHL"]),
    "light verb, passive": ("An attack on Mali was launched by Niger.", ["ASSAULT NER>MLI"]),
    "coordinated verbs": (
        "Japan praised Nepal and criticized Bhutan.",
        ["SUPPORT JPN>NPL", "ACCUSE/disapprove JPN>BTN"],
    ),
    "coordinated actors": ("Kenya and Uganda signed a treaty.", ["SUPPORT KEN+UGA>"]),
    "object control": ("Russia urged Ukraine to withdraw its troops.", ["REQUEST/yield RUS>UKR"]),
    "retreat from a place": ("Russian forces withdrew from Aleppo.", ["RETREAT/withdraw RUS>"]),
    "headline without a finite verb": (
        "Iraqi premier visit to Jordan angers Syria",
        ["CONSULT/visit IRQ>JOR"],
    ),
    "two titled names as one object": (
        "The Greek premier met Polish President Andrzej Duda and Czech Prime Minister Petr Fiala.",
        ["CONSULT GRC+POL+CZE>"],
    ),
    "minister and counterpart of one country": (
        "The Greek foreign minister met with his Greek counterpart.",
        ["CONSULT GRC+GRC>"],
    ),
    "part in a deal suspended": (
        "Russia suspended its participation in the arms treaty.",
        ["SANCTION/discontinue RUS>"],
    ),
    "deal left": ("Iran walked out of the nuclear deal.", ["SANCTION/withdraw IRN>"]),
    "deal extended": ("Qatar and the United Nations extended the truce.", ["SUPPORT QAT+UN>"]),
    "agentless passive, announced": (
        "The pact will be renewed for a year, Norway announced.",
        ["AGREE NOR> planned"],
    ),
    "weapons as subject, site as target": (
        "Russian missiles hit the port of Odesa.",
        ["ASSAULT/heavy-weapons RUS>UKR"],
    ),
    "guests are visitors": ("Turkey hosted the Greek president.", ["CONSULT/visit GRC>TUR"]),
    "unnamed officials of a place": (
        "Authorities in Peru deported an old man.",
        ["COERCE/deport PER>unnamed.CVL"],
    ),
    "gift to help somebody": (
        "Norway donated a shipment of ventilators to help Malta with the outbreak.",
        ["AID NOR>MLT"],
    ),
    "praise of a deed": ("The Kremlin welcomed the truce.", ["SUPPORT RUS>"]),
    "signing still to come": (
        "Chad and Niger are expected to sign a treaty.",
        ["AGREE TCD+NER> planned"],
    ),
    "report of a fact is no request": (
        "Reports suggested that Norway was helping Mali.",
        ["AID NOR>MLI"],
    ),
    "headline with two names and a bare verb": (
        "Chile, Peru sign trade pact in Lima",
        ["SUPPORT CHL+PER>"],
    ),
    "headline with a comma for and": ("Chile, Bolivia discuss border", ["CONSULT CHL+BOL>"]),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction_gives_parties_and_direction(name: str, events: Events) -> None:
    text, expected = CONSTRUCTIONS[name]
    assert [line(c) for c in events(text)] == expected


COMPOSITIONS = {
    "Hungary agreed to lift the embargo against Serbia.": "AGREE HUN>SRB",
    "Sudan threatened to expel the Kenyan ambassador.": "THREATEN/expel SDN>KEN",
    "Syria refused to release the Lebanese journalists.": "REJECT/yield SYR>LBN",
    "Serbia will not recognize Kosovo.": "REJECT/change SRB>XKX",
    "Cyprus would not allow the British navy to use the port.": "REJECT/yield CYP>GBR",
    "Portugal will provide financial aid to Angola.": "AGREE PRT>AGO planned",
    "Poland will expel two Belarusian diplomats.": "THREATEN/expel POL>BLR planned",
    "The Chinese premier said Canada must respect Chinese laws.": "REQUEST/change CHN>CAN",
    "Mexico stopped oil deliveries to Cuba.": "SANCTION/discontinue MEX>CUB",
    "Egypt lifted the blockade of Qatar.": "CONCEDE EGY>QAT",
    "Greece and Albania failed to reach an agreement.": "REJECT/change GRC+ALB>",
}


@pytest.mark.parametrize("text", COMPOSITIONS)
def test_outer_act_absorbs_inner_one(text: str, events: Events) -> None:
    assert [line(c) for c in events(text)] == [COMPOSITIONS[text]]


def test_accusation_and_alleged_act_are_two_linked_claims(events: Events) -> None:
    accusation, act = events("Chad accused Libya of bombing Niger.")
    assert line(accusation) == "ACCUSE/allege TCD>LBY"
    assert line(act) == "ASSAULT/aerial LBY>NER"
    assert accusation.about == act.claim_id
    assert act.rule == "alleged(verb.bomb)"


def test_denied_act_is_a_negative_claim_of_the_denier(events: Events) -> None:
    (claim,) = events("Rwanda denied any involvement in the attack on the Congolese army.")
    assert line(claim) == "-ASSAULT RWA>COD"
    assert claim.rule is not None
    assert claim.rule.startswith("denial(")


@pytest.mark.parametrize(
    "text",
    [
        "Iran is concerned about strengthening ties between Turkey and Israel.",
        "Turkish inspectors plan to board the ship.",
        "Critics blamed the move to open an embassy in Israel.",
        "Jordan fears Iran's support for Hezbollah.",
        "Ukraine gave Poland a pledge not to use the road for attacks on Belarus.",
        "The ministry informed Turkey of the flood.",
    ],
)
def test_moods_purposes_and_descriptions_are_no_events(text: str, events: Events) -> None:
    done = [c for c in events(text) if (c.polarity, c.modality) == (Polarity.POSITIVE, Modality.ACTUAL)]
    assert done == []


def test_denied_accusation_points_back_at_it(events: Events) -> None:
    accusation, alleged, denial = events(
        "Greece accused Turkey of bombing Cyprus in 2019. Ankara denied the accusation."
    )
    assert (accusation.about, denial.about) == (alleged.claim_id, accusation.claim_id)
    assert [line(alleged), line(denial)] == ["ASSAULT/aerial TUR>CYP", "-ASSAULT/aerial TUR>CYP"]


def test_who_was_not_accused_negates_nothing(events: Events) -> None:
    claims = events("Greece accused Turkey of bombing Cyprus in 2019. Malta denied the accusation.")
    assert all(c.polarity is Polarity.POSITIVE for c in claims)


@pytest.mark.parametrize(
    "words",
    [
        "Algeria had nothing to do with the attack.",
        "Algeria was not behind this attack.",
        "Algeria played no part in the attack.",
        "Algeria denied any role in the bombing.",
    ],
)
def test_denied_part_in_an_attack_is_a_no_by_the_deniers_side(words: str, events: Events) -> None:
    attack, denial = events(f"A bomb attack on the Danish embassy in Tunis killed two guards. {words}")
    assert attack.polarity is Polarity.POSITIVE
    assert line(denial) == "-ASSAULT DZA>DNK"


def test_denial_of_an_attack_told_nowhere_gives_nothing(events: Events) -> None:
    assert events("Algeria had nothing to do with the attack.") == []


def test_helper_of_an_attack_told_before_helps_the_attacker(events: Events) -> None:
    claims = events("Togo accused Ghana of attacking its ships. Danish experts had helped to plan the raid.")
    assert "AID DNK>GHA" in map(line, claims)


def test_denial_without_an_accusation_before_it_gives_nothing(events: Events) -> None:
    assert events("Ankara denied the accusation.") == []


def test_accuser_cannot_deny_the_own_accusation(events: Events) -> None:
    claims = events("Greece accused Turkey of piracy in 2019. Athens denied the accusation.")
    assert [line(c) for c in claims] == ["ACCUSE/allege GRC>TUR"]


NO_EVENT = [
    "Spain beat Germany 2-1 in the World Cup final.",
    "The Norwegian economy grew by two percent.",
    "Analysts believe that Japan is a strong country.",
    "An earthquake killed 40 people in Turkey.",
    "The senator launched an attack on the French president's record.",
    "Italy has a long border with Austria.",
    "Sweden's largest bank sold its insurance business.",
    "Thousands of tourists visited Greece.",
    "The travel advice warns Danes against flying to Niger.",
    "The trade war between China and Australia goes on.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_political_act_gives_no_claim(text: str, events: Events) -> None:
    assert [line(c) for c in events(text)] == []


def test_claim_carries_numbers_of_the_ontology_and_exact_spans(events: Events) -> None:
    text = "Canada expelled three Russian diplomats in Ottawa."
    (claim,) = events(text)
    ontology = load_ontology()
    assert (claim.quad_class, claim.scale, claim.cameo) == (
        4,
        ontology.scale("SANCTION", "expel"),
        ontology.cameo("SANCTION", "expel"),
    )
    spans = [claim.trigger, claim.sentence, *claim.actors, *claim.recipients]
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert "diplomatic" in claim.contexts
    assert claim.attribution == ()
    assert claim.confidence is None


def test_reading_twice_gives_the_same_claims(events: Events) -> None:
    text = "Iran warned Iraq against hosting rebels, and Oman held talks with both sides."
    assert events(text) == events(text)


def test_commas_and_nonsense_do_not_stop_the_coder(events: Events) -> None:
    assert events(", , , and and of of of to to") == []
    assert events("(((") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("“I am going to Kenya,” Norwegian Foreign Minister Espen Barth Eide said.", Modality.PLANNED),
        ("Norwegian Foreign Minister Espen Barth Eide is flying to Kenya on 20 March.", Modality.PLANNED),
        ("Norwegian Foreign Minister Espen Barth Eide will travel to Kenya.", Modality.PLANNED),
        ("Norwegian Foreign Minister Espen Barth Eide is travelling to Kenya.", Modality.ACTUAL),
        ("Norwegian Foreign Minister Espen Barth Eide went to Kenya on 12 March.", Modality.ACTUAL),
    ],
)
def test_journey_still_ahead_is_planned(text: str, modality: Modality, events: Events) -> None:
    (claim,) = events(text, date(2024, 3, 15))
    assert (claim.event_type, claim.mode, claim.modality) == ("CONSULT", "visit", modality)


@pytest.mark.parametrize(
    ("text", "aimed"),
    [
        ("Kenya staged a military drill along its border with Somalia.", ["SOM"]),
        ("Kenya moved tanks to its shared border with Somalia.", ["SOM"]),
        ("Kenya moved tanks to its border.", []),
        ("Kenya staged a military drill on its border thanks to the help of Somalia.", []),
    ],
)
def test_troops_at_a_border_are_aimed_at_the_other_side_where_named(
    text: str, aimed: list[str], events: Events
) -> None:
    claims = [c for c in events(text) if c.event_type == "MOBILIZE"]
    assert [[a.country for a in c.recipients] for c in claims] == [aimed]

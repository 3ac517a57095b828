"""Words that call up an event in one sense only: what happened is kept, what only sounds so is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Polarity

Coder = Callable[[str], list[Claim]]


def kinds(claims: list[Claim]) -> set[str]:
    return {c.event_type or "" for c in claims}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("France received the Egyptian president in Paris.", "CONSULT"),
        ("The Chinese foreign minister arrived in Moscow on Monday.", "CONSULT"),
        ("Turkey freed an American pastor.", "RETREAT"),
        ("Israel released 20 Palestinian prisoners.", "RETREAT"),
        ("Russian forces attacked Ukraine.", "ASSAULT"),
        ("British specialists had helped Ukraine.", "AID"),
        ("North Korea's missiles threaten Japan.", "THREATEN"),
        ("Greece suggested that Turkey should withdraw its ships.", "REQUEST"),
    ],
)
def test_plain_sense_is_coded(events: Coder, sentence: str, kind: str) -> None:
    assert kind in kinds(events(sentence))


def test_attack_between_politicians_is_criticism(events: Coder) -> None:
    claims = events("The Slovak premier attacked the Hungarian president for his silence.")
    assert kinds(claims) == {"ACCUSE"}


def test_attack_ordered_by_a_leader_on_a_state_is_assault(events: Coder) -> None:
    assert "ASSAULT" in kinds(events("The Iraqi president attacked Kuwait."))


def test_captor_in_a_reduced_clause_is_not_the_released(events: Coder) -> None:
    claims = events("Girls abducted by the rebel group Boko Haram have been released.")
    assert "RETREAT" not in kinds(claims)


def test_run_of_teasers_is_no_sentence(events: Coder) -> None:
    teasers = (
        "HARBOUR FIRE Police in Turkey arrested two German sailors LAST GOAL Fans cheer the Spanish side "
        "ROYAL TEARS Duchess weeps at the opening of a clinic in Kenya"
    )
    assert events(teasers) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "People who attack Polish visitors are fools.",
        "The Chilean minister asked the crowd to welcome the guests.",
        "Two men claim to be in charge of the Kenyan army.",
        "Finland warned against hackers from Belarus.",
        "The Greek premier addressed parliament in Athens.",
        "Thai police targeted migrants.",
        "Ghana is steering clear of criticising Togo.",
        "Dozens of websites were targeting Norway.",
        "Crowds trashed the Peruvian embassy.",
        "The Irish paper wrote that Malta cannot let Cyprus win.",
    ],
)
def test_plain_sense_is_not_meant(events: Coder, sentence: str) -> None:
    held = [c for c in events(sentence) if c.polarity is Polarity.POSITIVE]
    assert not kinds(held) & {"ASSAULT", "REQUEST", "ACCUSE", "THREATEN", "CONSULT", "CONCEDE"}


def test_attack_that_goes_on_in_words_is_criticism(events: Coder) -> None:
    claims = events("Norway launched an attack on the Danish judges, calling them cowards.")
    assert kinds(claims) == {"ACCUSE"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Bernie Sanders vowed to fight on.",
        "Senator Nils Berg suspended his campaign on Tuesday.",
        "Barack Obama and Angela Merkel held a press conference.",
        "President Putin called Joe Biden “my friend”.",
        "The Norwegian government has been pushing back against criticism from fellow Democrats.",
        "Republicans could be trying to keep the door open.",
        "Barack Obama opened a mission to unite the Democratic Party.",
        "The Americans jammed Jim Kim through as president of the bank.",
        "If somebody can capture the Republicans, there is a way to the nomination.",
        "Norway opposed the Iraq invasion.",
        "Ada Lind, whose son was killed in the Nairobi attack, spoke.",
        "Putin's opponents accused nobody of fraud.",
        "Joe Biden heads into the autumn campaign.",
        "President Trump has escalated a war of words against Senator Ted Cruz.",
        "The issue was a hotbed for clashes between Joe Biden and Donald Trump.",
        "Joe Biden and Barack Obama have occupied the spotlight.",
        "Russia criticised the noise in Ukraine's capital.",
    ],
)
def test_figures_of_politics_are_no_events(events: Coder, sentence: str) -> None:
    assert events(sentence) == []


def test_attacks_of_one_candidate_on_another_are_criticism(events: Coder) -> None:
    assert kinds(events("The hall cheered Hillary Clinton's attacks on Donald Trump.")) == {"ACCUSE"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("China opened a diplomatic mission in Chad.", "SUPPORT"),
        ("Iran jammed British radio broadcasts.", "COERCE"),
        ("Rebels captured 20 Russian soldiers.", "ASSAULT"),
        ("Russia suspended its bombing campaign in Syria.", "RETREAT"),
        ("President Putin called President Xi on Friday.", "CONSULT"),
        ("Norway condemned the Russian invasion.", "ACCUSE"),
        ("Russian troops occupied the town.", "COERCE"),
        ("Armenia and Azerbaijan clashed on the border.", "ASSAULT"),
    ],
)
def test_the_same_words_of_deeds_are_events(events: Coder, sentence: str, kind: str) -> None:
    assert kinds(events(sentence)) == {kind}


@pytest.mark.parametrize(
    ("sentence", "recipients"),
    [
        ("A missile hit Odesa on Sunday.", {"UKR"}),
        ("Russia shelled Donetsk on Sunday.", {"UKR"}),
        ("Ukrainian drones attacked the port of Feodosia.", set()),
    ],
)
def test_contested_place_stands_for_a_side_only_against_its_rival(
    events: Coder, sentence: str, recipients: set[str]
) -> None:
    (claim,) = events(sentence)
    assert {a.country for a in claim.recipients} == recipients


@pytest.mark.parametrize(
    "sentence", ["A missile hit Sevastopol on Sunday.", "Crimean authorities praised the deal."]
)
def test_whose_a_contested_place_is_stays_open(events: Coder, sentence: str) -> None:
    assert not {a.country for c in events(sentence) for a in (*c.actors, *c.recipients)} - {None}

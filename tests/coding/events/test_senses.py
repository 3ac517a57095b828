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

"""Polarity and modality of claims, one construction a row, with the plain act beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Modality, Polarity

Events = Callable[..., list[Claim]]
YES, NO = Polarity.POSITIVE, Polarity.NEGATIVE

ROWS = [
    ("Japan imposed sanctions on Myanmar.", YES, Modality.ACTUAL),
    ("Japan has imposed sanctions on Myanmar.", YES, Modality.ACTUAL),
    ("Japan did not impose sanctions on Myanmar.", NO, Modality.ACTUAL),
    ("Japan never imposed sanctions on Myanmar.", NO, Modality.ACTUAL),
    ("Japan might impose sanctions on Myanmar.", YES, Modality.POSSIBLE),
    ("Japan could impose sanctions on Myanmar.", YES, Modality.POSSIBLE),
    ("Ethiopia is set to sign an agreement with Eritrea.", YES, Modality.PLANNED),
    ("Ethiopia is expected to sign an agreement with Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president plans to visit Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president will visit Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president visited Eritrea.", YES, Modality.ACTUAL),
    ("The planned visit of the Ethiopian president to Eritrea is short.", YES, Modality.PLANNED),
    ("Poland fears that Belarus could attack Lithuania.", YES, Modality.FEARED),
    ("Poland worries about the arms sales by Belarus to China.", YES, Modality.ACTUAL),
    ("Poland said that Belarus attacked Lithuania.", YES, Modality.ACTUAL),
    ("Militants planned an attack on the French embassy.", YES, Modality.PLANNED),
    ("Police foiled an attack on the French embassy.", NO, Modality.ACTUAL),
    ("Police reported a foiled attack on the French embassy.", NO, Modality.ACTUAL),
    ("Police reported an attack on the French embassy.", YES, Modality.ACTUAL),
    ("The visit of the Polish president to Latvia was cancelled.", NO, Modality.ACTUAL),
    ("Peru was hesitant to open an embassy in Chad.", NO, Modality.ACTUAL),
    ("Ghana has no plans to attack Togo.", NO, Modality.PLANNED),
    ("Peru not only opened an embassy in Chad but built a school.", YES, Modality.ACTUAL),
]


@pytest.mark.parametrize(("text", "polarity", "modality"), ROWS)
def test_status(text: str, polarity: Polarity, modality: Modality, events: Events) -> None:
    (claim,) = events(text)
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_condition_is_conditional_and_its_consequence_planned(events: Events) -> None:
    condition, threat = events("If Serbia attacks Kosovo, NATO will bomb Serbia.")
    assert condition.modality is Modality.CONDITIONAL
    assert (threat.event_type, threat.modality) == ("THREATEN", Modality.PLANNED)


def test_conditional_offer_is_conditional(events: Events) -> None:
    (offer,) = events("Armenia is ready to recognize Kosovo if Albania opens the border.")[:1]
    assert (offer.event_type, offer.modality) == ("AGREE", Modality.CONDITIONAL)


def test_plan_above_does_not_reach_into_a_circumstance(events: Events) -> None:
    claims = events("Ghana plans to hold talks with Togo after the attack on its embassy in Mali.")
    attack = next(c for c in claims if c.event_type == "ASSAULT")
    assert attack.modality is Modality.ACTUAL

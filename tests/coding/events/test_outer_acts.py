"""What orders, leave, errands, quoted clauses and carriers make of the acts around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Modality, Polarity

Events = Callable[[str], list[Claim]]


def line(claim: Claim) -> str:
    """One claim as ``TYPE AAA+BBB>CCC``, with a minus for a negative and the modality unless actual."""
    left = "+".join(a.country or a.actor_id or "?" for a in claim.actors)
    right = "+".join(a.country or a.actor_id or "?" for a in claim.recipients)
    sign = "-" if claim.polarity is Polarity.NEGATIVE else ""
    mood = "" if claim.modality is Modality.ACTUAL else f" {claim.modality}"
    return f"{sign}{claim.event_type} {left}>{right}{mood}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A Maltese court ordered the release of a Libyan captain.", ["RETREAT MLT>LBY planned"]),
        ("A Maltese court ordered the Libyan tanker's release.", ["RETREAT MLT>LBY planned"]),
        ("Peru allowed Chile to send aid.", ["CONCEDE PER>CHL"]),
        ("Kenya sent jets to bomb Sudan.", ["ASSAULT KEN>SDN planned"]),
        ("Norway sent experts to investigate the Polish ministry.", ["ACCUSE NOR>POL planned"]),
        ("Ghana said Togo was responsible.", ["ACCUSE GHA>TGO"]),
        ("Ghana said Togo was not responsible.", []),
        ("Ghana said that a reform of the African Union was needed.", ["REQUEST GHA>AU"]),
        ("Nepal reiterated its demand that India open the border.", ["REQUEST NPL>IND"]),
        ("Chile's government faces criticism from Peru.", ["ACCUSE PER>CHL"]),
        ("Egypt mounted an invasion of Libya.", ["ASSAULT EGY>LBY"]),
        ("Spain's parliament passed a resolution condemning Morocco.", ["ACCUSE ESP>MAR"]),
        ("Turkey on Monday blamed Greece for the spill.", ["ACCUSE TUR>GRC"]),
        ("The Danish premier ended a trip to Iceland.", []),
    ],
)
def test_outer_words_shape_the_act(events: Events, sentence: str, expected: list[str]) -> None:
    assert [line(c) for c in events(sentence)] == expected


def test_gift_goes_to_whom_it_is_given(events: Events) -> None:
    (act,) = events("Japan has sold Vietnam various weapons, drones and artillery.")
    assert [a.country for a in act.recipients] == ["VNM"]


def test_crowd_is_aimed_at_whom_its_demands_name(events: Events) -> None:
    (act,) = [c for c in events("Thousands of Kenyans marched against Uganda.") if c.event_type == "PROTEST"]
    assert [a.country for a in act.recipients] == ["UGA"]


def test_source_of_a_report_receives_nothing(events: Events) -> None:
    claims = events("Austria offered talks, according to a Swiss diplomat.")
    assert all(a.country != "CHE" for c in claims for a in (*c.actors, *c.recipients))


def test_arrest_by_nobody_named_is_the_doing_of_the_state_it_happened_in(events: Events) -> None:
    (act,) = [c for c in events("Two Danish sailors were arrested in Chad.") if c.event_type == "COERCE"]
    assert [(a.country, a.basis) for a in act.actors] == [("TCD", "place")]


@pytest.mark.parametrize(
    ("sentence", "coded"),
    [
        ("Iran is ready to negotiate with Turkey.", ("AGREE", None)),
        ("Iran is not ready to negotiate with Turkey.", ("REJECT", "meet")),
        ("Chile was never willing to hold talks with Peru.", ("REJECT", "meet")),
    ],
)
def test_unreadiness_is_no_offer(events: Events, sentence: str, coded: tuple[str, str | None]) -> None:
    assert [(claim.event_type, claim.mode) for claim in events(sentence)] == [coded]

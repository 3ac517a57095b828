"""What states do to each other day by day: talks, envoys sent away, crossings shut, captives handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from onrecord.records import Actor, Claim, Modality

Coder = Callable[..., list[Claim]]
PUBLISHED = date(2023, 6, 16)


def of_type(claims: list[Claim], event_type: str) -> list[Claim]:
    return [claim for claim in claims if claim.event_type == event_type]


def states(actors: Iterable[Actor]) -> list[str | None]:
    return [actor.country for actor in actors]


class TestMinistersOfSeveralStates:
    @pytest.mark.parametrize(
        ("text", "who"),
        [
            ("The foreign ministers of Peru and Chile met on Monday.", ["PER", "CHL"]),
            ("Foreign ministers from Peru and Chile held talks in Lima.", ["PER", "CHL"]),
            (
                "The defence ministers of Finland, Norway and Sweden met in Bodo on Friday.",
                ["FIN", "NOR", "SWE"],
            ),
            ("The presidents of Kenya and Uganda spoke by phone on Sunday.", ["KEN", "UGA"]),
            ("Officials from Sudan and Egypt will meet in Khartoum next week.", ["SDN", "EGY"]),
            ("Kenya's foreign minister and Mali's army chief held three hours of talks.", ["KEN", "MLI"]),
            ("Peru's Ana Soto and Chile's Luis Vera held two days of talks in Quito.", ["PER", "CHL"]),
            (
                "Norway's prime minister, Kari Lund, and her Omani counterpart, Said Harthy, met in Oslo.",
                ["NOR", "OMN"],
            ),
        ],
    )
    def test_each_of_them_meets_the_others(self, events: Coder, text: str, who: list[str]) -> None:
        (meeting,) = of_type(events(text), "CONSULT")
        assert states(meeting.actors) == who

    def test_each_of_them_agrees_and_accuses(self, events: Coder) -> None:
        text = "The foreign ministers of Peru and Chile met and agreed to hand over the bodies."
        (pact,) = of_type(events(text), "AGREE")
        assert states(pact.actors) == ["PER", "CHL"]
        (charge,) = of_type(
            events("Trade ministers from Peru and Chile accused Bolivia of dumping."), "ACCUSE"
        )
        assert (states(charge.actors), states(charge.recipients)) == (["PER", "CHL"], ["BOL"])

    def test_the_span_runs_to_the_last_of_them(self, events: Coder) -> None:
        (meeting,) = of_type(events("The army chiefs of Mali, Niger and Chad met."), "CONSULT")
        assert {a.text for a in meeting.actors} == {"The army chiefs of Mali, Niger and Chad"}

    def test_somebody_of_one_state_beside_another_is_not_of_both(self, events: Coder) -> None:
        (meeting,) = of_type(events("The president of Mali and the rebels met on Sunday."), "CONSULT")
        assert states(meeting.actors) == ["MLI", None]

    def test_who_is_withdrawn_from_a_state_is_not_its_own(self, events: Coder) -> None:
        (recall,) = of_type(events("Peru withdrew its diplomats from Chile and Bolivia."), "SANCTION")
        assert (states(recall.actors), states(recall.recipients)) == (["PER"], ["CHL", "BOL"])

    @pytest.mark.parametrize(
        "text",
        [
            "Chile and Peru met in the semi-final.",
            "Chile will meet Peru in the World Cup on Friday.",
            "Business leaders from Peru and Chile held talks in Lima.",
            "Students from Kenya and Uganda met in Nairobi.",
            "The central banks of Peru and Chile raised rates.",
        ],
    )
    def test_teams_and_private_people_hold_no_talks(self, events: Coder, text: str) -> None:
        assert of_type(events(text), "CONSULT") == []

    def test_the_final_round_of_talks_is_no_game(self, events: Coder) -> None:
        (meeting,) = of_type(events("Chile and Peru met in the final round of talks."), "CONSULT")
        assert states(meeting.actors) == ["CHL", "PER"]

    def test_a_meeting_only_thought_of_is_conditional(self, events: Coder) -> None:
        text = "If the foreign ministers of Peru and Chile met, they would discuss the border."
        assert {c.modality for c in of_type(events(text), "CONSULT")} == {Modality.CONDITIONAL}

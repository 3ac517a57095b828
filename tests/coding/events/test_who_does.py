"""Who does what a verb in the middle of a sentence tells, and whether it is done at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.records import Claim, Polarity

Coder = Callable[..., list[Claim]]


def of_type(claims: list[Claim], event_type: str) -> list[Claim]:
    return [claim for claim in claims if claim.event_type == event_type]


class TestDoneByWhomItIsDoneTo:
    def test_who_is_arrested_for_a_deed_did_it(self, events: Coder) -> None:
        (aid,) = of_type(events("Chad arrested a trader for shipping weapons to Sudan."), "AID")
        assert [a.text for a in aid.actors] == ["a trader"]

    def test_who_seizes_a_ship_did_not_break_the_embargo(self, events: Coder) -> None:
        claims = events("Kenyan authorities seized a ship for violating sanctions by selling oil to Eritrea.")
        assert {c.event_type for c in claims if c.actors and c.actors[0].country == "KEN"} == {"COERCE"}

    def test_who_is_praised_for_a_deed_did_it(self, events: Coder) -> None:
        (sent,) = of_type(events("Kenya praised Peru for sending troops to Chad."), "MOBILIZE")
        assert [a.country for a in sent.actors] == ["PER"]

    def test_who_uses_a_base_for_a_deed_does_it(self, events: Coder) -> None:
        (attack,) = of_type(events("Peru used the base for attacking Chile."), "ASSAULT")
        assert [a.country for a in attack.actors] == ["PER"]


def test_a_state_that_tells_of_a_release_is_not_released(events: Coder) -> None:
    (release,) = of_type(events("Kenya Says 21 Miners Held By Rebels Have Been Released"), "RETREAT")
    assert [r.text for r in release.recipients] == ["21 Miners"]


class TestNor:
    def test_what_follows_nor_is_not_done(self, events: Coder) -> None:
        claims = events("Kenya did not sign the treaty, nor did it send troops to Chad.")
        assert [c.polarity for c in of_type(claims, "MOBILIZE")] == [Polarity.NEGATIVE]

    def test_nor_between_names_negates_once(self, events: Coder) -> None:
        claims = events("Neither Kenya nor Chad signed the treaty.")
        assert [c.polarity for c in of_type(claims, "SUPPORT")] == [Polarity.NEGATIVE]


def test_loath_to_act_does_not_reach_what_goes_on_meanwhile(events: Coder) -> None:
    claims = events("The cabinet may be reluctant to act while Kenya negotiates with Peru over fishing.")
    assert [c.polarity for c in of_type(claims, "CONSULT")] == [Polarity.POSITIVE]


class TestAsked:
    @pytest.mark.parametrize(
        "text",
        [
            "Chad asked Peru about the vote.",
            "Aid groups asked Kenya whether it had closed the camp.",
            "Chile asked Peru why the border was shut.",
        ],
    )
    def test_a_question_demands_nothing(self, events: Coder, text: str) -> None:
        assert of_type(events(text), "REQUEST") == []

    @pytest.mark.parametrize("text", ["Chile asked Peru for help.", "Chile asked Peru to open the border."])
    def test_what_is_asked_for_is_demanded(self, events: Coder, text: str) -> None:
        (request,) = of_type(events(text), "REQUEST")
        assert [r.country for r in request.recipients] == ["PER"]

    def test_whom_a_demanded_act_would_hit_is_asked_nothing(self, events: Coder) -> None:
        claims = of_type(events("A Kenyan senator urged retaliation against Peru."), "REQUEST")
        assert [r.country for c in claims for r in c.recipients] == []


class TestNoForce:
    @pytest.mark.parametrize(
        "text",
        [
            "William Ruto recalled his primary battle with Raila Odinga.",
            "Having fought a primary against Raila Odinga, William Ruto praised him.",
            "Aid workers have targeted Foreign Minister Rebecca Kadaga of Uganda over her remarks.",
        ],
    )
    def test_a_contest_for_votes_and_criticism_are_no_attack(self, events: Coder, text: str) -> None:
        assert of_type(events(text), "ASSAULT") == []

    @pytest.mark.parametrize(
        "text", ["Rebels targeted Kenyan soldiers near Garissa.", "Protesters targeted the embassy of Peru."]
    )
    def test_the_armed_and_crowds_at_a_building_attack(self, events: Coder, text: str) -> None:
        assert len(of_type(events(text), "ASSAULT")) == 1

    def test_only_soldiers_mobilise_by_their_presence(self, events: Coder) -> None:
        assert of_type(events("Both candidates step up their presence in Peru."), "MOBILIZE") == []
        chile = "Chile stepped up its military presence on the border with Peru."
        assert [c.recipients[0].country for c in of_type(events(chile), "MOBILIZE")] == ["PER"]


class TestDismissed:
    def test_who_dismisses_what_a_rival_says_concedes_nothing(self, events: Coder) -> None:
        claims = events("William Ruto dismissed Raila Odinga's charges about his record.")
        assert {c.event_type for c in claims} == {"REJECT"}

    @pytest.mark.parametrize(
        "text",
        [
            "A Kenyan judge dismissed the charges against Raila Odinga.",
            "The charges against Raila Odinga were dismissed on Monday.",
        ],
    )
    def test_a_court_that_dismisses_charges_relents(self, events: Coder, text: str) -> None:
        assert {c.event_type for c in events(text)} == {"CONCEDE"}


class TestFigures:
    @pytest.mark.parametrize(
        "text",
        [
            "William Ruto stormed to a narrow victory on Monday.",
            "A girl struck up a talk with President William Ruto.",
            "Kenya's candidate is unfit to occupy the highest office.",
            "President William Ruto tried to facilitate a smooth handover.",
            "William Ruto vowed to dismantle Uhuru Kenyatta's legacy.",
        ],
    )
    def test_a_figure_of_speech_is_no_event(self, events: Coder, text: str) -> None:
        assert events(text) == []

    def test_whom_a_protest_is_against_does_not_protest(self, events: Coder) -> None:
        claims = events("Crowds joined anti-Kenyatta demonstrations in Nairobi.")
        assert {a.text for c in claims for a in c.actors} == {"Crowds"}

    def test_a_bombing_is_from_the_air_only_if_so_told(self, events: Coder) -> None:
        (truck,) = events("A truck bombing at the Ugandan consulate killed nine.")
        assert truck.mode == "explosives"
        (strike,) = of_type(events("An airstrike on the Ugandan consulate killed nine."), "ASSAULT")
        assert strike.mode == "aerial"


def test_the_day_something_lasts_to_is_not_its_day(events: Coder) -> None:
    published = date(2021, 3, 17)
    (arrest,) = events("The trader was arrested by Kenyan police until Friday.", published)
    assert arrest.date is None
    (arrest,) = events("The trader was arrested by Kenyan police on Monday.", published)
    assert arrest.date is not None
    assert arrest.date.start == date(2021, 3, 15)


def test_what_was_not_done_until_a_year_was_done_in_it(events: Coder) -> None:
    text = "It was not until 2019 that Kenya appointed an ambassador to Peru."
    assert [c.date.start.year for c in events(text, date(2021, 3, 17)) if c.date] == [2019]

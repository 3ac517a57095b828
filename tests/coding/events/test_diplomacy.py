"""What states do to each other day by day: talks, envoys sent away, crossings shut, captives handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from onrecord.records import Actor, Claim, Modality, Polarity

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


class TestEnvoysSentAway:
    @pytest.mark.parametrize(
        "text",
        [
            "Peru ordered four Chilean diplomats to leave.",
            "Peru ordered four Chilean diplomats to leave on Thursday in return for the expulsion of two.",
            "Peru told the Chilean consul to leave within 72 hours.",
            "Peru asked two Chilean attachés to leave the country.",
            "Peru gave five Chilean diplomats a week to leave.",
            "Peru sent the Chilean military attaché home on Sunday.",
            "Peru answered by sending home three Chilean diplomats.",
            "Peru declared two Chilean diplomats persona non grata.",
            "Peru told two Chilean diplomats to pack and leave.",
        ],
    )
    def test_who_must_leave_is_expelled(self, events: Coder, text: str) -> None:
        (expulsion,) = events(text)
        assert (expulsion.event_type, expulsion.mode) == ("SANCTION", "expel")
        assert (states(expulsion.actors), states(expulsion.recipients)) == (["PER"], ["CHL"])

    def test_the_state_they_must_leave_does_it(self, events: Coder) -> None:
        (expulsion,) = events("The Kenyan ambassador was ordered out of Malawi on Friday.")
        assert (states(expulsion.actors), states(expulsion.recipients)) == (["MWI"], ["KEN"])

    def test_a_threat_to_send_them_away_is_a_threat(self, events: Coder) -> None:
        (threat,) = events("Peru threatened to order four Chilean diplomats to leave.")
        assert (threat.event_type, threat.mode) == ("THREATEN", "expel")

    def test_troops_told_to_leave_are_asked_to_give_way(self, events: Coder) -> None:
        (order,) = events("Peru ordered Chilean troops to leave the disputed valley.")
        assert (order.event_type, order.mode) == ("REQUEST", "yield")

    @pytest.mark.parametrize(
        "text",
        [
            "The coach ordered two Peruvian players to leave the pitch.",
            "Peru sent its own diplomats home for the holidays.",
            "Peru ordered the staff of its embassy in Chad to leave.",
            "The Chilean minister told officials to leave the room.",
            "The Peruvian team sent two players home.",
        ],
    )
    def test_players_and_own_people_are_not_expelled(self, events: Coder, text: str) -> None:
        assert of_type(events(text), "SANCTION") == []

    def test_a_high_commissioner_is_recalled_like_an_ambassador(self, events: Coder) -> None:
        (recall,) = events("Ghana recalled its high commissioner from Nairobi on Sunday.")
        assert (recall.event_type, recall.mode, states(recall.recipients)) == (
            "SANCTION",
            "withdraw",
            ["KEN"],
        )


class TestCaptivesHandedOver:
    @pytest.mark.parametrize(
        "text",
        [
            "Peru on Wednesday handed over two Chilean soldiers it had held.",
            "Peru handed back three detained Chilean officers at the border.",
            "Peru turned over a Chilean pilot to the Red Cross.",
            "Peru returned four Chilean soldiers on Friday.",
        ],
    )
    def test_they_are_released(self, events: Coder, text: str) -> None:
        (release,) = of_type(events(text), "RETREAT")
        assert (release.mode, states(release.actors), states(release.recipients)) == (
            "release",
            ["PER"],
            ["CHL"],
        )

    def test_a_day_before_the_verb_is_its_day(self, events: Coder) -> None:
        text = "Peru on Wednesday handed over two Chilean soldiers."
        (release,) = events(text, PUBLISHED)
        assert release.date is not None
        assert release.date.start == date(2023, 6, 14)

    def test_who_gets_them_back_is_the_recipient_where_nobody_is_said_to_do_it(self, events: Coder) -> None:
        (release,) = events("The pilot was handed over to Chilean officials.")
        assert (release.mode, release.actors, states(release.recipients)) == ("release", (), ["CHL"])

    def test_an_office_handed_over_is_no_release(self, events: Coder) -> None:
        assert of_type(events("Peru handed over the chair of the council to Chile."), "RETREAT") == []


class TestWhatTwoShare:
    @pytest.mark.parametrize(
        ("text", "event_type"),
        [
            ("Peru closed all its crossings with Chile on Saturday.", "COERCE"),
            ("Peru shut four of its crossings with Chile.", "COERCE"),
            ("Peru cut its ties with Chile.", "SANCTION"),
            ("Peru suspended its trade agreement with Chile.", "SANCTION"),
            ("Peru denounced its fisheries accord with Chile.", "SANCTION"),
            ("Peru reopened its border with Chile on Monday.", "CONCEDE"),
        ],
    )
    def test_the_other_side_is_the_recipient(self, events: Coder, text: str, event_type: str) -> None:
        (act,) = of_type(events(text), event_type)
        assert (states(act.actors), states(act.recipients)) == (["PER"], ["CHL"])

    def test_what_is_only_talked_about_adds_nobody_to_the_talks(self, events: Coder) -> None:
        text = "Mali's president and Niger's president discussed Mali's partnership with Chad."
        (talks,) = of_type(events(text), "CONSULT")
        assert states(talks.actors) == ["MLI", "NER"]

    def test_with_after_what_is_not_shared_names_no_recipient(self, events: Coder) -> None:
        (closing,) = of_type(events("Peru closed its airport with the help of Chile."), "COERCE")
        assert states(closing.recipients) == []


class TestUntil:
    def test_what_is_waited_for_under_a_refusal_is_conditional(self, events: Coder) -> None:
        claims = events("Chile would not talk to Peru until Lima apologised.")
        (refusal,) = of_type(claims, "REJECT")
        assert (states(refusal.actors), states(refusal.recipients)) == (["CHL"], ["PER"])
        (apology,) = of_type(claims, "CONCEDE")
        assert apology.modality is Modality.CONDITIONAL

    def test_refused_until_is_conditional_too(self, events: Coder) -> None:
        (release,) = of_type(
            events("Oman refused to meet Qatari envoys until Doha freed the crew."), "RETREAT"
        )
        assert release.modality is Modality.CONDITIONAL

    def test_what_ended_a_wait_was_done(self, events: Coder) -> None:
        (release,) = of_type(events("The border stayed closed until Kenya released the drivers."), "RETREAT")
        assert release.modality is Modality.ACTUAL

    def test_two_who_will_not_meet_both_refuse(self, events: Coder) -> None:
        (refusal,) = of_type(events("Peru and Chile will not meet."), "REJECT")
        assert (states(refusal.actors), refusal.recipients) == (["PER", "CHL"], ())


class TestProtestInWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Peru summoned the Chilean ambassador to protest.",
            "Peru summoned Chile's ambassador to protest against the arrest of a consul.",
            "Peru handed the Chilean ambassador a note of protest.",
            "Peru called Chile's step unjustified.",
            "Peru described the Chilean decision as an unfriendly step.",
            "Peru called the raid an act of war by Chile.",
            "Peru called in the Chilean ambassador to complain about the raid.",
        ],
    )
    def test_is_one_accusation(self, events: Coder, text: str) -> None:
        (protest,) = events(text)
        assert (protest.event_type, protest.mode) == ("ACCUSE", "disapprove")
        assert (states(protest.actors), states(protest.recipients)) == (["PER"], ["CHL"])

    def test_a_crowd_still_takes_to_the_street(self, events: Coder) -> None:
        (march,) = of_type(events("Thousands of Peruvians protested against the government."), "PROTEST")
        assert march.mode == "demo"


class TestStops:
    def test_a_semicolon_keeps_what_is_unlikely_from_what_was_done(self, events: Coder) -> None:
        (closing,) = events("Kenya closed the border; Uganda is not likely to answer.")
        assert (closing.polarity, closing.modality) == (Polarity.POSITIVE, Modality.ACTUAL)

    def test_a_lead_in_keeps_a_request_whole(self, events: Coder) -> None:
        text = "The main points: the African Union called on Burundi and Rwanda to pull back their troops."
        (request,) = events(text)
        assert (request.event_type, request.mode) == ("REQUEST", "yield")
        assert states(request.recipients) == ["BDI", "RWA"]


class TestTrucesAndMediators:
    def test_a_truce_that_takes_effect_is_kept_by_both_sides(self, events: Coder) -> None:
        (truce,) = events("A ceasefire between Armenia and Georgia took effect at midnight.")
        assert (truce.event_type, truce.mode) == ("RETREAT", "ceasefire")
        assert states(truce.actors) == ["ARM", "GEO"]

    def test_an_offer_to_mediate_is_made_to_those_it_would_bring_together(self, events: Coder) -> None:
        (offer,) = of_type(
            events("Oman offered to act as mediator between Chad and Niger; Chad is silent."), "AGREE"
        )
        assert (states(offer.actors), states(offer.recipients)) == (["OMN"], ["TCD", "NER"])

    def test_told_that_troops_have_left_promises_nothing(self, events: Coder) -> None:
        assert of_type(events("Kenya assured Uganda that its troops had left."), "AGREE") == []
        (promise,) = of_type(events("Kenya assured Uganda that its troops would leave."), "AGREE")
        assert states(promise.recipients) == ["UGA"]

    def test_people_set_free_are_no_gift(self, events: Coder) -> None:
        (release,) = events("Houthi rebels released the crew of a Bulgarian cargo ship.")
        assert (release.event_type, release.mode, states(release.recipients)) == (
            "RETREAT",
            "release",
            ["BGR"],
        )

    def test_an_answer_by_force_that_is_announced_is_a_threat(self, events: Coder) -> None:
        (threat,) = of_type(events("Uganda will answer any attack by Rwanda with force."), "THREATEN")
        assert (states(threat.actors), states(threat.recipients)) == (["UGA"], ["RWA"])

    def test_a_drone_over_the_border_is_a_move_of_its_state(self, events: Coder) -> None:
        (flight,) = events("A Syrian drone crossed into Jordanian airspace on Tuesday.")
        assert (flight.event_type, states(flight.actors), states(flight.recipients)) == (
            "MOBILIZE",
            ["SYR"],
            ["JOR"],
        )

    def test_storks_violate_nothing(self, events: Coder) -> None:
        assert events("Storks from Africa crossed into Spanish airspace.") == []


class TestDemonyms:
    @pytest.mark.parametrize(
        ("text", "country"),
        [
            ("The Indonesian navy seized a Vietnamese trawler off the islands.", "VNM"),
            ("Peru expelled two Nepalese diplomats.", "NPL"),
            ("Peru expelled two Surinamese diplomats.", "SUR"),
        ],
    )
    def test_people_and_boats_are_of_their_state(self, events: Coder, text: str, country: str) -> None:
        (act,) = events(text)
        assert states(act.recipients) == [country]


class TestToldInOneBreath:
    @pytest.mark.parametrize(
        "text",
        [
            "Chile expelled three Peruvian diplomats on Monday, accusing them of spying.",
            "Chile expelled three Peruvian diplomats on Monday and accused them of spying.",
        ],
    )
    def test_who_is_expelled_is_whom_they_accuse(self, events: Coder, text: str) -> None:
        (charge,) = of_type(events(text), "ACCUSE")
        assert (states(charge.actors), states(charge.recipients)) == (["CHL"], ["PER"])

    def test_several_are_not_one_ambassador(self, events: Coder) -> None:
        assert of_type(events("Peru recalled its ambassador and summoned them."), "ACCUSE") == []

    def test_a_meeting_told_twice_is_one(self, events: Coder) -> None:
        text = "The Malian and Chadian presidents met in Bamako, their first encounter since the ruling."
        assert len(of_type(events(text), "CONSULT")) == 1

    def test_people_handed_over_to_police_are_no_gift(self, events: Coder) -> None:
        assert (
            of_type(events("The coast guard caught two men and handed them over to Maltese police."), "AID")
            == []
        )

    def test_a_letter_goes_from_who_wrote_it(self, events: Coder) -> None:
        (letter,) = events("Qatar's emir received a letter from the Sudanese leader on Wednesday.")
        assert (letter.event_type, letter.mode) == ("CONSULT", "phone")
        assert (states(letter.actors), states(letter.recipients)) == (["SDN"], ["QAT"])

    def test_ambassadors_sent_back_are_good_will(self, events: Coder) -> None:
        (act,) = events("Canada and India restored their high commissioners on Friday.")
        assert (act.event_type, states(act.actors)) == ("SUPPORT", ["CAN", "IND"])

    def test_a_charge_d_affaires_is_withdrawn_like_an_ambassador(self, events: Coder) -> None:
        (recall,) = events("Bolivia withdrew its chargé d'affaires from The Hague.")
        assert (recall.event_type, recall.mode, states(recall.recipients)) == (
            "SANCTION",
            "withdraw",
            ["NLD"],
        )

    def test_a_colleague_is_of_the_state_he_is_called_by(self, events: Coder) -> None:
        (visit,) = events("Norway's foreign minister received her Omani colleague in Bergen.")
        assert (visit.mode, states(visit.actors), states(visit.recipients)) == ("visit", ["OMN"], ["NOR"])

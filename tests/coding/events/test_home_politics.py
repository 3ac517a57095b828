"""Campaigns, committees and courts: words of force, gifts and orders that mean none, beside those that do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Modality, Polarity

Coder = Callable[[str], list[Claim]]


def kinds(claims: list[Claim]) -> list[str]:
    return [c.event_type or "" for c in claims]


class TestWordsOfForce:
    @pytest.mark.parametrize(
        "sentence",
        [
            "William Ruto captured 300 delegates in the Kenyan primaries.",
            "The Kenyan senator forced the Chadian minister to admit the error.",
            "Kenya's parliament appropriated three billion dollars for the dam.",
            "William Ruto kept to his rule of not attacking Raila Odinga.",
            "William Ruto is mounting an attack that is phony, Raila Odinga said.",
            "Kenyan President William Ruto was attacked over his taxes.",
            "The Kenyan police warned Chadian officials to update their software.",
            "The pictures from Chad prompted the Kenyan president to reopen the file.",
        ],
    )
    def test_nobody_is_held_or_hurt(self, events: Coder, sentence: str) -> None:
        assert not {"COERCE", "ASSAULT", "THREATEN", "REQUEST"} & set(kinds(events(sentence)))

    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("Kenya's government appropriated land of Chadian farmers.", "COERCE"),
            ("Kenya forced the Chadian minister to leave.", "COERCE"),
            ("Kenyan rebels were accused of attacking Chad.", "ASSAULT"),
            ("Kenyan President William Ruto's attack on Chad began on Monday.", "ASSAULT"),
            ("Gunmen's attack on Kenyan President William Ruto failed.", "ASSAULT"),
            ("Kenyan President William Ruto was attacked with a knife over his views.", "ASSAULT"),
            ("Kenya warned Chad not to cross the border.", "THREATEN"),
            ("William Ruto urged Chad to reopen the border.", "REQUEST"),
        ],
    )
    def test_somebody_is(self, events: Coder, sentence: str, kind: str) -> None:
        assert kind in kinds(events(sentence))


class TestNothingChangesHands:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan president is selling the compromise to the Orange Democratic Movement.",
            "Kenya's ministry of justice provided a classified document to the Kenyan parliament.",
            "William Ruto has invested in Chadian companies.",
            "The Kenyan president worked with Raila Odinga at a bank in Chad.",
            "The Kenyan president pardoned two turkeys.",
        ],
    )
    def test_ideas_papers_and_shares(self, events: Coder, sentence: str) -> None:
        assert not {"AID", "COOPERATE", "CONCEDE"} & set(kinds(events(sentence)))

    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("Kenya is selling maize to Chad.", "COOPERATE"),
            ("Kenya provided fuel to Chad.", "AID"),
            ("Kenya has invested in Chad.", "COOPERATE"),
            ("The Kenyan president worked with Chad on the pipeline.", "COOPERATE"),
            ("The Kenyan president pardoned two Chadian journalists.", "CONCEDE"),
        ],
    )
    def test_goods_money_and_pardons(self, events: Coder, sentence: str, kind: str) -> None:
        assert kind in kinds(events(sentence))


class TestNothingIsAsked:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Two thirds of Kenyan voters said William Ruto should resign.",
            "The Kenyan minister wanted to speak to Kenyan farmers.",
            "The Kenyan party is filing an appeal.",
            "The Kenyan president, asked by the Chadian minister to respond, shrugged.",
        ],
    )
    def test_polls_questions_and_courts(self, events: Coder, sentence: str) -> None:
        assert "REQUEST" not in kinds(events(sentence))

    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan opposition said William Ruto should resign.",
            "The Kenyan minister wanted to speak to the Chadian president.",
            "Kenya asked Chad to open the border.",
        ],
    )
    def test_demands(self, events: Coder, sentence: str) -> None:
        assert "REQUEST" in kinds(events(sentence))

    def test_who_declines_to_threaten_rejects_nobody(self, events: Coder) -> None:
        (claim,) = events("The Kenyan president declined to threaten Chad.")
        assert (claim.event_type, claim.polarity) == ("THREATEN", Polarity.NEGATIVE)

    def test_who_refuses_to_help_rejects(self, events: Coder) -> None:
        assert kinds(events("The Kenyan president refused to help Chad.")) == ["REJECT"]


class TestPairsDenied:
    def test_neither_of_the_two_holds(self, events: Coder) -> None:
        found = events("The Kenyan president was neither charged nor convicted of fraud.")
        assert kinds(found) == ["ACCUSE", "SANCTION"]
        assert {c.polarity for c in found} == {Polarity.NEGATIVE}

    def test_not_with_nor_denies_the_second_once(self, events: Coder) -> None:
        found = events("The Kenyan president has not been charged nor convicted.")
        assert {c.polarity for c in found} == {Polarity.NEGATIVE}

    def test_and_leaves_both(self, events: Coder) -> None:
        found = events("The Kenyan president was charged and convicted.")
        assert {c.polarity for c in found} == {Polarity.POSITIVE}


class TestLayout:
    def test_a_side_of_a_picture_is_no_journey(self, events: Coder) -> None:
        assert events("The Kenyan mayor Omar Otieno (left) and the minister in Chad.") == []

    def test_a_list_of_dates_read_as_one_sentence_tells_nothing(self, events: Coder) -> None:
        text = "March 2, 2015: Kenya attacks Chad May 4, 2016: Kenya visits Chad"
        assert events(text) == []

    def test_what_is_being_criticised_is_criticised_now(self, events: Coder) -> None:
        found = events("The Kenyan minister is criticising Chad.")
        assert [c.modality for c in found] == [Modality.ACTUAL]

    def test_a_court_is_not_of_who_meddled(self, events: Coder) -> None:
        found = events("A grand jury indicted the senator over Russian meddling.")
        assert "RUS" not in {a.country for c in found for a in c.actors}


class TestSpeakingAndMeeting:
    @pytest.mark.parametrize(
        "sentence",
        [
            "William Ruto could be met by a chorus of Chadian critics.",
            "William Ruto is returning to the Nation newspaper.",
            "William Ruto brokered real estate deals with Chad.",
            "The central bank of Kenya ended a policy meeting on Friday.",
            "Kenya called Chad's ambassador a liar.",
            "The Kenyan senator made a campaign trip to Chad.",
        ],
    )
    def test_nobody_meets(self, events: Coder, sentence: str) -> None:
        assert not {"CONSULT", "SANCTION"} & set(kinds(events(sentence)))

    @pytest.mark.parametrize(
        "sentence",
        [
            "William Ruto met Chad's president.",
            "William Ruto is returning to Chad.",
            "The Kenyan minister brokered talks between Chad and Togo.",
            "Kenya called Chad's ambassador on Friday.",
            "William Ruto had lunch with the Chadian president.",
            "The Kenyan senator made a trip to Chad.",
        ],
    )
    def test_somebody_does(self, events: Coder, sentence: str) -> None:
        assert "CONSULT" in kinds(events(sentence))

    def test_who_is_called_by_title_is_rung_up(self, events: Coder) -> None:
        found = events("The Emir of Qatar called Chadian President Idriss Deby on Saturday.")
        assert [(c.event_type, c.mode) for c in found] == [("CONSULT", "phone")]

    @pytest.mark.parametrize(
        "sentence",
        [
            "William Ruto assured Chad's president that nothing was wrong.",
            "William Ruto vowed to defeat Raila Odinga.",
        ],
    )
    def test_an_assurance_of_what_is_so_and_a_vow_against_somebody_promise_no_help(
        self, events: Coder, sentence: str
    ) -> None:
        assert "AGREE" not in kinds(events(sentence))

    def test_an_assurance_of_help_does(self, events: Coder) -> None:
        assert "AGREE" in kinds(events("William Ruto promised to help Chad."))

    @pytest.mark.parametrize(
        "sentence",
        [
            "Raila Odinga is pressing his attack that William Ruto is unfit.",
            "Raila Odinga said William Ruto's use of the fund should disqualify him.",
        ],
    )
    def test_what_is_pressed_or_should_follow_is_asked_of_nobody(self, events: Coder, sentence: str) -> None:
        assert "REQUEST" not in kinds(events(sentence))

    @pytest.mark.parametrize(
        "sentence",
        [
            "You will not win by attacking William Ruto, Raila Odinga said.",
            "Raila Odinga mounted a public attack on William Ruto.",
            "A camera captured the Kenyan senator.",
        ],
    )
    def test_words_and_pictures_hurt_nobody(self, events: Coder, sentence: str) -> None:
        assert not {"ASSAULT", "COERCE"} & set(kinds(events(sentence)))


class TestGiftsForAPlace:
    def test_money_to_be_used_in_a_state_is_given_to_it(self, events: Coder) -> None:
        (claim,) = events("Kenya gave three million euros to promote farming in Chad.")
        assert [r.country for r in claim.recipients] == ["TCD"]

    def test_money_to_be_used_at_home_is_given_to_nobody_else(self, events: Coder) -> None:
        assert events("Kenya gave three million euros to promote farming in Kenya.") == []

    def test_aid_whose_end_is_announced_is_ended_to_whoever_it_went(self, events: Coder) -> None:
        (claim,) = events("Kenya announced a suspension of aid to Chad.")
        assert (claim.event_type, [r.country for r in claim.recipients]) == ("SANCTION", ["TCD"])


class TestWhoTheyAre:
    def test_they_is_no_single_speaker(self, events: Coder) -> None:
        assert not [
            c
            for c in events("Raila Odinga said they are supporting William Ruto.")
            if c.event_type == "SUPPORT"
        ]

    def test_they_is_who_a_spokesman_speaks_for(self, events: Coder) -> None:
        found = events("The Kenyan government's spokesperson said they support Chad.")
        assert [c.event_type for c in found] == ["SUPPORT"]

    def test_one_recipient_is_told_once(self, events: Coder) -> None:
        found = events("Raila Odinga endorsed William Ruto at a club, William Ruto's house.")
        assert [len(c.recipients) for c in found if c.event_type == "SUPPORT"] == [1]


class TestWhoDoesNot:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Members of William Ruto's base supported Raila Odinga.",
            "William Ruto critics supported Raila Odinga.",
        ],
    )
    def test_those_around_a_politician_are_not_him(self, events: Coder, sentence: str) -> None:
        found = [c for c in events(sentence) if c.event_type == "SUPPORT"]
        assert "William Ruto" not in {a.name for c in found for a in c.actors}

    def test_people_of_a_state_are_of_it(self, events: Coder) -> None:
        found = events("Chadian critics denounced William Ruto.")
        assert {a.country for c in found for a in c.actors} == {"TCD"}

    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan government's lax regulation is killing people.",
            "Kenya faces defending champion Chad on Wednesday.",
            "The Kenyan army took to the streets to clear the rubble.",
            "The Kenyan senator cannot summon Raila Odinga's fury.",
        ],
    )
    def test_rules_titles_sweepers_and_moods(self, events: Coder, sentence: str) -> None:
        assert not {"ASSAULT", "SUPPORT", "PROTEST", "ACCUSE"} & set(kinds(events(sentence)))

    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("The Kenyan government's troops are killing people.", "ASSAULT"),
            ("Kenya is defending Chad before the court.", "SUPPORT"),
            ("Thousands of Kenyans took to the streets in Nairobi.", "PROTEST"),
            ("Kenya summoned Chad's ambassador.", "ACCUSE"),
        ],
    )
    def test_troops_allies_crowds_and_envoys(self, events: Coder, sentence: str, kind: str) -> None:
        assert kind in kinds(events(sentence))

    def test_who_is_met_by_somebody_meets_him(self, events: Coder) -> None:
        assert "CONSULT" in kinds(events("William Ruto was met by the Chadian president at the airport."))


class TestThingsThatDoNothing:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan president is captured by a hard-line philosophy.",
            "The strength of the vote forced the Kenyan minister to scramble.",
            "The Kenyan opposition seized the floor from the Orange Democratic Movement.",
            "The presidents of Kenya and Chad talked past each other.",
        ],
    )
    def test_figures_of_force_and_of_talk(self, events: Coder, sentence: str) -> None:
        assert not {"COERCE", "CONSULT"} & set(kinds(events(sentence)))

    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("The Kenyan journalist was captured by Chadian rebels.", "COERCE"),
            ("Chadian troops forced the Kenyan minister to leave.", "COERCE"),
            ("Kenya seized the island from Chad.", "COERCE"),
            ("The presidents of Kenya and Chad talked on Friday.", "CONSULT"),
        ],
    )
    def test_force_and_talks(self, events: Coder, sentence: str, kind: str) -> None:
        assert kind in kinds(events(sentence))

"""What home politics says of deeds: figures, wishes and plans are no acts, kin and interviewers no party."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Modality, Polarity

Coder = Callable[[str], list[Claim]]


def kinds(claims: list[Claim]) -> list[str]:
    return [c.event_type or "" for c in claims]


def actors(claims: list[Claim]) -> set[str]:
    return {a.actor_id or "" for c in claims for a in c.actors}


class TestWhoIsNoParty:
    @pytest.mark.parametrize(
        "sentence",
        [
            "William Ruto's sister has mocked the Chadian president.",
            "A widow with a portrait of William Ruto on her wall was arrested on Friday.",
            "Clerks interviewed by the Kenyan army criticised Chad.",
        ],
    )
    def test_kin_and_what_is_beside_a_person_do_nothing(self, events: Coder, sentence: str) -> None:
        found = events(sentence)
        everybody = {a.country for c in found for a in (*c.actors, *c.recipients)}
        assert "KEN" not in everybody

    def test_what_a_state_made_is_its_own(self, events: Coder) -> None:
        assert actors(events("A statement issued by Kenya criticised Chad.")) == {"KEN"}

    def test_what_talks_were_is_nobodys_doing(self, events: Coder) -> None:
        text = "The Kenyan officials waited. They were the first talks between Chad and Togo since March."
        assert actors(events(text)) == {"TCD", "TGO"}


class TestFigures:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Kenya wrested back control of the race.",
            "Kenyan ministers met the press during their annual retreat in Naivasha.",
            "The Kenyan president quit giving long speeches.",
            "Kenyan governors are pulling people together.",
            "William Ruto and Raila Odinga traded shots before the vote.",
            "The Kenyan president presented the deal with Chad as a victory.",
            "The Kenyan president is strengthening social security.",
            "Many voters stayed at home, helping the Kenyan Labour Party enter parliament.",
            "Serving with the Kenyan police gave William Ruto an eye for waste in the ministries.",
            "The Kenyan president called on Raila Odinga, who told of his youth.",
            "Kenya's president will pay down the national debt.",
            "Kenya and Chad had met new standards for hunting.",
            "Kenya's release of emails from the Chadian ministry was a blow.",
        ],
    )
    def test_is_no_event(self, events: Coder, sentence: str) -> None:
        assert events(sentence) == []

    @pytest.mark.parametrize(
        ("sentence", "kind"),
        [
            ("Kenya wrested control of the town from Somalia.", "COERCE"),
            ("Kenya announced the retreat of its troops from Somalia.", "CONCEDE"),
            ("The Kenyan minister quit on Friday.", "RETREAT"),
            ("Kenyan troops exchanged fire with Somalia.", "ASSAULT"),
            ("Kenya presented Chad with two ambulances.", "AID"),
            ("Kenya is strengthening security along its border.", "MOBILIZE"),
            ("Kenyan engineers helped Chad rebuild its bridges.", "AID"),
            ("Kenya gave in to Chad.", "CONCEDE"),
            ("Kenya's release of six Chadian prisoners was welcome.", "RETREAT"),
            ("William Ruto called on the Chadian president to leave.", "REQUEST"),
        ],
    )
    def test_the_same_words_of_deeds(self, events: Coder, sentence: str, kind: str) -> None:
        assert kinds(events(sentence)) == [kind]

    def test_a_withering_attack_on_a_person_is_words(self, events: Coder) -> None:
        claims = events("Chad's president launched a withering attack on William Ruto.")
        assert kinds(claims) == ["ACCUSE"]


class TestNotDone:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Chad has yet to apologise to Kenya.",
            "Chad is yet to sign the treaty with Kenya.",
            "Chad had no knowledge of a Kenyan attack on Togo.",
        ],
    )
    def test_what_is_yet_to_be_done_is_negative(self, events: Coder, sentence: str) -> None:
        (claim,) = events(sentence)
        assert (claim.polarity, claim.modality) == (Polarity.NEGATIVE, Modality.ACTUAL)

    def test_who_has_to_do_it_is_asked_to(self, events: Coder) -> None:
        (claim,) = events("Chad has to apologise to Kenya.")
        assert (claim.polarity, claim.modality) == (Polarity.POSITIVE, Modality.DEMANDED)

    @pytest.mark.parametrize(
        ("sentence", "polarity"),
        [
            ("Chad was about to attack Togo.", Polarity.POSITIVE),
            ("Chad was not about to attack Togo.", Polarity.NEGATIVE),
            ("Chad did not speak, nor was it about to attack Togo.", Polarity.NEGATIVE),
        ],
    )
    def test_about_to(self, events: Coder, sentence: str, polarity: Polarity) -> None:
        (claim,) = events(sentence)
        assert (claim.polarity, claim.modality) == (polarity, Modality.PLANNED)
        assert actors([claim]) <= {"TCD"}


class TestWishes:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Kenya needs a president who will fund the army of Somalia.",
            '"Withdraw your troops," Kenya told Somalia.',
            "The Kenyan president has called for Kenya to become a power at sea.",
        ],
    )
    def test_nobody_has_done_it(self, events: Coder, sentence: str) -> None:
        assert events(sentence) == []

    def test_a_named_helper_has_promised(self, events: Coder) -> None:
        claims = events("Kenya needs President Mahamat Deby of Chad, who will fund its army.")
        assert kinds(claims) == ["AGREE"]

    @pytest.mark.parametrize("verb", ["called for Somalia to withdraw", "called on Somalia to withdraw"])
    def test_calling_for_is_asking(self, events: Coder, verb: str) -> None:
        (claim,) = events(f"Kenya {verb} its troops.")
        assert (claim.event_type, claim.mode) == ("REQUEST", "yield")
        assert {a.actor_id for a in claim.recipients} == {"SOM"}

    def test_details_of_talks_are_not_offered_talks(self, events: Coder) -> None:
        claims = events("Kenyan officials would not offer details of the talks between Chad and Togo.")
        assert kinds(claims) == ["CONSULT"]
        assert claims[0].polarity is Polarity.POSITIVE


class TestWhoseItIs:
    def test_a_governor_of_a_party_is_not_the_party(self, events: Coder) -> None:
        claims = events("Ohio GOP Gov. Adam Otieno criticised China.")
        assert kinds(claims) == ["ACCUSE"]
        assert actors(claims) != {"org.republican-party"}

    @pytest.mark.parametrize("title", ["presidential candidate", "party leader"])
    def test_a_candidate_is_a_person(self, events: Coder, title: str) -> None:
        text = f"Kenyan {title} Adam Otieno met the Chadian president. He said Togo backs it."
        assert not [a for c in events(text) for a in c.recipients if "Otieno" in a.text or a.text == "it"]
        assert [a.kind for c in events(text) for a in c.actors if "Otieno" in a.text] == ["person"]

    @pytest.mark.parametrize(
        ("sentence", "recipients"),
        [
            ("On Fox News, Kenya's president called on Chad to leave.", {"TCD"}),
            ("Kenya denounced the Russia investigation.", set()),
            ("Kenya denounced the Russian invasion.", {"RUS"}),
        ],
    )
    def test_what_sets_the_scene_or_names_a_matter_is_not_addressed(
        self, events: Coder, sentence: str, recipients: set[str]
    ) -> None:
        found = {a.actor_id for c in events(sentence) for a in c.recipients}
        assert found == recipients

    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan president agreed with the Chadian minister.",
            "Kenya's president stood by his words about Chad.",
            "William Ruto waged attacks on news coverage.",
            "Hamas captives were shunned by their neighbours.",
        ],
    )
    def test_a_view_is_no_deed(self, events: Coder, sentence: str) -> None:
        assert events(sentence) == []

    def test_agreeing_on_something_is(self, events: Coder) -> None:
        assert kinds(events("Kenya agreed with Chad on a new border.")) == ["AGREE"]

    def test_who_is_called_to_resign_is_not_the_caller(self, events: Coder) -> None:
        claims = events("The judge faced a call from the Kenyan president to resign.")
        assert "RETREAT" not in kinds(claims)

    @pytest.mark.parametrize(
        ("sentence", "dated"),
        [
            ("A Kenyan officer was charged with meddling in the 2016 election.", False),
            ("A Kenyan officer was charged in 2016 with meddling.", True),
            ("Before leaving Nairobi on 4 May 2021, Kenya's president condemned Uganda.", True),
        ],
    )
    def test_the_year_of_the_crime_is_not_that_of_the_charge(
        self, events: Coder, sentence: str, dated: bool
    ) -> None:
        (claim, *_) = events(sentence)
        assert (claim.date is not None) is dated

"""What is only thought of, refused, or told about others: it is no deed of whoever stands nearest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim, Modality, Polarity

Coder = Callable[..., list[Claim]]


def of_type(claims: list[Claim], event_type: str) -> list[Claim]:
    return [claim for claim in claims if claim.event_type == event_type]


@pytest.mark.parametrize(
    ("text", "event_type", "polarity", "modality"),
    [
        ("The raids will not cause Norway to back down.", "CONCEDE", Polarity.NEGATIVE, Modality.PLANNED),
        ("Kenya would break the law by attacking Chad.", "ASSAULT", Polarity.POSITIVE, Modality.POSSIBLE),
        ("Kenya broke the law by attacking Chad.", "ASSAULT", Polarity.POSITIVE, Modality.ACTUAL),
        ("Air strikes by Kenya on Chad could harm trade.", "ASSAULT", Polarity.POSITIVE, Modality.POSSIBLE),
        ("New air strikes by Kenya on Chad harmed trade.", "ASSAULT", Polarity.POSITIVE, Modality.ACTUAL),
        ("Norway could not see itself supporting Peru.", "SUPPORT", Polarity.NEGATIVE, Modality.POSSIBLE),
        ("Norway gave no support to Syrian rebels.", "SUPPORT", Polarity.NEGATIVE, Modality.ACTUAL),
        ("Norway gave support to Syrian rebels.", "SUPPORT", Polarity.POSITIVE, Modality.ACTUAL),
        ("Chile insists that Peru gives support to rebels.", "SUPPORT", Polarity.POSITIVE, Modality.ACTUAL),
        ("A smuggler committed suicide after being arrested by Chadian police.", "COERCE", Polarity.POSITIVE,
         Modality.ACTUAL),
        ("The plan fell short after Chile met with Peru in Lima.", "CONSULT", Polarity.POSITIVE,
         Modality.ACTUAL),
        ("Chile was willing to wait for a vote, urging Peru to pay its debt.", "REQUEST", Polarity.POSITIVE,
         Modality.ACTUAL),
    ],
)  # fmt: skip
def test_status_comes_from_the_words_that_govern_the_act(
    events: Coder, text: str, event_type: str, polarity: Polarity, modality: Modality
) -> None:
    found = of_type(events(text), event_type)
    assert [(c.polarity, c.modality) for c in found] == [(polarity, modality)]


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean minister told a reporter about sending troops to Peru.",
        "The Kenyan envoy spoke of bombing victims.",
        "The Chilean minister refused to comment on the Peruvian inquiry.",
        "The speech the Chilean premier gave in Lima was short.",
        "The Chilean police list a robber and accused bomber Ada Lind.",
        "The Peruvian army has lost 40 dead and wounded in Bolivia.",
        "A poll from Chile University released on Friday made news.",
        "The Kenyan minister helped hang a poster in Nairobi.",
        "Ada Lind, a Chilean senator, is planning to withdraw from her election race.",
        "The envoy charged the Chilean government for rent.",
        "Reporters questioned the Chilean premier about Peru.",
        '"Is it true," the Chilean premier asked the Peruvian envoy, "that it is over?"',
        '"I met with the Chilean premier and the Peruvian envoy," somebody wrote.',
        "The remark lands in the midst of a Chilean campaign.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(events: Coder, text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Chile refused to comment on the raid and refused to release the Peruvian sailors.", "REJECT"),
        ("Kenya declined to discuss the border with Chad.", "REJECT"),
        ("Chile gave in to Peru.", "CONCEDE"),
        ("Chile denounced the treaty with Peru.", "SANCTION"),
        ("Chile imposed emergency measures on Peruvian ships.", "COERCE"),
        ("Chile released the Peruvian sailors.", "RETREAT"),
    ],
)
def test_the_act_itself_is_told(events: Coder, text: str, event_type: str) -> None:
    assert of_type(events(text), event_type)


def test_strikes_in_support_of_troops_are_not_on_them(events: Coder) -> None:
    (strike,) = of_type(events("American jets carried out strikes in support of Iraqi troops."), "ASSAULT")
    assert not strike.recipients


def test_who_is_killed_in_a_raid_is_not_who_raids(events: Coder) -> None:
    claims = events("At least four killed in Taliban raid on Chinese consulate")
    assert all(r.actor_id != "org.taliban" for c in claims for r in c.recipients)


def test_a_stray_subject_does_nothing(events: Coder) -> None:
    text = (
        "While state-run radio broadcast news of Kenyan monks marching in Kampala against the arrest of "
        "Ada Lind, the Kenyan government urged Chile to pay."
    )
    (request,) = of_type(events(text), "REQUEST")
    assert [a.text for a in request.actors] == ["the Kenyan government"]


def test_who_is_killed_by_somebody_kills_nobody(events: Coder) -> None:
    (killing,) = of_type(
        events("A woman shot and killed by Chilean soldiers in Lima was Peruvian."), "ASSAULT"
    )
    assert [a.country for a in killing.actors] == ["CHL"]


def test_a_town_that_a_noun_of_attacks_lies_in_does_not_kill(events: Coder) -> None:
    text = "Lind spoke of the twin bombings in Kenya and Chad, which have killed 20 people and injured 50."
    assert all(a.country not in ("KEN", "TCD") for c in events(text) for a in c.actors)


def test_who_suffered_an_attack_is_not_blamed_for_it(events: Coder) -> None:
    (blame,) = of_type(events("Chile condemned the bombing of the Kenyan embassy in Peru."), "ACCUSE")
    assert not blame.recipients
    (blame,) = of_type(events("Chile condemned Chad's bombing of the Kenyan embassy."), "ACCUSE")
    assert [r.country for r in blame.recipients] == ["TCD"]


def test_who_arrives_mediates_not_the_town_of_arrival(events: Coder) -> None:
    (mediation,) = [
        c
        for c in events("The Chilean king arrived in Nairobi seeking to mediate the dispute.")
        if c.mode == "third-party"
    ]
    assert [a.country for a in mediation.actors] == ["CHL"]


def test_an_envoy_sent_out_is_not_expelled(events: Coder) -> None:
    assert not of_type(events("Chile sent an envoy to Kenya."), "SANCTION")
    assert of_type(events("Chile expelled the Kenyan ambassador."), "SANCTION")


def test_parties_attack_each_other_in_words(events: Coder) -> None:
    claims = events("US Democrats regularly attacked US Republicans for how the inquiry was run.")
    assert {c.event_type for c in claims} == {"ACCUSE"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("But Ada Lind, backed by Peru, has demanded money from Chile.", "Ada Lind"),
        ("Dozens of members of Vladimir Putin's party condemned Norway.", "Dozens of members"),
    ],
)
def test_a_named_person_is_not_who_backs_it_and_a_party_not_its_head(
    events: Coder, text: str, actor: str
) -> None:
    found = [c for c in events(text) if c.event_type in ("REQUEST", "ACCUSE")]
    assert all(a.text.startswith(actor) for c in found for a in c.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Chilean exiles insist Peru does not know the dynamics of trade.",
        "Peru faced questions about Chile's willingness to pay its debt to Bolivia.",
        "Peru has spent two million dollars on radio and television.",
        "Chilean climber killed in fall",
        "A Chilean man has been killed after falling from a roof in Lima.",
        "Calling her brave, President Vladimir Putin said she had been kidnapped by a thief.",
        "Who has fought the Chilean premier's bid to resettle Peruvian refugees?",
    ],
)
def test_no_deed_is_told(events: Coder, text: str) -> None:
    told = [c for c in events(text) if c.modality is Modality.ACTUAL or c.polarity is Polarity.NEGATIVE]
    assert told == []


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Chile and Peru today became full members of NATO.", ["CHL", "PER"], ["NATO"]),
        ("The European Union admitted Croatia in 2013.", ["EU"], ["HRV"]),
    ],
)
def test_a_state_that_becomes_a_member_joins(
    events: Coder, text: str, actors: list[str], recipients: list[str]
) -> None:
    (joined,) = of_type(events(text), "SUPPORT")
    assert [a.actor_id for a in joined.actors] == actors
    assert [r.actor_id for r in joined.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    ["The Chilean minister became a member of the Peruvian parliament.", "NATO admitted mistakes in Chad."],
)
def test_who_takes_a_seat_or_owns_up_joins_nothing(events: Coder, text: str) -> None:
    assert not of_type(events(text), "SUPPORT")


def test_opportunities_are_not_taken_by_being_there(events: Coder) -> None:
    assert not events(
        "The embassy has created more opportunities to strengthen relations between Chile and Peru."
    )
    (told,) = events("Chile may miss a chance, an opportunity for improving ties with Peru.")
    assert told.modality is Modality.POSSIBLE


def test_who_is_named_before_a_gerund_opens_the_consulate(events: Coder) -> None:
    text = "Chile said the row was due to Peru opening a consulate in Bolivia."
    assert all(a.country == "PER" for c in of_type(events(text), "SUPPORT") for a in c.actors)


def test_what_a_march_calls_for_is_part_of_the_march(events: Coder) -> None:
    claims = events(
        "Thousands of Chilean students marched in Lima on Sunday calling for a vote on the treaty."
    )
    assert {c.event_type for c in claims} == {"PROTEST"}
    claims = events("Miners rioted in Peru's capital Lima on Monday, joining students in demanding a vote.")
    assert {c.event_type for c in claims} == {"PROTEST"}
    assert of_type(events("Chile left the talks on Sunday, calling on Peru to pay."), "REQUEST")

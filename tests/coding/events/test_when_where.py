"""A claim's date and place come from its own clause, and a missing date says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.records import Claim, DateBasis, DateMissing, Granularity, Modality

Events = Callable[..., list[Claim]]
PUBLISHED = date(2024, 3, 15)  # a Friday


def test_full_date_in_the_clause_is_the_date(events: Events) -> None:
    text = "Kenya and Uganda signed a treaty in Nairobi on 4 May 2021."
    (claim,) = events(text)
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == (date(2021, 5, 4), date(2021, 5, 4))
    assert (claim.date.granularity, claim.date.basis) == (Granularity.DAY, DateBasis.EXPLICIT)
    assert claim.date.span is not None
    assert text[claim.date.span.start : claim.date.span.end] == claim.date.span.text


def test_weekday_is_resolved_on_the_publication_date(events: Events) -> None:
    (claim,) = events("Kenya and Uganda signed a treaty on Tuesday.", PUBLISHED)
    assert claim.date is not None
    assert claim.date.start == date(2024, 3, 12)
    assert claim.date.basis is DateBasis.RELATIVE_PUBLICATION


def test_weekday_without_an_anchor_is_missing_for_that_reason(events: Events) -> None:
    (claim,) = events("Kenya and Uganda signed a treaty on Tuesday.")
    assert claim.date is None
    assert claim.date_missing is DateMissing.NO_ANCHOR


def test_publication_date_is_never_the_event_date(events: Events) -> None:
    (claim,) = events("Kenya and Uganda signed a treaty.", PUBLISHED)
    assert claim.date is None
    assert claim.date_missing is DateMissing.NOT_STATED


def test_date_of_the_announcement_is_not_the_date_of_what_is_announced(events: Events) -> None:
    (claim,) = events("Officials announced on 3 March 2022 that Kenya and Uganda had signed a treaty.")
    assert claim.date is None
    assert claim.date_missing is DateMissing.NOT_STATED


def test_each_clause_keeps_its_own_date(events: Events) -> None:
    claims = events("Seoul said on 3 March 2022 that Pyongyang fired missiles at Japan in January 2022.")
    fired = next(c for c in claims if c.event_type == "ASSAULT")
    assert fired.date is not None
    assert fired.date.start == date(2022, 1, 1)
    assert fired.date.granularity is Granularity.MONTH


def test_place_phrase_of_the_clause_is_the_place(events: Events) -> None:
    (claim,) = events("Kenya and Uganda signed a treaty in Nairobi.")
    assert claim.place is not None
    assert claim.place.text == "Nairobi"
    assert claim.place.country == "KEN"


def test_destination_is_the_place_of_a_visit(events: Events) -> None:
    (claim,) = events("The Polish president paid a visit to Latvia.")
    assert claim.place is not None
    assert claim.place.country == "LVA"


def test_party_is_not_a_place(events: Events) -> None:
    (claim,) = events("Japan imposed sanctions on Myanmar.")
    assert claim.place is None


@pytest.mark.parametrize(
    "text",
    [
        "Kenya condemns Uganda over Rwanda-Burundi ties.",
        "The Chadian president criticised Kenya over its Rwanda policy.",
        "Kenyan troops attacked Ugandan soldiers on the Kharkiv bridge.",
        "Angola accused Zambia over Congo.",
        "Kenyan ministers met Ugandan ministers at a Tanzania summit.",
    ],
)
def test_name_that_modifies_another_thing_is_no_place(text: str, events: Events) -> None:
    assert [c.place for c in events(text)] == [None] * len(events(text))
    assert events(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya and Uganda held talks in the capital, Nairobi.", "Nairobi"),
        ("Kenya and Uganda held talks in the capital city of Nairobi.", "Nairobi"),
        ("Kenya and Uganda held talks in Mali's north.", "Mali"),
        ("Turkish jets shot down a Syrian drone over Idlib.", "Idlib"),
    ],
)
def test_name_in_a_place_slot_is_the_place(text: str, place: str, events: Events) -> None:
    assert [c.place.text for c in events(text) if c.place] == [place]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Uganda is ready to recognise the disputed island as part of Tanzania", "AGREE"),
        ("Nairobi would not allow the Ugandan army to use its bases", "REJECT"),
        ("Nairobi rejects Uganda's demand", "REJECT"),
    ],
)
def test_words_voiced_on_a_day_are_of_that_day(content: str, kind: str, events: Events) -> None:
    claims = events(f"On 4 May 2021, the Kenyan president said that {content}.")
    (claim,) = [c for c in claims if c.event_type == kind]
    assert claim.date is not None
    assert claim.date.start == date(2021, 5, 4)
    assert claim.date_missing is None


@pytest.mark.parametrize(
    "content",
    [
        "Uganda had rejected a truce with Kenya",
        "Uganda rejected a truce with Kenya",
        "Kenya had strengthened ties with Uganda",
        "Uganda will sign a treaty with Kenya",
        "Ugandan troops are attacking Kenyan soldiers",
    ],
)
def test_what_was_done_before_or_by_deeds_is_not_of_the_day_it_is_told(content: str, events: Events) -> None:
    claims = events(f"On 4 May 2021, the Kenyan president said that {content}.")
    assert claims
    assert [(c.date, c.date_missing) for c in claims] == [(None, DateMissing.NOT_STATED)] * len(claims)


def test_words_with_a_day_of_their_own_keep_it(events: Events) -> None:
    text = "On 4 May 2021, the Kenyan president said that Uganda rejected a truce with Kenya on 2 May 2021."
    (claim,) = events(text)
    assert claim.date is not None
    assert claim.date.start == date(2021, 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya attacked Uganda, as it did on 4 May 2021.",
        "Kenya, a colony from 1895 until 1963, attacked Uganda.",
        "Kenya condemned the 2016 attack on Uganda.",
        "Kenya agreed to send troops to Uganda on 4 May 2025.",
    ],
)
def test_date_of_something_else_in_the_sentence_is_not_taken(events: Events, text: str) -> None:
    acts = [c for c in events(text, PUBLISHED) if c.trigger.text in ("attacked", "condemned", "agreed")]
    assert acts
    assert [c.date for c in acts] == [None] * len(acts)


def test_what_is_done_thereby_is_of_the_same_day(events: Events) -> None:
    claims = events("On Tuesday Kenya shelled the town of Gulu in Uganda, killing ten soldiers.", PUBLISHED)
    assert {c.date.start for c in claims if c.date} == {date(2024, 3, 12)}
    assert all(c.date for c in claims)


def test_since_opens_a_stretch_that_ends_with_the_publication(events: Events) -> None:
    (claim,) = events("Since January 2024 Kenyan troops have killed forty rebels in Uganda.", PUBLISHED)
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == (date(2024, 1, 1), PUBLISHED)
    assert claim.date.granularity is Granularity.RANGE


@pytest.mark.parametrize(
    "text",
    [
        "Kenya bought tanks from Uganda.",
        "Kenya imposed sanctions on Uganda after a massacre in Rwanda.",
    ],
)
def test_where_something_else_is_or_comes_from_is_no_place(events: Events, text: str) -> None:
    assert [c.place for c in events(text) if c.trigger.text in ("bought", "imposed")] in ([], [None])


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan announced on Monday the arrest of two Iranian spies.",
        "The arrest of three Iranian spies was announced on Monday by Azerbaijan.",
        "Iran on Monday denied attacking the ship of Israel.",
        "Germany arrested two Russian spies, prosecutors said on Monday.",
    ],
)
def test_day_of_the_telling_dates_no_deed(events: Events, text: str) -> None:
    (claim,) = events(text, PUBLISHED)
    assert (claim.date, claim.date_missing) == (None, DateMissing.NOT_STATED)


def test_who_announces_sanctions_on_a_day_imposes_them_that_day(events: Events) -> None:
    (claim,) = events("Kenya announced new sanctions against Uganda on Tuesday.", PUBLISHED)
    assert claim.date is not None
    assert claim.date.start == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "modality", "day"),
    [
        ("Kenya's president visits Uganda next week.", Modality.PLANNED, date(2024, 3, 18)),
        ("Kenya's president visits Uganda on Sunday.", Modality.PLANNED, date(2024, 3, 17)),
        (
            "The Belarusian opposition holds a protest in Minsk on Sunday.",
            Modality.PLANNED,
            date(2024, 3, 17),
        ),
        ("Kenya's president visited Uganda on Tuesday.", Modality.ACTUAL, date(2024, 3, 12)),
        ("Kenya to send troops to Uganda next week", Modality.PLANNED, date(2024, 3, 18)),
    ],
)
def test_present_with_a_day_to_come_is_planned(
    events: Events, text: str, modality: Modality, day: date
) -> None:
    (claim,) = events(text, PUBLISHED)
    assert claim.date is not None
    assert (claim.modality, claim.date.start) == (modality, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The dispute began on 3 May when Peru expelled three Chilean envoys.", date(2022, 5, 3)),
        ("Peru attacked Chile when its envoy left on 3 May.", None),
        ("The talks of 3 May had failed when Peru attacked Chile.", None),
    ],
)
def test_when_behind_a_day_tells_what_was_done_on_it(text: str, day: date | None, events: Events) -> None:
    (claim,) = [c for c in events(text, date(2022, 6, 1)) if c.event_type in ("SANCTION", "ASSAULT")]
    assert (claim.date.start if claim.date else None) == day

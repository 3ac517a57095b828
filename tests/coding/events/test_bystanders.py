"""Who is named within an object and is not whom the act is aimed at, beside who is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim

Coder = Callable[[str], list[Claim]]


def aimed_at(claims: list[Claim], kind: str) -> list[str]:
    return [r.country or r.actor_id or "" for c in claims if c.event_type == kind for r in c.recipients]


class TestPlacesThatOnlyLendAName:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan president criticised the Paris climate agreement.",
            "Kenya's opposition praised the Oslo accords.",
            "The Kenyan minister criticised organisers of Moscow's annual book fair.",
        ],
    )
    def test_a_town_of_a_pact_or_fair_is_no_recipient(self, events: Coder, sentence: str) -> None:
        assert not {"FRA", "NOR", "RUS"} & {r.country for c in events(sentence) for r in c.recipients}

    def test_a_capital_that_decides_is_one(self, events: Coder) -> None:
        assert aimed_at(events("The Kenyan president criticised Moscow's decision."), "ACCUSE") == ["RUS"]


class TestWhoFeelsOrIsTold:
    def test_those_whose_anger_is_voiced_are_not_blamed(self, events: Coder) -> None:
        found = events("William Ruto voiced the anger of many Kenyan teachers at Chad's government.")
        assert "KEN" not in aimed_at(found, "ACCUSE")

    def test_those_at_whom_it_is_voiced_are(self, events: Coder) -> None:
        assert aimed_at(events("William Ruto voiced anger at Chad."), "ACCUSE") == ["TCD"]

    def test_a_paper_that_got_a_leak_is_not_blamed(self, events: Coder) -> None:
        found = events("Kenya's president denounced the leak of the memo to the Guardian.")
        assert aimed_at(found, "ACCUSE") == []


class TestWhoIsLookedInto:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The Kenyan senator requested an investigation of Chad.",
            "The Kenyan senator urged retaliation on Chad.",
        ],
    )
    def test_nothing_is_asked_of_them(self, events: Coder, sentence: str) -> None:
        assert aimed_at(events(sentence), "REQUEST") == []

    def test_it_is_asked_of_who_shall_look(self, events: Coder) -> None:
        assert aimed_at(events("The Kenyan senator asked Chad to investigate."), "REQUEST") == ["TCD"]


class TestNamesOfOthers:
    def test_a_rival_by_name_is_not_who_he_runs_against(self, events: Coder) -> None:
        found = events("William Ruto spoke. The Kenyan senator backed Ruto's rival Otieno Falk.")
        assert not aimed_at(found, "SUPPORT")

    def test_who_is_backed_by_name_is(self, events: Coder) -> None:
        assert aimed_at(events("The Kenyan senator backed William Ruto."), "SUPPORT") == ["KEN"]

"""One spot told twice: an embassy by name, and "the embassy" of the same text."""

from __future__ import annotations

import pytest
from factory import document, event

from onrecord.link.sides import one_site
from onrecord.records import Claim

HERE, THERE = document("a"), document("b")


def attack(doc: object, target: str, words: str) -> Claim:
    return event(doc, f"Smugglers attacked {words} at night.", "attacked", "ASSAULT", "smugglers", target)  # type: ignore[arg-type]


NAMED = attack(HERE, "Italy: embassy", "the Italian embassy")


def test_an_embassy_is_one_spot_in_every_text() -> None:
    assert one_site(NAMED, attack(THERE, "Italy: embassy", "the Italian embassy"))


def test_the_embassy_points_back_within_its_own_text() -> None:
    assert one_site(NAMED, attack(HERE, "the embassy", "the embassy"))


@pytest.mark.parametrize(
    "other",
    [
        attack(THERE, "the embassy", "the embassy"),
        attack(HERE, "an embassy", "an embassy"),
        attack(HERE, "Croatia: embassy", "the Croatian embassy"),
        attack(HERE, "the market", "the market"),
    ],
    ids=["another text", "not the one told before", "another state's", "no such site"],
)
def test_other_spots_are_not_one(other: Claim) -> None:
    assert not one_site(NAMED, other)

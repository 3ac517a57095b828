from __future__ import annotations

import pytest

from onrecord.analyse.names import name_words, party_words
from onrecord.records import Actor


def actor(name: str, kind: str = "organisation", role: str | None = None, *sectors: str) -> Actor:
    return Actor(text="its words", start=0, end=9, name=name, kind=kind, role=role, sectors=sectors)


@pytest.mark.parametrize(
    ("party", "plain"),
    [
        (actor("Veltria"), "Veltria"),
        (actor("United States", "country"), "the United States"),
        (actor("Veltria: defence ministry", "organisation", "ministry", "GOV"), "Veltria's defence ministry"),
        (actor("Veltria: regime", "organisation", "government", "GOV"), "Veltria's government"),
        (actor("Netherlands: fleet", "group", "military", "MIL"), "the Netherlands' fleet"),
        (
            actor("Veltria: spokesman", "unnamed", "affiliate", "GOV"),
            "a spokesman of Veltria's government",
        ),
        (actor("Veltria: members", "unnamed", "affiliate", "LEG"), "members of Veltria's parliament"),
        (actor("Veltria: minister other", "unnamed", "minister_other", "GOV"), "a minister of Veltria"),
        (actor("Veltria: man", "unnamed", "civilian", "CVL"), "a man from Veltria"),
        (actor("Veltria: people", "group", "civilian", "CVL"), "the people of Veltria"),
        (actor("Veltria: surgeon", "unnamed", "health", "HLH"), "a surgeon from Veltria"),
        (actor("Veltria: soldier", "group", "military", "MIL"), "a soldier from Veltria"),
        (actor("Northern Bureau of Weights"), "the Northern Bureau of Weights"),
        (actor("embassy", "unnamed", "embassy", "GOV"), "an embassy"),
        (actor("embassy staff", "unnamed", "embassy", "GOV"), "embassy staff"),
        (actor("university", "unnamed", "education", "EDU"), "a university"),
        (actor("administration", "unnamed", "government", "GOV"), "the administration"),
        (actor("department of trade", "unnamed", "ministry", "GOV"), "the department of trade"),
        (actor("Veltria: media", "unnamed", "media", "MED"), "media from Veltria"),
        (actor("Veltria: bank", "organisation", "business", "BUS"), "a bank from Veltria"),
        (actor("Veltria: leaders", "unnamed", "affiliate", "REB"), "leaders of Veltria's rebels"),
        (actor("Veltria: delegates", "unnamed", "affiliate"), "delegates from Veltria"),
        (actor("Union of Bays: official", "unnamed", "official", "IGO"), "an official of the Union of Bays"),
        (actor("Bread for Veltria party", "organisation", "party", "PTY"), "the Bread for Veltria party"),
        (actor("ADA LIND", "person"), "Ada Lind"),
        (actor("he", "person"), "somebody"),
        (actor("US", "country"), "US"),
        (actor("ethnic group: Veltria", "group", None, "CVL"), "its words"),
        (actor("Veltrians: professor", "group", None, "EDU"), "its words"),
    ],
)
def test_party_has_a_plain_name(party: Actor, plain: str) -> None:
    assert name_words(party) == plain


def test_government_and_country_keep_different_names() -> None:
    government = actor("Veltria: government", "organisation", "government", "GOV")
    assert party_words([actor("Veltria"), government]) == "Veltria and Veltria's government"

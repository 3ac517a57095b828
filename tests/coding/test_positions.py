"""What actors think of each other: holder, stance, targets, and when to abstain."""

from __future__ import annotations

import pytest

from onrecord.coding.attribution import find_attributions
from onrecord.coding.positions import code_positions
from onrecord.reading import Reading
from onrecord.records import Claim, Document, Kind, Modality, Polarity, Stance, Zone, ZoneKind


def positions(text: str) -> list[Claim]:
    from onrecord.actors import load_registry
    from onrecord.read.mentions import find_mentions
    from onrecord.read.parse import parse_document

    document = Document(
        document_id="doc_t",
        raw_sha256="",
        format="text",
        text=text,
        zones=(Zone(kind=ZoneKind.BODY, start=0, end=len(text)),),
    )
    sentences = parse_document(document)
    mentions = find_mentions(document, sentences, load_registry())
    reading = Reading(document=document, sentences=sentences, mentions=mentions)
    return code_positions(reading, find_attributions(reading))


@pytest.mark.parametrize(
    ("text", "stance", "holder", "targets", "word"),
    [
        ("Norway considers Finland as its ally.", Stance.CLAIMS, "NOR", ["FIN"], "considers"),
        (
            "Norway is wary of the ties between Finland and Estonia.",
            Stance.DISTRUSTS,
            "NOR",
            ["FIN", "EST"],
            "wary",
        ),
        ("Norway fears that Finland could close the strait.", Stance.FEARS, "NOR", ["FIN"], "fears"),
        ("Norway condemned the attack on Finland.", Stance.OPPOSES, "NOR", ["FIN"], "condemned"),
        ("Norway voiced support for Finland.", Stance.SUPPORTS, "NOR", ["FIN"], "support"),
        ("Norway denied that it had attacked Finland.", Stance.DENIES, "NOR", ["FIN"], "denied"),
        ("Norway demanded the release of Finland's envoy.", Stance.DEMANDS, "NOR", ["FIN"], "demanded"),
    ],
)
def test_frame_gives_the_stance(
    text: str, stance: Stance, holder: str, targets: list[str], word: str
) -> None:
    found = [c for c in positions(text) if c.trigger.text == word]
    assert len(found) == 1
    claim = found[0]
    assert claim.kind is Kind.POSITION
    assert claim.position is not None
    assert claim.position.stance is stance
    assert [a.actor_id for a in claim.position.holder] == [holder]
    assert [a.country for a in claim.position.targets] == targets
    assert claim.claim_id.startswith("clm_")


def test_they_are_all_holders() -> None:
    found = positions("Norway and Finland met in Oslo. They condemned the attack on Estonia.")
    (claim,) = [c for c in found if c.trigger.text == "condemned"]
    assert claim.position is not None
    assert [a.actor_id for a in claim.position.holder] == ["NOR", "FIN"]
    assert [a.actor_id for a in claim.position.targets] == ["EST"]


def test_offer_under_a_condition_is_conditional() -> None:
    (claim,) = positions("Norway is ready to recognise the islands as Finnish if Finland opens the strait.")
    assert claim.position is not None
    assert (claim.position.stance, claim.modality) == (Stance.OFFERS, Modality.CONDITIONAL)


def test_negated_support_is_negative() -> None:
    (claim,) = positions("Norway does not support Finland.")
    assert claim.polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "Norway said that Finland had closed the strait.",
        "The strait fears nothing.",
        "Critics fear that Finland could close the strait.",
        "Norway sees the strait every morning.",
    ],
)
def test_no_stance_or_no_known_holder_gives_no_position(text: str) -> None:
    assert positions(text) == []

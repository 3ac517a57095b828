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
        ("Norway fears a rise in Finnish influence.", Stance.FEARS, "NOR", ["FIN"], "fears"),
        ("Norway condemned Finland's withdrawal.", Stance.OPPOSES, "NOR", ["FIN"], "condemned"),
        ("Norway was criticised by Finland.", Stance.OPPOSES, "FIN", ["NOR"], "criticised"),
        ("Norway voiced support for Finland.", Stance.SUPPORTS, "NOR", ["FIN"], "support"),
        ("Norway denied that Finland had attacked it.", Stance.DENIES, "NOR", ["FIN"], "denied"),
        ("Norway dismissed the claim that Finland had paid.", Stance.DENIES, "NOR", ["FIN"], "claim"),
        ("Norway urged Finland to leave Estonia.", Stance.DEMANDS, "NOR", ["FIN"], "urged"),
        ("Norway insisted that Finland would pay.", Stance.CLAIMS, "NOR", ["FIN"], "insisted"),
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
    assert claim.position.targets == ()


def test_offer_under_a_condition_is_conditional() -> None:
    (claim,) = positions("Norway is ready to recognise the islands as Finnish if Finland opens the strait.")
    assert claim.position is not None
    assert (claim.position.stance, claim.modality) == (Stance.OFFERS, Modality.CONDITIONAL)


@pytest.mark.parametrize(
    "verb", ["does not support", "never supported", "no longer supports", "hardly supports"]
)
def test_negated_support_is_negative(verb: str) -> None:
    (claim,) = positions(f"Norway {verb} Finland.")
    assert claim.polarity is Polarity.NEGATIVE


def test_possible_refusal_is_possible_and_negative() -> None:
    (claim,) = [c for c in positions("Norway may refuse to condemn Finland.") if c.trigger.text == "condemn"]
    assert (claim.polarity, claim.modality) == (Polarity.NEGATIVE, Modality.POSSIBLE)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway condemned the attack on Finland.", "condemned"),
        ("Norway demanded the release of Finland's envoy.", "demanded"),
        ("Norway condemned the Finland deal.", "condemned"),
        ("Norway denied any part in the attack on Finland.", "denied"),
        ("Norway fears that the strait could be closed to Finland.", "fears"),
        ("Norway denied that it had attacked Finland.", "denied"),
        ("The Norwegian government denied that Norway had attacked Finland.", "denied"),
        ('Norway fears a war. "It would not end soon," said Finland.', "fears"),
    ],
)
def test_who_stands_deeper_than_the_stance_is_no_target(text: str, word: str) -> None:
    (claim,) = [c for c in positions(text) if c.trigger.text == word]
    assert claim.position is not None
    assert claim.position.targets == ()
    assert claim.position.proposition is not None


def test_only_the_actor_of_a_feared_act_is_a_target() -> None:
    (claim,) = positions("Norway fears that Finland's support for Estonia could extend to Latvia.")
    assert [a.actor_id for a in claim.recipients] == ["FIN"]


def test_second_view_without_its_verb_counts() -> None:
    (claim,) = positions("Norway considers Finland as its friend, and Estonia as its rival.")
    assert claim.position is not None
    assert claim.position.proposition is not None
    assert claim.position.proposition.text == "Finland as its friend, and Estonia as its rival"
    assert [a.actor_id for a in claim.recipients] == ["FIN", "EST"]


def test_pronoun_of_the_speaker_is_the_holder() -> None:
    text = "The Finnish army met the Norwegian ministry. Norway said that it opposed Finland."
    (claim,) = positions(text)
    assert [(a.actor_id, a.text) for a in claim.actors] == [("NOR", "it")]


def test_body_named_between_may_be_the_pronoun() -> None:
    text = "Norway said that Finland had left and that it opposed Estonia."
    assert [a.text for c in positions(text) for a in c.actors] in ([], ["it"])
    assert "NOR" not in [a.actor_id for c in positions(text) for a in c.actors]


def test_relative_pronoun_leads_to_its_noun() -> None:
    (claim,) = positions("The fleet left Finland, which Norway opposes.")
    assert [a.actor_id for a in claim.recipients] == ["FIN"]


@pytest.mark.parametrize("word", ["accused Finland of", "blamed Finland for"])
def test_accusation_is_an_event_and_no_position_beside_it(word: str) -> None:
    assert positions(f"Norway {word} closing the strait.") == []


def test_what_somebody_should_feel_is_the_speakers_demand() -> None:
    (claim,) = positions("The Norwegian minister said that the Finns should be afraid of Estonia.")
    assert claim.position is not None
    assert claim.position.stance is Stance.DEMANDS
    assert [a.actor_id for a in claim.actors] == ["NOR.GOV"]
    assert [a.country for a in claim.recipients] == ["FIN"]
    assert claim.trigger.text == "should"


def test_would_only_support_is_conditional() -> None:
    (claim,) = positions("Norway would only support a treaty that Finland signs.")
    assert (claim.modality, claim.recipients) == (Modality.CONDITIONAL, ())


def test_perhaps_makes_it_possible() -> None:
    (claim,) = positions("Perhaps Norway will oppose Finland.")
    assert claim.modality is Modality.POSSIBLE


def test_clause_before_a_semicolon_is_not_what_is_claimed() -> None:
    (claim,) = positions("The envoy was not part of the swap; Norway insists Finland took the money.")
    assert claim.position is not None
    assert claim.position.proposition is not None
    assert claim.position.proposition.text == "Finland took the money"


def test_refusal_to_condemn_is_negative() -> None:
    (claim,) = [c for c in positions("Norway refused to condemn Finland.") if c.trigger.text == "condemn"]
    assert claim.polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "Norway said that Finland had closed the strait.",
        "The strait fears nothing.",
        "Critics fear that Finland could close the strait.",
        "Norway sees the strait every morning.",
        "The plan counters Norway's support for Finland.",
        "Norway used to support Finland.",
        "Does Norway support Finland?",
        "Norway is considering a treaty with Finland.",
        "The panel weighed Norway's claim over the strait, which Finland holds.",
        "The envoy knows what Norway thinks of Finland.",
        "The strait will close if Norway opposes Finland.",
        "Nobody said that Norway should support Finland.",
    ],
)
def test_no_stance_or_no_known_holder_gives_no_position(text: str) -> None:
    assert positions(text) == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Norway opposes Finland.", "plain"),
        ("Norway vehemently opposes Finland.", "strong"),
        ("Norway condemned Finland in the strongest terms.", "strong"),
        ("Norway slammed Finland.", "strong"),
        ("Norway voiced deep concern about Finland.", "strong"),
        ("Norway mildly criticised Finland.", "weak"),
        ("Norway is somewhat uneasy about Finland.", "weak"),
        ("Norway appealed to Finland for help.", "weak"),
    ],
)
def test_words_say_how_firmly_a_stance_is_held(text: str, strength: str) -> None:
    (claim,) = positions(text)
    assert claim.position is not None
    assert claim.position.strength == strength


@pytest.mark.parametrize(
    ("text", "stance", "targets"),
    [
        ("Norway is opposed to Finnish plans for the strait.", Stance.OPPOSES, ["FIN"]),
        ("Norway is worried by Finland's loans.", Stance.FEARS, ["FIN"]),
        ("Norway wants Finland to leave the island.", Stance.DEMANDS, ["FIN"]),
        ("Norway appealed to Finland for help.", Stance.DEMANDS, ["FIN"]),
        ("Norway denounced the sanctions imposed by Finland.", Stance.OPPOSES, ["FIN"]),
    ],
)
def test_stance_told_by_a_participle_or_a_request_has_its_target(
    text: str, stance: Stance, targets: list[str]
) -> None:
    (claim,) = positions(text)
    assert claim.position is not None
    assert (claim.position.stance, [a.country for a in claim.recipients]) == (stance, targets)


@pytest.mark.parametrize(
    "text", ["Norway considered buying Finnish rifles.", "Norway wants to leave Finland."]
)
def test_plans_of_ones_own_are_no_view_of_anybody(text: str) -> None:
    assert positions(text) == []


def test_rejected_claim_is_one_denial() -> None:
    (claim,) = positions("Norway flatly rejected the claim that Finland had attacked Estonia.")
    assert claim.position is not None
    assert (claim.position.stance, claim.position.strength) == (Stance.DENIES, "strong")


def test_proposition_names_whom_it_is_about() -> None:
    (claim,) = positions("Norway fears that Finland could sell the island to Estonia.")
    assert claim.position is not None
    assert [a.country for a in claim.position.targets] == ["FIN"]
    assert [a.country for a in claim.position.about] == ["EST"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway approved the merger of two Finnish banks.",
        "Norway denied Finland access to its ports.",
        "Norway thinks about Finland every day.",
        "Norway called out Finland for the delay.",
    ],
)
def test_deeds_and_thoughts_about_somebody_are_no_positions(text: str) -> None:
    assert positions(text) == []


def test_as_far_as_i_am_concerned_is_no_concern() -> None:
    text = "The Chilean premier said: “As far as I am concerned, Peru could have stayed.”"
    assert all(c.position is None or c.position.stance != "fears" for c in positions(text))
    assert any(
        c.position and c.position.stance == "fears" for c in positions("Chile is concerned about Peru.")
    )

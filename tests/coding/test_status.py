"""Polarity and modality of claims, one construction a row, with the plain act beside it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.records import Claim, Modality, Polarity

ROOT = Path(__file__).resolve().parents[2]
Events = Callable[..., list[Claim]]
YES, NO = Polarity.POSITIVE, Polarity.NEGATIVE

ROWS = [
    ("Japan imposed sanctions on Myanmar.", YES, Modality.ACTUAL),
    ("Japan has imposed sanctions on Myanmar.", YES, Modality.ACTUAL),
    ("Japan did not impose sanctions on Myanmar.", NO, Modality.ACTUAL),
    ("Japan never imposed sanctions on Myanmar.", NO, Modality.ACTUAL),
    ("Japan might impose sanctions on Myanmar.", YES, Modality.POSSIBLE),
    ("Japan could impose sanctions on Myanmar.", YES, Modality.POSSIBLE),
    ("Ethiopia is set to sign an agreement with Eritrea.", YES, Modality.PLANNED),
    ("Ethiopia is expected to sign an agreement with Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president plans to visit Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president will visit Eritrea.", YES, Modality.PLANNED),
    ("The Ethiopian president visited Eritrea.", YES, Modality.ACTUAL),
    ("The planned visit of the Ethiopian president to Eritrea is short.", YES, Modality.PLANNED),
    ("Poland fears that Belarus could attack Lithuania.", YES, Modality.FEARED),
    ("Poland worries about the arms sales by Belarus to China.", YES, Modality.ACTUAL),
    ("Poland said that Belarus attacked Lithuania.", YES, Modality.ACTUAL),
    ("Militants planned an attack on the French embassy.", YES, Modality.PLANNED),
    ("Police foiled an attack on the French embassy.", NO, Modality.ACTUAL),
    ("Police reported a foiled attack on the French embassy.", NO, Modality.ACTUAL),
    ("Police reported an attack on the French embassy.", YES, Modality.ACTUAL),
    ("The visit of the Polish president to Latvia was cancelled.", NO, Modality.ACTUAL),
    ("Peru was hesitant to open an embassy in Chad.", NO, Modality.ACTUAL),
    ("Ghana has no plans to attack Togo.", NO, Modality.PLANNED),
    ("Peru not only opened an embassy in Chad but built a school.", YES, Modality.ACTUAL),
]


@pytest.mark.parametrize(("text", "polarity", "modality"), ROWS)
def test_status(text: str, polarity: Polarity, modality: Modality, events: Events) -> None:
    (claim,) = events(text)
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_condition_is_conditional_and_its_consequence_planned(events: Events) -> None:
    condition, threat = events("If Serbia attacks Kosovo, NATO will bomb Serbia.")
    assert condition.modality is Modality.CONDITIONAL
    assert (threat.event_type, threat.modality) == ("THREATEN", Modality.PLANNED)


def test_conditional_offer_is_conditional(events: Events) -> None:
    (offer,) = events("Armenia is ready to recognize Kosovo if Albania opens the border.")[:1]
    assert (offer.event_type, offer.modality) == ("AGREE", Modality.CONDITIONAL)


def test_plan_above_does_not_reach_into_a_circumstance(events: Events) -> None:
    claims = events("Ghana plans to hold talks with Togo after the attack on its embassy in Mali.")
    attack = next(c for c in claims if c.event_type == "ASSAULT")
    assert attack.modality is Modality.ACTUAL


WITH_WORDS_ABOVE = [
    ("Wales [joined] the league.", YES, Modality.ACTUAL),
    ("Wales no longer [funds] the league.", NO, Modality.ACTUAL),
    ("Wales never stopped [funding] the league.", YES, Modality.ACTUAL),
    ("Wales held no [talks] with Cornwall.", NO, Modality.ACTUAL),
    ("Wales will hold [talks] with Cornwall.", YES, Modality.PLANNED),
    ("No [deal] was reached with Cornwall.", NO, Modality.ACTUAL),
    ("Wales denies [funding] the league.", NO, Modality.ACTUAL),
    ("Wales does not deny [funding] the league.", YES, Modality.ACTUAL),
    ("Wales ruled out [leaving] the league.", NO, Modality.PLANNED),
    ("Wales did not rule out [leaving] the league.", YES, Modality.POSSIBLE),
    ("Did Wales [leave] the league?", YES, Modality.POSSIBLE),
    ("Why did Wales [leave] the league?", YES, Modality.ACTUAL),
    ("Wales has not said whether it [left] the league.", YES, Modality.POSSIBLE),
    ("Wales would have [left] the league but for Cornwall.", NO, Modality.CONDITIONAL),
    ("Cornwall told Wales to [leave] the league.", YES, Modality.DEMANDED),
    ("Cornwall told Wales that it would [leave] the league.", YES, Modality.PLANNED),
    ("Cornwall barred Wales from [leaving] the league.", NO, Modality.DEMANDED),
    ("Cornwall prevented Wales from [leaving] the league.", NO, Modality.ACTUAL),
    ("Cornwall wants to [leave] the league.", YES, Modality.PLANNED),
    ("Cornwall wants Wales to [leave] the league.", YES, Modality.DEMANDED),
    ("Cornwall worries that Wales will [leave] the league.", YES, Modality.FEARED),
    ("Cornwall called Wales on Monday to [thank] the crew.", YES, Modality.PLANNED),
    ("There is no reason why Wales should not [fund] the league.", YES, Modality.DEMANDED),
    ("Wales saw no reason to [fund] the league.", NO, Modality.PLANNED),
    ("Wales gave a reason to [fund] the league.", YES, Modality.PLANNED),
    ("Wales vowed to dismiss all guards except the guards [watching] the bridge.", YES, Modality.ACTUAL),
    ("Wales plans a force [watching] the bridge.", YES, Modality.PLANNED),
    ("Asked if Wales had [funded] the league, he left.", YES, Modality.POSSIBLE),
    ("If Wales [funded] the league, he would leave.", YES, Modality.CONDITIONAL),
    ("Cornwall disputed any suggestion of impropriety in its [talks] with Wales.", YES, Modality.ACTUAL),
    ("Cornwall said there was nothing improper about its [talks] with Wales.", YES, Modality.ACTUAL),
    (
        "Cornwall disputed a suggestion that there was a breach in its [talks] with Wales.",
        YES,
        Modality.ACTUAL,
    ),
    ("Without [funding] the league, Wales will be in the news.", NO, Modality.PLANNED),
    ("Wales left without [funding] the league.", NO, Modality.ACTUAL),
    ("Wales [visited] Cornwall on Monday possibly to talk about the league.", YES, Modality.ACTUAL),
    ("Wales possibly [visited] Cornwall on Monday.", YES, Modality.POSSIBLE),
    ("Did that mean Wales would [leave] the league?", YES, Modality.POSSIBLE),
]


@pytest.mark.parametrize(("marked", "polarity", "modality"), WITH_WORDS_ABOVE)
def test_words_above_the_trigger(marked: str, polarity: Polarity, modality: Modality) -> None:
    row = {"text": marked.replace("[", "").replace("]", ""), "start": marked.index("[")}
    assert _scorer().answer(row) == (str(polarity), str(modality))


@lru_cache(maxsize=1)
def _scorer() -> ModuleType:
    """The scorer beside the package, which is no part of it."""
    spec = importlib.util.spec_from_file_location("status_scores", ROOT / "evaluation/status.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("part", "polarity", "modality", "pair"), [("open", 0.97, 0.94, 0.93), ("held", 0.94, 0.87, 0.87)]
)
def test_annotated_sentences_keep_their_scores(
    part: str, polarity: float, modality: float, pair: float
) -> None:
    scores = _scorer().score(part)
    assert scores["polarity_macro_f1"][0] >= polarity
    assert scores["modality_macro_f1"][0] >= modality
    assert scores["pair_macro_f1"][0] >= pair


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        (
            "The minister denied a report in Chilean media that Peru had expelled the consul.",
            Polarity.NEGATIVE,
        ),
        ("Peru denied a claim by Radio Sur that it had attacked Chile.", Polarity.NEGATIVE),
        (
            "The minister confirmed a report in Chilean media that Peru had expelled the consul.",
            Polarity.POSITIVE,
        ),
    ],
)
def test_what_a_denied_report_says_is_denied(text: str, polarity: Polarity, events: Events) -> None:
    (claim,) = [c for c in events(text) if c.event_type in ("SANCTION", "ASSAULT")]
    assert claim.polarity is polarity

"""Offices, quotations and what is history: the parts of sentences of a brief, on made-up claims."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from onrecord.analyse.brief.ahead import _is_history
from onrecord.analyse.brief.people import People
from onrecord.analyse.brief.sorting import weightiest
from onrecord.analyse.pieces import quoted, text_of
from onrecord.records import (
    Actor,
    Claim,
    DateBasis,
    DateValue,
    Event,
    Granularity,
    Kind,
    OriginCount,
    Span,
    Status,
)

WORDS = Span(start=0, end=4, text="word")
COUNTRIES = {"VEL": "Veltria"}


def person(text: str, role: str = "head_of_state") -> Actor:
    return Actor(
        text=text,
        start=0,
        end=len(text),
        actor_id="lind",
        name="Ada Lind",
        kind="person",
        country="VEL",
        role=role,
    )


def introduced(*texts: str, role: str = "head_of_state") -> str:
    claims = [
        Claim(
            claim_id=f"c{number}",
            document_id="d",
            kind=Kind.EVENT,
            actors=(person(text, role),),
            trigger=WORDS,
            sentence=WORDS,
            rule="r",
        )
        for number, text in enumerate(texts)
    ]
    return text_of(People(claims, COUNTRIES).named([person("Lind")]))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Veltrian President Ada Lind"], "Veltria's president Ada Lind"),
        (["President Lind", "former President Ada Lind"], "Veltria's former president Ada Lind"),
        (["Veltrian President Ada Lindh"], "Veltria's president Ada Lind"),
        (["Vice President Ada Lind"], "Veltria's vice president Ada Lind"),
        (["future President Ada Lind"], "Ada Lind"),
        (["harbour chapter president Ada Lind"], "Ada Lind"),
        (["Veltrians Who Welcome President Lind"], "Ada Lind"),
        (["the president"], "Ada Lind"),
        (["the president of the Harbour Fund"], "Ada Lind"),
    ],
)
def test_only_an_office_that_stands_with_the_name_is_told(texts: list[str], told: str) -> None:
    assert introduced(*texts) == told


def test_president_of_a_company_is_none_of_a_country() -> None:
    assert introduced("Harbour President Ada Lind", role="affiliate") == "Ada Lind"


def test_words_quoted_as_a_whole_have_one_pair_of_marks() -> None:
    assert text_of(quoted("to “leave the old port at once.”")) == "to “leave the old port at once”"
    assert text_of(quoted("the “old” port of Sele")) == "the “‘old’ port of Sele”"


def event(name: str, day: date | None) -> Event:
    when = day and DateValue(start=day, end=day, granularity=Granularity.DAY, basis=DateBasis.EXPLICIT)
    return Event(
        event_id=name,
        claim_ids=(name,),
        document_ids=("d",),
        event_type="CONSULT",
        actors=(),
        recipients=(),
        date=when,
        status=Status.PLANNED,
        origins=OriginCount(min=1, max=1),
        reports=1,
    )


def test_a_plan_of_long_before_the_first_article_is_not_watched_for() -> None:
    material = SimpleNamespace(first=date(2031, 3, 4))
    assert _is_history(material, event("old", date(1990, 1, 1)))  # type: ignore[arg-type]
    assert not _is_history(material, event("new", date(2031, 3, 4)))  # type: ignore[arg-type]
    assert not _is_history(material, event("undated", None))  # type: ignore[arg-type]


def test_a_day_adds_weight_to_the_affair_and_not_to_its_past() -> None:
    material = SimpleNamespace(first=date(2031, 3, 4), weight=lambda event: 1.0)
    told = [event("a_undated", None), event("b_old", date(1990, 1, 1)), event("c_new", date(2031, 3, 5))]
    ranked = weightiest(material, told, 3)  # type: ignore[arg-type]
    assert [one.event_id for one in ranked] == ["c_new", "a_undated", "b_old"]

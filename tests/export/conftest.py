"""A small record with real countries, places, a plan, a denial and letters beyond the basic plane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.export import formats
from onrecord.records import (
    DateBasis,
    DateValue,
    Granularity,
    Linked,
    Modality,
    OriginCount,
    Place,
    Polarity,
    Status,
)
from onrecord.store.duckdb import DuckStore

REPORT = (
    "Norway recalls envoy 🇳🇴\n"
    "Norway recalled its ambassador from Kenya on 4 March. "
    "Kenya and Norway held talks in Nairobi in April 2031. "
    "Kenya plans to host a summit in Mombasa. "
    "Norway did not expel the diplomats of Kenya."
)


Exported = Callable[[Path, str], dict[str, Path]]
"""Exports a record in a format; returns the files by name."""


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    """Write a record to a new folder."""

    def write(record: Path, name: str) -> dict[str, Path]:
        with DuckStore.open(record) as store:
            return {path.name: path for path in formats()[name].write(store, tmp_path / name)}

    return write


def month(year: int, number: int, last: int) -> DateValue:
    return DateValue(
        start=date(year, number, 1),
        end=date(year, number, last),
        granularity=Granularity.MONTH,
        basis=DateBasis.EXPLICIT,
    )


@pytest.fixture
def north(tmp_path_factory: pytest.TempPathFactory, affair: ModuleType) -> Path:
    """A record of one article and four events: a deed, a meeting, a plan and what was not done."""
    report = affair.document(REPORT, "=Fjord Post", date(2031, 3, 5), url="https://fjord.example/a?b=1&c=2")
    nor, ken = ("Norway", "NOR"), ("Kenya", "KEN")
    nairobi = Place(
        text="Nairobi",
        start=REPORT.index("Nairobi"),
        end=REPORT.index("Nairobi") + 7,
        name="Nairobi",
        country="KEN",
        granularity="city",
        latitude=-1.2833,
        longitude=36.8167,
        geonames_id=184745,
    )
    when = affair.day(report, "on 4 March", 4)
    recall = replace(
        affair.event_claim(report, "recalled", "SANCTION", nor, ken, when), cameo="161", confidence=0.83
    )
    talks = affair.event_claim(report, "talks", "CONSULT", ken, (), month(2031, 4, 30))
    talks = replace(
        talks,
        actors=(*talks.actors, affair.actor(report, *nor)),
        cameo="036",
        place=nairobi,
        modality=Modality.ACTUAL,
    )
    summit = replace(
        affair.event_claim(report, "host", "CONSULT", ken, (), modality=Modality.PLANNED), cameo="036"
    )
    expulsion = replace(
        affair.event_claim(report, "expel", "SANCTION", nor, ken, when),
        cameo="1661",
        polarity=Polarity.NEGATIVE,
    )
    events = (
        affair.event("evt_recall", (recall,), Status.REPORTED, 1),
        replace(
            affair.event("evt_talks", (talks,), Status.CORROBORATED, 2), origins=OriginCount(min=2, max=3)
        ),
        affair.event("evt_summit", (summit,), Status.PLANNED, 1),
        affair.event("evt_expulsion", (expulsion,), Status.REPORTED, 1),
    )
    path = tmp_path_factory.mktemp("north") / "north.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.add([report], claims=[recall, talks, summit, expulsion])
        store.replace_links(Linked(events=events))
    return path

"""The record from Python answers like the commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from onrecord import Record
from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import Event
from onrecord.serve.record import Asked
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS


def test_keywords_are_the_filters_of_the_commands() -> None:
    assert set(get_type_hints(Asked)) == set(Filter.__struct_fields__) - {"rejected"}
    assert all(callable(getattr(Record, name)) for name in LISTS)


def test_events_of_a_dyad_come_as_arrow(record: Path) -> None:
    with Record.open(record) as opened:
        table = opened.events(dyad=("VEL", "OSM")).to_arrow()
    assert sorted(table.column("event_id").to_pylist()) == ["evt_recall", "evt_talks"]
    assert table.schema.field("origins").type.num_fields == 2


def test_dates_may_be_dates_or_text(record: Path) -> None:
    with Record.open(record) as opened:
        asked = opened.events(since=date(2031, 3, 4)).to_list()
        assert asked == opened.events(since="2031-03-04").to_list()
        assert asked != opened.events().to_list()


def test_answer_can_be_read_twice(record: Path) -> None:
    with Record.open(record) as opened:
        answer = opened.claims(limit=2)
        assert [line["claim_id"] for line in answer] == [line["claim_id"] for line in answer]
        assert len(answer.to_list()) == 2


def test_filter_that_a_list_does_not_answer_is_refused(record: Path) -> None:
    with (
        Record.open(record) as opened,
        pytest.raises(SettingsError, match="documents cannot be filtered by actor"),
    ):
        opened.documents(actor="VEL")


def test_one_thing_by_the_beginning_of_its_id(record: Path) -> None:
    with Record.open(record) as opened:
        found = opened.get("evt_rec")
        assert isinstance(found, Event)
        assert found.event_id == "evt_recall"
        with pytest.raises(NoSuchThing):
            opened.get("evt_none")


def test_goes_on_in_pandas_and_polars(record: Path) -> None:
    with Record.open(record) as opened:
        events = opened.events()
        assert list(events.to_pandas()["event_id"]) == [line["event_id"] for line in events]
        assert events.to_polars()["reports"].sum() == sum(int(str(line["reports"])) for line in events)

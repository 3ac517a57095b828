"""The record from Python answers like the commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from onrecord import Record
from onrecord.analyse.periods import Period
from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import Event
from onrecord.serve.asked import Asked
from onrecord.store.duckdb import DuckStore
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
        pytest.raises(SettingsError, match="documents cannot be filtered by holder"),
    ):
        opened.documents(holder="VEL")


def test_an_answer_knows_how_much_there_is_beyond_its_page(record: Path) -> None:
    with Record.open(record) as opened:
        answer = opened.claims(limit=2, sort="-date")
        assert answer.total() == 7
        page = answer.page()
        assert (list(page.lines), page.next_offset) == (answer.to_list(), 2)


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_answer_has_the_columns_of_a_full_one(record: Path, name: str) -> None:
    with Record.open(record) as opened:
        ask = getattr(opened, name)
        empty, full = ask(publisher="nobody of that name").to_arrow(), ask().to_arrow()
    assert empty.num_rows == 0 < full.num_rows
    assert empty.schema == full.schema


def test_days_are_dates_in_arrow_and_text_in_lines(record: Path) -> None:
    with Record.open(record) as opened:
        found = opened.documents(limit=1)
        assert found.to_list()[0]["published"]["start"] == "2031-03-04"  # type: ignore[index]
        assert found.to_arrow().to_pylist()[0]["published"]["start"] == date(2031, 3, 4)


def test_hits_are_columns_where_words_were_asked_for(record: Path) -> None:
    with Record.open(record) as opened:
        assert "hits" not in opened.claims().to_arrow().column_names
        assert opened.claims(text="ambassadors").to_arrow().column("hits").to_pylist()[0][0]["marks"]


def test_own_sql_answers_like_a_list(record: Path) -> None:
    with Record.open(record) as opened:
        asked = opened.sql("SELECT event_type, count(*) AS n FROM events GROUP BY ALL ORDER BY 1")
        assert asked.to_arrow().column("n").to_pylist() == [1, 1, 1]
        with pytest.raises(SettingsError, match="not one reading statement"):
            opened.sql("DELETE FROM claims").to_list()


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


def test_a_record_as_of_a_day_holds_what_was_published_by_then(record: Path) -> None:
    with Record.open(record, as_of="2031-03-04") as then, Record.open(record) as now:
        assert [line["publisher"] for line in then.documents()] == ["The Harbour Post"]
        early, all_of_them = ({line["claim_id"] for line in one.claims()} for one in (then, now))
        assert early < all_of_them
        assert all(line["reports"] == 1 for line in then.events(min_confidence=0))
    with Record.open(record, as_of="2031-03") as month:
        assert len(month.documents().to_list()) == 3
    with Record.open(record, recorded_by=date(2020, 1, 1)) as before:
        assert before.documents().to_list() == []
    with pytest.raises(SettingsError, match="--as-of: 'spring' is not a day"):
        Record.open(record, as_of="spring")


def test_a_run_that_a_record_does_not_have_is_refused(record: Path) -> None:
    with pytest.raises(NoSuchThing, match="no run 9"):
        Record.open(record, run=9)


def test_analyses_take_filters_as_keywords_or_as_a_filter(record: Path) -> None:
    with Record.open(record) as opened:
        asked = opened.dyads(dyad=("VEL", "OSM"), by="day", since="2031-03").to_list()
        assert asked == opened.dyads(Filter.of({"dyad": "VEL-OSM", "since": "2031-03"}), Period.DAY).to_list()
        assert (
            opened.timeline(type="sanction").to_list() == opened.timeline(Filter(type="SANCTION")).to_list()
        )
        assert opened.network(level="actor", quad=4).to_list()
        assert opened.change("VEL-OSM", "week", since="2031").to_list()
        assert opened.new("2031-03").to_list() == opened.new(date(2031, 3, 1)).to_list()
        assert opened.brief(actor="VEL").sentences
        with pytest.raises(SettingsError, match="beside a filter"):
            opened.dyads(Filter(), actor="VEL")
        with pytest.raises(SettingsError, match="by cannot be 'fortnight'"):
            opened.dyads(by="fortnight")


@pytest.mark.parametrize("name", ["dyads", "panel", "timeline", "coverage", "network"])
def test_every_analysis_is_a_table_of_arrow_with_the_same_columns_on_an_empty_record(
    record: Path, tmp_path: Path, name: str
) -> None:
    with DuckStore.open(tmp_path / "empty.onrecord", write=True):
        pass
    with Record.open(record) as full, Record.open(tmp_path / "empty.onrecord") as empty:
        told, none = getattr(full, name)().to_arrow(), getattr(empty, name)().to_arrow()
    assert told.num_rows > 0 == none.num_rows
    assert told.schema == none.schema


def test_runs_other_data_and_a_release_are_methods_too(record: Path, tmp_path: Path) -> None:
    rows = tmp_path / "icews.tsv"
    header = (
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity"
    )
    header += (
        "\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict"
    )
    rows.write_text(header + "\tProvince\tCountry\tLatitude\tLongitude\n", encoding="utf-8")
    with Record.open(record) as opened:
        with pytest.raises(NoSuchThing):
            opened.diff(1, 9).to_list()
        alone = opened.against(rows).to_list()
        assert [line["event_id"] for line in alone] == ["evt_recall", "evt_denial"]
        assert opened.release(tmp_path / "release").documents == 3

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.dyads import DyadRow, dyads
from onrecord.analyse.panel import panel, panel_labels
from onrecord.analyse.periods import Period, Undated
from onrecord.analyse.weights import Weighing, Weights
from onrecord.errors import SettingsError
from onrecord.records import (
    Claim,
    DateBasis,
    DateValue,
    Event,
    Granularity,
    Linked,
    Modality,
    Polarity,
    Status,
)
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

TEXT = "A quarrel\nVeltria recalled and Ostmark denied and talks were held in Port Sele on Monday on Tuesday."


def test_parties_without_a_name_are_not_called_by_the_name_of_one_of_them(
    tmp_path: Path, affair: ModuleType
) -> None:
    doc = affair.document(TEXT, "The Harbour Post", date(2031, 3, 4))
    claim = affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM)
    body = msgspec.structs.replace(
        claim.actors[0], actor_id="unnamed.GOV", name="ministry", country=None, kind="unnamed"
    )
    claim = msgspec.structs.replace(claim, actors=(body,))
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([doc], [], [], [claim])
        store.replace_links(Linked(events=(affair.event("evt_a", (claim,), Status.REPORTED, 1),)))
        (row,) = dyads(store)
    assert (row.actor, row.actor_name) == ("unnamed.GOV", "unnamed (government)")


@pytest.fixture
def made(tmp_path: Path, affair: ModuleType) -> Path:
    """A record of events that differ in date, standing and sureness; articles of March and of June."""
    doc = affair.document(TEXT, "The Harbour Post", date(2031, 3, 4))
    late = affair.document(TEXT + " Again.", "The Harbour Post", date(2031, 6, 4))
    monday = affair.day(doc, "on Monday", 3)
    year = DateValue(
        start=date(2031, 1, 1),
        end=date(2031, 12, 31),
        granularity=Granularity.YEAR,
        basis=DateBasis.EXPLICIT,
    )

    def claim(name: str, when: DateValue | None, **changes: object) -> Claim:
        base = affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM, when)
        return msgspec.structs.replace(base, **({"claim_id": name, "confidence": 0.8} | changes))

    together = affair.event_claim(doc, "talks", "CONSULT", affair.VEL, (), monday)
    together = msgspec.structs.replace(
        together, actors=(affair.actor(doc, *affair.VEL), affair.actor(doc, *affair.OSM)), confidence=0.9
    )
    told = [
        (claim("clm_a", monday), Status.REPORTED),
        (claim("clm_b", monday), Status.CORROBORATED),
        (claim("clm_c", year), Status.REPORTED),
        (claim("clm_d", None), Status.REPORTED),
        (claim("clm_e", monday, modality=Modality.PLANNED), Status.PLANNED),
        (claim("clm_f", monday), Status.ALLEGED),
        (claim("clm_g", monday, polarity=Polarity.NEGATIVE), Status.DENIED),
        (claim("clm_h", monday, polarity=Polarity.NEGATIVE), Status.REPORTED),
        (together, Status.REPORTED),
    ]
    events = [affair.event(f"evt_{c.claim_id}", (c,), status, 1) for c, status in told]
    path = tmp_path / "made.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.add([doc, late], [], [], [c for c, _ in told])
        store.replace_links(Linked(events=tuple(events)))
    return path


def rows(path: Path, by: Period, wanted: Filter | None = None) -> list[DyadRow]:
    with DuckStore.open(path) as store:
        return dyads(store, wanted, by)


def test_counts_events_not_reports_and_planned_apart(record: Path) -> None:
    (row,) = rows(record, Period.ALL)
    assert (row.dyad, row.events, row.reports, row.not_done) == ("VEL-OSM", 1, 2, 1)
    assert row.material_conflict == 1
    assert row.verbal_cooperation == 0
    assert (row.scale_sum, row.balance) == (-6.0, -6.0)
    assert (row.origins_min, row.origins_max) == (2, 2)
    assert row.event_ids == ("evt_recall",)


def test_nothing_that_is_not_done_is_counted_with_deeds(made: Path) -> None:
    march = next(row for row in rows(made, Period.MONTH) if row.dyad == "VEL-OSM" and row.period)
    assert march.events == 3
    assert (march.planned, march.alleged, march.denied, march.negative) == (1, 1, 1, 1)
    assert (march.verbal_cooperation, march.material_conflict) == (1, 2)
    assert march.scale_sum == -6.0 - 6.0 + 2.5


def test_coarser_and_undated_events_are_in_no_period_and_told_in_every_row(made: Path) -> None:
    found = [row for row in rows(made, Period.MONTH) if row.dyad == "VEL-OSM"]
    assert [(row.period, row.events) for row in found] == [("2031-03-01", 3), (None, 2)]
    assert {row.undated_or_coarser for row in found} == {2}
    by_year = [row for row in rows(made, Period.YEAR) if row.dyad == "VEL-OSM"]
    assert [(row.period, row.events) for row in by_year] == [("2031-01-01", 4), (None, 1)]


def test_what_both_do_together_counts_in_both_directions(made: Path) -> None:
    back = next(row for row in rows(made, Period.ALL) if row.dyad == "OSM-VEL")
    assert (back.events, back.joint, back.verbal_cooperation) == (1, 1, 1)


def test_pair_asked_for_shows_quiet_periods_apart_from_those_without_articles(made: Path) -> None:
    found = rows(made, Period.MONTH, Filter(dyad="VEL-OSM"))
    there = [row for row in found if row.dyad == "VEL-OSM"]
    assert [(row.period, row.events, row.articles) for row in there] == [
        ("2031-03-01", 3, 1),
        ("2031-04-01", 0, 0),
        ("2031-05-01", 0, 0),
        ("2031-06-01", 0, 1),
        (None, 2, None),
    ]
    assert {row.dyad for row in found} == {"VEL-OSM", "OSM-VEL"}


@pytest.mark.parametrize("by", [Period.DAY, Period.MONTH])
def test_a_window_without_end_is_filled_between_the_articles_only(made: Path, by: Period) -> None:
    without_end = Filter(dyad="VEL-OSM", since=date.min, until=date.max)
    with DuckStore.open(made) as store:
        rows = [row for row in dyads(store, without_end, by) if row.period]
        expected = [row for row in dyads(store, Filter(dyad="VEL-OSM"), by) if row.period]
    assert [row.period for row in rows] == [row.period for row in expected]


def test_interval_comes_from_confidence_and_only_where_all_have_it(made: Path, record: Path) -> None:
    row = next(row for row in rows(made, Period.ALL) if row.dyad == "VEL-OSM")
    assert row.low is not None
    assert row.high is not None
    assert 2 <= row.low < row.high == row.events == 5
    assert [(row.low, row.high) for row in rows(record, Period.ALL)] == [(None, None)]


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        (Period.DAY, ["2031-03-03", None]),
        (Period.WEEK, ["2031-03-03", None]),
        (Period.MONTH, ["2031-03-01", None]),
        (Period.QUARTER, ["2031-01-01", None]),
        (Period.YEAR, ["2031-01-01", None]),
    ],
)
def test_periods_begin_on_their_first_day_and_undated_events_stay_apart(
    record: Path, by: Period, periods: list[str | None]
) -> None:
    assert [row.period for row in rows(record, by)] == periods


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Filter(dyad="VEL-OSM"), 1),
        (Filter(dyad="osm-vel"), 1),
        (Filter(dyad="OSM-ISR"), 0),
        (Filter(actor="vel"), 1),
        (Filter(recipient="VEL"), 0),
        (Filter(since=date(2031, 3, 1), until=date(2031, 3, 31)), 1),
        (Filter(until=date(2031, 2, 1)), 0),
    ],
)
def test_filters(record: Path, wanted: Filter, number: int) -> None:
    assert len(rows(record, Period.ALL, wanted)) == number


def test_panel_is_zero_where_articles_tell_nothing_and_empty_where_there_are_none(made: Path) -> None:
    with DuckStore.open(made) as store:
        lines = list(panel(store, by=Period.MONTH))
    there = [line for line in lines if line.dyad == "VEL-OSM"]
    assert [(line.period.isoformat(), line.covered, line.events) for line in there] == [
        ("2031-03-01", 1, 3),
        ("2031-04-01", 0, None),
        ("2031-05-01", 0, None),
        ("2031-06-01", 1, 0),
    ]
    assert len(lines) == 2 * 4
    assert {line.undated_or_coarser for line in there} == {2}


def test_panel_counts_what_the_series_counts(made: Path) -> None:
    with DuckStore.open(made) as store:
        lines = [line for line in panel(store, by=Period.MONTH) if line.events]
        series = [row for row in dyads(store, by=Period.MONTH) if row.period]
    assert [(line.dyad, line.period.isoformat(), line.events, line.scale_sum) for line in lines] == sorted(
        (row.dyad, row.period, row.events, row.scale_sum) for row in series
    )


def test_panel_without_periods_is_refused(record: Path) -> None:
    with DuckStore.open(record) as store, pytest.raises(SettingsError, match="needs periods"):
        list(panel(store, by=Period.ALL))


def test_record_answers_dyads_and_panel(made: Path) -> None:
    with Record.open(made) as opened:
        assert opened.dyads(Filter(dyad="VEL-OSM"), Period.MONTH).to_arrow().num_rows == 9
        assert opened.panel().to_arrow().column("dyad").to_pylist()[0] == "OSM-VEL"


def test_no_event_is_lost_between_rows(made: Path) -> None:
    with DuckStore.open(made) as store:
        events: tuple[Event, ...] = store.linked().events
    row = next(row for row in rows(made, Period.ALL) if row.dyad == "VEL-OSM")
    assert row.events + row.not_done == len(events)


def test_each_quad_class_and_the_scale_have_their_own_interval(made: Path) -> None:
    row = next(row for row in rows(made, Period.MONTH) if row.dyad == "VEL-OSM" and row.period)
    # one meeting at 0.9 and two recalls at 0.8: all are true with 0.9 and with 0.64, none with 0.1 and 0.04
    assert (row.verbal_cooperation_low, row.verbal_cooperation_high) == (0, 1)
    assert (row.material_conflict_low, row.material_conflict_high) == (0, 2)
    assert (row.material_cooperation_low, row.material_cooperation_high) == (0, 0)
    # expected sum: 0.9 * 2.5 - 2 * 0.8 * 6 = -7.35; variance: 0.09 * 6.25 + 2 * 0.16 * 36 = 12.0825
    assert row.scale_sum_low == -12.0  # -7.35 - 6.81 is beyond all recalls and no meeting
    assert row.scale_sum_high == -0.54  # -7.35 + 6.81
    assert row.balance is not None
    assert row.balance_low is not None
    assert row.balance_high is not None
    assert row.balance_low <= row.balance <= row.balance_high


def test_undated_events_count_on_the_day_of_their_first_report_where_asked(made: Path) -> None:
    with DuckStore.open(made) as store:
        found = [
            row for row in dyads(store, by=Period.MONTH, undated=Undated.REPORTED) if row.dyad == "VEL-OSM"
        ]
    assert [(row.period, row.events) for row in found] == [("2031-03-01", 4), (None, 1)]


def test_series_is_weighed_beside_being_counted(made: Path) -> None:
    how = Weighing(weights=Weights.EXPONENTIAL, half_life=31)
    with DuckStore.open(made) as store:
        found = [row for row in dyads(store, Filter(dyad="VEL-OSM"), Period.MONTH, how) if row.actor == "VEL"]
    # 31 days from March to April, then 30 and 31: 3, 3/2, 3/2 * 2^(-30/31), and half of that
    assert [row.events for row in found] == [3, 0, 0, 0, 2]
    assert [row.w_events for row in found] == [3.0, 1.5, 0.7670, 0.3835, None]
    assert [row.w_events for row in rows(made, Period.MONTH)] == [None] * 3


def test_fading_sum_without_periods_and_half_life_of_nothing_are_refused(made: Path) -> None:
    with DuckStore.open(made) as store:
        with pytest.raises(SettingsError, match="needs periods"):
            dyads(store, how=Weighing(weights=Weights.EXPONENTIAL))
        with pytest.raises(SettingsError, match="no half-life"):
            dyads(store, by=Period.MONTH, how=Weighing(weights=Weights.EXPONENTIAL, half_life=0))


def test_panel_is_written_by_pandas_for_stata_with_its_labels(made: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with Record.open(made) as opened:
        frame = opened.panel().to_pandas()
    days = ["period", "period_end"]
    frame[days] = frame[days].apply(pandas.to_datetime)
    path = tmp_path / "panel.dta"
    frame.to_stata(
        path, write_index=False, variable_labels=panel_labels(), convert_dates=dict.fromkeys(days, "td")
    )
    with pandas.io.stata.StataReader(path) as reader:
        assert reader.variable_labels() == panel_labels()
        back = reader.read()
    assert list(back.columns) == list(frame.columns)
    assert all(len(name) <= 32 and name == name.lower() for name in back.columns)
    assert back["events"].sum() == frame["events"].sum() == 4
    assert back["period"].min() == pandas.Timestamp("2031-03-01")


def test_arrow_columns_are_the_same_with_and_without_rows(made: Path) -> None:
    with Record.open(made) as opened:
        some = opened.dyads(Filter(dyad="VEL-OSM"), Period.MONTH).to_arrow()
        none = opened.dyads(Filter(dyad="VEL-ISR"), Period.MONTH).to_arrow()
        weighed = opened.panel(how=Weighing(weights=Weights.LOG)).to_arrow()
    assert (some.num_rows, none.num_rows) == (9, 0)
    assert some.schema == none.schema
    assert "w_events" in weighed.schema.names
    assert "w_events" not in some.schema.names
    assert weighed.schema.field("balance").metadata == {
        b"label": b"Mean PLOVER scale of the events, -10 to +10"
    }


def test_what_a_series_does_not_answer_is_refused_not_ignored(made: Path) -> None:
    with DuckStore.open(made) as store, pytest.raises(SettingsError, match="cannot be narrowed by holder"):
        dyads(store, Filter(holder="VEL"))


def test_articles_of_a_narrowed_series_are_those_of_the_outlet(made: Path) -> None:
    every = rows(made, Period.MONTH, Filter(dyad="VEL-OSM"))
    theirs = rows(made, Period.MONTH, Filter(dyad="VEL-OSM", publisher="no such outlet"))
    assert sum(row.articles or 0 for row in every) > 0
    assert theirs == []

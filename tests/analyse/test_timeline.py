"""Events in order, how they moved on, and which of them a page shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.timeline import (
    LINE,
    Entry,
    chosen,
    fitting,
    lines_of,
    timeline,
    weight,
    weightiest,
)
from onrecord.records import Claim, Linked, Modality, OriginCount, Statement, Status
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

TEXT = "Ministers to meet\nVeltria recalled; talks with Ostmark in Port Sele are set on Monday and Tuesday."


@pytest.fixture
def told(record: Path) -> list[Entry]:
    with DuckStore.open(record) as store:
        return timeline(store)


def test_dated_entries_come_first_and_undated_ones_by_first_report(told: list[Entry]) -> None:
    assert [(entry.id, entry.when) for entry in told] == [
        ("evt_recall", "3 March 2031"),
        ("evt_denial", "reported 4 March 2031"),
        ("evt_talks", "reported 6 March 2031"),
    ]


def test_entry_names_its_sources_and_contradictions(told: list[Entry]) -> None:
    recall = told[0]
    assert (recall.documents, recall.origins_min, recall.origins_max) == (2, 2, 2)
    assert recall.publishers == ("The Harbour Post", "Northern Wire")
    assert recall.conflict_ids == ("cnf_day",)
    assert recall.weight == weight(2, OriginCount(min=2, max=2), -6.0, 1)


def test_what_is_only_planned_and_has_no_day_may_still_come(told: list[Entry]) -> None:
    talks = next(entry for entry in told if entry.id == "evt_talks")
    assert (talks.ahead, talks.open, talks.status) == (True, False, "planned")
    assert not told[0].ahead


def made(tmp_path: Path, affair: ModuleType, published: date) -> list[Entry]:
    """Return the timeline of talks planned for 3 March and, in an event of their own, planned then done."""
    doc = affair.document(TEXT, "The Harbour Post", published)
    when = affair.day(doc, "on Monday", 3)

    def claim(name: str, modality: Modality) -> Claim:
        base = affair.event_claim(doc, "talks", "CONSULT", affair.VEL, affair.OSM, when, modality=modality)
        return msgspec.structs.replace(base, claim_id=name)

    claims = [
        claim("clm_a", Modality.PLANNED),
        claim("clm_b", Modality.PLANNED),
        claim("clm_c", Modality.ACTUAL),
    ]
    moved = affair.event("evt_moved", tuple(claims[1:]), Status.REPORTED, 1)
    moved = msgspec.structs.replace(moved, progression=("clm_b", "clm_c"))
    with DuckStore.open(tmp_path / f"{published}.onrecord", write=True) as store:
        store.add([doc], [], [], claims)
        store.replace_links(Linked(events=(affair.event("evt_plan", claims[:1], Status.PLANNED, 1), moved)))
        return timeline(store)


def test_plan_is_ahead_until_its_day_has_passed(tmp_path: Path, affair: ModuleType) -> None:
    for published, wanted in ((date(2031, 3, 1), (True, False)), (date(2031, 3, 5), (False, True))):
        plan = next(e for e in made(tmp_path, affair, published) if e.id == "evt_plan")
        assert (plan.ahead, plan.open) == wanted


def test_progression_is_told_stage_by_stage(tmp_path: Path, affair: ModuleType) -> None:
    moved = next(e for e in made(tmp_path, affair, date(2031, 3, 5)) if e.id == "evt_moved")
    assert [(step.stage, step.claim_id) for step in moved.progression] == [
        ("planned", "clm_b"),
        ("done", "clm_c"),
    ]
    assert not moved.open


def test_figure_of_a_stated_period_is_an_entry_and_of_none_is_not(tmp_path: Path, affair: ModuleType) -> None:
    documents, copies, rejections, claims, linked = affair.affair()
    figure = msgspec.structs.replace(linked.figures[0], period=linked.events[0].date)
    path = tmp_path / "r.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims)
        store.replace_links(msgspec.structs.replace(linked, figures=(figure,)))
        entry = next(e for e in timeline(store) if e.kind == "figure")
    assert (entry.id, entry.headline) == ("fig_grain", "40 per cent of grain · Veltria")


def test_top_keeps_the_weightiest_in_order_of_time(told: list[Entry]) -> None:
    light = msgspec.structs.replace(told[0], id="evt_light", start="2031-01-01", weight=0.5)
    heavy = msgspec.structs.replace(told[0], id="evt_heavy", start="2031-04-01", weight=9.0)
    assert [entry.id for entry in weightiest([light, *told, heavy], 2)] == ["evt_recall", "evt_heavy"]


def test_more_articles_origins_intensity_and_contradiction_weigh_more() -> None:
    base = weight(1, OriginCount(min=1, max=1), 2.0, 0)
    for heavier in (
        weight(2, OriginCount(min=1, max=1), 2.0, 0),
        weight(1, OriginCount(min=2, max=2), 2.0, 0),
        weight(1, OriginCount(min=1, max=1), -8.0, 0),
        weight(1, OriginCount(min=1, max=1), 2.0, 1),
    ):
        assert heavier > base
    assert weight(1, OriginCount(min=1, max=4), 2.0, 0) == base


def test_window_leaves_undated_events_out(record: Path) -> None:
    with DuckStore.open(record) as store:
        assert [e.id for e in timeline(store, Filter(since=date(2031, 3, 1)))] == ["evt_recall"]
        assert timeline(store, Filter(until=date(2031, 2, 1))) == []


def test_record_answers_timeline(record: Path) -> None:
    with DuckStore.open(record, write=True) as store:
        linked = store.linked()
        moved = msgspec.structs.replace(linked.events[0], progression=linked.events[0].claim_ids)
        store.replace_links(msgspec.structs.replace(linked, events=(moved, *linked.events[1:])))
    with Record.open(record) as opened:
        assert opened.timeline().to_arrow().column("id").to_pylist()[0] == "evt_recall"
        assert opened.timeline().to_arrow().column("progression").to_pylist()[0][0]["stage"] == "done"


def test_fit_keeps_what_so_many_lines_hold_the_weightiest_first(told: list[Entry]) -> None:
    plain = msgspec.structs.replace(told[0], headline="Veltria recalled its envoy", conflict_ids=())
    light = msgspec.structs.replace(plain, id="evt_light", start="2031-01-01", weight=0.5)
    heavy = msgspec.structs.replace(plain, id="evt_heavy", start="2031-04-01", weight=9.0)
    long = msgspec.structs.replace(heavy, id="evt_long", headline="x" * 2 * LINE)
    assert lines_of(heavy) == 1
    assert lines_of(long) == 3
    assert [e.id for e in fitting([light, heavy, long], 4)] == ["evt_heavy", "evt_long"]
    assert [e.id for e in fitting([light, heavy, long], 2)] == ["evt_light", "evt_heavy"]
    assert [e.id for e in chosen([light, heavy, long], top=1)] == ["evt_heavy"]


def with_statement(path: Path, statement: Statement) -> list[Entry]:
    with DuckStore.open(path, write=True) as store:
        store.add(statements=[statement])
    with DuckStore.open(path) as store:
        return timeline(store)


def test_what_was_said_on_a_known_day_is_an_entry_unless_an_event_tells_it(
    record: Path, affair: ModuleType
) -> None:
    doc, *_ = affair.affair()[0]
    undated = affair.statements()[0]
    assert all(entry.kind != "saying" for entry in with_statement(record, undated))
    other = affair.day(doc, "on Monday", 2)
    dated = msgspec.structs.replace(undated, statement_id="stm_other", date=other)
    entries = with_statement(record, dated)
    assert [(e.kind, e.start) for e in entries[:2]] == [("saying", "2031-03-02"), ("event", "2031-03-03")]
    same = msgspec.structs.replace(dated, statement_id="stm_same", date=affair.day(doc, "on Monday", 3))
    assert sum(e.kind == "saying" for e in with_statement(record, same)) == 1

"""Changes of a dyad from a record: each with the events that make it, or why none can be told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.change import Change, Kind, change
from onrecord.analyse.periods import Period
from onrecord.errors import SettingsError
from onrecord.records import DateBasis, DateValue, Granularity, Linked, Status
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

WEEKS = 20
FIRST = date(2031, 1, 6)


@pytest.fixture
def made(tmp_path: Path, affair: ModuleType) -> Path:
    """Twenty weeks of three articles; from the eleventh on two tell of four sanctions by Veltria."""
    documents, claims = [], []
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        when = DateValue(start=day, end=day, granularity=Granularity.DAY, basis=DateBasis.EXPLICIT)
        for number in range(3):
            text = f"A quarrel\nVeltria recalled its envoy from Ostmark, week {week}, article {number}."
            documents.append(affair.document(text, "Northern Wire", day))
        for number in range(4 if week >= 10 else 0):
            teller = documents[-1 - number % 2]
            base = affair.event_claim(teller, "recalled", "SANCTION", affair.VEL, affair.OSM, when)
            name = f"clm_{week:02}_{number}"
            claims.append(msgspec.structs.replace(base, claim_id=name, confidence=0.9))
    path = tmp_path / "made.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.add(documents, claims=claims)
        store.replace_links(
            Linked(
                events=tuple(affair.event(f"evt_{c.claim_id[4:]}", (c,), Status.REPORTED, 1) for c in claims)
            )
        )
    return path


def told(path: Path, **asked: object) -> list[Change]:
    with DuckStore.open(path) as store:
        return change(store, "VEL-OSM", Period.WEEK, **asked)  # type: ignore[arg-type]


def test_change_comes_with_rates_events_and_what_coverage_did(made: Path) -> None:
    (one,) = [c for c in told(made) if c.kind is Kind.CHANGE]
    assert (one.dyad, one.start) == ("VEL-OSM", FIRST + timedelta(weeks=10))
    assert (one.conflict_before, one.conflict_after) == (0.0, 4.0)
    assert (one.articles_before, one.articles_after, one.with_coverage) == (3.0, 3.0, False)
    assert len(one.event_ids) == 40
    assert one.what == "conflict 0.0 → 4.0 a week"


def test_other_direction_abstains_and_says_why(made: Path) -> None:
    abstained = {c.dyad: c.what for c in told(made) if c.kind is Kind.ABSTAINED}
    assert abstained == {"OSM-VEL": "change points: 0 dated events; at least 8 are needed"}


def test_first_event_of_a_type_tells_how_much_of_the_record_lies_before_it(made: Path) -> None:
    (one,) = [c for c in told(made) if c.kind is Kind.FIRST]
    assert (one.start, one.event_ids) == (FIRST + timedelta(weeks=10), ("evt_10_0",))
    assert one.what == "first SANCTION (30 articles published before that day)"


def test_window_leaves_earlier_firsts_out_and_shortens_the_series(made: Path) -> None:
    late = told(made, wanted=Filter(since=FIRST + timedelta(weeks=12)))
    assert not [c for c in late if c.kind in (Kind.FIRST, Kind.CHANGE)]
    assert any("8 weeks with articles" in c.what for c in late if c.kind is Kind.ABSTAINED)


def test_articles_on_the_pair_that_cluster_are_a_burst(made: Path) -> None:
    (burst,) = [c for c in told(made) if c.kind is Kind.BURST]
    assert (burst.dyad, burst.start) == ("VEL-OSM", FIRST + timedelta(weeks=10))
    assert burst.what == "20 of 30 articles tell of the pair; 33% in all"


def test_series_without_periods_and_penalty_of_nothing_are_refused(made: Path) -> None:
    with DuckStore.open(made) as store:
        with pytest.raises(SettingsError, match="need periods"):
            change(store, "VEL-OSM", Period.ALL)
        with pytest.raises(SettingsError, match="no penalty"):
            change(store, "VEL-OSM", penalty=0)
        with pytest.raises(SettingsError, match="not a dyad"):
            change(store, "VEL")


def test_record_answers_change(made: Path) -> None:
    with Record.open(made) as opened:
        table = opened.change("VEL-OSM", Period.WEEK).to_arrow()
    assert set(table.column("kind").to_pylist()) == {"change", "burst", "first", "abstained"}

"""A threshold hides unsure claims and what rests on them alone; the record keeps all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.analyse.brief import brief
from onrecord.analyse.dyads import dyads
from onrecord.errors import SettingsError
from onrecord.export import formats
from onrecord.records import Claim, Event, Kind
from onrecord.store.base import Store
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS
from onrecord.store.sure import LEAST, sure

Rated = Callable[..., Store]


@pytest.fixture
def rated(tmp_path: Path, affair: ModuleType) -> Iterator[Rated]:
    """Return the affair with the confidences given, by the type of the event; others are sure."""
    opened: list[DuckStore] = []

    def make(**confidence: tuple[float, ...]) -> DuckStore:
        documents, copies, rejections, claims, linked = affair.affair()
        left = {kind: list(values) for kind, values in confidence.items()}
        told = [_rated(claim, left) for claim in claims]
        path = tmp_path / f"{len(opened)}.onrecord"
        with DuckStore.open(path, write=True) as store:
            store.add(documents, copies, rejections, told)
            store.replace_links(linked)
        opened.append(DuckStore.open(path))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def _rated(claim: Claim, left: dict[str, list[float]]) -> Claim:
    if claim.kind is not Kind.EVENT:
        return claim
    values = left.get(claim.event_type or "")
    return replace(claim, confidence=values.pop(0) if values else 0.9)


def events(store: Store, least: float | None = None) -> set[str]:
    return {str(line["event_type"]) for line in LISTS["events"].rows(store, Filter(min_confidence=least))}


def claims(store: Store, least: float | None = None) -> list[str]:
    lines = LISTS["claims"].rows(store, Filter(min_confidence=least, kind="event"))
    return [str(line["event_type"]) for line in lines]


def test_unsure_event_is_hidden_and_comes_back_on_request(rated: Rated) -> None:
    store = rated(CONSULT=(0.3,))
    assert "CONSULT" not in events(store)
    assert "CONSULT" not in claims(store)
    assert "CONSULT" in events(store, 0.3)
    assert "CONSULT" in events(store, 0)
    assert "CONSULT" in claims(store, 0)


def test_threshold_of_its_own_hides_more(rated: Rated) -> None:
    store = rated(CONSULT=(0.65,))
    assert "CONSULT" in events(store)
    assert "CONSULT" not in events(store, 0.7)


def test_surer_claim_of_the_same_event_keeps_the_unsure_one(rated: Rated) -> None:
    unsure_second = rated(SANCTION=(0.9, 0.2))
    assert claims(unsure_second) == claims(unsure_second, 0)
    both_unsure = rated(SANCTION=(0.2, 0.2))
    assert "SANCTION" not in claims(both_unsure)


def test_figures_and_positions_are_not_rated_and_stay(rated: Rated) -> None:
    store = rated()
    strict = Filter(min_confidence=1)
    kinds = {str(line["kind"]) for line in LISTS["claims"].rows(store, strict)}
    assert kinds == {"figure", "position"}
    assert list(LISTS["events"].rows(store, strict)) == []
    assert list(LISTS["figures"].rows(sure(store, 1), Filter()))


def test_brief_dyads_and_conflicts_read_through_the_threshold(rated: Rated) -> None:
    store = rated(SANCTION=(0.2, 0.2))
    whole, narrow = brief(store), brief(sure(store))
    told = {name for sentence in whole.sentences for name in sentence.about}
    left = {name for sentence in narrow.sentences for name in sentence.about}
    assert told - left == {"evt_recall", "cnf_day"}
    assert narrow.section("contested").sentences == ()
    assert sum(row.events for row in dyads(sure(store))) < sum(row.events for row in dyads(store))
    kept = {event.event_id for event in sure(store).linked().events}
    assert {i for c in sure(store).linked().conflicts if (i := c.event_id)} <= kept


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_export_reads_through_the_threshold(name: str, rated: Rated, tmp_path: Path) -> None:
    store = rated(SANCTION=(0.2, 0.2))
    (hidden,) = [e for e in store.linked().events if e.event_type == "SANCTION"]
    _mentions(formats()[name].write(sure(store), tmp_path / "narrow"), hidden, wanted=False)


def _mentions(paths: list[Path], hidden: Event, *, wanted: bool) -> None:
    assert any(hidden.event_id.encode() in path.read_bytes() for path in paths) is wanted


def test_the_record_itself_loses_nothing(rated: Rated) -> None:
    store = rated(SANCTION=(0.2, 0.2))
    before = [claim.claim_id for claim in store.claims()]
    assert claims(store) != claims(store, 0)
    assert [claim.claim_id for claim in store.claims()] == before


def test_own_with_clause_of_a_query_goes_on_working(rated: Rated) -> None:
    store = rated(CONSULT=(0.3,))
    sql = "WITH kinds AS (SELECT DISTINCT event_type FROM claims WHERE kind = ?) SELECT event_type FROM kinds"
    assert ("CONSULT",) in list(store.rows(sql, ["event"]))
    assert ("CONSULT",) not in list(sure(store).rows(sql, ["event"]))


def test_threshold_is_a_probability(rated: Rated) -> None:
    with pytest.raises(SettingsError, match="no probability"):
        sure(rated(), 60)
    store = rated()
    assert sure(store, 0) is store
    assert 0 < LEAST < 1

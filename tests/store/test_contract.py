"""What every store must do (:class:`onrecord.store.base.Store`), asked of both layouts: file and folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.errors import NotARecord, RecordError
from onrecord.records import Judgement, Linked, Polarity
from onrecord.store.convert import convert
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.parquet import manifest_of
from onrecord.store.queries import LISTS
from onrecord.store.staging import Staging
from onrecord.store.sure import sure

Open = Callable[..., DuckStore]
LINK_TABLES = ("stories", "events", "event_claims", "event_actors", "figures", "conflicts", "judgements")


@pytest.fixture(params=["affair.onrecord", "affair.record"])
def place(request: pytest.FixtureRequest, tmp_path: Path, affair: ModuleType) -> Path:
    """Return the affair as a record of either layout."""
    path = tmp_path / str(request.param)
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.end_run(store.begin_run({"model": "m-1"}))
        store.add(documents, copies, rejections, claims, (), affair.statements(), affair.terms())
        store.replace_links(linked)
    return path


def held(store: DuckStore, tables: tuple[str, ...] = LINK_TABLES) -> dict[str, list[object]]:
    return {name: list(store.rows(f"SELECT * FROM {name} ORDER BY ALL")) for name in tables}


def decision(name: str, day: int, **more: object) -> Judgement:
    made = Judgement(
        judgement_id=name,
        relation="claim",
        left="clm_1",
        right="clm_1",
        verdict=False,
        by="person:Ada Berg",
        at=datetime(2031, 3, day, tzinfo=UTC),
    )
    return replace(made, **more)


def test_gives_back_what_was_put_in(place: Path, affair: ModuleType) -> None:
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(place) as store:
        assert list(store.documents()) == sorted(documents, key=lambda d: d.document_id)
        assert sorted(store.claims(), key=lambda c: c.claim_id) == sorted(claims, key=lambda c: c.claim_id)
        assert sorted(store.copies(), key=repr) == sorted(copies, key=repr)
        assert list(store.rejections()) == rejections
        assert {s.statement_id for s in store.statements()} == {s.statement_id for s in affair.statements()}
        assert store.processed() == {d.raw_sha256 for d in documents}
        assert sorted(store.linked().events, key=repr) == sorted(linked.events, key=repr)
        assert store.linked().judgements == linked.judgements
        assert store.facts()["model"] == "m-1"


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_is_the_same_in_both_layouts(place: Path, tmp_path: Path, name: str) -> None:
    other = tmp_path / ("other.record" if place.suffix == ".onrecord" else "other.onrecord")
    convert(place, other)
    with DuckStore.open(place) as one, DuckStore.open(other) as same:
        for wanted in (Filter(), Filter(min_confidence=0.0)) if name == "claims" else (Filter(),):
            assert list(LISTS[name].rows(one, wanted)) == list(LISTS[name].rows(same, wanted))


def test_adding_again_changes_nothing_and_adding_more_keeps_what_was(place: Path, affair: ModuleType) -> None:
    documents, copies, rejections, claims, _ = affair.affair()
    tables = ("documents", "copies", "rejections", "claims", "claim_actors", "statements")
    with DuckStore.open(place) as store:
        before = held(store, tables)
    with DuckStore.open(place, write=True) as store:
        store.add(documents, copies, rejections, claims, (), affair.statements())
    with DuckStore.open(place) as store:
        assert held(store, tables) == before
    late = affair.document("Late\nVeltria talks", None, date(2031, 4, 1))
    with DuckStore.open(place, write=True) as store:
        store.add(documents=[late])
    with DuckStore.open(place) as store:
        assert len(list(store.documents())) == 4
        assert held(store, ("claims",))["claims"] == before["claims"]


def test_links_are_replaced_by_difference(place: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    moved = replace(linked.events[0], reports=9)
    changed = replace(linked, events=(moved, *linked.events[2:]), conflicts=())
    with DuckStore.open(place, write=True) as store:
        store.replace_links(changed)
        assert {e.event_id: e.reports for e in store.linked().events} == {
            e.event_id: e.reports for e in changed.events
        }
        store.replace_links(Linked())
        assert store.linked() == Linked()
        assert not any(held(store).values())


def test_partial_change_equals_replacing_all(place: Path, tmp_path: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    moved = replace(linked.events[0], reports=9, claim_ids=linked.events[0].claim_ids[:1])
    with DuckStore.open(place, write=True) as store:
        store.change_links({"events": [linked.events[1].event_id]}, Linked(events=(moved,)))
        partly = held(store)
        store.replace_links(replace(linked, events=(moved, linked.events[2])))
        assert held(store) == partly
        store.replace_links(linked)
        assert held(store) != partly


def test_judgement_that_linking_takes_back_is_kept_as_withdrawn(place: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    (judgement,) = linked.judgements
    with DuckStore.open(place, write=True) as store:
        store.replace_links(replace(linked, judgements=(replace(judgement, score=0.8),)))
        store.replace_links(replace(linked, judgements=(replace(judgement, verdict=False),)))
        assert [j.verdict for j in store.linked().judgements] == [False]
        store.replace_links(replace(linked, judgements=()))
        assert store.linked().judgements == ()
        store.replace_links(linked)
    with DuckStore.open(place) as store:
        assert store.linked().judgements == linked.judgements
        sql = "SELECT verdict, withdrawn_at IS NULL FROM kept.judgements ORDER BY ALL"
        assert list(store.rows(sql)) == [(False, False), (True, False), (True, True)]


def test_decisions_are_added_and_never_changed(place: Path) -> None:
    first, second = decision("dec_1", 9, note="Not so"), decision("dec_2", 8, undoes="dec_1")
    with DuckStore.open(place, write=True) as store:
        store.decide([first])
        store.decide([second, replace(first, note="rewritten")])
        store.replace_links(Linked())
    with DuckStore.open(place) as store:
        assert list(store.decisions()) == [second, first]


def test_decisions_count_as_not_linked_until_something_says_that_they_are(place: Path) -> None:
    first, second, third = (decision(f"dec_{n}", n) for n in (1, 2, 3))
    with DuckStore.open(place, write=True) as store:
        store.decide([first])
        store.follow_decisions()
        assert store.not_linked() == []
        store.decide([])
        assert store.not_linked() == []
        store.decide([second])
        store.decide([third])
    with DuckStore.open(place) as store:
        assert store.not_linked() == ["dec_2", "dec_3"]


def test_corrected_claim_stands_in_the_place_of_the_coded_one(place: Path, affair: ModuleType) -> None:
    claims = affair.affair()[3]
    corrected = replace(
        claims[0], event_type="PROTEST", quad_class=3, scale=-6.5, actors=claims[0].recipients
    )
    with DuckStore.open(place, write=True) as store:
        coded = list(store.coded_claims())
        store.correct([corrected], [claims[2].claim_id])
    with DuckStore.open(place) as store:
        shown = {claim.claim_id: claim for claim in store.claims()}
        assert shown[corrected.claim_id] == corrected
        assert claims[2].claim_id not in shown
        assert len(shown) == len(claims) - 1
        assert list(store.coded_claims()) == coded
        parties = f"SELECT DISTINCT actor_id FROM claim_actors WHERE claim_id = '{corrected.claim_id}'"
        assert list(store.rows(parties)) == [("OSM",)]
        assert ("evt_recall", 3, -6.5) in list(store.rows("SELECT event_id, quad_class, scale FROM events"))
    with DuckStore.open(place, write=True) as store:
        store.correct([])
        assert list(store.claims()) == coded
        assert next(store.rows("SELECT quad_class FROM events WHERE event_id = 'evt_recall'")) == (4,)


def test_correction_that_makes_a_claim_unsure_hides_its_event(place: Path, affair: ModuleType) -> None:
    claims = affair.affair()[3]
    with DuckStore.open(place, write=True) as store:
        store.correct([replace(claim, confidence=0.1) for claim in claims[:2]])
    with DuckStore.open(place) as store:
        narrow = sure(store)
        assert "evt_recall" in {e.event_id for e in store.linked().events}
        assert "evt_recall" not in {e.event_id for e in narrow.linked().events}
        assert narrow.linked().conflicts == ()
        assert not {c.claim_id for c in narrow.claims()} & {c.claim_id for c in claims[:2]}
        assert len(list(store.claims())) == len(claims)


def test_newer_run_is_shown_and_the_older_one_kept(place: Path, affair: ModuleType) -> None:
    documents, _, _, claims, linked = affair.affair()
    with DuckStore.open(place) as store:
        before = held(store)
    other = [replace(claim, polarity=Polarity.NEGATIVE) for claim in claims[:3]]
    with DuckStore.open(place, write=True) as store:
        run = store.begin_run({"model": "m-2"})
        assert store.uncoded(run) == sorted(d.document_id for d in documents)
        store.add(documents=documents, claims=other)
        assert len(list(store.claims())) == 7  # not shown before it has ended
        assert store.uncoded(run) == []
        store.end_run(run)
        store.replace_links(Linked(events=linked.events[:1]))
    with DuckStore.open(place) as now, DuckStore.open(place, run=1) as then:
        assert sorted(now.claims(), key=repr) == sorted(other, key=repr)
        assert len(now.linked().events) == 1
        assert len(list(then.claims())) == 7
        assert held(then) == before
        assert (now.facts()["model"], then.facts()["model"]) == ("m-2", "m-1")
        assert [(r.run_id, r.in_force) for r in now.runs()] == [(1, False), (2, True)]


def test_build_extends_it_beside_readers(place: Path, affair: ModuleType) -> None:
    late = affair.document("Late\nVeltria talks", None, date(2031, 4, 1))
    with DuckStore.open(place) as reader:
        with Staging(place) as staging:
            staging.store.add(documents=[late])
            staging.publish(lambda: None)
        assert not reader.is_current()
        assert len(list(reader.documents())) == 3
    with DuckStore.open(place) as reader:
        assert reader.is_current()
        assert len(list(reader.documents())) == 4
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_locked_connection_reads_nothing_else(place: Path, tmp_path: Path) -> None:
    import duckdb

    from onrecord.store.sql import LOCKED

    (tmp_path / "secret.csv").write_text("a\n1\n")
    with DuckStore.open(place, config=LOCKED) as store:
        assert next(store.narrowed(0.5).rows("SELECT count(*) FROM claims")) == (7,)
        with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
            list(store.rows(f"SELECT * FROM read_csv('{tmp_path}/secret.csv')"))


# ------------------------------------------------------------------- the folder alone


def test_folder_gets_a_part_for_what_is_new_and_keeps_the_rest(tmp_path: Path, affair: ModuleType) -> None:
    folder = tmp_path / "big.record"
    documents, _, _, claims, _ = affair.affair()
    for document in documents:
        with DuckStore.open(folder, write=True) as store:
            store.add(
                documents=[document], claims=[c for c in claims if c.document_id == document.document_id]
            )
    manifest = manifest_of(folder)
    assert [len(manifest.parts[name]) for name in ("documents", "claims", "runs")] == [3, 3, 1]
    named = {name for names in manifest.parts.values() for name in names} | {*manifest.before}
    assert {path.relative_to(folder).as_posix() for path in folder.glob("*/*.parquet")} == named
    with DuckStore.open(folder) as store:
        assert len(list(store.claims())) == len(claims)


def test_broken_manifest_is_told_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "big.record"
    folder.mkdir()
    with pytest.raises(NotARecord, match="no such record"):
        DuckStore.open(folder)
    (folder / "manifest.json").write_text("{")
    with pytest.raises(NotARecord, match="manifest cannot be read"):
        DuckStore.open(folder)
    (folder / "manifest.json").write_text('{"format": "onrecord", "schema_version": 99}')
    with pytest.raises(NotARecord, match="schema 99"):
        DuckStore.open(folder)


def test_converting_overwrites_nothing(place: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="exists already"):
        convert(place, place)
    with pytest.raises(RecordError, match="same kind"):
        convert(place, place.with_name(f"again{place.suffix}"))

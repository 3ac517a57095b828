"""Who reported what, first, late, never, in whose voice and from where."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.reported import Fact, Reporting, Turn, omissions
from onrecord.analyse.reporting import reporting
from onrecord.errors import SettingsError
from onrecord.records import Linked, OriginBasis, OriginLink, Status, TermVoice
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter


@pytest.fixture
def told(tmp_path: Path, affair: ModuleType) -> Reporting:
    """Three outlets and a fourth article without a date; one copies another."""
    text = "A recall\nVeltria recalled its envoy from Ostmark on Monday{}."
    first = affair.document(text.format(""), "Northern Wire", date(2031, 3, 4))
    late = affair.document(text.format(" again"), "The Harbour Post", date(2031, 3, 7))
    undated = affair.document(text.format(" too"), "Evening Bell", date(2031, 3, 9))
    undated = msgspec.structs.replace(undated, published=None)
    silent = affair.document(
        "Talks\nVeltria and Ostmark held talks in Port Sele.", "Inland Echo", date(2031, 3, 5)
    )
    when = affair.day(late, "on Monday", 3)
    claims = [
        affair.event_claim(first, "recalled", "SANCTION", affair.VEL, affair.OSM),
        affair.event_claim(late, "recalled", "SANCTION", affair.VEL, affair.OSM, when),
        affair.event_claim(undated, "recalled", "SANCTION", affair.VEL, ()),
        affair.event_claim(silent, "talks", "CONSULT", affair.VEL, affair.OSM),
    ]
    copied = OriginLink(
        origin_link_id="org_1",
        document_id=late.document_id,
        upstream=first.document_id,
        basis=OriginBasis.COPIED_TEXT,
        stated=False,
    )
    credit = msgspec.structs.replace(
        copied, origin_link_id="org_2", document_id=silent.document_id, upstream="name:northern wire"
    )
    credit = msgspec.structs.replace(credit, basis=OriginBasis.CREDIT, stated=True)
    events = (
        affair.event("evt_recall", tuple(claims[:3]), Status.REPORTED, 1),
        affair.event("evt_talks", tuple(claims[3:]), Status.REPORTED, 1),
    )
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([first, late, undated, silent], [], [], claims)
        store.replace_links(Linked(events=events, origins=(copied, credit)))
        every, told_only = reporting(store), reporting(store, told_only=True)
    assert told_only.outlets == every.outlets  # who tells nothing is counted all the same
    assert told_only.reports == tuple(r for r in every.reports if r.turn is not Turn.NEVER)
    assert told_only.facts == ()
    return every


def test_first_late_undated_and_never(told: Reporting) -> None:
    assert {(r.publisher, r.turn, r.days_behind) for r in told.reports} == {
        ("Northern Wire", Turn.FIRST, 0),
        ("The Harbour Post", Turn.LATE, 3),
        ("Evening Bell", Turn.UNDATED, None),
        ("Inland Echo", Turn.NEVER, None),
    }


def test_of_some_events_all_is_counted_of_those_and_of_their_articles(
    told: Reporting, tmp_path: Path
) -> None:
    with DuckStore.open(tmp_path / "r.onrecord") as store:
        talks = reporting(store, Filter(type="CONSULT"))
        assert reporting(store, Filter(since=date(2040, 1, 1))).reports == ()
        with pytest.raises(SettingsError, match="cannot be narrowed by publisher"):
            reporting(store, Filter(publisher="Wire"))
    counts = {o.publisher: (o.articles, o.events, o.alone, o.claims) for o in talks.outlets}
    assert counts.pop("Inland Echo") == (1, 1, 1, 1)
    assert set(counts.values()) == {(0, 0, 0, 0)}
    assert [one.publisher for one in talks.dependences] == ["Inland Echo"]
    assert [one.publisher for one in told.dependences] == ["Inland Echo", "The Harbour Post"]


def test_who_only_announced_an_event_is_neither_first_nor_counted(tmp_path: Path, affair: ModuleType) -> None:
    text = "A recall\nVeltria recalled its envoy from Ostmark on Monday{}."
    outlets = {"Northern Wire": 1, "The Harbour Post": 4, "Evening Bell": 5}
    documents = [affair.document(text.format(n), n, date(2031, 3, day)) for n, day in outlets.items()]
    claims = [affair.event_claim(d, "recalled", "SANCTION", affair.VEL, affair.OSM) for d in documents]
    event = affair.event("evt_recall", tuple(claims), Status.REPORTED, 1)
    event = msgspec.structs.replace(event, reports=2, announced_by=(documents[0].document_id,))
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add(documents, [], [], claims)
        store.replace_links(Linked(events=(event,)))
        told = reporting(store)
    assert {(r.publisher, r.turn, r.days_behind) for r in told.reports} == {
        ("Northern Wire", Turn.ANNOUNCED, None),
        ("The Harbour Post", Turn.FIRST, 0),
        ("Evening Bell", Turn.LATE, 1),
    }
    wire = next(outlet for outlet in told.outlets if outlet.publisher == "Northern Wire")
    assert (wire.events, wire.announced, wire.never) == (0, 1, 0)


def test_facet_is_left_out_only_where_another_tells_it_and_the_outlet_reports(told: Reporting) -> None:
    assert {report.publisher: report.left_out for report in told.reports} == {
        "Northern Wire": ("when",),
        "The Harbour Post": (),
        "Evening Bell": ("whom", "when"),
        "Inland Echo": (),
    }


def test_outlets_are_counted(told: Reporting) -> None:
    by_name = {outlet.publisher: outlet for outlet in told.outlets}
    echo, post = by_name["Inland Echo"], by_name["The Harbour Post"]
    assert (echo.events, echo.alone, echo.never) == (1, 1, 1)
    assert (post.events, post.alone, post.late, post.days_behind, post.copied) == (1, 0, 1, 3.0, 1)
    left_out = by_name["Evening Bell"].left_out
    assert {facet: number for facet, number in left_out.items() if number} == {"whom": 1, "when": 1}


def test_upstream_that_is_an_outlet_of_the_record_goes_by_its_name(told: Reporting) -> None:
    assert [(d.publisher, d.upstream, d.basis, d.stated) for d in told.dependences] == [
        ("Inland Echo", "Northern Wire", "credit", True),
        ("The Harbour Post", "Northern Wire", "copied_text", False),
    ]


def test_voices_add_up_to_the_claims(record: Path) -> None:
    with DuckStore.open(record) as store:
        outlets = reporting(store).outlets
    post = next(outlet for outlet in outlets if outlet.publisher == "The Harbour Post")
    assert (post.own_voice, post.attributed, post.anonymous, post.claims) == (2, 1, 0, 3)


def test_record_answers_coverage(record: Path) -> None:
    with Record.open(record) as opened:
        assert opened.coverage().to_arrow().num_rows == 3
        assert {line["event_id"] for line in opened.coverage("events")} == {"evt_recall"}
        with pytest.raises(SettingsError, match="no coverage of 'bias'"):
            opened.coverage("bias")


def test_fact_is_what_one_outlet_tells_and_another_leaves_out(told: Reporting) -> None:
    when = {fact.publisher: fact for fact in told.facts if fact.facet == "when"}
    assert {name: (fact.told, fact.values) for name, fact in when.items()} == {
        "Evening Bell": (False, ()),
        "Northern Wire": (False, ()),
        "The Harbour Post": (True, ("3 March 2031",)),
    }
    assert {fact.told_by for fact in when.values()} == {1}
    assert when["The Harbour Post"].claim_ids
    assert "where" not in {fact.facet for fact in told.facts}


def test_loaded_terms_are_counted_by_outlet_and_by_whose_words_they_are(
    record: Path, affair: ModuleType
) -> None:
    (quoted,) = affair.terms()
    own = msgspec.structs.replace(quoted, term_id="trm_own", voice=TermVoice.PUBLISHER, holder=())
    apart = msgspec.structs.replace(own, term_id="trm_apart", voice=TermVoice.DISTANCED)
    with DuckStore.open(record, write=True) as store:
        store.add(terms=[own, apart])
    with DuckStore.open(record) as store:
        told = reporting(store)
    (use,) = told.terms
    assert (use.publisher, use.term, use.own, use.quoted, use.reported, use.distanced) == (
        "The Harbour Post",
        "aggression",
        1,
        1,
        0,
        1,
    )
    assert use.targets == ("Ostmark",)
    assert len(use.term_ids) == 3
    post = next(outlet for outlet in told.outlets if outlet.publisher == "The Harbour Post")
    assert (post.loaded_own, post.loaded_given, post.loaded_distanced) == (1, 1, 1)


def test_record_answers_each_kind_of_coverage_in_fixed_columns(record: Path, tmp_path: Path) -> None:
    with DuckStore.open(tmp_path / "empty.onrecord", write=True):
        pass
    with Record.open(record) as full, Record.open(tmp_path / "empty.onrecord") as empty:
        for of in ("outlets", "events", "facts", "origins", "terms"):
            assert full.coverage(of).to_arrow().schema == empty.coverage(of).to_arrow().schema
            assert empty.coverage(of).to_arrow().num_rows == 0
        assert full.coverage("facts").to_arrow().num_rows > 0
        assert full.coverage("outlets").to_arrow().column("left_out").to_pylist()[0]


def test_an_omission_says_what_the_others_tell_and_who_they_are() -> None:
    def fact(publisher: str, facet: str, *values: str) -> Fact:
        return Fact(
            event_id="evt_1",
            headline="Veltria hit a port",
            facet=facet,
            publisher=publisher,
            told=bool(values),
            values=values,
            claim_ids=tuple(f"clm_{value}" for value in values),
            told_by=1,
        )

    facts = [fact("A", "when", "3 March"), fact("B", "when"), fact("A", "what", "hit"), fact("B", "what")]
    (one,) = omissions(facts, ("when", "where"))
    assert (one.publisher, one.facet, one.values, one.told_by) == ("B", "when", ("3 March",), ("A",))
    assert one.claim_ids == ("clm_3 March",)

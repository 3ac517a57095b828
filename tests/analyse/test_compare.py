"""Each outlet's telling side by side, every value with its characters."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.compare import (
    QUOTED,
    Comparison,
    FacetRow,
    Verdict,
    compare,
    comparison_lines,
)
from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import Attribution, AttributionForm, Linked, SourceKind, Status
from onrecord.store.duckdb import DuckStore


@pytest.fixture
def told(record: Path) -> Comparison:
    with DuckStore.open(record) as store:
        return compare(store, "evt_rec")


def row(told: Comparison, facet: str) -> FacetRow:
    return next(row for row in told.facets if row.facet == facet)


def values(told: Comparison, facet: str) -> list[list[str]]:
    return [[saying.value for saying in cell.sayings] for cell in row(told, facet).cells]


def test_one_column_an_outlet_in_order_of_publication(told: Comparison) -> None:
    assert [teller.publisher for teller in told.tellers] == ["The Harbour Post", "Northern Wire"]
    assert values(told, "who") == [["Veltria"], ["Veltria"]]
    assert row(told, "who").verdict is Verdict.AGREE


def test_contradiction_of_the_record_is_named_with_its_id(told: Comparison) -> None:
    when = row(told, "when")
    assert values(told, "when") == [["3 March 2031"], ["4 March 2031"]]
    assert (when.verdict, when.conflict_ids) == (Verdict.CONFLICT, ("cnf_day",))
    assert [side.value for side in told.disputes[0].sides] == ["3 March 2031", "4 March 2031"]


def test_other_words_are_no_contradiction(told: Comparison) -> None:
    assert values(told, "word of") == [["Foreign Minister Ada Lind"], ["its own"]]
    assert row(told, "word of").verdict is Verdict.DIFFER


def test_what_nobody_tells_is_left_out_by_nobody(told: Comparison) -> None:
    where = row(told, "where")
    assert (where.verdict, where.left_out_by) == (Verdict.SILENT, ())


def test_every_value_points_at_characters_of_its_article(record: Path) -> None:
    with DuckStore.open(record) as store:
        texts = {d.document_id: d.text for d in store.documents()}
        lines = list(comparison_lines(compare(store, "evt_recall")))
    told = [line for line in lines if line.document_id]
    shown = [(line.document_id, span) for line in told for span in (*line.words, line.sentence) if span]
    assert len(shown) > 6
    for document_id, span in shown:
        assert texts[document_id][span.start : span.end] == span.text


def test_sentence_is_cut_at_its_facets_and_whole(told: Comparison) -> None:
    telling = told.tellers[0].tellings[0]
    assert "".join(piece.text for piece in telling.pieces) == telling.sentence
    marked = {piece.mark: piece.text for piece in telling.pieces}
    assert (marked["what"], marked["when"], marked["word of"]) == ("recalled", "on Monday", "said")


def test_words_of_somebody_quoted_are_marked_beneath_the_facets(tmp_path: Path, affair: ModuleType) -> None:
    text = "A recall\n“Veltria recalled its envoy from Ostmark on Monday,” a minister said."
    doc = affair.document(text, "Harbour Post", date(2031, 3, 4))
    link = Attribution(
        form=AttributionForm.DIRECT,
        source_kind=SourceKind.OFFICIAL,
        source=affair.span(doc, "a minister"),
        cue=affair.span(doc, "said"),
        content=(affair.span(doc, "“Veltria recalled its envoy from Ostmark on Monday,”"),),
    )
    when = affair.day(doc, "on Monday", 3)
    claim = affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM, when, (link,))
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([doc], claims=[claim])
        store.replace_links(Linked(events=(affair.event("evt_recall", (claim,), Status.REPORTED, 1),)))
        told = compare(store, "evt_recall")
    marked = [(piece.text, piece.mark) for piece in told.tellers[0].tellings[0].pieces]
    assert (" its envoy from ", QUOTED) in marked
    assert ("on Monday", "when") in marked
    assert marked[-1] == (".", "")


def test_claims_less_sure_than_asked_are_left_out_and_none_left_says_so(
    tmp_path: Path, affair: ModuleType
) -> None:
    docs = [
        affair.document(f"A recall\nVeltria recalled its envoy from Ostmark{n}.", name, date(2031, 3, 4))
        for n, name in enumerate(("Harbour Post", "Northern Wire"))
    ]
    claims = tuple(
        msgspec.structs.replace(
            affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM), confidence=sure
        )
        for doc, sure in zip(docs, (0.5, 0.9), strict=True)
    )
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add(docs, claims=claims)
        store.replace_links(Linked(events=(affair.event("evt_recall", claims, Status.REPORTED, 2),)))
    with DuckStore.open(tmp_path / "r.onrecord") as store:
        assert len(compare(store, "evt_recall").tellers) == 2
        assert [t.publisher for t in compare(store, "evt_recall", 0.7).tellers] == ["Northern Wire"]
        with pytest.raises(NoSuchThing, match=r"as sure as 0\.95"):
            compare(store, "evt_recall", 0.95)
        with pytest.raises(SettingsError, match="no probability"):
            compare(store, "evt_recall", 2.0)


def test_two_claims_of_one_outlet_are_one_column_and_an_omission_is_told(
    tmp_path: Path, affair: ModuleType
) -> None:
    first = affair.document(
        "Envoy home\nVeltria recalled its envoy from Ostmark.", "Harbour Post", date(2031, 3, 4)
    )
    later = affair.document(
        "Envoy back\nVeltria recalled its envoy from Ostmark on Monday.", "Harbour Post", date(2031, 3, 6)
    )
    other = affair.document(
        "A recall\nVeltria recalled its man in Ostmark.", "Northern Wire", date(2031, 3, 5)
    )
    when = affair.day(later, "on Monday", 3)
    claims = tuple(
        affair.event_claim(d, "recalled", "SANCTION", affair.VEL, affair.OSM, day)
        for d, day in ((first, None), (later, when), (other, None))
    )
    event = affair.event("evt_recall", claims, Status.REPORTED, 1)
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([first, later, other], [], [], claims)
        store.replace_links(Linked(events=(event,)))
        told = compare(store, "evt_recall")
    assert [len(teller.tellings) for teller in told.tellers] == [2, 1]
    assert values(told, "when") == [["3 March 2031"], []]
    assert row(told, "when").verdict is Verdict.ALONE
    assert row(told, "when").left_out_by == ("Northern Wire",)


def test_only_events_are_compared(record: Path) -> None:
    with DuckStore.open(record) as store, pytest.raises(NoSuchThing, match="is no event"):
        compare(store, "fig_grain")


def test_record_answers_like_the_command(record: Path) -> None:
    with Record.open(record) as opened:
        table = opened.compare("evt_rec").to_arrow()
    assert set(table.column("publisher").to_pylist()) == {"The Harbour Post", "Northern Wire"}

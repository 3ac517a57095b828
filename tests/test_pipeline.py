"""The main path: what one input becomes, whatever it does."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord import pipeline
from onrecord.errors import NotARecord, SettingsError
from onrecord.ingest import from_text, iter_inputs
from onrecord.judging.decisions import accept, reject
from onrecord.pipeline import build, document, process, recode
from onrecord.reading import Reading
from onrecord.records import Claim, Document
from onrecord.serve.cli.build import summary
from onrecord.settings import Settings
from onrecord.store.chosen import settings_of
from onrecord.store.duckdb import DuckStore

ARTICLE = "Norway accused Denmark of blocking the strait on Monday. Denmark denied the accusation."


def test_fault_in_one_document_is_its_rejection_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    reading = document.read_document

    def faulty(document: object, settings: Settings) -> object:
        if "told by b" in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("made up")
        return reading(document, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "read_document", faulty)
    report = build([tmp_path], tmp_path / "out.onrecord")
    assert report.documents == 2
    assert report.rejections == {"internal_error": 1}
    with DuckStore.open(tmp_path / "out.onrecord", write=False) as store:
        (rejection,) = store.rejections()
    assert (Path(rejection.path).name, rejection.stage) == ("b.txt", "read")
    assert "ZeroDivisionError: made up" in rejection.detail


def test_fault_while_taking_in_is_a_rejection_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")

    def faulty(item: object, settings: Settings) -> object:
        raise OverflowError("made up")

    monkeypatch.setattr(document, "ingest", faulty)
    (item,) = iter_inputs([tmp_path / "a.txt"], Settings())
    rejection = process(item, Settings()).rejection
    assert rejection is not None
    assert (rejection.stage, rejection.reason) == ("ingest", "internal_error")


def test_a_document_that_takes_too_long_is_a_rejection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    reading = document.read_document
    reading(from_text(ARTICLE), Settings(max_seconds=5))  # the model is loaded on nobody's time

    def slow(document: object, settings: Settings) -> object:
        if "told by b" in document.text:  # type: ignore[attr-defined]
            time.sleep(60)
        return reading(document, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "read_document", slow)
    report = build([tmp_path], tmp_path / "out.onrecord", Settings(max_seconds=5))
    assert (report.documents, report.rejections) == (1, {"out_of_time": 1})


def test_known_document_is_not_coded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "out.onrecord")

    def never(document: object, settings: Settings) -> object:
        raise AssertionError("coded again")

    monkeypatch.setattr(document, "code_document", never)
    report = build([tmp_path / "a.txt"], tmp_path / "out.onrecord")
    assert (report.documents, report.added, report.rejections) == (1, 0, {})


def test_other_settings_code_all_articles_again_as_a_run_beside_the_old(tmp_path: Path) -> None:
    record = tmp_path / "out.onrecord"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    build([tmp_path / "a.txt"], record)
    report = build([tmp_path / "b.txt"], record, Settings(day_first=True))
    assert (report.documents, report.added, report.coded_again) == (2, 1, 1)
    assert (report.before, report.run, report.differs) == (1, 2, ("settings",))
    with DuckStore.open(record) as now, DuckStore.open(record, run=1) as before:
        assert {c.document_id for c in now.claims()} == {d.document_id for d in now.documents()}
        assert {c.claim_id for c in before.claims()} < {c.claim_id for c in now.claims()}
        assert before.linked().events
        assert [(run.complete, run.in_force) for run in now.runs()] == [(True, False), (True, True)]
        assert settings_of(now).day_first is True
        assert settings_of(before).day_first is None


def test_settings_of_an_older_run_bring_that_run_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path / "a.txt"], record)
    build([tmp_path / "a.txt"], record, Settings(day_first=True))

    def never(document: object, settings: Settings) -> object:
        raise AssertionError("coded again")

    monkeypatch.setattr(document, "read_document", never)
    report = build([tmp_path / "a.txt"], record)
    assert (report.before, report.run, report.coded_again) == (2, 1, 0)


def test_settings_of_linking_alone_take_over_what_is_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path / "a.txt"], record)

    def never(document: object, settings: Settings) -> object:
        raise AssertionError("coded again")

    monkeypatch.setattr(document, "_coded", never)
    report = build([tmp_path / "a.txt"], record, Settings(copied_words=30))
    assert (report.before, report.run, report.coded_again, report.differs) == (1, 2, 0, ("settings",))
    with DuckStore.open(record) as now, DuckStore.open(record, run=1) as before:
        assert list(now.claims()) == list(before.claims()) != []
        assert list(now.statements()) == list(before.statements()) != []
        tables = ("claim_actors", "claim_voices", "statement_actors", "introductions")
        for sql in (f"SELECT * FROM {name} ORDER BY ALL" for name in tables):
            assert list(now.rows(sql)) == list(before.rows(sql))
        assert now.linked().events
        assert settings_of(now).copied_words == 30


def test_changed_actor_files_code_all_articles_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    mine = tmp_path / "actors.toml"
    mine.write_text("", encoding="utf-8")
    settings = Settings(actors=(str(mine),))
    build([tmp_path / "a.txt"], tmp_path / "out.onrecord", settings)
    mine.write_text("# changed since", encoding="utf-8")
    report = build([tmp_path / "a.txt"], tmp_path / "out.onrecord", settings)
    assert (report.run, report.coded_again, report.differs) == (2, 1, ("own_files",))


def test_recode_keeps_the_settings_of_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path / "a.txt"], record, Settings(copied_words=30))
    assert recode(record).coded_again == 0
    monkeypatch.setattr(document, "__version__", "99")
    report = recode(record)
    assert (report.coded_again, report.added, report.differs) == (1, 0, ("onrecord_version",))
    with DuckStore.open(record) as store:
        assert settings_of(store).copied_words == 30


def test_decision_on_a_claim_that_is_read_otherwise_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path / "a.txt"], record)
    with DuckStore.open(record, write=True) as store:
        first, second, *_ = store.claims()
        at = datetime(2031, 3, 9, tzinfo=UTC)
        store.decide([reject(first, "person:Ada Berg", at), accept(second, "person:Ada Berg", at)])
    assert recode(record).adrift == 0
    reading = document.code_all

    def otherwise(*given: Any) -> Any:
        coded = reading(*given)
        left = tuple(c for c in coded.claims if c.claim_id != first.claim_id)
        return msgspec.structs.replace(coded, claims=left)

    monkeypatch.setattr(document, "code_all", otherwise)
    monkeypatch.setattr(document, "__version__", "99")
    report = recode(record)
    assert report.adrift == 1
    assert any("1 decision of persons no longer fits what run 2 reads" in x for x in summary(report, record))


def test_recode_needs_a_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="no such record"):
        recode(tmp_path / "none.onrecord")
    assert list(tmp_path.iterdir()) == []


def test_fault_while_coding_again_is_a_rejection_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path], record)
    reading = document.read_document

    def faulty(document: object, settings: Settings) -> object:
        if "told by b" in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("made up")
        return reading(document, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "read_document", faulty)
    monkeypatch.setattr(document, "__version__", "99")
    report = recode(record)
    assert (report.documents, report.coded_again, report.rejections) == (2, 2, {"internal_error": 1})


def test_interrupted_recode_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    record = tmp_path / "out.onrecord"
    build([tmp_path], record)
    before = claims_of(record)
    reading, coded = document.read_document, list[str]()

    def stopped(document: Document, settings: Settings) -> Reading:
        if len(coded) == 3:
            raise KeyboardInterrupt
        coded.append(document.document_id)
        return reading(document, settings)

    monkeypatch.setattr(pipeline, "BATCH", 2)
    monkeypatch.setattr(document, "__version__", "99")
    monkeypatch.setattr(document, "read_document", stopped)
    with pytest.raises(KeyboardInterrupt):
        recode(record)
    assert claims_of(record) == before
    coded.clear()
    report = recode(record)
    assert len(coded) == 2
    assert (report.run, report.coded_again) == (2, 2)
    assert claims_of(record) == before


def claims_of(record: Path) -> list[Claim]:
    with DuckStore.open(record) as store:
        return list(store.claims())


def test_book_length_text_is_rejected_not_read_for_hours(tmp_path: Path) -> None:
    text = "\n".join(f"{ARTICLE} So ended day {day} of the long quarrel." for day in range(3_000))
    (tmp_path / "book.txt").write_text(text, encoding="utf-8")
    report = build([tmp_path / "book.txt"], tmp_path / "out.onrecord")
    assert report.rejections == {"too_long": 1}


def test_fault_of_the_set_up_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "actors.toml").write_text("[[nonsense]]", encoding="utf-8")
    with pytest.raises(SettingsError, match="nonsense"):
        build(
            [tmp_path / "a.txt"], tmp_path / "out.onrecord", Settings(actors=(str(tmp_path / "actors.toml"),))
        )

"""The main path: what one input becomes, whatever it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.errors import RecordError, SettingsError
from onrecord.ingest import iter_inputs
from onrecord.pipeline import build, process
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

ARTICLE = "Norway accused Denmark of blocking the strait on Monday. Denmark denied the accusation."


def test_fault_in_one_document_is_its_rejection_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE} It was told by {name}.", encoding="utf-8")
    reading = pipeline.read_document

    def faulty(document: object, settings: Settings) -> object:
        if "told by b" in document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("made up")
        return reading(document, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_document", faulty)
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

    monkeypatch.setattr(pipeline, "ingest", faulty)
    (item,) = iter_inputs([tmp_path / "a.txt"], Settings())
    rejection = process(item, Settings()).rejection
    assert rejection is not None
    assert (rejection.stage, rejection.reason) == ("ingest", "internal_error")


def test_known_document_is_not_coded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "out.onrecord")

    def never(document: object, settings: Settings) -> object:
        raise AssertionError("coded again")

    monkeypatch.setattr(pipeline, "code_document", never)
    report = build([tmp_path / "a.txt"], tmp_path / "out.onrecord")
    assert (report.documents, report.added, report.rejections) == (1, 0, {})


def test_record_built_by_other_settings_is_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "out.onrecord")
    with pytest.raises(RecordError, match="built with other settings"):
        build([tmp_path / "a.txt"], tmp_path / "out.onrecord", Settings(copied_words=30))


def test_record_built_with_other_actor_files_is_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    mine = tmp_path / "actors.toml"
    mine.write_text("", encoding="utf-8")
    settings = Settings(actors=(str(mine),))
    build([tmp_path / "a.txt"], tmp_path / "out.onrecord", settings)
    mine.write_text("# changed since", encoding="utf-8")
    with pytest.raises(RecordError, match="own_files"):
        build([tmp_path / "a.txt"], tmp_path / "out.onrecord", settings)


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

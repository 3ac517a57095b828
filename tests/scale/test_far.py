"""Builds whose workers read articles and write parts of the record themselves, and what can befall them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import Record, pipeline
from onrecord.errors import InputError, RecordError, SetupError
from onrecord.judging.asked import Act, Verb
from onrecord.pipeline import build, document, versions
from onrecord.scale import SerialEngine, far, parts
from onrecord.scale.parts import inputs_of, parts_of
from onrecord.serve.deciding import decide
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.parquet import manifest_of
from onrecord.store.staging import folder_of_parts

TOLD = {
    "harbour": "Norway accused Denmark of blocking the strait. Denmark expelled two Norwegian diplomats.",
    "wire": "On Tuesday Denmark expelled two Norwegian diplomats. Sweden offered to mediate.",
    "letter": "Finland condemned Sweden. Denmark sent aid to Norway on Friday.",
}


class FarEngine(SerialEngine):
    """An engine whose workers, all in this process, read and write themselves."""

    far = True

    def __init__(self) -> None:
        self.parts: list[str] = []

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], lost: Callable[[Any], Any] | None = None
    ) -> Iterator[Any]:
        for item in items:
            if isinstance(item, parts.Part):
                self.parts.append(item.name)
            yield function(item)


class DyingEngine(FarEngine):
    """All its workers die of the first part they are given."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], lost: Callable[[Any], Any] | None = None
    ) -> Iterator[Any]:
        for number, item in enumerate(items):
            is_part = isinstance(item, parts.Part)
            yield lost(item) if lost and is_part and number == 0 else function(item)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code in this process, a file at a time."""
    monkeypatch.setattr(far, "ProcessEngine", lambda workers: SerialEngine())
    monkeypatch.setattr(parts, "FILES", 1)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("harbour", "wire"):
        write(folder, name)
    return folder


def write(folder: Path, name: str) -> None:
    (folder / f"{name}.txt").write_text(f"Published: 2031-03-05\n\n{TOLD[name]}", encoding="utf-8")


def contents(record: Path) -> tuple[Any, ...]:
    with DuckStore.open(record) as store:
        claims = sorted(store.claims(), key=lambda claim: claim.claim_id)
        copies = sorted(map(repr, store.rows("FROM copies")))
        return claims, store.linked(), copies, list(store.rejections())


@pytest.mark.parametrize("name", ["far.record", "far.onrecord"])
def test_what_comes_later_is_added_as_if_it_had_been_there_at_once(
    articles: Path, tmp_path: Path, name: str
) -> None:
    (articles / "empty.txt").write_bytes(b"")
    engine = FarEngine()
    assert build([articles], tmp_path / name, engine=engine).added == 2
    write(articles, "letter")
    report = build([articles], tmp_path / name, engine=engine)
    assert (report.added, report.documents, report.rejections) == (1, 3, {"empty": 1})
    build([articles], tmp_path / "here.onrecord")
    assert contents(tmp_path / name) == contents(tmp_path / "here.onrecord")


def test_files_of_workers_become_files_of_the_record(articles: Path, tmp_path: Path) -> None:
    record = tmp_path / "far.record"
    build([articles], record, engine=FarEngine())
    assert len(manifest_of(record).parts["claims"]) == 2
    first = manifest_of(record).parts["claims"]
    write(articles, "letter")
    build([articles], record, engine=FarEngine())
    assert manifest_of(record).parts["claims"][:2] == first
    assert len(manifest_of(record).parts["claims"]) == 3
    assert not folder_of_parts(record).exists()


def test_equal_bytes_in_two_files_are_one_document_with_two_places(articles: Path, tmp_path: Path) -> None:
    (articles / "again.txt").write_bytes((articles / "wire.txt").read_bytes())
    build([articles], tmp_path / "far.record", engine=FarEngine())
    build([articles], tmp_path / "here.onrecord")
    assert contents(tmp_path / "far.record") == contents(tmp_path / "here.onrecord")
    with DuckStore.open(tmp_path / "far.record") as store:
        assert sorted(
            Counter(str(name) for (name,) in store.rows("SELECT document_id FROM copies")).values()
        ) == [1, 2]


def test_what_a_stopped_build_had_coded_is_not_coded_again(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "far.record"

    def stop(*anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "relink", stop)
        with pytest.raises(KeyboardInterrupt):
            build([articles], record, engine=FarEngine())
    assert not record.exists()
    with monkeypatch.context() as patch:
        patch.setattr(document, "_coded", stop)
        assert build([articles], record, engine=FarEngine()).added == 2
    assert not folder_of_parts(record).exists()


def test_a_file_that_changed_since_is_read_again(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {part.name for part in parts_of([articles], "1")}
    write(articles, "letter")
    (articles / "wire.txt").write_text(TOLD["wire"] + " It rained in Oslo.", encoding="utf-8")
    assert len(before & {part.name for part in parts_of([articles], "1")}) == 1
    assert not before & {part.name for part in parts_of([articles], "2")}


def test_decisions_hold_in_a_build_on_workers(articles: Path, tmp_path: Path) -> None:
    record = tmp_path / "far.record"
    build([articles], record, engine=FarEngine())
    with Record.open(record) as opened:
        gone = str(next(line["claim_id"] for line in opened.claims()))
    decide(record, [Act(verb=Verb.REJECT, ids=(gone,))], "Ada")
    write(articles, "letter")
    build([articles], record, engine=FarEngine())
    claims, linked, _, _ = contents(record)
    assert gone not in {claim.claim_id for claim in claims}
    assert not any(gone in event.claim_ids for event in linked.events)
    assert len(claims) > 3


def test_a_decision_made_while_a_build_links_is_not_lost(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "far.record"
    build([articles], record, engine=FarEngine())
    with Record.open(record) as opened:
        gone = str(next(line["claim_id"] for line in opened.claims()))
    relink, calls = pipeline.relink, iter(range(9))

    def interrupted(*given: Any) -> Any:
        linked = relink(*given)
        if next(calls) == 0:
            decide(record, [Act(verb=Verb.REJECT, ids=(gone,))], "Ada", link=False)
        return linked

    write(articles, "letter")
    monkeypatch.setattr(pipeline, "relink", interrupted)
    build([articles], record, engine=FarEngine())
    assert next(calls) == 2
    claims, linked, _, _ = contents(record)
    assert gone not in {claim.claim_id for claim in claims}
    assert not any(gone in event.claim_ids for event in linked.events)


def test_a_part_no_worker_survives_is_a_rejection_for_each_of_its_files(
    articles: Path, tmp_path: Path
) -> None:
    report = build([articles], tmp_path / "far.record", engine=DyingEngine())
    assert (report.documents, report.rejections) == (1, {"internal_error": 1})
    assert report.unused[0].path == str(articles / "harbour.txt")


def test_nothing_is_made_of_a_mistyped_path(tmp_path: Path) -> None:
    for path in (str(tmp_path / "articels"), (tmp_path / "articels").as_uri(), "nostorage://bucket/a.txt"):
        with pytest.raises(InputError):
            build([path], tmp_path / "far.record", engine=FarEngine())
    assert list(tmp_path.iterdir()) == []


def test_it_is_told_when_workers_write_where_nobody_sees_it(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far, "report_of", lambda place, kind: None)
    with pytest.raises(RecordError, match="not here"):
        build([articles], tmp_path / "far.record", engine=FarEngine())


def test_a_worker_that_would_code_otherwise_does_not_code(articles: Path, tmp_path: Path) -> None:
    work = far.Work(
        pipeline._read_new, document.lost_file, Settings(), versions, {**versions(Settings()), "model": "x"}
    )
    (part, *_) = parts_of([articles], "1")
    with pytest.raises(SetupError, match="another model than the driver"):
        far._code_part(part, work, far.Hashes(frozenset(), frozenset()), tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_addresses_are_read_like_files(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "here.onrecord")
    build([articles.as_uri(), (articles / "wire.txt").as_uri()], tmp_path / "far.record", engine=FarEngine())
    here, there = contents(tmp_path / "here.onrecord"), contents(tmp_path / "far.record")
    assert there[:2] == here[:2]
    assert "file://" in there[2][0]


def test_a_large_container_is_shared_out_and_nothing_is_read_twice_or_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps({"text": f"Norway met Chad, number {number}."}) for number in range(23)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(parts, "BYTES", 200)
    made = parts_of([tmp_path], "1")
    read = Counter[str]()
    items = [item for part in made for item in inputs_of(part, Settings(), read)]
    assert len(made) > 4
    assert sorted(item.record for item in items if item.record is not None) == list(range(23))
    assert read.total() == 23


def test_small_files_go_together(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "FILES", 500)
    assert [len(part.shares) for part in parts_of([articles, articles], "1")] == [2]


def test_a_folder_without_articles_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "hollow").mkdir()
    (tmp_path / "hollow" / "a.jsonl").write_text("\n\n", encoding="utf-8")
    paths = [tmp_path / "bare", tmp_path / "hollow"]
    far_report = build(paths, tmp_path / "far.record", engine=FarEngine())
    here = build(paths, tmp_path / "here.onrecord")
    assert far_report.rejections == here.rejections
    assert contents(tmp_path / "far.record")[3] == contents(tmp_path / "here.onrecord")[3]

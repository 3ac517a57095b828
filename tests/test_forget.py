"""A forgotten document leaves nothing behind, and the record is what it would be without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import NoSuchThing
from onrecord.forget import forget
from onrecord.pipeline import build
from onrecord.records import Judgement, Linked
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore
from onrecord.store.writing import writing

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "grain_deal" / "corpus"
SECRET = "Captain Quillfeather of the Marigold"
ARTICLE = (
    "Kenya expelled the ambassador of Chad on 3 May 2021. {secret} told reporters in Nairobi that Kenyan "
    "police had arrested two Chadian traders. Chad condemned the arrest and recalled its own ambassador."
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forget")
    articles = folder / "articles"
    articles.mkdir()
    for file in sorted(file for file in CORPUS.rglob("*") if file.is_file())[:3]:
        shutil.copy(file, articles)
    (articles / "secret.txt").write_text(ARTICLE.format(secret=SECRET), encoding="utf-8")
    build([articles], folder / "affair.onrecord")
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Callable[[], Path]:
    def copy() -> Path:
        shutil.copytree(built, tmp_path, dirs_exist_ok=True)
        return tmp_path / "affair.onrecord"

    return copy


def secret_document(record: Path) -> str:
    with DuckStore.open(record) as store:
        (found,) = (d.document_id for d in store.documents() if SECRET in d.text)
    return found


def linked(record: Path) -> Linked:
    with DuckStore.open(record) as store:
        return store.linked()


def test_nothing_of_it_is_left_in_the_file(copied: Callable[[], Path]) -> None:
    record = copied()
    assert b"Quillfeather" in record.read_bytes()
    gone = forget(record, [secret_document(record)])
    assert gone.documents == 1
    assert gone.claims > 0
    assert gone.events < gone.events_before
    assert b"Quillfeather" not in record.read_bytes()
    with DuckStore.open(record) as store:
        assert list(check(store)) == []


def test_what_is_left_is_what_the_others_alone_give(copied: Callable[[], Path], tmp_path: Path) -> None:
    record = copied()
    forget(record, [secret_document(record)])
    (tmp_path / "articles" / "secret.txt").unlink()
    build([tmp_path / "articles"], tmp_path / "others.onrecord")
    assert msgspec.structs.replace(linked(record)) == linked(tmp_path / "others.onrecord")


def test_a_later_build_does_not_bring_it_back(copied: Callable[[], Path], tmp_path: Path) -> None:
    record = copied()
    document = secret_document(record)
    forget(record, [document])
    report = build([tmp_path / "articles"], record)
    assert report.added == 0
    assert report.rejections["forgotten"] == 1
    with DuckStore.open(record) as store:
        assert document not in {d.document_id for d in store.documents()}
        assert list(check(store)) == []


def test_what_was_decided_on_its_claims_goes_too(copied: Callable[[], Path]) -> None:
    record = copied()
    document = secret_document(record)
    with writing(record) as store:
        (theirs, *_), (other, *_) = (
            [c.claim_id for c in store.claims() if (c.document_id == document) == mine]
            for mine in (True, False)
        )
        at = datetime(2026, 1, 2, tzinfo=UTC)
        store.decide(
            [
                Judgement(
                    judgement_id=f"jdg_{claim}",
                    relation="claim",
                    left=claim,
                    right=claim,
                    verdict=True,
                    by="person:Ada",
                    at=at,
                    note=note,
                )
                for claim, note in ((theirs, "Quillfeather says so"), (other, "as I read it"))
            ]
        )
    forget(record, [document])
    with DuckStore.open(record) as store:
        assert [d.left for d in store.decisions()] == [other]
    assert b"Quillfeather" not in record.read_bytes()


def test_a_mistyped_id_deletes_nothing(copied: Callable[[], Path]) -> None:
    record = copied()
    before = record.read_bytes()
    with pytest.raises(NoSuchThing):
        forget(record, [secret_document(record), "doc_nobody"])
    with pytest.raises(NoSuchThing, match="is no document"):
        forget(record, [linked(record).events[0].event_id])
    assert record.read_bytes() == before

"""A release holds no words of an article; with the articles it becomes the same record again."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord.errors import InputError, SettingsError
from onrecord.pipeline import build
from onrecord.records import Change, Judgement
from onrecord.release import rehydrate, release
from onrecord.release.words import RUN, runs_of, words_of
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "grain_deal" / "corpus"
HTML = "harbour_ledger/odesa-strike.html"
TEXT = "bosphorus_courier/signing.txt"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name in ("bosphorus_courier", "harbour_ledger", "dnipro_observer"):
        shutil.copytree(CORPUS / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def whole(articles: Path) -> Path:
    record = articles.parent / "whole.onrecord"
    build([articles], record)
    with DuckStore.open(record, write=True) as store:
        claim = next(one for one in store.claims() if one.event_type)
        about = {"left": claim.claim_id, "right": claim.claim_id, "verdict": True, "by": "person:Ada"}
        change = Change(field="trigger", value=msgspec.json.encode(claim.sentence).decode())
        store.decide(
            [
                Judgement(
                    judgement_id="jdg_ada",
                    relation="claim",
                    at=datetime(2031, 1, 1, tzinfo=UTC),
                    note="read twice",
                    changes=(change,),
                    **about,  # type: ignore[arg-type]
                )
            ]
        )
    return record


@pytest.fixture(scope="module")
def released(whole: Path) -> Path:
    folder = whole.parent / "released"
    with DuckStore.open(whole) as store:
        release(store, folder)
    return folder


def lines(record: Path) -> dict[str, list[object]]:
    with DuckStore.open(record) as store:
        found = {name: list(LISTS[name].rows(store, Filter(min_confidence=0))) for name in LISTS}
    return json.loads(msgspec.json.encode(found))  # type: ignore[no-any-return]


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)] + list(value)
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []


def test_with_the_same_articles_every_list_is_the_same_again(
    whole: Path, released: Path, articles: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.onrecord"
    made = rehydrate(released, [articles], again)
    assert (made.missing, made.altered, made.claims_left_out, made.same_events) == ((), (), 0, True)
    with DuckStore.open(whole, write=True) as store:
        from onrecord.relink import relink
        from onrecord.store.chosen import settings_of

        relink(store, settings_of(store), lambda step, count: None)  # so that the decision is in force
    assert lines(again) == lines(whole)
    with DuckStore.open(whole) as before, DuckStore.open(again) as after:
        assert list(before.decisions()) == list(after.decisions())
        assert before.facts()["model"] == after.facts()["model"]


def test_no_run_of_eight_words_and_no_title_is_released(whole: Path, released: Path) -> None:
    with DuckStore.open(whole) as store:
        documents = list(store.documents())
    runs = {run for document in documents for run in runs_of(document.text)}
    titles = {tuple(words_of(document.title.text)) for document in documents if document.title}
    files = [path for path in released.iterdir() if path.suffix == ".jsonl"]
    assert len(files) == 12
    told = [t for path in files for line in path.read_text().splitlines() for t in texts_in(json.loads(line))]
    assert not runs & {run for text in told for run in runs_of(text)}
    for text in told:
        words = tuple(words_of(text))
        assert not any(words[i : i + len(t)] == t for t in titles for i in range(len(words)))
    everything = "\n".join(path.read_text() for path in files)
    assert not runs & set(runs_of(everything))
    assert str(whole.parent) not in everything + (released / "release.json").read_text()


def test_the_scan_would_see_words_that_slip_through(released: Path, whole: Path) -> None:
    with DuckStore.open(whole) as store:
        text = next(store.documents()).text
    slipped = json.dumps({"note": " ".join(text.split()[10 : 10 + RUN])})
    assert set(runs_of(text)) & set(runs_of(slipped))


def test_an_archive_is_the_same_each_time_and_as_good_as_a_folder(
    whole: Path, articles: Path, tmp_path: Path
) -> None:
    with DuckStore.open(whole) as store:
        release(store, tmp_path / "one.zip")
        release(store, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert "claims.jsonl" in zipfile.ZipFile(tmp_path / "one.zip").namelist()
    assert rehydrate(tmp_path / "one.zip", [articles], tmp_path / "new").same_events


def test_missing_and_altered_articles_are_told_and_their_claims_left_out(
    released: Path, articles: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some"
    shutil.copytree(articles, some)
    (some / TEXT).unlink()
    page = some / HTML
    page.write_text(page.read_text().replace("Odesa", "Izmail", 1).replace("missiles", "rockets"))
    made = rehydrate(released, [some], tmp_path / "part.onrecord")
    (altered,) = made.altered
    assert altered.path.endswith("odesa-strike.html")
    assert 0 <= altered.standing < altered.quotes
    assert len(made.missing) == 1
    assert made.claims_left_out > 0
    with DuckStore.open(tmp_path / "part.onrecord") as store:
        left = {document.document_id for document in store.documents()}
        assert {claim.document_id for claim in store.claims()} <= left
        assert left.isdisjoint({altered.document_id, *made.missing})
        for claim in store.claims():
            text = next(d.text for d in store.documents() if d.document_id == claim.document_id)
            assert text[claim.sentence.start : claim.sentence.end] == claim.sentence.text


def test_an_article_in_other_wrapping_is_known_by_its_text(
    released: Path, articles: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some"
    shutil.copytree(articles, some)
    page = some / HTML
    page.write_text(page.read_text() + "<!-- fetched again -->\n")
    made = rehydrate(released, [some], tmp_path / "again.onrecord")
    assert (made.missing, made.altered) == ((), ())


def test_addresses_are_released_only_when_asked_for(whole: Path, released: Path, tmp_path: Path) -> None:
    with DuckStore.open(whole) as store:
        urls = {document.url for document in store.documents() if document.url}
        release(store, tmp_path / "open", addresses=True)
    assert urls
    assert not any(url in (released / "documents.jsonl").read_text() for url in urls)
    assert all(url in (tmp_path / "open" / "documents.jsonl").read_text() for url in urls)


def test_what_is_no_release_and_what_exists_is_refused_in_words(
    whole: Path, released: Path, articles: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no release"):
        rehydrate(articles, [articles], tmp_path / "new")
    with pytest.raises(SettingsError, match="exists already"):
        rehydrate(released, [articles], whole)
    with DuckStore.open(whole) as store, pytest.raises(SettingsError, match="exists already"):
        release(store, released)


def test_the_commands_tell_what_became_of_a_release(whole: Path, articles: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    told = run(app, ["release", str(whole), "-o", str(tmp_path / "r.zip")])
    assert told.exit_code == 0
    assert "articles" in told.output
    again = run(
        app, ["rehydrate", str(tmp_path / "r.zip"), str(articles / TEXT), "--record", str(tmp_path / "n")]
    )
    assert again.exit_code == 0
    assert "missing: " in again.output
    assert "left out: " in again.output


def rewritten(released: Path, to: Path, part: str, change: Callable[[dict[str, Any]], object]) -> Path:
    """Copy a release with every row of ``part`` changed."""
    shutil.copytree(released, to)
    text = (to / part).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in ([text] if part == "release.json" else text.splitlines())]
    for row in rows:
        change(row)
    (to / part).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return to


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("release.json", lambda row: row.pop("settings")),
        ("release.json", lambda row: row["settings"].update(max_seconds="long")),
        ("release.json", lambda row: row.update(facts=[])),
        ("documents.jsonl", lambda row: row.pop("text_sha256")),
        ("documents.jsonl", lambda row: row.update(published=3)),
        ("claims.jsonl", lambda row: row.update(document_id=["a"])),
        ("claims.jsonl", lambda row: row.update(actors=[{}])),
        ("claims.jsonl", lambda row: row.update(sentence={"at": 3, "sha256": "0"})),
        ("claims.jsonl", lambda row: row.update(sentence={"at": ["a", None], "sha256": "0"})),
        ("claims.jsonl", lambda row: row.update(sentence={"in": {}, "at": [0, 1], "sha256": "0"})),
        ("claims.jsonl", lambda row: row.update(sentence={"in": "doc_none", "at": [0, 1], "sha256": "0"})),
        ("events.jsonl", lambda row: row.clear()),
        ("decisions.jsonl", lambda row: row.update(changes={})),
        ("decisions.jsonl", lambda row: row.pop("verdict")),
    ],
)
def test_a_damaged_release_is_told_in_words_and_leaves_nothing(
    released: Path, articles: Path, tmp_path: Path, part: str, change: Callable[[dict[str, Any]], object]
) -> None:
    broken = rewritten(released, tmp_path / "broken", part, change)
    with pytest.raises(InputError, match="damaged"):
        rehydrate(broken, [articles], tmp_path / "new.onrecord")
    assert not (tmp_path / "new.onrecord").exists()


def test_words_that_the_article_does_not_have_are_refused(
    released: Path, articles: Path, tmp_path: Path
) -> None:
    def invent(row: dict[str, Any]) -> None:
        if "trigger" in row:
            row["trigger"] = {"start": 0, "end": 9, "text": "conquered"}

    broken = rewritten(released, tmp_path / "broken", "claims.jsonl", invent)
    with pytest.raises(InputError, match="damaged"):
        rehydrate(broken, [articles], tmp_path / "new.onrecord")
    assert not (tmp_path / "new.onrecord").exists()


def test_a_release_names_no_files_of_whoever_opens_it(released: Path, articles: Path, tmp_path: Path) -> None:
    def name_files(row: dict[str, Any]) -> None:
        row["settings"].update(actors=["/etc/passwd"], publishers=["/etc/passwd"], ontology="/etc")

    sent = rewritten(released, tmp_path / "sent", "release.json", name_files)
    assert rehydrate(sent, [articles], tmp_path / "new.onrecord").same_events


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b"{}", b"[]", b""])
def test_bytes_that_are_no_release_are_told(tmp_path: Path, articles: Path, data: bytes) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "release.json").write_bytes(data)
    with pytest.raises(InputError, match="is no release"):
        rehydrate(tmp_path / "release", [articles], tmp_path / "new.onrecord")


def test_an_archive_that_unpacks_to_far_more_is_refused(
    whole: Path, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.release.files.SMALL", 1_000_000)
    packed = tmp_path / "packed.zip"
    with DuckStore.open(whole) as store:
        release(store, packed)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive, pytest.warns(match="Duplicate name"):
        archive.writestr("claims.jsonl", b" " * 50_000_000)
    with pytest.raises(InputError, match="unpacks to 50000000 bytes"):
        rehydrate(packed, [articles], tmp_path / "new.onrecord")

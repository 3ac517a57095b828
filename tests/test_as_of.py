"""A record as it was on a day equals one built from the articles of that day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.as_of import open_record
from onrecord.errors import NoSuchThing
from onrecord.judging.decisions import reject
from onrecord.pipeline import build
from onrecord.records import Linked
from onrecord.store.base import Store
from onrecord.store.convert import convert
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.lens import Lens
from onrecord.store.queries import LISTS

ARTICLES = {
    "a": ("2031-03-04", "Norway accused Denmark of blocking the strait on Monday. Denmark denied it."),
    "b": ("2031-03-05", "Norway accused Denmark of blocking the strait. Norway recalled its ambassador."),
    "c": (
        "2031-03-09",
        "Denmark and Norway agreed to hold talks. Norway recalled its ambassador on Tuesday.",
    ),
}
EVERYTHING = ("documents", "claims", "events", "figures", "stories", "conflicts", "actors")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a record of three articles, and records of fewer."""
    place = tmp_path_factory.mktemp("days")
    lines = {
        name: f'{{"id": "{name}", "date": "{day}", "title": "The strait", "text": "{text}"}}\n'
        for name, (day, text) in ARTICLES.items()
    }
    for names in ("a", "ab", "abc"):
        articles = place / f"{names}.jsonl"
        articles.write_text("".join(lines[name] for name in names), encoding="utf-8")
        build([articles], place / f"{names}.onrecord")
    return place


def everything(store: Store) -> dict[str, object]:
    lists = {name: list(LISTS[name].rows(store, Filter())) for name in EVERYTHING if name != "documents"}
    ids = [document.document_id for document in store.documents()]
    return {**lists, "documents": ids, "claims": list(store.claims()), "linked": store.linked()}


@pytest.mark.parametrize(("day", "names"), [("2031-03-04", "a"), ("2031-03-08", "ab"), ("2031-12-31", "abc")])
def test_as_of_a_day_equals_a_record_of_that_days_articles(folder: Path, day: str, names: str) -> None:
    lens = Lens(as_of=date.fromisoformat(day))
    with (
        open_record(folder / "abc.onrecord", lens) as then,
        DuckStore.open(folder / f"{names}.onrecord") as only,
    ):
        assert everything(then) == everything(only)
        assert len(list(then.claims())) >= len(names)


def test_folder_is_looked_back_at_like_a_file(folder: Path, tmp_path: Path) -> None:
    convert(folder / "abc.onrecord", tmp_path / "abc.record")
    lens = Lens(as_of=date(2031, 3, 8))
    with open_record(tmp_path / "abc.record", lens) as then, DuckStore.open(folder / "ab.onrecord") as only:
        assert everything(then) == everything(only)


def test_before_the_first_article_nothing_was_known(folder: Path) -> None:
    with open_record(folder / "abc.onrecord", Lens(as_of=date(2031, 1, 1))) as then:
        assert list(then.documents()) == []
        assert then.linked() == Linked()


def test_what_had_not_entered_the_record_is_not_known(folder: Path) -> None:
    today = datetime.now(UTC).date()
    for day, number in ((today - timedelta(days=1), 0), (today + timedelta(days=1), 3)):
        with open_record(folder / "abc.onrecord", Lens(recorded_by=day)) as then:
            assert len(list(then.documents())) == number


def test_undated_article_counts_from_the_day_it_entered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["a"][1], encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "r.onrecord")
    for days, number in ((-1, 0), (1, 1)):
        day = datetime.now(UTC).date() + timedelta(days=days)
        with open_record(tmp_path / "r.onrecord", Lens(as_of=day)) as then:
            assert len(list(then.documents())) == number


def test_decision_made_later_does_not_count(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.onrecord"
    path.write_bytes((folder / "abc.onrecord").read_bytes())
    today = datetime.now(UTC)
    with DuckStore.open(path, write=True) as store:
        claim = next(store.claims())
        made = reject(claim, "person:Ada Berg", today + timedelta(days=2))
        store.decide([made])
    for days, known in ((1, True), (2, False)):
        with open_record(path, Lens(recorded_by=(today + timedelta(days=days)).date())) as then:
            assert (claim.claim_id in {one.claim_id for one in then.claims()}) is known


def test_unknown_run_is_named(folder: Path) -> None:
    with pytest.raises(NoSuchThing, match="no run 7"):
        open_record(folder / "abc.onrecord", Lens(run=7))

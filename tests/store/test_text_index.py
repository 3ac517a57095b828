"""Full text answers alike with and without an index, and says where the words stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.errors import SettingsError
from onrecord.store import text_index
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS

ASKED = [
    "ambassadors",
    "OSTMARK grain",
    '"its ambassador"',
    '"ambassador its"',
    "straits",
    "nowhere",
    "<b>",
    "S-300",
]


def indexed(record: Path) -> None:
    with DuckStore.open(record, write=True) as store:
        text_index.refresh(store)


def answers(record: Path, text: str) -> dict[str, list[object]]:
    with DuckStore.open(record) as store:
        return {name: list(LISTS[name].rows(store, Filter(text=text))) for name in LISTS}


@pytest.mark.parametrize("text", ASKED)
def test_an_index_changes_no_answer(record: Path, text: str) -> None:
    without = answers(record, text)
    indexed(record)
    assert answers(record, text) == without


def test_an_index_is_stale_once_something_was_added(record: Path, affair: ModuleType) -> None:
    indexed(record)
    late = affair.document("A lighthouse opens\nThe lighthouse opened.", "Wire", date(2031, 4, 1))
    with DuckStore.open(record, write=True) as store:
        assert text_index.is_fresh(store)
        store.add([late])
        assert not text_index.is_fresh(store)
        assert [
            line["document_id"] for line in LISTS["documents"].rows(store, Filter(text="lighthouses"))
        ] == [late.document_id]
        text_index.refresh(store)
        assert text_index.is_fresh(store)
    assert len(answers(record, "lighthouses")["documents"]) == 1


def test_hits_point_at_the_words_in_the_article(record: Path) -> None:
    with DuckStore.open(record) as store:
        texts = {document.document_id: document.text for document in store.documents()}
        for name in ("documents", "claims", "quotes"):
            found = list(LISTS[name].rows(store, Filter(text="boats VELTRIAN")))
            assert found
            for line in found:
                text = texts[str(line["document_id"])]
                (hit,) = line["hits"]  # type: ignore[misc]
                assert text[hit["start"] : hit["end"]] == hit["text"]
                marked = [text[mark["start"] : mark["end"]] for mark in hit["marks"]]
                assert marked[-2:] == ["boats", "Veltrian"]
                assert {word.lower() for word in marked} <= {"boats", "veltrian", "veltria"}


def test_a_phrase_is_marked_as_one(record: Path) -> None:
    with DuckStore.open(record) as store:
        (line,) = LISTS["claims"].rows(store, Filter(text='"Foreign Minister Ada Lind"'))
    (hit,) = line["hits"]  # type: ignore[misc]
    (mark,) = hit["marks"]
    assert mark["end"] - mark["start"] == len("Foreign Minister Ada Lind")


def test_excerpts_of_a_long_article_are_few_and_lie_inside_paragraphs(
    tmp_path: Path, affair: ModuleType
) -> None:
    filler = "Nothing of interest was told here, and so on and on. " * 5
    text = "Title\n" + "\n".join(f"{filler}A café near the cafés number {i}. {filler}" for i in range(6))
    with DuckStore.open(tmp_path / "r", write=True) as store:
        store.add([affair.document(text, "Wire", date(2031, 4, 1))])
        (line,) = LISTS["documents"].rows(store, Filter(text="cafe"))
    hits = line["hits"]
    assert len(hits) == 3  # type: ignore[arg-type]
    for hit in hits:  # type: ignore[attr-defined]
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert "\n" not in hit["text"]
        assert len(hit["text"]) < 240
        assert [text[m["start"] : m["end"]] for m in hit["marks"]] == ["café", "cafés"]


def test_relevance_needs_words_and_an_index(record: Path, affair: ModuleType) -> None:
    with DuckStore.open(record) as store:
        with pytest.raises(SettingsError, match="--text"):
            LISTS["documents"].rows(store, Filter(sort="-relevance"))
        with pytest.raises(SettingsError, match="no index"):
            LISTS["documents"].rows(store, Filter(sort="-relevance", text="grain"))
    often = affair.document("Recall\nA recall, a recall and a recall.", "Recall Weekly", date(2031, 4, 1))
    with DuckStore.open(record, write=True) as store:
        store.add([often])
    indexed(record)
    with DuckStore.open(record) as store:
        lines = list(LISTS["documents"].rows(store, Filter(sort="-relevance", text="recall")))
    assert lines[0]["publisher"] == "Recall Weekly"
    assert len(lines) == 3


def test_text_without_a_word_is_refused(record: Path) -> None:
    with DuckStore.open(record) as store, pytest.raises(SettingsError, match="has no word in it"):
        LISTS["claims"].rows(store, Filter(text='"" !!'))


def test_more_words_than_a_pattern_can_hold_are_refused(record: Path) -> None:
    indexed(record)
    with DuckStore.open(record) as store, pytest.raises(SettingsError, match="5000 words are too many"):
        LISTS["claims"].rows(store, Filter(text='"' + "recall " * 5_000 + '"'))


def test_a_removed_index_leaves_no_word_behind(record: Path) -> None:
    indexed(record)
    with DuckStore.open(record, write=True) as store:
        text_index.remove(store)
        text_index.remove(store)
        assert not text_index.is_fresh(store)
        assert not any(store.rows("SELECT 1 FROM duckdb_schemas() WHERE schema_name LIKE 'fts%'"))


def test_rare_or_frequent_words_rank_articles_however_often_they_stand_there(
    tmp_path: Path, affair: ModuleType
) -> None:
    texts = [f"Report {n}\nThe port{' strait' * n} is open." for n in (0, 0, 0, 1, 2, 3, 8)]
    with DuckStore.open(tmp_path / "many.onrecord", write=True) as store:
        store.add([affair.document(f"{text} {n}", "Wire", date(2031, 4, 1)) for n, text in enumerate(texts)])
        text_index.refresh(store)
        for word, number in (("straits", 4), ("port", 7)):
            lines = list(LISTS["documents"].rows(store, Filter(text=word, sort="-relevance", limit=9)))
            assert len(lines) == number
        first, *_ = LISTS["documents"].rows(store, Filter(text="straits", sort="-relevance", limit=1))
    assert first["title"] == "Report 8"

"""Recall: of the events that articles read whole tell, how many the coder found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from onrecord.errors import JudgementError
from onrecord.judging import decisions as make
from onrecord.judging.acts import decided
from onrecord.judging.asked import Act, Verb
from onrecord.judging.desk import Desk
from onrecord.judging.in_force import put_in_force
from onrecord.judging.people import compare_machine
from onrecord.judging.recall import RECALL, Whole, read_whole, recall
from onrecord.judging.told import decisions as told_decisions
from onrecord.ontology import load_ontology
from onrecord.records import Claim, Document, Kind
from onrecord.store.duckdb import DuckStore

At = Callable[[int], datetime]


@pytest.fixture
def store(affair_record: Path, tmp_path: Path) -> Iterator[DuckStore]:
    with DuckStore.open(shutil.copy(affair_record, tmp_path), write=True) as store:
        yield store


@pytest.fixture
def harbour(store: DuckStore) -> Document:
    return next(d for d in store.documents() if "boats had entered" in d.text)


def events(store: DuckStore, document: Document) -> list[Claim]:
    found = store.coded_claims()
    return [c for c in found if c.kind is Kind.EVENT and c.document_id == document.document_id]


def whole(store: DuckStore, document: Document, at: At) -> None:
    (made,) = decided(Act(verb=Verb.WHOLE, ids=(document.document_id,)), Desk(store), "Ada", at(0))
    store.decide([made])


def add(store: DuckStore, document: Document, words: str, at: At) -> None:
    values = {"type": "COERCE", "actors": "?=Ostmark"}
    act = Act(verb=Verb.ADD, ids=(document.document_id,), words=words, values=values)
    store.decide(decided(act, Desk(store), "Ada", at(5)))


def test_what_holds_was_found_and_what_was_added_was_missed(
    store: DuckStore, harbour: Document, at: At
) -> None:
    first, *rest = events(store, harbour)
    whole(store, harbour, at)
    store.decide([make.reject(first, "Ada", at(1)), *(make.accept(one, "Ada", at(1)) for one in rest)])
    add(store, harbour, "had entered", at)
    put_in_force(store, load_ontology())
    (one,), left_out = read_whole(store)
    assert (one.found, one.missed, left_out) == (len(rest), 1, 0)


def test_an_article_with_an_event_that_nobody_judged_is_left_out(
    store: DuckStore, harbour: Document, at: At
) -> None:
    first, *rest = events(store, harbour)
    whole(store, harbour, at)
    store.decide([make.accept(first, "Ada", at(1))])
    assert rest
    assert read_whole(store) == ([], 1)


def test_an_article_that_nobody_read_whole_tells_nothing(store: DuckStore, harbour: Document, at: At) -> None:
    store.decide([make.accept(one, "Ada", at(1)) for one in events(store, harbour)])
    assert read_whole(store) == ([], 0)
    assert RECALL not in [line.field for line in compare_machine(store)]


def test_what_was_added_and_rejected_again_was_not_missed(
    store: DuckStore, harbour: Document, at: At
) -> None:
    whole(store, harbour, at)
    store.decide([make.accept(one, "Ada", at(1)) for one in events(store, harbour)])
    add(store, harbour, "had entered", at)
    put_in_force(store, load_ontology())
    added = next(c for c in store.claims() if c.judged and c.judged.added_by)
    store.decide([make.reject(added, "Ben", at(9))])
    put_in_force(store, load_ontology())
    assert read_whole(store)[0][0].missed == 0


def test_the_coder_is_told_its_recall_behind_its_precision(
    store: DuckStore, harbour: Document, at: At
) -> None:
    found = events(store, harbour)
    whole(store, harbour, at)
    store.decide([make.accept(one, "Ada", at(1)) for one in found])
    add(store, harbour, "had entered", at)
    put_in_force(store, load_ontology())
    *_, last = compare_machine(store)
    assert (last.field, last.share.n, last.share.value) == (
        RECALL,
        len(found) + 1,
        len(found) / (len(found) + 1),
    )
    assert RECALL not in [line.field for line in compare_machine(store, "Ada")]


def test_reading_whole_is_listed_and_is_of_articles_only(store: DuckStore, harbour: Document, at: At) -> None:
    whole(store, harbour, at)
    (told,) = told_decisions(store)
    assert (told.did, told.applies_to) == ("read whole", (harbour.document_id,))
    with pytest.raises(JudgementError, match="takes no words"):
        decided(Act(verb=Verb.WHOLE, ids=(harbour.document_id,), words="x"), Desk(store), "Ada", at(1))


# ------------------------------------------------------------------ the estimate


def test_nothing_told_is_no_share() -> None:
    assert recall([]).value is None
    assert recall([Whole("a", 0, 0)]).n == 0


def test_of_one_article_there_is_no_interval() -> None:
    one = recall([Whole("a", 3, 1), Whole("b", 0, 0)])
    assert (one.value, one.low, one.high) == (0.75, None, None)


def test_articles_that_differ_are_worth_less_than_articles_alike() -> None:
    alike = recall([Whole(str(n), 4, 1) for n in range(10)])
    apart = recall([Whole(str(n), 5, 0) for n in range(8)] + [Whole("x", 0, 5), Whole("y", 0, 5)])
    assert alike.value == apart.value == 0.8
    assert alike.effective == 50
    assert apart.effective < 12
    assert apart.low is not None
    assert alike.low is not None
    assert apart.low < alike.low < 0.8


def test_all_found_is_not_certain() -> None:
    every = recall([Whole(str(n), 3, 0) for n in range(4)])
    assert (every.value, every.high) == (1.0, 1.0)
    assert every.low is not None
    assert every.low < 0.8

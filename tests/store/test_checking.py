"""A record that OnRecord wrote is whole; whatever is done to it behind its back is found and named."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from onrecord.records import Span
from onrecord.store.checking import Finding, check, misquotes
from onrecord.store.duckdb import DuckStore


def findings(record: Path) -> list[Finding]:
    with DuckStore.open(record) as store:
        return list(check(store))


def tamper(record: Path, statement: str) -> None:
    with duckdb.connect(str(record)) as connection:
        changed = connection.execute(statement).fetchone()
        assert changed is not None
        assert changed[0] > 0


def test_a_record_as_written_is_whole(record: Path) -> None:
    assert findings(record) == []


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        ("UPDATE documents SET text = 'x' || text", "claims", "quotes"),
        ("UPDATE documents SET text = left(text, 5)", "claims", "points outside the text"),
        ("DELETE FROM documents", "claims", "document_id leads to nothing in documents"),
        ("DELETE FROM kept.claims", "event_claims", "claim_id leads to nothing in claims"),
        ("DELETE FROM kept.events", "event_claims", "event_id leads to nothing in events"),
        (
            "UPDATE kept.claims SET event_type = 'AID' WHERE kind = 'event'",
            "claims",
            "columns tell otherwise",
        ),
        ("UPDATE kept.claims SET record = '{}'", "claims", "cannot be read"),
        ("INSERT INTO kept.claims SELECT * FROM kept.claims LIMIT 1", "claims", "stands 2 times"),
        ("UPDATE documents SET document_id = 'doc_other'", "documents", "stored under another id"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(
    record: Path, statement: str, table: str, what: str
) -> None:
    tamper(record, statement)
    found = findings(record)
    assert any(one.table == table and what in one.what for one in found), found[:5]
    assert all(one.remedy and one.thing for one in found)


def test_two_runs_in_force_are_found(record: Path) -> None:
    with duckdb.connect(str(record)) as connection:
        connection.execute("INSERT INTO runs BY NAME SELECT * REPLACE (run_id + 1 AS run_id) FROM runs")
    assert [one.what for one in findings(record)] == ["are in force, instead of one run"]


def test_a_quotation_is_compared_by_its_characters() -> None:
    assert list(misquotes(Span(start=3, end=6, text="met"), "He met her")) == []
    assert list(misquotes(Span(start=2, end=5, text="met"), "He met her")) != []
    assert list(misquotes(Span(start=8, end=20, text="her"), "He met her")) != []

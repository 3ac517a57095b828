"""People whom only articles name are known to their record alone, and go with the article."""

from __future__ import annotations

import hashlib
from pathlib import Path

import onrecord
from onrecord.forget import forget
from onrecord.pipeline import build
from onrecord.store.duckdb import DuckStore

PERSON = "Quellmark"
TEXT = (
    "Foreign minister Zyphora Quellmark of Norway met the Swedish prime minister in Oslo on Monday. "
    "Quellmark accused Denmark of blocking the strait, and Denmark denied the accusation the same day. "
    "“We shall not wait,” Quellmark told reporters in the harbour."
)
OTHER = "Denmark accused Iran of piracy on Tuesday, and Iran denied the accusation in a statement on Friday."


def installed() -> str:
    """Return a hash over every file of the package but what Python compiles."""
    digest = hashlib.sha256()
    for file in sorted(Path(onrecord.__file__).parent.rglob("*")):
        if file.is_file() and file.suffix in {".toml", ".csv", ".tsv", ".txt", ".bin", ".json"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def named(record: Path) -> list[str]:
    """Return the tables of a record that hold the person's name."""
    found = []
    with DuckStore.open(record) as store:
        tables = list(store.rows("SELECT schema_name, table_name FROM duckdb_tables() ORDER BY 1, 2"))
        for schema, table in tables:
            (count,) = next(
                store.rows(
                    f'SELECT count(*) FROM "{schema}"."{table}" t WHERE t::VARCHAR LIKE ?', [f"%{PERSON}%"]
                )
            )
            found += [str(table)] * bool(count)
    return found


def test_a_person_of_an_article_stays_in_its_record_and_goes_with_it(tmp_path: Path) -> None:
    before, folder, record = installed(), tmp_path / "articles", tmp_path / "r.onrecord"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    build([folder], record)
    assert "documents" in named(record)
    assert installed() == before
    with DuckStore.open(record) as store:
        ids = [document.document_id for document in store.documents() if PERSON in document.text]
    forget(record, ids)
    assert named(record) == []
    assert PERSON.encode() not in record.read_bytes()
    fresh = tmp_path / "fresh.onrecord"
    build([folder / "b.txt"], fresh)
    assert named(fresh) == []  # another record knows nobody of this one

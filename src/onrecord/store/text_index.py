"""The index over the text of the articles: which of them hold a word, in any of its forms, and how often.

Words are folded (case, accents) and stemmed by DuckDB's full-text extension, which lies in a wheel
and needs no network. :func:`refresh` puts the index into the record; it is made at the end of a build,
and takes in what is new since the last one. Its tables lie in the schema :data:`PLACE`, postings in
order of the word, so that asking for one reads only the part of the table that has it.
:mod:`onrecord.store.text_search` asks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import SetupError
from onrecord.store.base import Store

if TYPE_CHECKING:
    from onrecord.store.duckdb import DuckStore

PLACE = "words"
PARTS = r"[^\p{L}\p{N}]+"
"""What divides words."""
AT_ONCE = 20_000
"""Articles whose words are counted together."""
TAIL = 0.25
"""Share of articles taken in since the postings were sorted, beyond which all are sorted anew."""


def folded(text: str) -> str:
    """Return the SQL for ``text`` without case and accents."""
    return f"lower(strip_accents({text}))"


def split(text: str) -> str:
    """Return the SQL for the folded words of ``text``; the first and last may be empty."""
    return f"string_split(trim(regexp_replace({folded(text)}, '{PARTS}', ' ', 'g')), ' ')"


_MAKE = (
    f"CREATE SCHEMA {PLACE}",
    f"CREATE TABLE {PLACE}.docs (doc INTEGER, document_id VARCHAR, length INTEGER)",
    f"CREATE TABLE {PLACE}.forms (word VARCHAR, stem VARCHAR)",
    f"CREATE TABLE {PLACE}.terms (term INTEGER, stem VARCHAR, docs INTEGER)",
    f"CREATE TABLE {PLACE}.postings (term INTEGER, doc INTEGER, times INTEGER)",
    f"CREATE TABLE {PLACE}.sorted (docs INTEGER)",
)
_TAKE_IN = (
    f"""
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT (SELECT count(*) FROM {PLACE}.docs) + row_number() OVER (ORDER BY document_id) AS doc, document_id,
       list_filter({split("text")}, lambda w: w <> '') AS found
FROM (SELECT document_id, text FROM documents ANTI JOIN {PLACE}.docs USING (document_id) LIMIT {AT_ONCE})""",
    """
CREATE OR REPLACE TEMP TABLE counted AS
SELECT word, doc, count(*) AS times FROM (SELECT doc, unnest(found) AS word FROM fresh) GROUP BY ALL""",
    f"INSERT INTO {PLACE}.docs SELECT doc, document_id, len(found) FROM fresh ORDER BY doc",
    f"""
INSERT INTO {PLACE}.forms
SELECT word, stem(word, 'porter') FROM (SELECT DISTINCT word FROM counted)
ANTI JOIN {PLACE}.forms USING (word) ORDER BY word""",
    f"""
INSERT INTO {PLACE}.terms
SELECT (SELECT count(*) FROM {PLACE}.terms) + row_number() OVER (ORDER BY stem), stem, 0
FROM (SELECT DISTINCT stem FROM {PLACE}.forms WHERE stem <> '') ANTI JOIN {PLACE}.terms USING (stem)""",
    f"""
INSERT INTO {PLACE}.postings
SELECT term, doc, sum(times) FROM counted JOIN {PLACE}.forms USING (word) JOIN {PLACE}.terms USING (stem)
GROUP BY ALL ORDER BY ALL""",
    "DROP TABLE fresh",
    "DROP TABLE counted",
)
_LACKING = f"SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM {PLACE}.docs)"
_UNSORTED = f"SELECT 1 - coalesce((SELECT max(docs) FROM {PLACE}.sorted), 0) / count(*) FROM {PLACE}.docs"
_SORT = (
    f"CREATE OR REPLACE TABLE {PLACE}.postings AS FROM {PLACE}.postings ORDER BY term, doc",
    f"DELETE FROM {PLACE}.sorted",
    f"INSERT INTO {PLACE}.sorted SELECT count(*) FROM {PLACE}.docs",
)
_COUNT = (
    f"CREATE OR REPLACE TABLE {PLACE}.terms AS SELECT t.term, t.stem, coalesce(p.docs, 0) AS docs"
    f" FROM {PLACE}.terms t LEFT JOIN (SELECT term, count(*) AS docs FROM {PLACE}.postings GROUP BY term) p"
    " USING (term) ORDER BY stem"
)


def has_index(store: Store) -> bool:
    """Return whether the record has an index, over all its articles or some."""
    made = f"SELECT 1 FROM duckdb_tables() WHERE schema_name = '{PLACE}' AND table_name = 'docs'"
    return any(store.rows(made))


def is_fresh(store: Store) -> bool:
    """Return whether the record has an index over all its articles."""
    return has_index(store) and not int(str(next(store.rows(_LACKING))[0]))


def refresh(store: DuckStore) -> None:
    """Take the articles that are not in it yet into the index of ``store``, which is open for writing.

    Raises:
        SetupError: the full-text extension is not installed.
    """
    if is_fresh(store):
        return
    loaded(store)
    run = store.connection.execute
    run("BEGIN")
    if not has_index(store):
        for statement in _MAKE:
            run(statement)
    while _number(store, _LACKING) > 0:
        for statement in _TAKE_IN:
            run(statement)
    if _number(store, _UNSORTED) > TAIL:
        for statement in _SORT:
            run(statement)
    run(_COUNT)
    run("COMMIT")
    run("CHECKPOINT")


def _number(store: DuckStore, sql: str) -> float:
    """Return the one number that ``sql`` gives inside the transaction under way."""
    row = store.connection.execute(sql).fetchone()
    return float(row[0]) if row else 0.0


def remove(store: DuckStore) -> None:
    """Take the index out of ``store``, which is open for writing, with every word in it."""
    store.connection.execute(f"DROP SCHEMA IF EXISTS {PLACE} CASCADE")


def stems(store: Store, words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each word, folded; empty for what is none."""
    sql = f"SELECT w, stem({folded('w')}, 'porter') FROM (SELECT unnest(?) AS w)"
    return {str(word): str(stem) for word, stem in store.rows(sql, [sorted(set(words))])}


def loaded(store: Store) -> None:
    """Let the database behind ``store`` stem words.

    Raises:
        SetupError: the full-text extension is not installed.
    """
    if not any(store.rows("SELECT 1 FROM duckdb_extensions() WHERE extension_name = 'fts' AND loaded")):
        path = str(extension()).replace("'", "''")
        for _ in store.rows(f"LOAD '{path}'"):
            pass


@lru_cache(maxsize=1)
def extension() -> Path:
    """Return the file of the full-text extension.

    Raises:
        SetupError: it is not installed for this version of DuckDB.
    """
    import duckdb

    found = find_spec("duckdb_extension_fts")
    if found is not None and found.origin is not None:
        path = Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
        if path.is_file():
            return path
    raise SetupError(
        f"the full-text extension of DuckDB {duckdb.__version__} is not installed",
        remedy=f"Install it: pip install duckdb-extension-fts=={duckdb.__version__}",
    )

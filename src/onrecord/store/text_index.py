"""Full text: which articles and sentences hold the words asked for, in any of their forms.

Words are folded (case, accents) and stemmed by DuckDB's full-text extension, which lies in
a wheel and needs no network. :func:`refresh` puts an index over the articles into the
record; it is made at the end of a build, since it does not follow what is added later. A
record without one, or with a stale one, answers the same by reading all text, only slower
and without ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from onrecord.errors import SettingsError, SetupError
from onrecord.store.base import Store, Value
from onrecord.store.duckdb import DuckStore

_PARTS = r"[^\p{L}\p{N}]+"
"""What divides words."""
_INDEX = "fts_main_documents"
_MAKE = (
    "PRAGMA create_fts_index('main.documents', 'document_id', 'text', stemmer = 'porter', "
    f"stopwords = 'none', ignore = '{_PARTS}', strip_accents = 1, lower = 1, overwrite = 1)"
)
_SPLIT = f"string_split(trim(regexp_replace(lower(strip_accents(TEXT)), '{_PARTS}', ' ', 'g')), ' ')"
_STEMMED = (
    "' ' || array_to_string(list_filter("
    f"list_transform({_SPLIT}, lambda w: stem(w, 'porter')), lambda w: w <> ''), ' ') || ' '"
)
"""A text as its stems, one space around each."""
_ASKED = re.compile(r'"([^"]*)"|([^"\s]+)')


class Words(Struct, frozen=True):
    """Words asked for, and the articles that hold all of them where an index tells."""

    phrases: tuple[tuple[str, ...], ...]
    """Stems: of each word alone, of words in quotation marks one after the other."""
    ranks: dict[str, float] | None
    """BM25 of every article that holds all the words; None without an index."""

    def in_documents(self, column: str) -> list[tuple[str, Value]]:
        """Return the conditions on an article, ``column`` its id; those on its text are ``within``."""
        return [] if self.ranks is None else [(f"{column} IN (SELECT unnest(?))", sorted(self.ranks))]

    def within(self, column: str, *, indexed: bool = False) -> list[tuple[str, Value]]:
        """Return the conditions that the text in ``column`` holds every phrase.

        With ``indexed`` what the index has told already is not asked again.
        """
        told = indexed and self.ranks is not None
        asked = [phrase for phrase in self.phrases if not (told and len(phrase) == 1)]
        stemmed = _STEMMED.replace("TEXT", column)
        return [(f"contains({stemmed}, ?)", f" {' '.join(phrase)} ") for phrase in asked]


def words_of(store: Store, text: str) -> Words:
    """Return what ``text`` asks for.

    Raises:
        SettingsError: there is no word in it.
        SetupError: the full-text extension is not installed.
    """
    loaded(store)
    groups = [_split(quoted or single) for quoted, single in _ASKED.findall(text)]
    known = stems(store, [word for group in groups for word in group])
    phrases = [tuple(known[word] for word in group if known[word]) for group in groups]
    if not any(phrases):
        raise SettingsError(
            f"{text!r} has no word in it",
            where="--text",
            remedy='Give words that must all be there, "in quotes" those that follow each other.',
        )
    kept = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
    return Words(kept, _ranks(store, [w for group in groups for w in group if known[w]]))


def stems(store: Store, words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each word, folded; empty for what is none."""
    sql = "SELECT w, stem(lower(strip_accents(w)), 'porter') FROM (SELECT unnest(?) AS w)"
    return {str(word): str(stem) for word, stem in store.rows(sql, [sorted(set(words))])}


WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word of a text, as the index divides it."""


def _split(text: str) -> list[str]:
    return WORD.findall(text)


def _ranks(store: Store, words: list[str]) -> dict[str, float] | None:
    if not is_fresh(store):
        return None
    rows = store.rows(
        f"SELECT document_id, score FROM (SELECT document_id, {_INDEX}.match_bm25(document_id, ?, "
        "conjunctive := true) AS score FROM documents) WHERE score IS NOT NULL",
        [" ".join(words)],
    )
    return {str(name): float(str(score)) for name, score in rows}


def is_fresh(store: Store) -> bool:
    """Return whether the record has an index over all its articles."""
    made = f"SELECT 1 FROM duckdb_tables() WHERE schema_name = '{_INDEX}' AND table_name = 'docs'"
    if not any(store.rows(made)):
        return False
    same = f"SELECT (SELECT count(*) FROM {_INDEX}.docs) = (SELECT count(*) FROM documents)"
    return next(store.rows(same))[0] is True


def refresh(store: DuckStore) -> None:
    """Put an index over all articles into ``store``, which is open for writing, unless it is there.

    Raises:
        SetupError: the full-text extension is not installed.
    """
    if not is_fresh(store):
        loaded(store)
        store.connection.execute(_MAKE)
        store.connection.execute("CHECKPOINT")


def remove(store: DuckStore) -> None:
    """Take the index out of ``store``, which is open for writing, with every word in it."""
    store.connection.execute(f"DROP SCHEMA IF EXISTS {_INDEX} CASCADE")


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

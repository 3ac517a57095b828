"""Taking a document out of a record for good, with everything that came from it alone.

The one exception to "nothing is ever deleted": an article is withdrawn, a licence ends,
a person asks rightly. Only the hash of its bytes stays, so that no later build brings it
back. What came from several documents is for :mod:`onrecord.relink` to make anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from onrecord.store import text_index
from onrecord.store.additions import CODED_OR_ADDED
from onrecord.store.claim_tables import CODED, CODED_TABLES, CORRECTED_TABLES, RAISED, SET_ASIDE
from onrecord.store.duckdb import DuckStore
from onrecord.store.opening import told
from onrecord.store.table import KEPT, Table

FORGOTTEN = "forgotten "
"""What a fact begins with that keeps the hash of a forgotten document's bytes."""

_OWN = ("documents", "copies", f"{KEPT}.{CODED.name}")
_IDS = "(SELECT unnest($1))"


def forgotten(store: DuckStore) -> set[str]:
    """Return the ``raw_sha256`` of every document that was forgotten."""
    sql = "SELECT name FROM meta WHERE starts_with(name, ?)"
    return {str(name).removeprefix(FORGOTTEN) for (name,) in store.rows(sql, [FORGOTTEN])}


def owned(store: DuckStore, document_ids: Sequence[str]) -> set[str]:
    """Return the ids of all claims that any run has coded in the documents, or anybody added to them."""
    sql = f"SELECT DISTINCT claim_id FROM ({CODED_OR_ADDED}) WHERE document_id IN (SELECT unnest(?))"
    return {str(name) for (name,) in store.rows(sql, [list(document_ids)])}


def take_out(store: DuckStore, document_ids: Sequence[str], claims: Collection[str], day: str) -> None:
    """Delete the documents, their ``claims``, and what else was read and decided of them.

    Links are left as they are: link each run anew afterwards. ``day`` is kept beside the
    hash, as the day on which it was forgotten. Done twice, it changes nothing more.
    """
    ids, names, things = [list(document_ids)], [sorted(claims)], [sorted({*document_ids, *claims})]
    execute = store.connection.execute
    text_index.remove(store)  # it holds every word of every article; the next build makes it anew
    with told(store.path):
        execute("BEGIN")
        hashes = f"SELECT '{FORGOTTEN}' || raw_sha256, $2 FROM documents WHERE document_id IN {_IDS}"
        execute(f"INSERT INTO meta {hashes}", [*ids, day])
        for place in ("decisions", f"{KEPT}.judgements"):
            execute(f"DELETE FROM {place} WHERE left_id IN {_IDS} OR right_id IN {_IDS}", things)
        for table in (*CORRECTED_TABLES, SET_ASIDE, RAISED):
            execute(f"DELETE FROM {table.place} WHERE claim_id IN {_IDS}", names)
        for table in sorted(CODED_TABLES, key=_owns):
            execute(f"DELETE FROM {table.place} WHERE {_belongs(table)}", ids)
        execute(f"DELETE FROM rejections WHERE json_extract_string(record, '$.document_id') IN {_IDS}", ids)
        for place in _OWN:
            execute(f"DELETE FROM {place} WHERE document_id IN {_IDS}", ids)
        execute("COMMIT")


def _owns(table: Table) -> bool:
    """Return whether the rows of ``table`` own rows of other tables, so that they must go last."""
    return any(column.name == "document_id" for column in table.columns)


def _belongs(table: Table) -> str:
    if _owns(table):
        return f"document_id IN {_IDS}"
    key = table.key[0]
    owner = next(one for one in CODED_TABLES if one.key == (key,))
    return f"{key} IN (SELECT {key} FROM {owner.place} WHERE document_id IN {_IDS})"


def rewrite(path: Path) -> None:
    """Write the record at ``path`` into a new file, so that what was deleted is nowhere in it any more."""
    import duckdb

    fresh = path.with_name(path.name + ".rewritten")
    fresh.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        for name, file in (("old", path), ("new", fresh)):
            place = str(file).replace("'", "''")
            connection.execute(f"ATTACH '{place}' AS {name}" + (" (READ_ONLY)" if name == "old" else ""))
        connection.execute("COPY FROM DATABASE old TO new")
    fresh.replace(path)

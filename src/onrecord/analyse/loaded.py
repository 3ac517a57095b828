"""Small things that several analyses read off a store."""

from __future__ import annotations

from onrecord.store.base import Store


def article_numbers(store: Store) -> dict[str, int]:
    """Return the number of each article in the list of sources: by day of publication, then id."""
    sql = "SELECT document_id FROM documents ORDER BY published NULLS LAST, document_id"
    return {str(name): number for number, (name,) in enumerate(store.rows(sql), start=1)}

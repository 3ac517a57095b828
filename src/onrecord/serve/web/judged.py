"""Judgements on claims or documents: what was joined or kept apart, by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.records import Judgement
from onrecord.store.base import Store
from onrecord.store.lookup import decode

MOST = 60
"""Judgements shown on one page."""


class Judged(Struct, frozen=True, kw_only=True):
    """The judgements on some things; ``more`` counts those that are not shown."""

    shown: tuple[Judgement, ...]
    more: int


def judged(store: Store, things: Sequence[str]) -> Judged:
    """Return the judgements on ``things``, in the order they were made."""
    where = "FROM judgements WHERE list_contains($1, left_id) OR list_contains($1, right_id)"
    rows = store.rows(f"SELECT record {where} ORDER BY ordinal LIMIT {MOST + 1}", [list(things)])
    found = [decode(record, Judgement) for (record,) in rows]
    if len(found) <= MOST:
        return Judged(shown=tuple(found), more=0)
    (row,) = store.rows(f"SELECT count(*) {where}", [list(things)])
    return Judged(shown=tuple(found[:MOST]), more=int(str(row[0])) - MOST)

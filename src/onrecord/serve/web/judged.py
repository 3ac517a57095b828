"""Judgements on claims or documents: what was joined or kept apart, by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.records import Judgement
from onrecord.serve.web.page import Visit
from onrecord.store.lookup import decode

MOST = 60
"""Judgements shown on one page."""


class Judged(Struct, frozen=True, kw_only=True):
    """The judgements on some things; ``more`` counts those that are not shown."""

    shown: tuple[Judgement, ...]
    more: int
    names: dict[str, str] = {}
    """What the claims and articles judged are called."""


def judged(visit: Visit, things: Sequence[str]) -> Judged:
    """Return the judgements on ``things``, in the order they were made."""
    store = visit.store
    where = "FROM judgements WHERE list_contains($1, left_id) OR list_contains($1, right_id)"
    rows = store.rows(f"SELECT record {where} ORDER BY ordinal LIMIT {MOST + 1}", [list(things)])
    found = [decode(record, Judgement) for (record,) in rows]
    shown = tuple(found[:MOST])
    names = _names(visit, {name for one in shown for name in (one.left, one.right)})
    if len(found) <= MOST:
        return Judged(shown=shown, more=0, names=names)
    (row,) = store.rows(f"SELECT count(*) {where}", [list(things)])
    return Judged(shown=shown, more=int(str(row[0])) - MOST, names=names)


def _names(visit: Visit, things: set[str]) -> dict[str, str]:
    """Return claims by their words and the number of their article, articles by their number."""
    sql = "SELECT claim_id, document_id, json_extract_string(record, '$.trigger.text') FROM claims "
    sql += "WHERE list_contains(?, claim_id)"
    numbers = visit.numbers
    found = {name: f"article {numbers[name]}" for name in things if name in numbers}
    for claim_id, document_id, words in visit.store.rows(sql, [sorted(things)]):
        found[str(claim_id)] = f"“{words}” in {numbers[str(document_id)]}"
    return found

"""The list of conflicts: claims that cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Conflict
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import Where, date_conditions, through_claims
from onrecord.store.filters import PAGING, Filter
from onrecord.store.listing import Listing, Query, Rows
from onrecord.store.lists._groups import COMMON, OF_CLAIMS, without
from onrecord.store.lookup import decode
from onrecord.store.marks import Marker
from onrecord.store.shapes import ConflictLine
from onrecord.store.text_search import Words

_ONE_CLAIM = (
    "k.conflict_id IN (SELECT l.conflict_id FROM conflict_claims l JOIN claims c USING (claim_id) WHERE {})"
)

_ONE_DAY = "k.conflict_id IN (SELECT l.conflict_id FROM conflict_claims l WHERE {})"
_OF_DAYS = {"type", "since", "until", "min_confidence", *PAGING}
"""What is asked of a conflict, or of the days of its claims: of a conflict that is shown every claim is."""


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    if wanted.type:
        where.add("k.kind = lower(?)", wanted.type)
    if {*wanted.given()} <= _OF_DAYS:
        told = Where()
        date_conditions(told, wanted, "l")
        where.around(_ONE_DAY, told)
    else:
        through_claims(where, without(wanted, "type"), words, _ONE_CLAIM)
    return Query(select="k.record", tables="conflicts k", where=where)


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[ConflictLine]:
    for (record,) in rows:
        yield lines.conflict_line(decode(record, Conflict))


CONFLICTS = Listing(
    name="conflicts",
    shape=ConflictLine,
    filters=tuple(name for name in (*OF_CLAIMS, *COMMON) if name != "contested"),
    ask=_asked,
    lines=_lines,
    order="k.kind, k.conflict_id",
    sorts={"id": "k.conflict_id", "kind": "k.kind"},
)
"""Conflicts; one is taken when any of its claims answers all that is asked of claims."""

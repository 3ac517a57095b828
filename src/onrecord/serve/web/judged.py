"""Judgements on claims or documents: what was joined or kept apart, by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.records import Judgement
from onrecord.serve.web.page import Visit
from onrecord.store.lookup import decode

MOST = 60
"""Judgements shown on one page."""
ON = f"""
WITH wanted AS (SELECT unnest($1) AS id),
found AS (
    SELECT ordinal FROM judgements WHERE left_id IN (FROM wanted)
    UNION SELECT ordinal FROM judgements WHERE right_id IN (FROM wanted)),
first AS (SELECT ordinal, (SELECT count(*) FROM found) AS every FROM found ORDER BY ordinal LIMIT {MOST})
SELECT j.record, f.every FROM judgements j JOIN first f USING (ordinal) ORDER BY ordinal
"""


class Judged(Struct, frozen=True, kw_only=True):
    """The judgements on some things; ``more`` counts those that are not shown."""

    shown: tuple[Judgement, ...]
    more: int
    names: dict[str, str] = {}
    """What the claims and articles judged are called."""


def judged(visit: Visit, things: Sequence[str]) -> Judged:
    """Return the judgements on ``things``, in the order they were made."""
    rows = list(visit.store.rows(ON, [sorted(set(things))]))
    shown = tuple(decode(record, Judgement) for record, _ in rows)
    names = _names(visit, {name for one in shown for name in (one.left, one.right)})
    return Judged(shown=shown, more=int(str(rows[0][1])) - len(rows) if rows else 0, names=names)


def _names(visit: Visit, things: set[str]) -> dict[str, str]:
    """Return claims by their words and the number of their article, articles by their number."""
    numbers = visit.numbers
    found = {name: f"article {numbers[name]}" for name in things if name in numbers}
    for claim in visit.claims(sorted(things - found.keys())).values():
        found[claim.claim_id] = f"“{claim.trigger.text}” in {numbers[claim.document_id]}"
    return found

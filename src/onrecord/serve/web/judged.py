"""Judgements on claims or documents: what was joined or kept apart, by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.records import Judgement
from onrecord.serve.web.page import Visit
from onrecord.store.lookup import decode

MOST = 60
"""Judgements shown on one page."""
ON = """
SELECT ordinal, record FROM judgements
WHERE left_id IN (SELECT unnest($1)) OR right_id IN (SELECT unnest($1))
"""


class Judged(Struct, frozen=True, kw_only=True):
    """The judgements on some things; ``more`` counts those that are not shown."""

    shown: tuple[Judgement, ...]
    more: int
    names: dict[str, str] = {}
    """What the claims and articles judged are called."""


def judged(visit: Visit, things: Sequence[str]) -> Judged:
    """Return the judgements on ``things``, in the order they were made."""
    # sorted here: to sort in the store would read the words of every judgement
    every = sorted((str(place), str(record)) for place, record in visit.store.rows(ON, [sorted(set(things))]))
    shown = tuple(decode(record, Judgement) for _, record in every[:MOST])
    names = _names(visit, {name for one in shown for name in (one.left, one.right)})
    return Judged(shown=shown, more=len(every) - len(shown), names=names)


def _names(visit: Visit, things: set[str]) -> dict[str, str]:
    """Return claims by their words and the number of their article, articles by their number."""
    numbers = visit.numbers
    found = {name: f"article {numbers[name]}" for name in things if name in numbers}
    for claim in visit.claims(sorted(things - found.keys())).values():
        found[claim.claim_id] = f"“{claim.trigger.text}” in {numbers[claim.document_id]}"
    return found

"""The list of actors: everybody who takes part in a claim."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import MATCHES, Where, claim_conditions
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows, batches
from onrecord.store.lists._groups import COMMON, OF_CLAIMS, PARTIES, without
from onrecord.store.lookup import introductions
from onrecord.store.marks import Marker
from onrecord.store.shapes import CastLine
from onrecord.store.text_search import Words

SHOWN = 3
"""Introductions that a line shows at most."""

_ACTING = "count(DISTINCT CASE WHEN a.role IN ('actor', 'holder', 'of') THEN c.claim_id END)"
_RECEIVING = "count(DISTINCT CASE WHEN a.role IN ('recipient', 'target', 'counterpart') THEN c.claim_id END)"
_CLAIMS = "count(DISTINCT c.claim_id)"
_DOCUMENTS = "count(DISTINCT c.document_id)"


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    where.add("a.actor_id IS NOT NULL AND a.role <> 'about'")
    if wanted.actor:
        where.add(MATCHES, *[wanted.actor] * 4)
    claim_conditions(where, without(wanted, "actor"), words)
    return Query(
        select=f"a.actor_id, min(a.name), min(a.country), {_ACTING}, {_RECEIVING}, {_CLAIMS}, {_DOCUMENTS}",
        tables="parties a JOIN claims c USING (claim_id)",
        where=where,
        group="a.actor_id",
    )


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[CastLine]:
    for batch in batches(rows):
        told = introductions(store, [str(row[0]) for row in batch])
        for actor_id, name, country, acts, receives, claims, documents in batch:
            shown = told.get(str(actor_id), [])[:SHOWN]
            yield CastLine(
                actor_id=str(actor_id),
                name=None if name is None else str(name),
                country=None if country is None else str(country),
                as_actor=int(str(acts)),
                as_recipient=int(str(receives)),
                claims=int(str(claims)),
                documents=int(str(documents)),
                introduced=[lines.introduction_line(one) for one in shown],
            )


ACTORS = Listing(
    name="actors",
    shape=CastLine,
    filters=("actor", *(name for name in OF_CLAIMS if name not in PARTIES), *COMMON),
    ask=_asked,
    lines=_lines,
    order=f"{_CLAIMS} DESC, a.actor_id",
    sorts={
        "id": "a.actor_id",
        "name": "lower(min(a.name))",
        "country": "min(a.country)",
        "acts": _ACTING,
        "receives": _RECEIVING,
        "claims": _CLAIMS,
        "articles": _DOCUMENTS,
    },
)
"""Who takes part in a claim, the most frequent first."""

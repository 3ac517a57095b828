"""The rows that a comparison of an event is made from, each table searched as seldom as can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.records import Claim, Conflict, Event, Kind
from onrecord.store.base import Store
from onrecord.store.lookup import among, decode, overlay


def sure_enough(claims: Mapping[str, Claim], least: float) -> dict[str, Claim]:
    """Return the claims that are as sure as ``least``; what is not rated stays."""
    return {name: c for name, c in claims.items() if c.confidence is None or c.confidence >= least}


def joined_claims(store: Store, event: Event, least: float) -> tuple[dict[str, Claim], dict[str, Claim]]:
    """Return the claims of ``event``, and the figure claims told with them; both are found in one search."""
    documents = sorted(event.document_ids)
    sql = f"SELECT claim_id, kind, record FROM claims WHERE {among('document_id', documents)}"
    wanted = set(event.claim_ids)
    rows = [
        record for name, kind, record in store.rows(sql, [documents]) if kind == "figure" or name in wanted
    ]
    found = {c.claim_id: c for c in overlay(store, [decode(record, Claim) for record in rows])}
    joined = sure_enough({name: found[name] for name in event.claim_ids if name in found}, least)
    figures = [claim for claim in found.values() if claim.kind is Kind.FIGURE]
    return joined, told_with(figures, joined.values())


def figures_beside(store: Store, claims: Collection[Claim]) -> dict[str, Claim]:
    """Return the figure claims in the sentences of ``claims`` or told of them, by id."""
    documents = sorted({c.document_id for c in claims})
    sql = f"SELECT record FROM claims WHERE kind = 'figure' AND {among('document_id', documents)}"
    rows = store.rows(sql, [documents]) if documents else iter(())
    return told_with(overlay(store, [decode(record, Claim) for (record,) in rows]), claims)


def told_with(figures: Iterable[Claim], claims: Collection[Claim]) -> dict[str, Claim]:
    """Return those of ``figures`` in the sentences of ``claims`` or told of them, in order of the texts."""
    ids = {c.claim_id for c in claims}
    sentences = {(c.document_id, c.sentence.start) for c in claims}
    ordered = sorted(figures, key=lambda f: (f.document_id, f.trigger.start, f.claim_id))
    return {
        f.claim_id: f for f in ordered if f.about in ids or (f.document_id, f.sentence.start) in sentences
    }


def by_document(figures: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return ``figures`` by their articles: a figure is told of a claim of the same article only."""
    found: dict[str, list[Claim]] = {}
    for figure in figures:
        found.setdefault(figure.document_id, []).append(figure)
    return found


def conflicts_on(store: Store, event: Event, claim_ids: Sequence[str]) -> list[Conflict]:
    """Return the conflicts on ``event`` or on the figures told with it."""
    sql = (
        "SELECT record FROM conflicts k WHERE event_id = ? OR conflict_id IN "
        "(SELECT conflict_id FROM conflict_claims WHERE claim_id IN (SELECT unnest(?))) ORDER BY ordinal"
    )
    rows = store.rows(sql, [event.event_id, list(claim_ids)])
    return [decode(record, Conflict) for (record,) in rows]

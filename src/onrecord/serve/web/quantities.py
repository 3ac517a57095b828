"""Figures in words: amount, measure, whose, when, by whom given."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.names import party_words
from onrecord.analyse.tellings import Telling
from onrecord.analyse.words import date_words, origins_words
from onrecord.records import Figure
from onrecord.serve.web.page import Visit
from onrecord.serve.web.told import (
    SHOWN_PUBLISHERS,
    conflicts_of,
    figure_words,
    publishers_of,
    told_claims,
)
from onrecord.store.lookup import decode


class Quantity(Struct, frozen=True, kw_only=True):
    """One figure of a list."""

    figure_id: str
    amount: str
    measure: str
    of: str
    counterpart: str
    role: str
    direction: str | None
    period: str | None
    origins: str
    reports: int
    publishers: tuple[str, ...]
    conflict_ids: tuple[str, ...]
    lead: Telling | None


def quantities(visit: Visit, figure_ids: Sequence[str]) -> list[Quantity]:
    """Return the figures of ``figure_ids`` in that order, in words."""
    wanted = list(figure_ids)
    sql = "SELECT record FROM figures WHERE list_contains(?, figure_id)"
    rows = visit.store.rows(sql, [wanted]) if wanted else ()
    figures = {f.figure_id: f for f in (decode(record, Figure) for (record,) in rows)}
    claims = visit.claims([f.claim_ids[0] for f in figures.values()])
    leads = {item.claim_id: item.telling for item in told_claims(visit, list(claims.values()))}
    conflicts = conflicts_of(visit.store, wanted)
    made = []
    for name in wanted:
        if figure := figures.get(name):
            amount, measure, owner = figure_words(figure)
            made.append(
                Quantity(
                    figure_id=name,
                    amount=amount,
                    measure=measure,
                    of=owner,
                    counterpart=party_words(figure.counterpart),
                    role=figure.role,
                    direction=figure.direction,
                    period=date_words(figure.period) if figure.period else None,
                    origins=origins_words(figure.origins.min, figure.origins.max),
                    reports=figure.reports,
                    publishers=tuple(publishers_of(visit, figure)[:SHOWN_PUBLISHERS]),
                    conflict_ids=conflicts.get(name, ()),
                    lead=leads.get(figure.claim_ids[0]),
                )
            )
    return made

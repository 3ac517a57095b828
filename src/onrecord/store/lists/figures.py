"""The list of figures: claims of one quantity, joined."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Figure
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import (
    Parties,
    Where,
    asked_of_claims,
    contested_condition,
    date_conditions,
    party_conditions,
    through_claims,
)
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows
from onrecord.store.lists._groups import COMMON, PARTIES, VOICE
from onrecord.store.lookup import decode
from onrecord.store.marks import Marker
from onrecord.store.shapes import FigureLine
from onrecord.store.text_search import Words

_PARTIES = Parties("figure_actors", "figure_id", "f.figure_id", ("of",), ("counterpart",))
_ONE_CLAIM = (
    "f.figure_id IN (SELECT l.figure_id FROM figure_claims l JOIN claims c USING (claim_id) WHERE {})"
)


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    if wanted.type:
        where.add("contains(lower(f.measure), lower(?))", wanted.type)
    if wanted.min_origins is not None:
        where.add("f.origins_min >= ?", wanted.min_origins)
    contested_condition(where, wanted, "f.figure_id", "SELECT figure_id FROM conflicts WHERE figure_id <> ''")
    party_conditions(where, wanted, _PARTIES)
    date_conditions(where, wanted, "f")
    through_claims(where, asked_of_claims(wanted), words, _ONE_CLAIM)
    return Query(select="f.record", tables="figures f", where=where)


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[FigureLine]:
    for (record,) in rows:
        yield lines.figure_line(decode(record, Figure))


FIGURES = Listing(
    name="figures",
    shape=FigureLine,
    filters=(*PARTIES, "type", "modality", *VOICE, "min_origins", "contested", *COMMON),
    ask=_asked,
    lines=_lines,
    order="f.measure NULLS LAST, f.unit, f.amount, f.ordinal",
    sorts={
        "id": "f.figure_id",
        "measure": "f.measure",
        "unit": "f.unit",
        "value": "f.amount",
        "period": "f.date_start",
        "origins": "f.origins_min",
        "reports": "f.reports",
    },
)
"""Figures, by measure and value."""

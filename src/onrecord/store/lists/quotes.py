"""The list of quotations: who says what to whom."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import AttributionForm, Statement
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import (
    BEGINS_A_WORD,
    Parties,
    Where,
    document_conditions,
    party_conditions,
    speaks,
)
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows, batches
from onrecord.store.lists._groups import COMMON, PARTIES, PUBLISHED
from onrecord.store.lookup import decode, get_documents
from onrecord.store.marks import Marker
from onrecord.store.shapes import QuoteLine
from onrecord.store.text_search import Words

QUOTATIONS = (
    AttributionForm.DIRECT,
    AttributionForm.MIXED,
    AttributionForm.INDIRECT,
    AttributionForm.BLOCK,
    AttributionForm.ACCORDING_TO,
    AttributionForm.HEADLINE,
    AttributionForm.NOMINAL,
    AttributionForm.ACCUSATION,
    AttributionForm.DENIAL,
)
"""Forms that give words to somebody; the others give views, wishes, or leave open who speaks."""

_PARTIES = Parties("statement_actors", "statement_id", "q.statement_id", ("speaker",), ("addressee",))


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    forms = [wanted.form.lower()] if wanted.form else [str(form) for form in QUOTATIONS]
    where.add("list_contains(?, q.form)", forms)
    if wanted.source_kind:
        where.add("q.source_kind = lower(?)", wanted.source_kind)
    if wanted.speaker:
        named = speaks("statement_actors", "statement_id", "q")
        where.add(f"({named} OR {BEGINS_A_WORD.format('q')})", *[wanted.speaker] * 5)
    party_conditions(where, wanted, _PARTIES)
    if words:
        held = words.within("q.statement_id", "statements", "content")
        where.words(words.in_documents("q.document_id"), held)
    document_conditions(where, wanted)
    return Query(
        select="q.record",
        tables=f"statements q{PUBLISHED}",
        where=where,
    )


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[QuoteLine]:
    for batch in batches(rows):
        said = [decode(record, Statement) for (record,) in batch]
        known = get_documents(store, [statement.document_id for statement in said])
        for statement in said:
            line = lines.quote_line(statement, known.get(statement.document_id))
            if marker:
                line["hits"] = [marker.hit(s.text, s.start) for s in statement.attribution.content]
            yield line


QUOTES = Listing(
    name="quotes",
    shape=QuoteLine,
    filters=("speaker", *PARTIES, "form", "source_kind", *COMMON),
    ask=_asked,
    lines=_lines,
    order=("d.published NULLS LAST, q.document_id, q.content_start, q.content_end DESC, q.statement_id"),
    sorts={
        "id": "q.statement_id",
        "published": "d.published",
        "publisher": "lower(d.publisher)",
        "source": "lower(q.source)",
        "form": "q.form",
        "length": "length(q.content)",
    },
)
"""Quotations, article by article in order of publication and place in the text."""

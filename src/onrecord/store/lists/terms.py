"""The list of loaded terms: who calls whom what, in whose words."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Term
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import Parties, Where, document_conditions, party_conditions
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows, batches
from onrecord.store.lists._groups import COMMON, PARTIES
from onrecord.store.lookup import decode, get_documents
from onrecord.store.marks import Marker
from onrecord.store.shapes import TermLine
from onrecord.store.text_search import Words

_PARTIES = Parties("term_actors", "term_id", "t.term_id", ("speaker",), ("target",))


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    if wanted.term:
        where.add("(t.term = lower(?) OR lower(t.words) = lower(?))", wanted.term, wanted.term)
    if wanted.said:
        where.add("t.voice = lower(?)", wanted.said)
    for roles, party in ((("speaker",), wanted.speaker), (("target",), wanted.about)):
        if party:
            condition, values = _PARTIES.has(roles, party)
            where.add(condition, *values)
    party_conditions(where, wanted, _PARTIES)
    document_conditions(where, wanted)
    if words:
        where.words(words.in_documents("t.document_id"), words.within("t.term_id", "terms", "sentence"))
    return Query(
        select="list(t.record ORDER BY d.published NULLS LAST, t.document_id, t.words_start)",
        tables="terms t JOIN documents d USING (document_id)",
        where=where,
        group="t.term, t.voice, d.publisher, CASE WHEN d.publisher IS NULL THEN t.document_id END",
    )


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[TermLine]:
    for batch in batches(rows):
        for (records,) in batch:
            used = [decode(record, Term) for record in records] if isinstance(records, list) else []
            known = get_documents(store, sorted({term.document_id for term in used}))
            line = lines.term_line(used, known)
            if marker:
                line["hits"] = [marker.hit(used[0].sentence.text, used[0].sentence.start)]
            yield line


TERMS = Listing(
    name="terms",
    shape=TermLine,
    filters=("term", "said", "speaker", "about", *PARTIES, *COMMON),
    ask=_asked,
    lines=_lines,
    order="count(*) DESC, t.term, t.voice, d.publisher NULLS LAST, min(t.term_id)",
    sorts={
        "uses": "count(*)",
        "term": "t.term",
        "voice": "t.voice",
        "publisher": "lower(d.publisher)",
        "published": "min(d.published)",
    },
)
"""Loaded terms by term, voice and publisher, the most used first."""

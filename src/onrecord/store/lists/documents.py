"""The list of articles, and of the inputs that could not be used."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.errors import SettingsError
from onrecord.records import Document, Rejection
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import Where, document_conditions, through_claims
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows, Wide, batches
from onrecord.store.lists._groups import COMMON, OF_CLAIMS, without
from onrecord.store.lookup import decode
from onrecord.store.marks import Marker
from onrecord.store.shapes import DocumentLine, RejectionLine
from onrecord.store.text_search import Words

_ONE_CLAIM = "d.document_id IN (SELECT c.document_id FROM claims c WHERE {})"
_PATHS = "(SELECT list(p.path ORDER BY p.path, p.position) FROM copies p WHERE p.document_id = d.document_id)"


def _asked(wanted: Filter, words: Words | None) -> Query:
    where, ranked = Where(), _ranked(wanted, words)
    document_conditions(where, wanted)
    if words:
        held = words.within("d.document_id", "documents", "text", indexed=True)
        where.words(() if ranked else words.in_documents("d.document_id"), held)
    through_claims(where, without(wanted, "publisher", "since", "until"), None, _ONE_CLAIM)
    every = f"documents d{ranked}"
    ids = Query(select="d.document_id", tables=every, where=where)
    wide = Wide(key="d.document_id", owner="documents d", among=ids)
    return Query(select=f"d.record, d.text, {_PATHS}", tables=every, where=where, wide=wide)


def _ranked(wanted: Filter, words: Words | None) -> str:
    """Return the join that gives the rank of each article, none unless they are sorted by it."""
    if "relevance" not in (wanted.sort or ""):
        return ""
    if words is None:
        raise SettingsError(
            "articles are relevant to words", where="--sort relevance", remedy="Give --text too."
        )
    if words.ranks is None:
        raise SettingsError(
            "the record has no index of its text that is up to date",
            where="--sort relevance",
            remedy="Run `onrecord build` on it again, or sort by published.",
        )
    return f" JOIN ({words.ranks}) r USING (document_id)"


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[DocumentLine]:
    for batch in batches(rows):
        if marker:
            marker.learn(str(text) for _, text, _ in batch)
        for record, text, paths in batch:
            document = replace(decode(record, Document), text=str(text))
            line = lines.document_line(document, [str(p) for p in paths] if isinstance(paths, list) else [])
            if marker:
                line["hits"] = marker.excerpts(document.text)
            yield line


def _rejections_asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    if wanted.text:
        where.add("contains(lower(r.path || ' ' || r.reason || ' ' || r.record), lower(?))", wanted.text)
    return Query(select="r.record", tables="rejections r", where=where)


def _rejection_lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[RejectionLine]:
    for (record,) in rows:
        yield lines.rejection_line(decode(record, Rejection))


REJECTIONS = Listing(
    name="rejections",
    shape=RejectionLine,
    filters=("rejected", "text", "min_confidence"),
    ask=_rejections_asked,
    lines=_rejection_lines,
    order="r.path, r.position NULLS FIRST, r.rejection_id",
    sorts={"id": "r.rejection_id", "path": "r.path", "reason": "r.reason", "stage": "r.stage"},
    stemmed=False,
)
"""Inputs that could not be used, in order of path and record."""

DOCUMENTS = Listing(
    name="documents",
    shape=DocumentLine,
    filters=("rejected", *OF_CLAIMS, *COMMON),
    ask=_asked,
    lines=_lines,
    order="d.published NULLS LAST, d.document_id",
    sorts={
        "id": "d.document_id",
        "published": "d.published",
        "publisher": "lower(d.publisher)",
        "title": "lower(d.title)",
        "length": "length(d.text)",
        "relevance": "r.score",
    },
    rejected=REJECTIONS,
)
"""Articles in order of publication; filters on claims take those with a claim that answers all of them."""

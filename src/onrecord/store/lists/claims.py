"""The lists of claims: all of them, and the positions among them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.records import Claim
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import CLAIM_PARTIES, Where, claim_conditions
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows, batches
from onrecord.store.lists._groups import COMMON, OF_CLAIMS, PARTIES, PUBLISHED, VOICE
from onrecord.store.lookup import decode, get_documents, overlay
from onrecord.store.marks import Marker
from onrecord.store.shapes import ClaimLine
from onrecord.store.text_search import Words

_IN_THE_TEXT = "c.document_id, c.trigger_start, c.trigger_end, c.claim_id"


def _asked(wanted: Filter, words: Words | None) -> Query:
    where = Where()
    claim_conditions(where, wanted, words)
    sorted_by_article = "publish" in (wanted.sort or "")
    joined = PUBLISHED if sorted_by_article else ""
    return Query(select="c.record", tables=f"claims c{joined}", where=where)


def _positions_asked(wanted: Filter, words: Words | None) -> Query:
    query = replace(_asked(replace(wanted, kind="position"), words), tables=f"claims c{PUBLISHED}")
    for roles, party in ((("holder",), wanted.holder), (("target", "about"), wanted.about)):
        if party:
            condition, values = CLAIM_PARTIES.has(roles, party)
            query.where.add(condition, *values)
    return query


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[ClaimLine]:
    for batch in batches(rows):
        claims = overlay(store, [decode(record, Claim) for (record,) in batch])
        known = get_documents(store, [claim.document_id for claim in claims])
        if marker:
            marker.learn(claim.sentence.text for claim in claims)
        for claim in claims:
            line = lines.claim_line(claim, known.get(claim.document_id))
            if marker:
                line["hits"] = [marker.hit(claim.sentence.text, claim.sentence.start)]
            yield line


_SORTS = {
    "id": "c.claim_id",
    "date": "c.date_start",
    "published": "d.published",
    "publisher": "lower(d.publisher)",
    "type": "coalesce(c.event_type, c.measure, c.stance)",
    "scale": "c.scale",
    "confidence": "c.confidence",
}

CLAIMS = Listing(
    name="claims",
    shape=ClaimLine,
    filters=(*OF_CLAIMS, *COMMON),
    ask=_asked,
    lines=_lines,
    order=_IN_THE_TEXT,
    sorts=_SORTS,
)
"""What each article puts on record, in order of document and place in the text."""

POSITIONS = Listing(
    name="positions",
    shape=ClaimLine,
    filters=("holder", "about", *PARTIES, "type", "modality", *VOICE, "contested", *COMMON),
    ask=_positions_asked,
    lines=_lines,
    order=f"d.published NULLS LAST, {_IN_THE_TEXT}",
    sorts={name: _SORTS[name] for name in ("id", "date", "published", "publisher", "type")},
)
"""Position claims, those published first in front, undated last."""

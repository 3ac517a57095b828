"""A record as it looks without its unsure claims. Nothing is deleted: the tables are read through conditions.

A claim is left out when its confidence lies below a threshold, unless a surer claim tells the
same event; an event when all its claims are left out. What has no confidence stays: figures and
positions are not rated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from onrecord.errors import SettingsError
from onrecord.records import Claim, Copy, Document, Introduction, Linked, Rejection, Statement, Term
from onrecord.store.base import Store, Value

LEAST = 0.6
"""Confidence below which claims are not shown unless asked for: one false counts as one and a half missed.

docs/confidence.md has what other thresholds cost.
"""

UNSURE = """
unsure_events AS (
    SELECT l.event_id FROM main.event_claims l JOIN main.claims c USING (claim_id)
    GROUP BY l.event_id HAVING max(coalesce(c.confidence, 1)) < {least}),
unsure_claims AS (
    SELECT claim_id FROM main.claims WHERE confidence < {least} AND claim_id NOT IN (
        SELECT claim_id FROM main.event_claims WHERE event_id NOT IN (SELECT event_id FROM unsure_events))),
unsure_conflicts AS (
    SELECT conflict_id FROM main.conflicts WHERE event_id IN (SELECT event_id FROM unsure_events)
    UNION SELECT conflict_id FROM main.conflict_claims
    WHERE claim_id IN (SELECT claim_id FROM unsure_claims))"""
KEYS = {
    "claims": "claim",
    "claim_actors": "claim",
    "claim_voices": "claim",
    "claim_voice_actors": "claim",
    "events": "event",
    "event_claims": "event",
    "event_actors": "event",
    "conflicts": "conflict",
    "conflict_claims": "conflict",
}
"""Tables that are narrowed, and what each of their rows belongs to."""
_NAMED = re.compile(rf"\b(?:FROM|JOIN)\s+({'|'.join(KEYS)})\b", re.IGNORECASE)
_WITH = re.compile(r"\s*WITH\s+", re.IGNORECASE)


def sure(store: Store, least: float | None = None) -> Store:
    """Return ``store`` without what lies below ``least``, :data:`LEAST` unless given.

    Raises:
        SettingsError: ``least`` is no probability.
    """
    least = LEAST if least is None else least
    if not 0 <= least <= 1:
        raise SettingsError(
            f"{least:g} is no probability", where="min_confidence", remedy="Give a number from 0 to 1."
        )
    return SureStore(store, least) if least else store


class SureStore:
    """Any store, read through the threshold ``least``; what it is told to keep, the store keeps."""

    def __init__(self, store: Store, least: float) -> None:
        self._store = store
        self._unsure = UNSURE.format(least=float(least))

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query on the narrowed tables."""
        return self._store.rows(self._narrowed(sql), parameters)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims that are left, in order of document and place in the text."""
        order = "document_id, trigger_start, trigger_end, claim_id"
        for (record,) in self.rows(f"SELECT record FROM claims ORDER BY {order}"):
            yield msgspec.json.decode(str(record), type=Claim)

    def linked(self) -> Linked:
        """Return what was linked, events and conflicts only as far as they are left."""
        linked = self._store.linked()
        events = self._ids("SELECT event_id FROM events")
        conflicts = self._ids("SELECT conflict_id FROM conflicts")
        return replace(
            linked,
            events=tuple(e for e in linked.events if e.event_id in events),
            conflicts=tuple(c for c in linked.conflicts if c.conflict_id in conflicts),
        )

    def _ids(self, sql: str) -> set[str]:
        return {str(name) for (name,) in self.rows(sql)}

    def _narrowed(self, sql: str) -> str:
        """Return ``sql`` with expressions in front that stand for the tables it names."""
        named = sorted({name.lower() for name in _NAMED.findall(sql)})
        if not named:
            return sql
        tables = [
            f"{name} AS (SELECT * FROM main.{name} "
            f"WHERE {KEYS[name]}_id NOT IN (SELECT {KEYS[name]}_id FROM unsure_{KEYS[name]}s))"
            for name in named
        ]
        own = _WITH.match(sql)
        rest = ", " + sql[own.end() :] if own else " " + sql
        return "WITH " + ",\n".join([self._unsure, *tables]) + rest

    # ------------------------------------------------- what the threshold does not touch

    def documents(self) -> Iterator[Document]:
        """Yield every document."""
        return self._store.documents()

    def introductions(self) -> Iterator[Introduction]:
        """Yield what documents tell of who people are."""
        return self._store.introductions()

    def statements(self) -> Iterator[Statement]:
        """Yield what documents give to whom."""
        return self._store.statements()

    def copies(self) -> Iterator[Copy]:
        """Yield every place a document was found at."""
        return self._store.copies()

    def rejections(self) -> Iterator[Rejection]:
        """Yield every input that could not be used."""
        return self._store.rejections()

    def facts(self) -> dict[str, str]:
        """Return the facts about the record as a whole."""
        return self._store.facts()

    def processed(self) -> set[str]:
        """Return the ``raw_sha256`` of every document that is in."""
        return self._store.processed()

    def add(
        self,
        documents: Sequence[Document] = (),
        copies: Sequence[Copy] = (),
        rejections: Sequence[Rejection] = (),
        claims: Sequence[Claim] = (),
        introductions: Sequence[Introduction] = (),
        statements: Sequence[Statement] = (),
        terms: Sequence[Term] = (),
    ) -> None:
        """Keep all of it in the store behind."""
        self._store.add(documents, copies, rejections, claims, introductions, statements, terms)

    def replace_links(self, linked: Linked) -> None:
        """Put ``linked`` into the store behind."""
        self._store.replace_links(linked)

    def describe(self, facts: Mapping[str, str]) -> None:
        """Keep facts in the store behind."""
        self._store.describe(facts)

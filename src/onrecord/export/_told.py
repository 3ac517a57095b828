"""Events with everybody's telling of them: what the exports of event data read.

One event at a time, with the claims it joins and their documents, fetched in
batches, so that a large record is never held whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec import Struct

from onrecord.records import Actor, Claim, Document, Event, Modality, Polarity, Status, content_id
from onrecord.store.base import Store
from onrecord.store.lookup import get_claims, get_documents

BATCH = 500
"""Events whose claims and documents are fetched together."""

HELD = (Status.REPORTED, Status.CORROBORATED, Status.DISPUTED)
"""What an event that somebody reports as done can be."""


class Telling(Struct, frozen=True):
    """One claim that tells an event, and the document it stands in."""

    claim: Claim
    document: Document

    @property
    def where(self) -> str:
        """The address of the document, or its id where it has none."""
        return self.document.url or f"urn:onrecord:{self.document.document_id}"


class Told(Struct, frozen=True):
    """One event and its tellings, the representative one first."""

    event: Event
    tellings: tuple[Telling, ...]

    @property
    def lead(self) -> Claim:
        """The representative claim."""
        return self.tellings[0].claim

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that tell it, each once, the representative one first."""
        return tuple({t.document.document_id: t.document for t in self.tellings}.values())

    @property
    def done(self) -> bool:
        """Whether it is told as something that happened.

        Planned, threatened, alleged and denied events are not: the shapes of other
        datasets have no field to say so, and a plan among deeds would be a false deed.
        """
        held = self.event.status in HELD and self.lead.modality is Modality.ACTUAL
        return held and self.lead.polarity is Polarity.POSITIVE


def deeds(store: Store) -> Iterator[Told]:
    """Yield the events that are told as done."""
    return (event for event in told(store) if event.done)


def told(store: Store) -> Iterator[Told]:
    """Yield every event of the record, dated ones first and in order of time."""
    order = "SELECT record FROM events ORDER BY date_start NULLS LAST, date_end, ordinal"
    rows = store.rows(order)
    while batch := [msgspec.json.decode(str(record), type=Event) for (record,) in islice(rows, BATCH)]:
        claims = get_claims(store, [claim_id for event in batch for claim_id in event.claim_ids])
        documents = get_documents(store, (claim.document_id for claim in claims.values()))
        for event in batch:
            yield Told(
                event,
                tuple(Telling(claims[i], documents[claims[i].document_id]) for i in event.claim_ids),
            )


def pairs(event: Event) -> list[tuple[Actor | None, Actor | None]]:
    """Return who did it to whom, one ordered pair each, for shapes with one actor and one recipient.

    Sides that met as equals make a pair in both directions, as CAMEO coders write them.
    """
    if event.recipients:
        return [(a, r) for a in event.actors or (None,) for r in event.recipients]
    if len(event.actors) > 1:
        return [(a, b) for a in event.actors for b in event.actors if a is not b]
    return [(a, None) for a in event.actors]


def number_of(text: str) -> int:
    """Return the number that stands for one of our ids in datasets with numeric ids: 60 bits of its hash."""
    return int(content_id("number", text).rpartition("_")[2][:15], 16)

"""Expert-coded sentences, end to end: raw sentence in, who did what to whom out.

One event a row, so a second correct claim counts as wrong: the headline event is scored
under ``headline_*``, every claim under ``all_*``. ``*_codebook`` switches the set's own
labelling conventions off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from onrecord.evaluate.conventions import CODEBOOK, Convention, convention
from onrecord.evaluate.given import count_countries
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.headline import event_claims, headline
from onrecord.evaluate.metrics.dyads import FIELDS, Coded, count_events
from onrecord.evaluate.metrics.statistics import f1
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.reading import Reading
from onrecord.records import Claim

SKIPPABLE = frozenset({"source", "target", "code"})


class GoldParty(Struct):
    """One party: its words and its code."""

    words: str = msgspec.field(name="actorText")
    code: str | None = None


class GoldEvent(Struct):
    """One event as the annotators coded it."""

    plover: str | None
    actors: str | list[str] | None = msgspec.field(name="source", default=None)
    recipients: str | list[str] | None = msgspec.field(name="target", default=None)
    acting: list[GoldParty] = msgspec.field(name="source_info", default_factory=list)
    receiving: list[GoldParty] = msgspec.field(name="target_info", default_factory=list)


class GoldEvents(Struct):
    """The gold of one row."""

    events: list[GoldEvent]
    skip: list[str] = []
    review: str | None = None
    date_is_placeholder: bool = False


class Row(Struct):
    """One sentence or short text."""

    id: str
    text: str
    gold: GoldEvents
    date: str | None = None


def score(gold: Gold, system: System) -> list[Measure]:
    """Return F1 per field for the headline event and for all claims; units are rows."""
    rows = gold.rows(Row)
    own = convention("plover_gsr")
    readings = [reading_of(row, system) for row in gold.tracked(rows)]
    claims = [event_claims(system.claims(reading)) for reading in readings]
    return [*event_measures(rows, claims, own), *_given_measures(rows, readings, own, system)]


def claims_of(row: Row, system: System) -> list[Claim]:
    """Return the event claims of one row's text."""
    return event_claims(system.claims(reading_of(row, system)))


def reading_of(row: Row, system: System) -> Reading:
    """Return one row's text read."""
    published = None if row.gold.date_is_placeholder else day(row.date)
    return system.read(system.document(row.text, row.id, published=published))


def _given_measures(
    rows: Sequence[Row], readings: Sequence[Reading], own: Convention, system: System
) -> list[Measure]:
    """Return F1 of the countries of actors and of recipients whose words the gold gives."""
    sides: dict[str, list[list[GoldParty]]] = {
        "actor": [[p for e in row.gold.events for p in e.acting] for row in rows],
        "recipient": [[p for e in row.gold.events for p in e.receiving] for row in rows],
    }
    return [
        Measure(
            metric=f"given_{side}_f1",
            counts=np.array(
                [
                    count_countries([(p.words, p.code) for p in parties], reading, own, system)
                    for parties, reading in zip(given, readings, strict=True)
                ],
                dtype=np.float64,
            ),
            statistic=f1,
            note="country, given the words of the gold",
        )
        for side, given in sides.items()
    ]


def event_measures(rows: Sequence[Row], claims: Sequence[Sequence[Claim]], own: Convention) -> list[Measure]:
    """Return the event metrics of ``rows`` whose texts gave ``claims``."""
    top = [[best] if (best := headline(found)) else [] for found in claims]
    return [
        *_measures("headline_", rows, top, own, FIELDS, "one claim a row"),
        *_measures("all_", rows, claims, own, FIELDS, "every claim of a row"),
        *_measures("headline_codebook_", rows, top, CODEBOOK, ("type",), "the set's conventions off"),
    ]


def coded_gold(events: Iterable[GoldEvent]) -> list[Coded]:
    """Return gold events in the scorer's form."""
    return [Coded(_codes(e.actors), _codes(e.recipients), e.plover) for e in events]


def coded_claim(claim: Claim, own: Convention) -> Coded:
    """Return ``claim`` in the scorer's form; one actor named twice counts once."""
    return Coded(
        tuple(dict.fromkeys(own.code_of(a) for a in claim.actors)),
        tuple(dict.fromkeys(own.code_of(r) for r in claim.recipients)),
        own.type_of(claim),
    )


def _codes(value: str | list[str] | None) -> tuple[str | None, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _measures(
    prefix: str,
    rows: Sequence[Row],
    claims: Sequence[Sequence[Claim]],
    own: Convention,
    fields: Iterable[str],
    note: str,
) -> list[Measure]:
    counts = [
        count_events(
            coded_gold(row.gold.events), [coded_claim(c, own) for c in found], SKIPPABLE & set(row.gold.skip)
        )
        for row, found in zip(rows, claims, strict=True)
    ]
    return [
        Measure(
            metric=f"{prefix}{field}_f1",
            counts=np.array([c[field] for c in counts], dtype=np.float64),
            statistic=f1,
            note=note,
        )
        for field in fields
    ]


GOLD_SET = GoldSet(
    name="plover_gsr",
    prefix="plover_gsr",
    what="events end to end: type, quad, actor and recipient country, triple",
    score=score,
)

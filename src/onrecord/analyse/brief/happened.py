"""What happened, and what is told by one side only: events in order of time, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date

from msgspec.structs import replace

from onrecord.analyse.brief.drafts import Draft, put, reported, telling, to_cite, when_pieces
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.sorting import weightiest
from onrecord.analyse.clauses import Clause, event_clause, same_words
from onrecord.analyse.pieces import NAME, Pieces, sentence, text_of
from onrecord.analyse.tellings import Piece
from onrecord.records import Claim, DateValue, Event, OriginCount, Place

UNDATED = "In articles without a date"
NEAR = 20
"""Characters between a verb and the share that it gives."""
INSIDE = ("city", "admin1", "country", "region")
"""Places that something happens *in*."""


def told_events(
    material: Material, events: Iterable[Event], most: int, shares: Set[tuple[str, int]] = frozenset()
) -> tuple[list[Draft], int]:
    """Return the ``most`` weightiest of ``events`` as sentences in order of time, and how many are left out.

    Two that read the same are one sentence with the sources of both. What is only told to give a share
    ("provided it with 40 per cent of its grain") is left to the figures: ``shares`` are where those stand.
    """
    every = [event for event in events if not _gives_share(material, event, shares)]
    order = sorted(weightiest(material, every, most), key=lambda e: _in_time(material, e))
    drafts: list[Draft] = []
    seen: dict[tuple[str, date | None], int] = {}
    front: tuple[DateValue | None, list[str]] = (None, [])
    for event in order:
        claims = _representative(material, event)
        clause = placed(event_clause(event, claims, material.people.named, material.neighbours), event)
        key = (same_words(clause), event.date.start if event.date else None)
        if key in seen:
            drafts[seen[key]] = _joined(drafts[seen[key]], event, claims)
            continue
        seen[key] = len(drafts)
        drafts.append(event_draft(material, event, claims, clause, front))
        front = (event.date, material.outlets(claims))
    return drafts, len(every) - len(order)


def _gives_share(material: Material, event: Event, shares: Set[tuple[str, int]]) -> bool:
    claims = material.told(event.claim_ids)
    return len(claims) == 1 and any(
        document_id == claims[0].document_id and 0 <= start - claims[0].trigger.end <= NEAR
        for document_id, start in shares
    )


def event_draft(
    material: Material,
    event: Event,
    claims: Sequence[Claim],
    clause: Clause,
    front: tuple[DateValue | None, list[str]] = (None, []),
) -> Draft:
    """Return ``event`` as a sentence; ``front`` is the day and the outlets of the sentence before it."""
    before = front[1][0] if len(front[1]) == 1 else None
    pieces = put(
        "happened",
        "told",
        {
            "when": when_pieces(event.date, front[0]),
            "telling": telling(material, clause, claims),
            "reported": reported(
                material, claims, event.origins, dated=event.date is not None, before=before
            ),
        },
    )
    return Draft(
        pieces=sentence(pieces),
        claims=to_cite([*claims, *_accused_of(material, claims)], clause.claim_id),
        about=(event.event_id,),
        contested=bool(material.contested.get(event.event_id)),
        group=_month(material, event),
    )


def placed(clause: Clause, event: Event) -> Clause:
    """Return ``clause`` with where it happened, unless its words or parties say so already."""
    place = event.place
    if place is None or place.granularity not in INSIDE or clause.whole:
        return clause
    name = place.name or place.text
    told = text_of((*clause.who, *clause.rest))
    if name in told or place.text in told or _is_country_of(place, event):
        return clause
    return replace(clause, rest=(*clause.rest, *_at(bool(clause.rest), name)))


def _at(behind: bool, name: str) -> Pieces:
    return (Piece(" in " if behind else "in "), Piece(name, NAME))


def _is_country_of(place: Place, event: Event) -> bool:
    parties = (*event.actors, *event.recipients)
    return place.granularity == "country" and any(a.country == place.country for a in parties)


def _representative(material: Material, event: Event) -> list[Claim]:
    """Return the claims of ``event``, one that is told as done in front where there is one."""
    claims = material.told(event.claim_ids)
    return sorted(claims, key=lambda c: c.modality != "actual" or c.polarity != "positive")


def _accused_of(material: Material, claims: Iterable[Claim]) -> list[Claim]:
    return material.told(c.about for c in claims if c.about)


def _joined(draft: Draft, event: Event, claims: Sequence[Claim]) -> Draft:
    more = tuple(c for c in claims if c not in draft.claims)
    return replace(draft, claims=(*draft.claims, *more), about=(*draft.about, event.event_id))


def _in_time(material: Material, event: Event) -> tuple[date, date, bool, float, str]:
    """Return what sorts events: the day it happened, or else the day it was first told."""
    when = event.date
    first = material.first_day(material.told(event.claim_ids)) or date.max
    start, end = (when.start, when.end) if when else (first, first)
    return start, end, when is None, -material.weight(event), event.event_id


def _month(material: Material, event: Event) -> str | None:
    when = event.date
    start = when.start if when else material.first_day(material.told(event.claim_ids))
    return str(start.year) if start else UNDATED


def origins_of(events: Sequence[Event]) -> OriginCount:
    """Return the origins of several events told in one sentence: as many as the best told of them has."""
    best = max(events, key=lambda e: (e.origins.min, e.origins.max))
    return best.origins

"""Claims and events in words for the pages: a line to read, and the words it was read from.

Only what one page shows is fetched: the callers pass ids, these functions ask for them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse import words
from onrecord.analyse.headlines import Headline, headline
from onrecord.analyse.names import begun, party_words
from onrecord.analyse.stances import held_words
from onrecord.analyse.tellings import Piece, Telling, telling
from onrecord.records import Claim, DateMissing, Event, Figure, Place, Stance, Status
from onrecord.serve.web.page import Visit
from onrecord.serve.web.shelf import Drawer
from onrecord.store.base import Store
from onrecord.store.lookup import decode

SHOWN_PUBLISHERS = 4
"""Outlets that a line of a list names."""
MATTERS = (Stance.SUPPORTS, Stance.OPPOSES)


class Told(Struct, frozen=True, kw_only=True):
    """One claim: its gist in a line, and its sentence."""

    claim_id: str
    kind: str
    gist: Headline
    when: str
    place: str | None
    event_type: str | None
    mode: str | None
    quad_class: int | None
    confidence: float | None
    telling: Telling
    event_id: str | None = None
    """Event or figure that it is part of."""


class Gist(Struct, frozen=True, kw_only=True):
    """One event of a list."""

    event_id: str
    start: str | None
    when: str
    headline: Headline
    place: str | None
    event_type: str
    mode: str | None
    quad_class: int | None
    scale: float | None
    status: str
    ahead: bool
    origins: str
    origins_min: int
    origins_max: int
    reports: int
    publishers: tuple[str, ...]
    """The first few outlets that tell it."""
    conflict_ids: tuple[str, ...]
    lead: Telling | None
    """Its representative claim."""


def ids(store: Store, sql: str, values: Sequence[str | list[str]] = ()) -> list[str]:
    """Return the first column of a query."""
    return [str(row[0]) for row in store.rows(sql, list(values))]


def told(visit: Visit, claim_ids: Sequence[str]) -> list[Told]:
    """Return the claims of ``claim_ids`` in that order; unknown ones are left out."""
    return told_claims(visit, list(visit.claims(claim_ids).values()))


def told_claims(visit: Visit, claims: Sequence[Claim]) -> list[Told]:
    """Return ``claims`` in words, with the event or figure each is part of."""
    documents = visit.documents([c.document_id for c in claims])
    homes = homes_of(visit, [c.claim_id for c in claims])
    return [
        Told(
            claim_id=claim.claim_id,
            kind=claim.kind,
            gist=gist(claim),
            when=when_words(claim),
            place=place_words(claim.place),
            event_type=claim.event_type,
            mode=claim.mode,
            quad_class=claim.quad_class,
            confidence=claim.confidence,
            telling=telling(claim, documents[claim.document_id], visit.numbers[claim.document_id]),
            event_id=homes[claim.claim_id] or None,
        )
        for claim in claims
        if claim.document_id in documents
    ]


HOMES = """
SELECT claim_id, event_id FROM event_claims WHERE claim_id IN (SELECT unnest($1))
UNION ALL SELECT claim_id, figure_id FROM figure_claims WHERE claim_id IN (SELECT unnest($1))
"""


def homes_of(visit: Visit, claim_ids: Sequence[str]) -> dict[str, str]:
    """Return the event or figure that each claim is part of; empty where it is part of none."""

    def fetch(missing: list[str]) -> dict[str, str]:
        homes = {str(claim): str(home) for claim, home in visit.store.rows(HOMES, [missing])}
        return {**dict.fromkeys(missing, ""), **homes}

    kept: Drawer[str] = visit.once("homes", lambda: Drawer(20_000))
    return kept.those(claim_ids, fetch)


def gist(claim: Claim) -> Headline:
    """Return a claim of any kind in a line, its parties marked."""
    if claim.figure:
        return figure_gist(claim)
    if claim.position:
        holder = begun(party_words(claim.position.holder)) or "Somebody"
        return (Piece(holder, "party"), Piece(f" {held_words(claim)}"))
    return headline(claim, claim)


def figure_gist(claim: Claim) -> Headline:
    """Return a figure claim in a line."""
    value = claim.figure
    assert value is not None
    parts = f"{words.amount_words(value)} {words.measure_words(value)}".strip()
    owner = party_words(value.of)
    return (Piece(begun(parts)), *((Piece(" · "), Piece(owner, "party")) if owner else ()))


def when_words(claim: Claim) -> str:
    """Return the date of a claim in words; empty where none is told."""
    value = claim.figure.period if claim.figure else claim.date
    if value:
        return words.date_words(value)
    return "" if claim.date_missing in (None, DateMissing.NOT_STATED) else "date not resolved"


def place_words(place: Place | None) -> str | None:
    """Return the name of a place."""
    return (place.name or place.text) if place else None


def gists(visit: Visit, event_ids: Sequence[str]) -> list[Gist]:
    """Return the events of ``event_ids`` in that order, in words."""
    store, wanted = visit.store, list(event_ids)
    if not wanted:
        return []
    sql = "SELECT record, quad_class, scale FROM events WHERE event_id IN (SELECT unnest(?))"
    rows = [(decode(record, Event), quad, scale) for record, quad, scale in store.rows(sql, [wanted])]
    leads = _leads(visit, [event for event, _, _ in rows])
    publishers = {event.event_id: publishers_of(visit, event) for event, _, _ in rows}
    conflicts = conflicts_of(store, wanted)
    made = {
        event.event_id: _gist(event, quad, scale, leads, publishers, conflicts) for event, quad, scale in rows
    }
    return [made[name] for name in wanted if name in made]


def _gist(
    event: Event,
    quad: object,
    scale: object,
    leads: Mapping[str, tuple[Claim, Told, str | None]],
    publishers: Mapping[str, list[str]],
    conflicts: Mapping[str, tuple[str, ...]],
) -> Gist:
    lead = leads.get(event.claim_ids[0])
    return Gist(
        event_id=event.event_id,
        start=event.date.start.isoformat() if event.date else None,
        when=words.date_words(event.date) if event.date else _first_told(lead),
        headline=headline(event, lead[0] if lead else None, lead[2] if lead else None),
        place=event_place(event),
        event_type=event.event_type,
        mode=event.mode,
        quad_class=quad if isinstance(quad, int) else None,
        scale=scale if isinstance(scale, float) else None,
        status=event.status,
        ahead=event.status is Status.PLANNED,
        origins=words.origins_words(event.origins.min, event.origins.max),
        origins_min=event.origins.min,
        origins_max=event.origins.max,
        reports=event.reports,
        publishers=tuple(publishers.get(event.event_id, ())[:SHOWN_PUBLISHERS]),
        conflict_ids=conflicts.get(event.event_id, ()),
        lead=lead[1].telling if lead else None,
    )


def _first_told(lead: tuple[Claim, Told, str | None] | None) -> str:
    published = lead[1].telling.published if lead else None
    if not published:
        return "no date stated"
    return f"no date; told {words.day_words(date.fromisoformat(published))}"


def _leads(visit: Visit, events: Sequence[Event]) -> dict[str, tuple[Claim, Told, str | None]]:
    """Return the representative claim of each event, in words, and what a position of it is on."""
    claims = visit.claims([event.claim_ids[0] for event in events])
    own = _propositions(visit.store, claims.values())
    return {
        item.claim_id: (
            claim := claims[item.claim_id],
            item,
            own.get((claim.document_id, claim.trigger.start)),
        )
        for item in told_claims(visit, list(claims.values()))
    }


def _propositions(store: Store, leads: Iterable[Claim]) -> dict[tuple[str, int], str]:
    """Return what is praised or condemned, by document and beginning of the trigger."""
    documents = sorted({claim.document_id for claim in leads})
    sql = "SELECT record FROM claims WHERE stance IN ('supports', 'opposes') "
    sql += "AND document_id IN (SELECT unnest(?))"
    claims = (decode(record, Claim) for (record,) in store.rows(sql, [documents]))
    return {
        (c.document_id, c.trigger.start): c.position.proposition.text
        for c in claims
        if c.position and c.position.proposition and c.position.stance in MATTERS
    }


def event_place(event: Event) -> str | None:
    """Return where an event was, unless the parties say so already."""
    name = place_words(event.place)
    return None if name in {a.name or a.text for a in (*event.actors, *event.recipients)} else name


def publishers_of(visit: Visit, told: Event | Figure) -> list[str]:
    """Return the outlets that tell an event or a figure, the earliest first, each once."""
    numbers, outlets = visit.numbers, visit.outlets
    return list(dict.fromkeys(outlets[name] for name in sorted(told.document_ids, key=numbers.__getitem__)))


def conflicts_of(store: Store, wanted: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the conflicts on each event or figure."""
    sql = "SELECT coalesce(event_id, figure_id), conflict_id FROM conflicts "
    sql += "WHERE list_contains(?, event_id) OR list_contains(?, figure_id) ORDER BY ordinal"
    found: dict[str, tuple[str, ...]] = {}
    for subject, name in store.rows(sql, [wanted, wanted]):
        found[str(subject)] = (*found.get(str(subject), ()), str(name))
    return found


def figure_words(figure: Figure) -> tuple[str, str, str]:
    """Return amount, measure and owner of a figure in words."""
    amount = words.amount_words(figure)
    measure, owner = words.measure_words(figure), party_words(figure.of)
    return (amount, owner, "") if measure and owner.startswith(f"{measure} ") else (amount, measure, owner)

"""What happened, and what is told by one side only: events in order of time, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date
from itertools import islice

from msgspec.structs import replace

from onrecord.analyse.brief.drafts import Draft, as_the_word_of, reported, telling, to_cite, vouched
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.people import plain_names
from onrecord.analyse.brief.sorting import ids_of, weightiest
from onrecord.analyse.brief.templates import put
from onrecord.analyse.brief.when import when_pieces
from onrecord.analyse.clauses import Clause, event_clause, same_words
from onrecord.analyse.pieces import NAME, Pieces, sentence, text_of
from onrecord.analyse.tellings import Piece
from onrecord.analyse.words import day_words
from onrecord.records import Claim, DateValue, Event, OriginCount, Place

UNDATED = "In articles without a date"
NEAR = 20
"""Characters between a verb and the share that it gives."""
FOREMOST = "Most reported"
MANY, FIRST = 30, 8
"""Sentences from which on the weightiest come first, and how many of them do."""
MONTH = 31
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
    worth = (e for e in weightiest(material, every, len(every)) if not _says_nothing(material, e))
    kept = _told_better(material, list(islice(worth, most)))
    groups = alike(material, sorted(kept, key=lambda e: _in_time(material, e)))
    foremost = {id(group) for group in _foremost(groups, kept)}
    drafts: list[Draft] = []
    front: tuple[DateValue | None, list[str]] = (None, [])
    for group in sorted(groups, key=lambda g: id(g) not in foremost):
        title = FOREMOST if id(group) in foremost else _period(material, group[0], by_month=bool(foremost))
        claims = [c for event in group for c in _representative(material, event)]
        clause = placed(event_clause(group[0], claims, material.people.named, material.neighbours), group[0])
        if drafts and drafts[-1].group != title:
            front = (None, [])
        drafts.append(event_draft(material, group, claims, clause, front, title))
        front = (group[0].date, material.outlets(claims))
    return drafts, len(every) - len(kept)


def _says_nothing(material: Material, event: Event) -> bool:
    """Whether all that could be told is that somebody did something: "Veltria welcomed something"."""
    clause = event_clause(event, _representative(material, event), plain_names, material.neighbours)
    return not clause.whole and text_of(clause.finite()).endswith((" something", " somebody"))


def _told_better(material: Material, events: Sequence[Event]) -> list[Event]:
    """Return ``events`` without those that the same articles tell in words of their own as another of them.

    "Opened fire on the crowd" and "killed people" of one gunman, day and article are one sentence.
    """
    vivid: list[Event] = []
    vague: list[Event] = []
    for event in events:
        clause = event_clause(event, _representative(material, event), plain_names, material.neighbours)
        (vivid if clause.own else vague).append(event)
    told = {event.event_id for event in vague if any(_covers(other, event) for other in vivid)}
    return [event for event in events if event.event_id not in told]


def _covers(vivid: Event, vague: Event) -> bool:
    """Whether ``vague`` names nobody and no day that ``vivid`` does not, and is the same kind of act."""
    named = {a.actor_id or a.text for a in vague.recipients if a.kind != "unnamed"}
    return (
        vivid.event_type == vague.event_type
        and bool(vague.actors)
        and ids_of(vivid.actors) == ids_of(vague.actors)
        and named <= ids_of(vivid.recipients)
        and set(vague.document_ids) <= set(vivid.document_ids)
        and (vague.date is None or _days(vague) == _days(vivid))
    )


def _days(event: Event) -> tuple[date, date] | None:
    return (event.date.start, event.date.end) if event.date else None


def alike(material: Material, events: Iterable[Event]) -> list[list[Event]]:
    """Return ``events`` in groups that read the same, in the order of the first of each."""
    groups: dict[tuple[str, date | None], list[Event]] = {}
    for event in events:
        clause = event_clause(event, _representative(material, event), plain_names, material.neighbours)
        key = (same_words(placed(clause, event)), event.date.start if event.date else None)
        groups.setdefault(key, []).append(event)
    return list(groups.values())


def _foremost(groups: Sequence[list[Event]], kept: Sequence[Event]) -> list[list[Event]]:
    """Return the weightiest groups of what several tell, where there are many: they come first."""
    if len(groups) <= MANY:
        return []
    first = {event.event_id for event in kept[:FIRST] if event.reports > 1}
    return [group for group in groups if group[0].event_id in first]


def _gives_share(material: Material, event: Event, shares: Set[tuple[str, int]]) -> bool:
    claims = material.told(event.claim_ids)
    return len(claims) == 1 and any(
        document_id == claims[0].document_id and 0 <= start - claims[0].trigger.end <= NEAR
        for document_id, start in shares
    )


def event_draft(
    material: Material,
    events: Sequence[Event],
    claims: Sequence[Claim],
    clause: Clause,
    front: tuple[DateValue | None, list[str]],
    title: str,
) -> Draft:
    """Return ``events``, which read the same, as a sentence.

    ``front`` is the day and the outlets of the sentence before it, ``title`` the heading it stands under.
    """
    before = front[1][0] if len(front[1]) == 1 else None
    when, origins = events[0].date, _origins(events)
    stand, others = vouched(material, claims)
    if len(material.outlets(stand)) < len(material.outlets(claims)):
        origins = OriginCount(
            min=1, max=max(1, origins.max)
        )  # how many of those named here are apart is open
    pieces = put(
        "happened",
        "told",
        {
            "when": when_pieces(when, front[0]),
            "telling": telling(material, clause, claims),
            "reported": (
                *reported(material, stand, origins, dated=when is not None, before=before),
                *as_the_word_of(material, others),
            ),
        },
    )
    return Draft(
        pieces=sentence(pieces),
        claims=to_cite([*claims, *_accused_of(material, claims)], clause.claim_id),
        about=tuple(event.event_id for event in events),
        contested=any(material.contested.get(event.event_id) for event in events),
        group=title,
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


def _in_time(material: Material, event: Event) -> tuple[date, date, bool, float, str]:
    """Return what sorts events: the day it happened, or else the day it was first told."""
    when = event.date
    first = material.first_day(material.told(event.claim_ids)) or date.max
    start, end = (when.start, when.end) if when else (first, first)
    return start, end, when is None, -material.weight(event), event.event_id


def _period(material: Material, event: Event, *, by_month: bool) -> str:
    """Return the heading of the time that ``event`` falls in."""
    when = event.date
    start = when.start if when else material.first_day(material.told(event.claim_ids))
    if start is None:
        return UNDATED
    if by_month and material.first and start < material.first.replace(day=1):
        return f"Before {day_words(material.first).partition(' ')[2]}"
    whole_year = when is not None and (when.end - when.start).days > MONTH
    return day_words(start).partition(" ")[2] if by_month and not whole_year else str(start.year)


def _origins(events: Sequence[Event]) -> OriginCount:
    """Return the origins of several events told in one sentence: as many as the best told of them has."""
    return max((event.origins for event in events), key=lambda o: (o.min, o.max))

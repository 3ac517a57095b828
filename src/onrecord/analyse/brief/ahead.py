"""What to watch: planned, threatened, asked for; and plans for a day gone by that nobody tells as done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from onrecord.analyse.brief.drafts import Draft, reported, telling, to_cite
from onrecord.analyse.brief.happened import alike, placed
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.sorting import weightiest
from onrecord.analyse.brief.templates import put, template
from onrecord.analyse.brief.when import when_pieces
from onrecord.analyse.clauses import event_clause
from onrecord.analyse.pieces import Pieces, sentence
from onrecord.analyse.tellings import Piece
from onrecord.records import Event, Modality, Status

COMING = "Still to come, by the last article"
PAST = "Planned for a day gone by"
OPEN = "No day told"
ORDER = (COMING, OPEN, PAST)
YEAR = timedelta(days=366)


def ahead(material: Material, events: Iterable[Event], most: int) -> tuple[list[Draft], int]:
    """Return what may come as sentences, by day where one is told; and how many are left out."""
    every = [event for event in events if not _is_history(material, event)]
    late = [event for event in every if _is_late(material, event)]
    early = [event for event in every if event not in late]
    kept = weightiest(material, late, most)
    kept += weightiest(material, early, most - len(kept))
    kept.sort(key=lambda e: (ORDER.index(_group(material, e)), _day(material, e), e.event_id))
    drafts = [_draft(material, group) for group in alike(material, kept)]
    return drafts, len(every) - len(kept)


def _is_history(material: Material, event: Event) -> bool:
    """Return whether the day of it had passed before the first article: nobody watches for that."""
    return bool(event.date and material.first and event.date.end < material.first)


def _is_late(material: Material, event: Event) -> bool:
    """Return whether an article of the last year of the record tells it: what is older has mostly passed."""
    days = [material.days.get(document_id) for document_id in event.document_ids]
    told = max((day for day in days if day), default=None)
    return told is None or material.last is None or material.last - told <= YEAR


def _draft(material: Material, events: Sequence[Event]) -> Draft:
    """Return ``events``, which read the same, as a sentence."""
    event = events[0]
    claims = [claim for one in events for claim in material.told(one.claim_ids)]
    clause = placed(event_clause(event, claims, material.people.named, material.neighbours), event)
    when = when_pieces(event.date)
    if when:
        added: Pieces = (Piece(" "), *when)
        if clause.whole:
            clause = replace(clause, whole=(*clause.whole, *added))
        else:
            clause = replace(clause, rest=(*clause.rest, *(added if clause.rest else when)))
    slots: dict[str, Pieces | str] = {
        "telling": telling(material, clause, claims),
        "reported": reported(material, claims, event.origins, dated=_is_told_with_its_day(material, event)),
    }
    pieces = put("ahead", "planned", slots)
    if all(is_unreported(material, one) for one in events):
        pieces = (*pieces, Piece("; " + template("ahead", "passed")))
    return Draft(
        pieces=sentence(pieces),
        claims=to_cite(claims, clause.claim_id),
        about=tuple(one.event_id for one in events),
        contested=any(material.contested.get(one.event_id) for one in events),
        group=_group(material, event),
    )


def _is_told_with_its_day(material: Material, event: Event) -> bool:
    """Return whether it was over when it was first told, so that the day of the article says nothing more."""
    first = material.first_day(material.told(event.claim_ids))
    return event.date is not None and first is not None and event.date.end <= first


def _group(material: Material, event: Event) -> str:
    if event.date is None or event.status is not Status.PLANNED:
        return OPEN
    return PAST if _is_past(material, event) else COMING


def _is_past(material: Material, event: Event) -> bool:
    return bool(event.date and material.last and event.date.end <= material.last)


def _day(material: Material, event: Event) -> date:
    when = event.date.start if event.date else material.first_day(material.told(event.claim_ids))
    return when or date.max


def is_unreported(material: Material, event: Event) -> bool:
    """Return whether a plan's day has passed and no act of its parties could be its carrying out.

    Any act of the same kind between any of its parties, or one that is not dated, keeps silent on it.
    """
    if event.status is not Status.PLANNED or not _is_past(material, event):
        return False
    if all(c.modality is not Modality.PLANNED for c in material.told(event.claim_ids)):
        return False
    return not any(_may_be(event, other, material) for other in material.all_events.values())


def _may_be(plan: Event, other: Event, material: Material) -> bool:
    if other.event_id == plan.event_id or other.event_type not in (
        plan.event_type,
        *KIN.get(plan.event_type, ()),
    ):
        return False
    if all(c.modality is not Modality.ACTUAL for c in material.told(other.claim_ids)):
        return False
    assert plan.date is not None
    if other.date and other.date.end < plan.date.start:
        return False
    return bool(_parties(plan) & _parties(other))


def _parties(event: Event) -> set[str]:
    return {a.country or a.actor_id or a.text for a in (*event.actors, *event.recipients)}


KIN = {
    "AGREE": ("SUPPORT", "COOPERATE", "AID"),
    "SUPPORT": ("AGREE", "COOPERATE"),
    "CONSULT": ("AGREE", "SUPPORT"),
}
"""Types that the carrying out of a plan may be coded as."""

"""Events of the record as another dataset would have them: whole, or one ordered pair of parties each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.against.events import Beside, Parties, parties
from onrecord.export._told import Told, pairs, told
from onrecord.records import Actor, Modality, Polarity
from onrecord.store.base import Store


def our_events(store: Store, *, paired: bool) -> Iterator[Beside]:
    """Yield the events of the record, in order of time; with ``paired`` each as often as it has pairs."""
    for event in told(store):
        if not paired:
            yield _beside(event, event.event.actors, event.event.recipients)
            continue
        for actor, recipient in dict.fromkeys(_sides(event)):
            yield _beside(event, actor, recipient)


def _sides(event: Told) -> Iterator[tuple[tuple[Actor, ...], tuple[Actor, ...]]]:
    for actor, recipient in pairs(event.event) or [(None, None)]:
        yield ((actor,) if actor else ()), ((recipient,) if recipient else ())


def _beside(event: Told, actors: Sequence[Actor], recipients: Sequence[Actor]) -> Beside:
    happened, place = event.event.date, event.event.place
    appeared = [d.published.start for d in event.documents if d.published]
    return Beside(
        id=event.event.event_id,
        first=happened.start if happened else None,
        last=happened.end if happened else None,
        event_type=event.event.event_type,
        code=event.lead.cameo,
        quad=event.lead.quad_class,
        actors=_parties(actors),
        recipients=_parties(recipients),
        country=place.country if place else None,
        place=(place.name or place.text) if place else None,
        told=_status(event),
        published=min(appeared, default=None),
    )


def _status(event: Told) -> str:
    """Return how the event is told; what is told as done by its status, else why it is not."""
    if event.done:
        return str(event.event.status)
    if event.lead.polarity is Polarity.NEGATIVE:
        return "not done"
    return str(event.lead.modality if event.lead.modality is not Modality.ACTUAL else event.event.status)


def _parties(actors: Sequence[Actor]) -> Parties:
    return parties([a.country for a in actors], [a.name or a.text for a in actors])

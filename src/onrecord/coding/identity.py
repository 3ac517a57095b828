"""Give claims their ids, and mentions their shape inside a claim."""

from __future__ import annotations

import msgspec

from onrecord.reading import Mention, Reading
from onrecord.records import Actor, Claim, content_id


def with_id(claim: Claim) -> Claim:
    """Return ``claim`` with the id that its document, kind, place in the text and parties give it.

    Date, attribution and confidence do not take part: a better reading of those
    changes the claim, not its name.
    """
    figure = claim.figure
    position = claim.position
    label = [
        claim.event_type or "",
        claim.mode or "",
        figure.measure or "" if figure else "",
        f"{figure.value:g} {figure.unit}" if figure else "",
        position.stance if position else "",
    ]
    parties = [f"a{a.start}-{a.end}:{a.actor_id}" for a in claim.actors]
    parties += [f"r{a.start}-{a.end}:{a.actor_id}" for a in claim.recipients]
    if position:
        parties += [f"h{a.start}-{a.end}" for a in position.holder]
        parties += [f"t{a.start}-{a.end}" for a in position.targets]
    name = content_id(
        "clm",
        claim.document_id,
        claim.kind,
        *label,
        f"{claim.trigger.start}-{claim.trigger.end}",
        *parties,
        claim.polarity,
        claim.modality,
    )
    return msgspec.structs.replace(claim, claim_id=name)


def actors_of(mention: Mention, reading: Reading | None = None) -> tuple[Actor, ...]:
    """Return the actors that ``mention`` stands for, each with the mention's span.

    With the ``reading`` they also carry the words that tell their country, where there are such.

    An unresolved mention gives one actor without an id, so that the words are kept.
    """
    if not mention.actors:
        return (Actor(text=mention.text, start=mention.start, end=mention.end, basis=mention.basis),)
    return tuple(
        Actor(
            text=mention.text,
            start=mention.start,
            end=mention.end,
            actor_id=ref.actor_id,
            name=ref.name,
            country=ref.country,
            sectors=ref.sectors,
            role=ref.role,
            kind=ref.kind,
            basis=mention.basis,
            evidence=reading.quote(*mention.evidence) if reading is not None and mention.evidence else None,
        )
        for ref in mention.actors
    )

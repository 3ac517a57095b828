"""Which one of a text's event claims is the news: for gold sets with one event a row."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Claim, Kind, Modality, ZoneKind


def event_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return the event claims, in the order of their triggers."""
    return sorted((c for c in claims if c.kind is Kind.EVENT), key=lambda c: (c.trigger.start, c.claim_id))


def headline(claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that a reader would call the news, None without event claims.

    The title before the body, what is on record before what somebody else is told to have
    done, somebody known acting on somebody known before a gap, done before merely possible;
    then the earliest.
    """
    events = event_claims(claims)
    told_about = {c.about for c in events if c.about}

    def rank(claim: Claim) -> tuple[bool, bool, bool, int, bool, int, str]:
        return (
            claim.zone is not ZoneKind.TITLE,
            claim.claim_id in told_about,
            not claim.actors,
            -(any(a.actor_id for a in claim.actors) + any(r.actor_id for r in claim.recipients)),
            claim.modality in (Modality.POSSIBLE, Modality.CONDITIONAL, Modality.FEARED),
            claim.trigger.start,
            claim.claim_id,
        )

    return min(events, key=rank, default=None)

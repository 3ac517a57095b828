"""What the claims of one event add up to: planned, reported, alleged, disputed, denied.

Planned then done is progression. Only a yes against a no is a dispute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import (
    Attribution,
    AttributionForm,
    Claim,
    Modality,
    OriginCount,
    Polarity,
    SourceKind,
    Status,
)

LOOSE_FORMS = frozenset({AttributionForm.ACCUSATION, AttributionForm.HEDGE, AttributionForm.ATTITUDE})
"""Forms in which the words are somebody's charge, rumour or belief."""
NEGATION = re.compile(
    r"\b(?:not|never|no|neither|nor|denie[sd]|deny|denying|without)\b|n['’]t\b", re.IGNORECASE
)
NOT_YET = re.compile(
    r"\b(?:not|n['’]t|never)\s+yet\b|\byet\s+to\b|\bstill\s+(?:to|has\s+to|have\s+to)\b", re.IGNORECASE
)
"""Words that leave a thing for later."""
REACH = 60
"""Characters before a trigger in which a negation or a "not yet" goes with it."""
HAPPENED = frozenset({Modality.ACTUAL, Modality.PLANNED})
STAGES = {
    Modality.FEARED: 0,
    Modality.POSSIBLE: 0,
    Modality.CONDITIONAL: 0,
    Modality.DEMANDED: 1,
    Modality.PLANNED: 2,
}
"""How far along a claim that is not of a done thing puts it."""
ALLEGED, DONE, DENIED = 3, 4, 5


def is_settled(claim: Claim) -> bool:
    """Return whether a claim can make an event by itself: it says done, planned or not done.

    What is only feared, possible or demanded needs another claim to be an event.
    """
    return claim.modality in HAPPENED


def is_alleged(claim: Claim) -> bool:
    """Return whether the claim is a charge, a rumour or a belief rather than a report."""
    return any(_is_loose(link) for link in claim.attribution)


def _is_loose(link: Attribution) -> bool:
    return link.form in LOOSE_FORMS or link.source_kind == SourceKind.UNNAMED


def is_denied(claim: Claim) -> bool:
    """Return whether the claim says that the thing did not happen.

    A foiled attack or a failed attempt is negative too, but nobody denies it.
    """
    if claim.polarity != Polarity.NEGATIVE or claim.modality != Modality.ACTUAL:
        return False
    if any(link.form == AttributionForm.DENIAL for link in claim.attribution):
        return True
    before = _before(claim)
    return NEGATION.search(before) is not None and NOT_YET.search(before) is None


def is_pending(claim: Claim) -> bool:
    """Return whether the claim says that the thing has not happened yet: "have not yet signed"."""
    return claim.polarity == Polarity.NEGATIVE and NOT_YET.search(_before(claim)) is not None


def _before(claim: Claim) -> str:
    """Return the end of the sentence's text up to and with the trigger."""
    return claim.sentence.text[: claim.trigger.end - claim.sentence.start][-REACH:]


def tell_it_done(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell the event as done; who only foresees or denies it reports no deed."""
    return [c for c in claims if c.modality == Modality.ACTUAL and not is_denied(c) and not is_pending(c)]


def status_of(claims: Sequence[Claim], origins: OriginCount, reports: int) -> Status:
    """Return the status of an event with these claims.

    ``origins`` and ``reports`` are those of the claims that tell it as done, where any do.
    """
    done = tell_it_done(claims)
    if any(map(is_denied, claims)):
        return Status.DISPUTED if done else Status.DENIED
    if not done:
        return Status.PLANNED
    if all(is_alleged(claim) for claim in done):
        return Status.ALLEGED
    return Status.CORROBORATED if origins.min > 1 and reports > 1 else Status.REPORTED


def progression(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the claim ids of an event that moves on, from planned to done or denied.

    Empty where all claims stand at one stage. ``claims`` come in order of publication,
    which breaks ties.
    """
    stages = [_stage(claim) for claim in claims]
    if len(set(stages)) < 2:
        return ()
    ranked = sorted(range(len(claims)), key=lambda i: (stages[i], i))
    return tuple(claims[i].claim_id for i in ranked)


def _stage(claim: Claim) -> int:
    if is_denied(claim):
        return DENIED
    if is_pending(claim):
        return STAGES[Modality.PLANNED]
    if claim.modality == Modality.ACTUAL:
        return ALLEGED if is_alleged(claim) else DONE
    return STAGES[claim.modality]

"""What the claims of one event add up to: planned, reported, alleged, disputed, denied.

Planned then done is progression. Only a yes against a no is a dispute. What nobody tells but
those who charge the actor with it stays alleged, denied or not: the word of one side against
the other's makes no deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import (
    Actor,
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
TOLD_FORMS = frozenset(
    {
        AttributionForm.DIRECT,
        AttributionForm.INDIRECT,
        AttributionForm.MIXED,
        AttributionForm.ACCORDING_TO,
        AttributionForm.NOMINAL,
        AttributionForm.BLOCK,
        AttributionForm.HEADLINE,
    }
)
"""Forms in which somebody is the one who tells it; what is condemned is taken as given instead."""
WORDS_OF_CONFLICT, DEEDS_OF_CONFLICT = 3, 4
"""Quad classes of PLOVER in which one side does something against the other."""
NEGATION = re.compile(
    r"\b(?:not|never|no|neither|nor|denie[sd]|deny|denying|without)\b|n['’]t\b", re.IGNORECASE
)
NOT_YET = re.compile(
    r"\b(?:not|n['’]t|never)\s+yet\b|\byet\s+to\b|\bstill\s+(?:to|has\s+to|have\s+to)\b", re.IGNORECASE
)
"""Words that leave a thing for later."""
TAKES_BACK = re.compile(r"\b(?:disavow|disown|retract|recant|renounc)", re.IGNORECASE)
"""Words by which somebody parts with what he said or held himself; they answer no charge."""
DENIAL_RULE = "denial("
"""How the rule of a claim begins that was read from a denial of what was told before."""
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
    """Return whether the claim is a charge, a rumour or a belief rather than a report.

    What one side tells of violence that the other did to it is a charge.
    """
    if any(_is_loose(link) for link in claim.attribution):
        return True
    return claim.quad_class == DEEDS_OF_CONFLICT and is_told_by_opponent(claim)


def voice_of(claim: Claim) -> tuple[str, frozenset[str]]:
    """Return in which document and in whose words a claim stands; in nobody's it is the outlet's own."""
    sources = (link.source.text.casefold() for link in claim.attribution if link.source)
    return claim.document_id, frozenset(sources)


def is_told_by_opponent(claim: Claim) -> bool:
    """Return whether those to whom it was done are the ones who tell what the actor did against them."""
    if claim.quad_class not in (WORDS_OF_CONFLICT, DEEDS_OF_CONFLICT):
        return False
    acting = _parties(claim.actors)
    against = _parties(claim.recipients) - acting if acting else frozenset()
    tellers = (_parties(link.source_actors) for link in claim.attribution if link.form in TOLD_FORMS)
    return any(telling and telling <= against for telling in tellers)


def _parties(actors: Sequence[Actor]) -> frozenset[str]:
    """Return the countries of ``actors``, of those without one who they are."""
    return frozenset(party for actor in actors if (party := actor.country or actor.actor_id))


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


def is_formally_denied(claim: Claim) -> bool:
    """Return whether somebody answers a charge, "denied that", "had no part in"; no plain "did not"."""
    by_words = any(link.form == AttributionForm.DENIAL for link in claim.attribution)
    by_rule = (claim.rule or "").startswith(DENIAL_RULE)
    return is_denied(claim) and (by_words or by_rule) and TAKES_BACK.search(_before(claim)) is None


def is_pending(claim: Claim) -> bool:
    """Return whether the claim says that the thing has not happened yet: "have not yet signed"."""
    return claim.polarity == Polarity.NEGATIVE and NOT_YET.search(_before(claim)) is not None


def _before(claim: Claim) -> str:
    """Return the end of the sentence's text up to and with the trigger."""
    return claim.sentence.text[: claim.trigger.end - claim.sentence.start][-REACH:]


def tell_it_done(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell the event as done; who only foresees or denies it reports no deed."""
    return [c for c in claims if c.modality == Modality.ACTUAL and not is_denied(c) and not is_pending(c)]


def announcing(claims: Sequence[Claim]) -> set[str]:
    """Return the documents that only announced, feared or demanded what others tell as done."""
    if not tell_it_done(claims):
        return set()
    reporting = {c.document_id for c in claims if c.modality == Modality.ACTUAL and not is_pending(c)}
    return {claim.document_id for claim in claims} - reporting


def status_of(
    claims: Sequence[Claim], origins: OriginCount, reports: int, *, gainsaid: bool = False
) -> Status:
    """Return the status of an event with these claims.

    ``origins`` and ``reports`` are those of the claims that tell it as done, where any do,
    ``gainsaid`` whether a claim that tells it as done is answered by one that denies it.
    Disputed is what others than the accusing side tell as done while somebody denies it.
    """
    done = tell_it_done(claims)
    denied = any(map(is_denied, claims))
    if not done:
        return Status.DENIED if denied else Status.PLANNED
    if all(is_alleged(claim) or (denied and is_told_by_opponent(claim)) for claim in done):
        return Status.ALLEGED
    if gainsaid:
        return Status.DISPUTED
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

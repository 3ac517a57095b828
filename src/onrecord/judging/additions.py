"""Claims that persons add where the coder missed them: as their decisions keep them, and as claims again.

An addition is a decision between a claim and its article. All that the claim says is in its changes, to a
claim that says nothing, so that it needs no coder and no run: whatever is built later, it is there.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.judging.values import value_of, with_codes, with_value
from onrecord.ontology import Ontology
from onrecord.records import Change, Claim, DateMissing, Judged, Judgement, Kind, Span

CERTAIN = 1.0
"""Confidence of an event claim that a person found nothing wrong in, put right or added."""
SAID = (
    "kind zone event_type mode contexts actors recipients date date_missing place polarity modality "
    "attribution sentence trigger figure position"
).split()
"""Fields by which an added claim is told, in the order in which they are read."""
NOWHERE = Span(start=0, end=0, text="")
"""Where a claim stands as long as nobody has said where."""


def bare_claim(claim_id: str, document_id: str, kind: Kind = Kind.EVENT) -> Claim:
    """Return a claim that says nothing yet: what is added to an article begins as one."""
    return Claim(
        claim_id=claim_id,
        document_id=document_id,
        kind=kind,
        date_missing=DateMissing.NOT_STATED,
        trigger=NOWHERE,
        sentence=NOWHERE,
    )


def values_of(claim: Claim) -> tuple[Change, ...]:
    """Return all that an added ``claim`` says, as the decision that adds it keeps it."""
    bare = bare_claim(claim.claim_id, claim.document_id)
    pairs = ((field, value_of(bare, field), value_of(claim, field)) for field in SAID)
    return tuple(Change(field=field, value=new) for field, old, new in pairs if old != new)


def addition(decision: Judgement, ontology: Ontology | None = None) -> Claim:
    """Return the claim that ``decision`` adds; with the ``ontology`` its codes as well.

    Raises:
        JudgementError: it says what no claim can have.
    """
    claim = bare_claim(decision.left, decision.right)
    for change in decision.changes:
        claim = with_value(claim, change)
    judged = Judged(
        judgement_id=decision.judgement_id,
        by=decision.by,
        at=decision.at,
        note=decision.note,
        added_by=decision.by,
    )
    sure = CERTAIN if claim.kind == Kind.EVENT else None
    claim = replace(claim, judged=judged, confidence=sure)
    return with_codes(claim, ontology) if ontology else claim

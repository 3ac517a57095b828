"""What persons' decisions make of claims: rejected ones go, corrected ones change, added ones come.

A corrected claim keeps its id, for it is still the same thing that the document put on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.judging.additions import CERTAIN, addition
from onrecord.judging.decisions import CLAIM
from onrecord.judging.standing import standing
from onrecord.judging.values import value_of, with_codes, with_value
from onrecord.ontology import Ontology, load_ontology
from onrecord.records import Claim, Correction, Judged, Judgement, Kind
from onrecord.store.additions import ADDED


class Overlay(Struct, frozen=True):
    """What is to be read in the place of coded claims."""

    claims: tuple[Claim, ...]
    """Those that are not as the coder left them, with their corrections, and those that persons added."""
    rejected: frozenset[str]
    """Ids of those that are not to be read at all."""


def apply(
    claims: Iterable[Claim], decisions: Iterable[Judgement], ontology: Ontology | None = None
) -> tuple[list[Claim], frozenset[str]]:
    """Return ``claims`` as they hold by ``decisions``, and the ids of those that were rejected.

    ``claims`` are as the coder left them; all that were not rejected come back, in their order, and after
    them what was added.

    Raises:
        JudgementError: a decision changes what no claim has.
    """
    coded = list(claims)
    laid = overlay(coded, decisions, ontology)
    changed = {claim.claim_id: claim for claim in laid.claims}
    kept = [changed.pop(c.claim_id, c) for c in coded if c.claim_id not in laid.rejected]
    return [*kept, *changed.values()], laid.rejected


def overlay(
    claims: Sequence[Claim], decisions: Iterable[Judgement], ontology: Ontology | None = None
) -> Overlay:
    """Return what changes of ``claims`` by ``decisions``, and what these add.

    Decisions on other claims play no part, nor do those on a claim that are older than its adding.
    """
    ontology = ontology or load_ontology()
    verdicts: dict[str, Judgement] = {}
    added: dict[str, Claim] = {}
    for decision in standing(decisions):
        if decision.relation == ADDED:
            added[decision.left] = addition(decision, ontology)
            verdicts.pop(decision.left, None)
        elif decision.relation == CLAIM:
            verdicts[decision.left] = decision
    known = {claim.claim_id for claim in claims}
    rejected = frozenset(
        name for name, d in verdicts.items() if not d.verdict and (name in known or name in added)
    )
    changed = [_as_judged(c, verdicts.get(c.claim_id), rejected, ontology) for c in claims]
    corrected = [new for new, old in zip(changed, claims, strict=True) if new is not old]
    fresh = [
        _as_judged(claim, verdicts.get(name), rejected, ontology)
        for name, claim in sorted(added.items())
        if name not in known and name not in rejected
    ]
    return Overlay((*corrected, *fresh), rejected)


def _as_judged(
    claim: Claim, decision: Judgement | None, rejected: frozenset[str], ontology: Ontology
) -> Claim:
    if claim.claim_id in rejected:
        return claim
    if decision is not None:
        claim = judged(claim, decision, ontology)
    return replace(claim, about=None) if claim.about in rejected else claim


def judged(claim: Claim, decision: Judgement, ontology: Ontology) -> Claim:
    """Return ``claim``, as the coder left it, as ``decision`` has it."""
    corrected = claim
    for change in decision.changes:
        corrected = with_value(corrected, change)
    corrections = tuple(
        Correction(field=c.field, was=value_of(claim, c.field), now=value_of(corrected, c.field))
        for c in decision.changes
    )
    if {"event_type", "mode"} & {c.field for c in decision.changes}:
        corrected = with_codes(corrected, ontology)
    return replace(
        corrected,
        confidence=CERTAIN if claim.kind == Kind.EVENT else claim.confidence,
        judged=Judged(
            judgement_id=decision.judgement_id,
            by=decision.by,
            at=decision.at,
            note=decision.note,
            corrections=corrections,
            confidence=None if claim.judged else claim.confidence,
            added_by=claim.judged.added_by if claim.judged else None,
        ),
    )

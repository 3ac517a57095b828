"""What persons' decisions make of claims: rejected ones go, corrected ones change and say so.

A corrected claim keeps its id, for it is still the same thing that the document put on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.judging.decisions import CLAIM
from onrecord.judging.standing import standing
from onrecord.ontology import Ontology, load_ontology
from onrecord.records import Change, Claim, Correction, FigureValue, Judged, Judgement, Kind, PositionValue

CERTAIN = 1.0
"""Confidence of an event claim that a person found nothing wrong in, or put right."""


class Overlay(Struct, frozen=True):
    """What is to be read in the place of coded claims."""

    claims: tuple[Claim, ...]
    """Those that are not as the coder left them, with their corrections."""
    rejected: frozenset[str]
    """Ids of those that are not to be read at all."""


def apply(
    claims: Iterable[Claim], decisions: Iterable[Judgement], ontology: Ontology | None = None
) -> tuple[list[Claim], frozenset[str]]:
    """Return ``claims`` as they hold by ``decisions``, and the ids of those that were rejected.

    ``claims`` are as the coder left them; all that were not rejected come back, in their order.

    Raises:
        JudgementError: a decision changes what no claim has.
    """
    coded = list(claims)
    laid = overlay(coded, decisions, ontology)
    changed = {claim.claim_id: claim for claim in laid.claims}
    kept = [changed.get(c.claim_id, c) for c in coded if c.claim_id not in laid.rejected]
    return kept, laid.rejected


def overlay(
    claims: Sequence[Claim], decisions: Iterable[Judgement], ontology: Ontology | None = None
) -> Overlay:
    """Return what changes of ``claims`` by ``decisions``; decisions on other claims play no part."""
    verdicts = {d.left: d for d in standing(decisions) if d.relation == CLAIM}
    known = {claim.claim_id for claim in claims}
    rejected = frozenset(name for name, d in verdicts.items() if not d.verdict and name in known)
    ontology = ontology or load_ontology()
    changed = [_as_judged(c, verdicts.get(c.claim_id), rejected, ontology) for c in claims]
    return Overlay(tuple(new for new, old in zip(changed, claims, strict=True) if new is not old), rejected)


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
        corrected = _with_codes(corrected, ontology)
    return replace(
        corrected,
        confidence=CERTAIN if claim.kind == Kind.EVENT else claim.confidence,
        judged=Judged(
            judgement_id=decision.judgement_id,
            by=decision.by,
            at=decision.at,
            note=decision.note,
            corrections=corrections,
            confidence=claim.confidence,
        ),
    )


def _with_codes(claim: Claim, ontology: Ontology) -> Claim:
    """Return ``claim`` with quad class, scale and CAMEO code of its type and mode, where those are known."""
    kind = ontology.types.get(claim.event_type or "")
    if kind is None or claim.event_type is None:
        return replace(claim, quad_class=None, scale=None, cameo=None)
    return replace(
        claim,
        quad_class=kind.quad,
        scale=ontology.scale(kind.name, claim.mode),
        cameo=ontology.cameo(kind.name, claim.mode),
    )


# ------------------------------------------------------------ single values


def value_of(claim: Claim, field: str) -> str:
    """Return the value of ``field``, dotted where it lies inside, as JSON; ``null`` where there is none."""
    value: object = claim
    for part in field.split("."):
        value = getattr(value, part, None)
    return msgspec.json.encode(value).decode()


def with_value(claim: Claim, change: Change) -> Claim:
    """Return ``claim`` with the one value of ``change`` in its place.

    Raises:
        JudgementError: there is no such field, or it cannot hold the value.
    """
    outer, _, inner = change.field.partition(".")
    part = getattr(claim, outer, None) if inner else claim
    if not isinstance(part, (Claim, FigureValue, PositionValue)):
        raise _unfit(claim, change, f"the claim has no {outer}")
    try:
        value = msgspec.json.decode(change.value, type=_types(type(part))[inner or outer])
    except (KeyError, msgspec.DecodeError) as error:
        raise _unfit(claim, change, str(error)) from error
    return replace(claim, **{outer: replace(part, **{inner: value}) if inner else value})


def _unfit(claim: Claim, change: Change, why: str) -> JudgementError:
    return JudgementError(
        f"{change.field} cannot become {change.value}: {why}",
        where=claim.claim_id,
        remedy="Take that decision back: `onrecord decisions RECORD` lists it.",
    )


@lru_cache
def _types(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind)

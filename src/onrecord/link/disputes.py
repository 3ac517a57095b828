"""Conflicts as persons decided on them: dismissed ones go, confirmed ones stand, rule or no rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.link.conflict import conflict, in_order, show_date, show_figure, show_names
from onrecord.link.decisions import followed
from onrecord.link.origins import Origins
from onrecord.records import Claim, Conflict, ConflictKind, Judgement


def settled(
    conflicts: Iterable[Conflict],
    decisions: Sequence[Judgement],
    claims: Mapping[str, Claim],
    origins: Origins,
    events: Mapping[str, str],
) -> tuple[tuple[Conflict, ...], list[Judgement]]:
    """Return the conflicts that stand, and what became of each decision.

    A conflict of several sides stands while two of them are not dismissed against each other.

    Args:
        conflicts: as the rules found them.
        decisions: of persons on conflicts, the newest first.
        claims: by id.
        origins: who got it from whom.
        events: event of each event claim.
    """
    known = [d for d in decisions if d.left in claims and d.right in claims and d.reasons]
    kept = [row for row in conflicts if not known or _stands(row, known)]
    kept += [
        _stated(decision, claims, origins, events)
        for decision in known
        if decision.verdict
        and not any(_newest(one, other, row.kind, [decision]) for row in kept for one, other in _pairs(row))
        and _newest([decision.left], [decision.right], decision.reasons[0], known) is decision
    ]
    return in_order(kept), [followed(decision) for decision in known]


def _stands(row: Conflict, decisions: Sequence[Judgement]) -> bool:
    newest = (_newest(one, other, row.kind, decisions) for one, other in _pairs(row))
    return any(decision is None or decision.verdict for decision in newest)


def _pairs(row: Conflict) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
    return ((one.claim_ids, other.claim_ids) for one, other in combinations(row.sides, 2))


def _newest(
    one: Sequence[str], other: Sequence[str], kind: str, decisions: Iterable[Judgement]
) -> Judgement | None:
    """Return the newest decision on two sides of a conflict, None where nobody decided on them."""
    for decision in decisions:
        across = decision.left in one and decision.right in other
        if kind == decision.reasons[0] and (across or (decision.left in other and decision.right in one)):
            return decision
    return None


def _stated(
    decision: Judgement, claims: Mapping[str, Claim], origins: Origins, events: Mapping[str, str]
) -> Conflict:
    """Return a conflict that rests on a person's word alone."""
    kind = ConflictKind(decision.reasons[0])
    sides = [claims[name] for name in (decision.left, decision.right)]
    return conflict(
        kind,
        [(_value(kind, claim), [claim]) for claim in sides],
        origins,
        event=next((events[claim.claim_id] for claim in sides if claim.claim_id in events), None),
        note=f"stated by {decision.by}",
    )


def _value(kind: ConflictKind, claim: Claim) -> str:
    """Return what ``claim`` says of that on which two of them differ."""
    if kind == ConflictKind.DATE:
        return show_date(claim.date)
    if kind == ConflictKind.PLACE:
        return (claim.place.name or claim.place.text) if claim.place else "unknown"
    if kind == ConflictKind.QUANTITY:
        return show_figure(claim.figure)
    if kind in {ConflictKind.POLARITY, ConflictKind.MODALITY}:
        return claim.polarity if kind == ConflictKind.POLARITY else claim.modality
    if kind == ConflictKind.ATTRIBUTION:
        return show_names([actor for link in claim.attribution[:1] for actor in link.source_actors])
    return f"{show_names(claim.actors)} → {show_names(claim.recipients)}"

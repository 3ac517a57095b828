"""How far off the confidences of a record are, by what persons have found in it.

Confidence was calibrated on other texts. Where persons have reviewed claims of this record,
what they accepted and what they found wrong tells whether it is too high or too low here:
one move of all confidences in log-odds, weighed by how well it explains the decisions. It
holds whichever claims were reviewed, for each counts against its own confidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.intervals import AS_CALIBRATED, Moved, shifted
from onrecord.records import Claim
from onrecord.store.base import Store
from onrecord.store.lookup import get_claims

CLAIM = "claim"
"""Relation of a person's decision on one claim."""
ENOUGH = 20
"""Reviewed event claims from which on they are heard."""
SPREAD = 1.0
"""Standard deviation, in log-odds, of how far off confidences are held to be before any is reviewed."""
GRID = tuple(step * 0.375 for step in range(-8, 9))
"""Moves that are weighed: from -3 to 3."""


class Review(Struct, frozen=True):
    """One reviewed event claim: its confidence as coded, and whether nothing was wrong in it."""

    confidence: float
    right: bool


def reviewed(store: Store) -> Moved:
    """Return by how much the confidences of ``store`` are off; not at all where few were reviewed."""
    return moved_by(reviews(store))


def reviews(store: Store) -> list[Review]:
    """Return every event claim that a person's decision stands on, with what the coder thought of it."""
    decided = {d.left for d in store.decisions() if d.relation == CLAIM}
    if len(decided) < ENOUGH:
        return []
    shown = get_claims(store.narrowed(None), sorted(decided))
    return [
        Review(claim.confidence, right)
        for claim in store.coded_claims()
        if claim.claim_id in decided
        and claim.confidence is not None
        and (right := _right(shown.get(claim.claim_id))) is not None
    ]


def _right(shown: Claim | None) -> bool | None:
    """Return whether a person found nothing wrong in a claim, as it is shown now; None: taken back."""
    if shown is None:
        return False
    return None if shown.judged is None else not shown.judged.corrections


def moved_by(found: Sequence[Review]) -> Moved:
    """Return how likely each move of the confidences is, given what was ``found``."""
    if len(found) < ENOUGH:
        return AS_CALIBRATED
    fits = [_fit(found, move) for move in GRID]
    best = max(fits)
    shares = [math.exp(fit - best) for fit in fits]
    return Moved(moves=GRID, weights=tuple(share / math.fsum(shares) for share in shares))


def _fit(found: Sequence[Review], move: float) -> float:
    """Return the log-likelihood of the decisions and of the move itself."""
    fit = -0.5 * (move / SPREAD) ** 2
    for one in found:
        chance = min(max(shifted(one.confidence, move), 1e-9), 1 - 1e-9)
        fit += math.log(chance if one.right else 1 - chance)
    return fit

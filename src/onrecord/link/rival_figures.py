"""Conflicts over a number: two figures that give one quantity two values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.link.conflict import conflict, show_figure
from onrecord.link.origins import Origins
from onrecord.records import Claim, Conflict, ConflictKind, Figure


def between_figures(
    rivals: Sequence[tuple[Claim, Claim]],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    origins: Origins,
) -> Iterator[Conflict]:
    """Yield one conflict per pair of figures that give one quantity two values."""
    home = {claim_id: figure for figure in figures for claim_id in figure.claim_ids}
    known = {claim.claim_id: claim for claim in claims}
    seen: set[frozenset[str]] = set()
    for left, right in rivals:
        mine, theirs = home[left.claim_id], home[right.claim_id]
        key = frozenset((mine.figure_id, theirs.figure_id))
        if len(key) < 2 or key in seen:
            continue
        seen.add(key)
        told = [[known[name] for name in figure.claim_ids] for figure in (mine, theirs)]
        sides = [(show_figure(found[0].figure), found) for found in told]  # the least vague comes first
        larger = max((mine, theirs), key=lambda f: (f.reports, f.figure_id))
        yield conflict(ConflictKind.QUANTITY, sides, origins, figure=larger.figure_id)

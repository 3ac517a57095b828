"""Conflicts over a number: two figures that give one quantity two values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.link.conflict import conflict, show_figure
from onrecord.link.origins import Origins
from onrecord.records import Claim, Conflict, ConflictKind, Figure


def between_figures(
    rivals: Sequence[tuple[Claim, Claim]], figures: Sequence[Figure], origins: Origins
) -> Iterator[Conflict]:
    """Yield one conflict per pair of figures that give one quantity two values."""
    home = {claim_id: figure for figure in figures for claim_id in figure.claim_ids}
    claims = {claim.claim_id: claim for pair in rivals for claim in pair}
    seen: set[frozenset[str]] = set()
    for left, right in rivals:
        mine, theirs = home[left.claim_id], home[right.claim_id]
        key = frozenset((mine.figure_id, theirs.figure_id))
        if len(key) < 2 or key in seen:
            continue
        seen.add(key)
        sides = [(show_figure(c.figure), _known(f, claims)) for c, f in ((left, mine), (right, theirs))]
        larger = max((mine, theirs), key=lambda f: (f.reports, f.figure_id))
        yield conflict(ConflictKind.QUANTITY, sides, origins, figure=larger.figure_id)


def _known(figure: Figure, claims: dict[str, Claim]) -> list[Claim]:
    return [claims[claim_id] for claim_id in figure.claim_ids if claim_id in claims]

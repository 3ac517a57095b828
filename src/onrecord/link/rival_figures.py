"""Conflicts over a number: two figures that give one quantity two values.

Reports of several days tell how a count went on, and contradict nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from onrecord.link.conflict import conflict, show_figure
from onrecord.link.origins import Origins
from onrecord.link.two_counts import changed_since, other_days
from onrecord.records import Claim, Conflict, ConflictKind, Figure


def between_figures(
    rivals: Sequence[tuple[Claim, Claim]],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    origins: Origins,
    published: Mapping[str, date | None],
) -> Iterator[Conflict]:
    """Yield one conflict per pair of figures that give one quantity two values.

    Args:
        rivals: pairs of claims that give one quantity two values.
        figures: that hold them.
        claims: all claims of ``figures``.
        origins: who got it from whom.
        published: the day of each document of ``claims``, None where it is not known.
    """
    home = {claim_id: figure for figure in figures for claim_id in figure.claim_ids}
    known = {claim.claim_id: claim for claim in claims}
    seen: set[frozenset[str]] = set()
    for left, right in rivals:
        mine, theirs = home[left.claim_id], home[right.claim_id]
        key = frozenset((mine.figure_id, theirs.figure_id))
        days = (published.get(left.document_id), published.get(right.document_id))
        if len(key) < 2 or key in seen or changed_since(left, right, days):
            continue
        seen.add(key)
        told = [[known[name] for name in figure.claim_ids] for figure in (mine, theirs)]
        if other_days(*told):
            continue
        sides = [(show_figure(found[0].figure), found) for found in told]  # the least vague comes first
        larger = max((mine, theirs), key=lambda f: (f.reports, f.figure_id))
        yield conflict(ConflictKind.QUANTITY, sides, origins, figure=larger.figure_id)

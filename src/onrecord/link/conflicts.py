"""All conflicts of a record: claims on one event or figure that cannot all hold, side by side.

Planned against done is no conflict, nor is a coarse value against a fine one inside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.link.accounts import between_events
from onrecord.link.conflict import in_order
from onrecord.link.denials import denials
from onrecord.link.events import Grouping
from onrecord.link.figures import LinkedFigures
from onrecord.link.origins import Origins
from onrecord.link.quotations import claimed_by_two
from onrecord.link.rival_figures import between_figures
from onrecord.link.slips import dated_twice, mixed_periods, self_dealings
from onrecord.link.within_event import against_denials, within_events
from onrecord.records import Claim, Conflict, Judgement, Statement


def find(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    grouping: Grouping,
    figures: LinkedFigures,
    origins: Origins,
    home: Mapping[str, str],
    published: Mapping[str, date | None],
) -> tuple[tuple[Conflict, ...], list[Judgement]]:
    """Return the conflicts in their order, and the judgements that some of them rest on.

    Args:
        claims: all claims of the record.
        statements: all that its documents give to somebody.
        grouping: its events.
        figures: its figures.
        origins: who got it from whom.
        home: story of each document.
        published: its day, None where it is not known.
    """
    between, judgements = between_events(grouping, origins)
    within = list(within_events(grouping, origins))
    shown = frozenset(name for row in within for side in row.sides for name in side.claim_ids)
    found = [
        *within,
        *between,
        *against_denials(denials(claims, home), grouping, origins, shown),
        *self_dealings(grouping, origins),
        *dated_twice(grouping, origins),
        *mixed_periods(claims, origins),
        *claimed_by_two(claims, statements, home, origins),
        *between_figures(figures.rivals, figures.figures, claims, origins, published),
    ]
    return in_order(found), judgements

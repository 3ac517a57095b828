"""The conflicts that rest on something touched, family by family."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from onrecord.link.accounts import ALIKE_BUT, between_events
from onrecord.link.denials import denials
from onrecord.link.events import Grouping
from onrecord.link.growth.around import Around
from onrecord.link.growth.happenings import Redone
from onrecord.link.growth.quantities import Counted
from onrecord.link.growth.view import in_order
from onrecord.link.mentions import Mention
from onrecord.link.origins import Origins
from onrecord.link.quotations import claimed_by_two
from onrecord.link.rival_figures import between_figures
from onrecord.link.slips import TWO_DAYS, TWO_WORDINGS, dated_twice, mixed_periods, self_dealings
from onrecord.link.within_event import DENIED, against_denials, within_events
from onrecord.records import Claim, Conflict, ConflictKind, Judgement


class Family(Enum):
    """On what a conflict rests."""

    EVENTS = "one event"
    PAIRS = "two accounts compared"
    DENIALS = "an event of accusing, and denials in its stories"
    FIGURES = "two figures"
    QUOTATIONS = "a story"
    PERIODS = "a document"
    STATED = "a person's word"


_BY_NOTE = {
    ALIKE_BUT: Family.PAIRS,
    TWO_DAYS: Family.PAIRS,
    TWO_WORDINGS: Family.PERIODS,
    DENIED: Family.DENIALS,
}


def family_of(conflict: Conflict) -> Family:
    """Return on what ``conflict`` rests."""
    note = conflict.note or ""
    if note.startswith("stated by "):
        return Family.STATED
    if conflict.kind == ConflictKind.ATTRIBUTION:
        return Family.QUOTATIONS
    if conflict.kind == ConflictKind.QUANTITY:
        return Family.FIGURES
    return _BY_NOTE.get(note, Family.EVENTS)


def is_redone(members: Collection[Mention], redone: Redone) -> bool:
    """Return whether an event was made anew."""
    return any(member.claim.claim_id in redone.claims for member in members)


def conflicts_of(
    redone: Redone, counted: Counted, told: Around, touched: Sequence[Claim], origins: Origins
) -> tuple[list[Conflict], list[Judgement]]:
    """Return the conflicts that rest on something touched, and the judgements that some rest on.

    Args:
        redone: the events made anew.
        counted: the figures made anew.
        told: what is told around.
        touched: all claims of touched documents.
        origins: roots of all documents concerned.
    """
    anew = Grouping(tuple(members for members in redone.grouping.groups if is_redone(members, redone)), ())
    between, judgements = between_events(redone.grouping, origins)
    within = list(within_events(anew, origins))
    shown = {name for row in within for side in row.sides for name in side.claim_ids} | told.shown
    accusing = Grouping((*anew.groups, *told.accused), ())
    acts = {claim.claim_id: claim for claim in (*told.accusations, *told.between)}
    pairs = denials([*in_order(acts.values()), *told.denials], told.home)
    linked = counted.linked
    rivals = between_figures(linked.rivals, linked.figures, counted.told, origins, counted.published)
    figures = [r for r in rivals if any(counted.claims.intersection(side.claim_ids) for side in r.sides)]
    found = [
        *within,
        *between,
        *against_denials(pairs, accusing, origins, frozenset(shown)),
        *self_dealings(anew, origins),
        *dated_twice(redone.grouping, origins),
        *mixed_periods(touched, origins),
        *claimed_by_two(told.quoted, told.statements, told.home, origins),
        *figures,
    ]
    return found, judgements

"""Two accounts that match in all but one respect: not joined, but shown against each other.

Direction, date, place or a participant differs and all else agrees. That may be a slip
of one outlet, or two happenings; a reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.link.conflict import conflict, show_date, show_names
from onrecord.link.events import Grouping, best_first, event_id, homes
from onrecord.link.judgements import judge
from onrecord.link.mentions import Mention
from onrecord.link.origins import Origins
from onrecord.link.pairs import PARTY_REASONS, SPOKEN, Comparison
from onrecord.link.status import is_told_by_opponent, tell_it_done, voice_of
from onrecord.link.times import NEAR_DAYS, days_apart
from onrecord.link.within_event import is_printed
from onrecord.records import Conflict, ConflictKind, Judgement, Modality

CLOSE = {
    "direction_reversed": 0.5,
    "sides_confused": 0.5,
    "dates_apart": 0.6,
    "other_place": 0.6,
    "other_parties": 0.6,
}
"""Score that two accounts reach in all other respects before one difference is a conflict."""
CLOSE_ALONE = 0.7
"""The same where one party did it to nobody, on the same day but at no told place."""
BAR_KINDS = {
    "direction_reversed": ConflictKind.ACTOR,
    "dates_apart": ConflictKind.DATE,
    "other_place": ConflictKind.PLACE,
    "sides_confused": ConflictKind.ACTOR,
    "other_parties": ConflictKind.ACTOR,
}
SAID_BY_MANY = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT"})
"""Types that two sides say of each other, and many say alike: who said it excludes nobody else."""
_OWN = re.compile(r"(?:his|her|my|our)\b", re.IGNORECASE)
ALIKE_BUT = "the two accounts agree in all else and are not joined"
"""Note on such a conflict."""
SLIP_DAYS = 10
"""Further apart, two days are two happenings."""


def between_events(grouping: Grouping, origins: Origins) -> tuple[list[Conflict], list[Judgement]]:
    """Return conflicts between accounts kept apart by a single bar, and the judgements on them."""
    home = homes(grouping)
    found: dict[tuple[str, str, str], tuple[Mention, Mention, Comparison]] = {}
    for left, right, comparison in sorted(grouping.compared, key=best_first):
        mine, theirs = home.get(left.claim.claim_id), home.get(right.claim.claim_id)
        if mine is None or theirs is None or mine is theirs or not _one_slip(left, right, comparison):
            continue
        if comparison.bars[0] != "dates_apart" and _two_deeds(mine, theirs):
            continue
        one, other = sorted((event_id(mine), event_id(theirs)))
        key = (comparison.bars[0], one, other)
        if key not in found or comparison.score > found[key][2].score:
            found[key] = (left, right, comparison)
    conflicts, judgements = [], []
    for (bar, _, _), (left, right, comparison) in sorted(found.items(), key=lambda item: item[0]):
        sides = [home[left.claim.claim_id], home[right.claim.claim_id]]
        conflicts.append(_against(bar, left, right, sides, origins))
        names = (left.claim.claim_id, right.claim.claim_id)
        reasons = (bar, *comparison.reasons)
        judgements.append(judge("conflict", *names, True, "one_slip", comparison.score, reasons))
    return conflicts, judgements


def _one_slip(left: Mention, right: Mention, found: Comparison) -> bool:
    """Whether two done accounts agree specifically in everything but one respect."""
    done = all(m.claim.modality == Modality.ACTUAL for m in (left, right))
    if not done or len(found.bars) != 1 or not found.specific:
        return False
    bar, reasons = found.bars[0], found.reasons
    if found.score < CLOSE.get(bar, 1.0):
        return False
    persons = sum(1 for reason in reasons if reason.startswith("same_person"))
    parties = sum(1 for reason in reasons if reason.partition(":")[0] in PARTY_REASONS)
    words = "words_shared" in reasons
    if BAR_KINDS.get(bar) == ConflictKind.ACTOR and (
        left.claim.event_type in SAID_BY_MANY or _own_ones(left) or _own_ones(right)
    ):
        return False
    if bar == "direction_reversed":
        # without a day or a place of its own, a deed turned round is as likely the answer to the other
        pinned = {"same_day", "same_period", "same_place"} & set(reasons)
        each_charges = is_told_by_opponent(left.claim) and is_told_by_opponent(right.claim)
        same_deed = words or (each_charges and {"same_day", "same_place"} <= pinned)
        return "same_trigger" in reasons and same_deed and bool(pinned)
    if bar == "sides_confused":
        settled = {"same_place", "place_within", "same_day", "dates_overlap"} & set(reasons)
        return words and "same_trigger" in reasons and bool(settled)
    if bar == "dates_apart" and left.date and right.date and "same_document" not in reasons:
        near = days_apart(left.date, right.date) <= SLIP_DAYS
        placed, printed = "same_place" in reasons, [is_printed(m.date) for m in (left, right) if m.date]
        tied = parties == 2 and any(printed) and {"same_trigger", "most_words_shared"} <= set(reasons)
        plainly = persons == 2 and placed and all(printed)
        return near and ((words and (persons == 2 or placed or tied)) or plainly)
    if bar == "other_place":
        return "same_day" in reasons and (persons == 2 or (persons == 1 and words and parties == 2))
    if bar == "other_parties" and {"same_day", "same_trigger"} <= set(reasons):
        alone = (
            left.claim.event_type not in SPOKEN and not left.claim.recipients and not right.claim.recipients
        )
        return words and ("same_place" in reasons or (alone and found.score >= CLOSE_ALONE))
    return False


def _two_deeds(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Whether two events are blow and counter-blow: one voice tells both as done, or each has its own day."""
    mine, theirs = (set(map(voice_of, tell_it_done([m.claim for m in side]))) for side in (left, right))
    if mine & theirs:
        return True
    days, others = ([m.date for m in side if m.date is not None] for side in (left, right))
    gaps = [days_apart(one, other) for one in days for other in others]
    return bool(gaps) and min(gaps) > NEAR_DAYS


def _own_ones(mention: Mention) -> bool:
    """Whether a person did it to something of his own, "*his* home state": others have theirs."""
    return any(_OWN.match(actor.text) for actor in mention.claim.recipients)


def _against(
    bar: str, left: Mention, right: Mention, sides: Sequence[Sequence[Mention]], origins: Origins
) -> Conflict:
    larger = max(sides, key=lambda members: (len({m.claim.document_id for m in members}), event_id(members)))
    values = [(_value(bar, pivot), side) for pivot, side in zip((left, right), sides, strict=True)]
    return conflict(
        BAR_KINDS[bar],
        [(value, [m.claim for m in side]) for value, side in values],
        origins,
        event=event_id(larger),
        note=ALIKE_BUT,
    )


def _value(bar: str, mention: Mention) -> str:
    claim = mention.claim
    if bar == "dates_apart":
        return show_date(mention.date)
    if bar == "other_place":
        return (claim.place.name or claim.place.text) if claim.place else "unknown"
    return f"{show_names(claim.actors)} → {show_names(claim.recipients)}"

"""How likely two event claims are one happening: a sum of named reasons, and named bars.

A reason adds its weight; a bar (other people, dates apart, other place, direction
reversed, ...) forbids the join whatever the sum. Without specific evidence - a shared
person, the same day with the same place or parties, or shared telling words - two claims
are never one event: that two states dealt with each other twice in the same way is the
normal case. Weights were set by hand on small written affairs; they are no probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.link.mentions import Mention, shared_words
from onrecord.link.participants import Match, compare_sides
from onrecord.link.sides import compare_roles, jointly, one_site
from onrecord.link.status import is_denied, is_formally_denied, is_pending, tell_it_done, voice_of
from onrecord.link.times import FRESH_DAYS, LOOSE, compare_dates, compare_places
from onrecord.records import Claim, Modality, Polarity, ZoneKind

WEIGHTS = {
    "same_type": 0.15,
    "compatible_type": 0.10,
    "planned_then_done": -0.05,
    "same_mode": 0.05,
    "other_mode": -0.08,
    "visit_or_meeting": -0.08,
    "same_trigger": 0.08,
    "same_person": 0.18,
    "same_body": 0.15,
    "one_site": 0.10,
    "same_actor": 0.12,
    "actor_within": 0.08,
    "same_day": 0.20,
    "same_period": 0.12,
    "dates_overlap": 0.12,
    "dates_loosely_overlap": 0.05,
    "dates_near": 0.08,
    "dates_differ": -0.05,
    "date_fits_publication": 0.05,
    "date_next_to_publication": 0.05,
    "same_place": 0.12,
    "place_within": 0.05,
    "denial": 0.12,
    "points_back": 0.20,
    "headline": 0.06,
    "same_document": 0.08,
    "same_story": 0.08,
    "published_together": 0.06,
}
WORDS_WEIGHT = 0.35
"""What a full overlap of describing words adds."""
TELLING_WORDS = 0.3
"""Overlap of describing words that counts as specific evidence."""
MOST_WORDS = 0.6
MANY_WORDS = 1.6
"""Overlap and weight of shared words that need nothing else beside them inside a story."""

SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE"})
"""Types made of words: only the content tells two of them apart."""
SIGNED = frozenset({"AGREE", "SUPPORT"})
"""Spoken types that come with a ceremony: two parties do not sign twice a day."""
PARTY_REASONS = frozenset({"same_person", "same_body", "same_actor", "actor_within"})
FORETOLD = {
    "AGREE": frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}),
    "THREATEN": frozenset({"SANCTION", "COERCE", "ASSAULT"}),
}
"""What a commitment or a threat of PLOVER may be while it is still to come."""

FOILABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types whose failed attempt is itself news."""
VISIT = "visit"
"""Mode of a journey; the talks held on it are another thing, unless day or place ties them."""

PLANNED_AND_DONE = ((Modality.PLANNED, Modality.ACTUAL), (Modality.ACTUAL, Modality.PLANNED))
TOGETHER_DAYS = 3
OPENING = 600
"""Characters behind a headline in which a text tells what it announces."""


class Comparison(Struct, frozen=True, gc=False):
    """What two claims have in common and what keeps them apart."""

    score: float
    """The sum of the reasons, 0 to 1."""
    strength: float
    """The same without the upper limit: which of two sure things is surer."""
    reasons: tuple[str, ...]
    bars: tuple[str, ...]
    specific: bool

    @property
    def joins(self) -> bool:
        """Whether nothing forbids the join and something specific speaks for it."""
        return self.specific and not self.bars


def compare_mentions(left: Mention, right: Mention) -> Comparison:
    """Return the reasons and bars between two event claims of compatible types."""
    reasons: list[str] = []
    bases: list[str] = []
    bars: list[str] = []
    score = 0.0
    for found in (
        _type(left.claim, right.claim),
        _outcome(left.claim, right.claim),
        compare_roles(left.claim, right.claim),
        compare_dates(left, right),
        compare_places(left.claim.place, right.claim.place),
        _setting(left, right),
    ):
        for reason in found:
            if reason == "dates_apart" and _one_attack(left, right):
                reason = "dates_differ"
            base = _base(reason)
            if base in WEIGHTS:
                reasons.append(reason)
                bases.append(base)
                score += WEIGHTS[base]
            else:
                bars.append(reason)
    overlap, weight = shared_words(left, right)
    score += WORDS_WEIGHT * overlap
    if overlap >= TELLING_WORDS:
        shared = ["words_shared"]
        if overlap >= MOST_WORDS and weight >= MANY_WORDS:
            shared.append("most_words_shared")
        reasons += shared
        bases += shared
    specific = _specific(left.claim, right.claim, bases, adrift=_adrift(left, right))
    strength = round(score, 6)
    return Comparison(
        score=strength if 0 <= strength <= 1 else max(0.0, min(1.0, strength)),
        strength=strength,
        reasons=_one_copy(tuple(reasons)),
        bars=_one_copy(tuple(bars)),
        specific=specific,
    )


def _one_attack(left: Mention, right: Mention) -> bool:
    """Whether one story tells twice, in like words, of an attack on one spot: not every day has one."""
    return left.story == right.story and left.trigger == right.trigger and one_site(left.claim, right.claim)


@lru_cache(maxsize=50_000)
def _one_copy(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one tuple that all comparisons of these reasons hold: there are far fewer than pairs."""
    return reasons


@lru_cache(maxsize=1_000)
def _base(reason: str) -> str:
    return reason.partition(":")[0]


def compatible_types(left: Claim, right: Claim) -> bool:
    """Return whether two claims can be one event by their types."""
    if left.event_type == right.event_type:
        return True
    return _foretells(left, right) or _foretells(right, left)


def _foretells(plan: Claim, deed: Claim) -> bool:
    return plan.modality == Modality.PLANNED and deed.event_type in FORETOLD.get(plan.event_type or "", ())


def _type(left: Claim, right: Claim) -> list[str]:
    if left.event_type != right.event_type:
        return ["compatible_type"] if compatible_types(left, right) else ["other_type"]
    if left.mode and right.mode:
        return ["same_type", "same_mode" if left.mode == right.mode else "other_mode"]
    if VISIT in (left.mode, right.mode):
        return ["same_type", "visit_or_meeting"]
    return ["same_type"]


def _outcome(left: Claim, right: Claim) -> list[str]:
    """A foiled attack is still that attack; a visit that somebody shied from is no visit."""
    if (left.modality, right.modality) in PLANNED_AND_DONE:
        return ["planned_then_done"]
    if is_pending(left) != is_pending(right):
        return ["planned_then_done"]
    shied = [c.polarity == Polarity.NEGATIVE and not is_denied(c) for c in (left, right)]
    return ["not_carried_out"] if any(shied) != all(shied) and left.event_type not in FOILABLE else []


def _setting(left: Mention, right: Mention) -> list[str]:
    found = ["same_trigger"] if left.trigger == right.trigger else []
    if _answers(left, right) or _answers(right, left):
        found.append("denial")
    if left.claim.document_id == right.claim.document_id:
        found.append("same_document")
        if _announces(left.claim, right.claim) or _announces(right.claim, left.claim):
            found.append("headline")
        if "denial" in found and (_one_act(left.claim, right.claim) or _one_breath(left.claim, right.claim)):
            found.append("points_back")
        if _told_beside(left.claim, right.claim) or _told_beside(right.claim, left.claim):
            found.append("done_and_not_done")
    elif left.story == right.story:
        found.append("same_story")
    if left.published and right.published and abs((left.published - right.published).days) <= TOGETHER_DAYS:
        found.append("published_together")
    if left.apart != right.apart:
        found.append("told_as_another")
    return found


def _announces(title: Claim, told: Claim) -> bool:
    """Whether a headline stands over the opening of a text that tells the same."""
    opening = told.zone == ZoneKind.BODY and told.trigger.start - title.trigger.end <= OPENING
    return title.zone == ZoneKind.TITLE and opening


def _one_act(left: Claim, right: Claim) -> bool:
    """Whether two claims have their parties from the very same words: "denied the accusation" just told."""
    parties = [[p.start for p in (*claim.actors, *claim.recipients)] for claim in (left, right)]
    return parties[0] == parties[1] != []


def _one_breath(left: Claim, right: Claim) -> bool:
    """Whether one sentence tells and denies the same kind of deed, and of none to two others."""
    if (left.sentence.start, left.mode) != (right.sentence.start, right.mode):
        return False
    to_whom = compare_sides(left.recipients, right.recipients)
    return to_whom >= Match.WITHIN or not (left.recipients and right.recipients)


def _answers(denial: Mention, told: Mention) -> bool:
    """Whether one claim denies what the other has told in this story: a denial answers something.

    A plain "did not" need not: it joins a deed by what it says, like any other claim.
    """
    if not is_formally_denied(denial.claim) or denial.story != told.story:
        return False
    if denial.published is None or told.published is None:
        return False
    return abs((denial.published - told.published).days) <= FRESH_DAYS and not is_denied(told.claim)


def _told_beside(denial: Claim, told: Claim) -> bool:
    """Whether a "did not" stands in one text with what the same voice tells as done: it means two things."""
    if not is_denied(denial) or is_formally_denied(denial) or not tell_it_done([told]):
        return False
    return voice_of(denial) == voice_of(told)


def _adrift(left: Mention, right: Mention) -> bool:
    """Whether nothing ties two claims in time: one is undated, the other dated to a year or so."""
    dates = [m.date for m in (left, right) if m.date is not None]
    return len(dates) == 1 and dates[0].granularity in LOOSE


def _specific(left: Claim, right: Claim, bases: Sequence[str], *, adrift: bool) -> bool:
    """Whether there is evidence that could not fit just any dealing of the same two sides.

    ``bases`` are the reasons without what they are about. ``adrift`` claims have no time in common:
    words alone cannot join them.
    """
    if "points_back" in bases or ("denial" in bases and "same_trigger" in bases):
        return True
    words, day, same_trigger = "words_shared" in bases, "same_day" in bases, "same_trigger" in bases
    persons = bases.count("same_person")
    parties = sum(base in PARTY_REASONS for base in bases)
    if "compatible_type" in bases and not same_trigger:
        return False
    if left.event_type in SPOKEN:
        signed = left.event_type in SIGNED and same_trigger and parties == 2
        alike = same_trigger or jointly(left) == jointly(right)  # what one did is not what both did
        return (words and alike) or (day and (persons == 2 or signed))
    open_side = not (left.recipients and right.recipients)
    if "headline" in bases and (parties == 2 or (parties == 1 and same_trigger and open_side)):
        return True
    place = "same_place" in bases
    timed = day or "dates_overlap" in bases or "date_fits_publication" in bases
    if "visit_or_meeting" in bases:
        return persons > 0 and (timed or place)
    within = "same_document" in bases
    near = within or "same_story" in bases
    pinned = persons + bases.count("same_body")
    return (
        (words and (timed or place or within or (parties == 2 and left.event_type != "CONSULT")))
        or ("most_words_shared" in bases and near and not adrift)
        or persons == 2
        or (pinned > 0 and (timed or place))
        or (persons == 1 and parties == 2 and near)
        or ("one_site" in bases and same_trigger and near)
        or (day and (place or parties == 2))
        or (place and near and same_trigger and parties == 2 and left.event_type != "CONSULT")
        or ("same_period" in bases and parties == 2 and jointly(left) and jointly(right))
        or (day and parties == 1 and same_trigger and _one_sided(left, right))
    )


def _one_sided(left: Claim, right: Claim) -> bool:
    """Whether neither claim names anybody on the other side."""
    return not left.recipients and not right.recipients

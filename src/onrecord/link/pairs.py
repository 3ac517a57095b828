"""How likely two event claims are one happening: a sum of named reasons, and named bars.

A reason adds its weight; a bar (other people, dates apart, other place, direction
reversed, ...) forbids the join whatever the sum. Without specific evidence - a shared
person, the same day with the same place or parties, or shared telling words - two claims
are never one event: that two states dealt with each other twice in the same way is the
normal case. Weights were set by hand on small written affairs; they are no probability.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.link.mentions import Mention, shared_words
from onrecord.link.participants import (
    Match,
    compare,
    compare_parties,
    compare_sides,
    is_broad,
    is_site,
    is_unresolved,
)
from onrecord.link.status import is_denied, is_pending
from onrecord.records import Actor, Claim, DateValue, Granularity, Modality, Place, Polarity

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
    "same_place": 0.12,
    "place_within": 0.05,
    "denial": 0.12,
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

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types in which both sides do the same thing, so that direction says nothing."""
SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE"})
"""Types made of words: only the content tells two of them apart."""
SIGNED = frozenset({"AGREE", "SUPPORT"})
"""Spoken types that come with a ceremony: two parties do not sign twice a day."""
PARTY_REASONS = frozenset({"same_person", "same_body", "same_actor", "actor_within"})
FORESEEN = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that PLOVER codes as AGREE while they are still to come."""

FOILABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types whose failed attempt is itself news."""
VISIT = "visit"
"""Mode of a journey; the talks held on it are another thing, unless day or place ties them."""

LOOSE = frozenset(
    {Granularity.YEAR, Granularity.DECADE, Granularity.SEASON, Granularity.QUARTER, Granularity.RANGE}
)
NEAR_DAYS = 1
TOGETHER_DAYS = 3
FRESH_DAYS = 10


class Comparison(Struct, frozen=True):
    """What two claims have in common and what keeps them apart."""

    score: float
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
    bars: list[str] = []
    one_attack = _one_site(left.claim, right.claim) and left.trigger == right.trigger
    for found in (
        _type(left.claim, right.claim),
        _outcome(left.claim, right.claim),
        _parties(left.claim, right.claim),
        _dates(left, right),
        _places(left.claim.place, right.claim.place),
        _setting(left, right),
    ):
        for reason in found:
            if reason == "dates_apart" and one_attack and left.story == right.story:
                reason = "dates_differ"
            (reasons if _base(reason) in WEIGHTS else bars).append(reason)
    overlap, weight = shared_words(left, right)
    score = sum(WEIGHTS[_base(reason)] for reason in reasons) + WORDS_WEIGHT * overlap
    if overlap >= TELLING_WORDS:
        reasons.append("words_shared")
        if overlap >= MOST_WORDS and weight >= MANY_WORDS:
            reasons.append("most_words_shared")
    specific = _specific(left.claim, right.claim, reasons, adrift=_adrift(left, right))
    return Comparison(
        score=round(max(0.0, min(1.0, score)), 6), reasons=tuple(reasons), bars=tuple(bars), specific=specific
    )


def _base(reason: str) -> str:
    return reason.partition(":")[0]


def compatible_types(left: Claim, right: Claim) -> bool:
    """Return whether two claims can be one event by their types."""
    if left.event_type == right.event_type:
        return True
    types = {left.event_type, right.event_type}
    other = (types - {"AGREE"}) & FORESEEN
    planned = Modality.PLANNED in (left.modality, right.modality)
    return "AGREE" in types and bool(other) and planned


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
    if {left.modality, right.modality} == {Modality.PLANNED, Modality.ACTUAL}:
        return ["planned_then_done"]
    if is_pending(left) != is_pending(right):
        return ["planned_then_done"]
    shied = [c.polarity == Polarity.NEGATIVE and not is_denied(c) for c in (left, right)]
    return ["not_carried_out"] if any(shied) != all(shied) and left.event_type not in FOILABLE else []


def _parties(left: Claim, right: Claim) -> list[str]:
    if (left.event_type in MUTUAL and right.event_type in MUTUAL) or (_jointly(left) and _jointly(right)):
        return _mutual(left, right)
    straight = _sides(left, right)
    if straight[0] == Match.DIFFERENT and _sponsored(left, right):
        straight = (Match.UNKNOWN, straight[1])
    if Match.DIFFERENT not in straight:
        return [*_named(straight), *(["one_site"] if _one_site(left, right) else [])]
    swapped = _swapped(left, right)
    if min(swapped) >= Match.WITHIN:
        return ["direction_reversed", *_named(swapped)]
    return ["sides_confused" if max(swapped) >= Match.SAME else "other_parties", *_named(straight)]


def _sponsored(left: Claim, right: Claim) -> bool:
    """Whether one names the state behind an attack on a site, and the other the hand that did it."""
    if left.event_type != "ASSAULT" or not (left.actors and right.actors) or not _one_site(left, right):
        return False
    return all(map(is_broad, left.actors)) != all(map(is_broad, right.actors))


def _jointly(claim: Claim) -> bool:
    """Whether several do something together, with nobody on the other side: "A and B signed"."""
    return len(claim.actors) > 1 and not claim.recipients


def _sides(left: Claim, right: Claim) -> tuple[Match, Match]:
    receiving = compare_sides(left.recipients, right.recipients)
    if receiving == Match.UNKNOWN and (_hosts(left, right) or _hosts(right, left)):
        receiving = Match.WITHIN
    return compare_sides(left.actors, right.actors), receiving


def _hosts(left: Claim, right: Claim) -> bool:
    """Whether what one does in a country is what the other says it does to that country."""
    country = left.place.country if left.place and not left.recipients else None
    return country is not None and any(actor.country == country for actor in right.recipients)


def _swapped(left: Claim, right: Claim) -> tuple[Match, Match]:
    return compare_sides(left.actors, right.recipients), compare_sides(left.recipients, right.actors)


def _mutual(left: Claim, right: Claim) -> list[str]:
    """Compare two claims in which the sides do the same thing: who hosts whom says nothing.

    Where both name two parties or more, both have to find a partner.
    """
    if all((left.actors, left.recipients, right.actors, right.recipients)):
        best = max(_sides(left, right), _swapped(left, right), key=lambda pair: (min(pair), max(pair)))
    else:
        mine, theirs = (*left.actors, *left.recipients), (*right.actors, *right.recipients)
        best = compare_parties(mine, theirs)
        if min(len(mine), len(theirs)) > 1 and best[1] == Match.UNKNOWN and not _open(mine, theirs):
            return ["other_side_unclear", *_named(best)]
    return ["other_parties", *_named(best)] if Match.DIFFERENT in best else _named(best)


def _open(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    return any(is_unresolved(actor) for actor in (*left, *right))


def _named(matches: tuple[Match, Match]) -> list[str]:
    words = {
        Match.SAME_PERSON: "same_person",
        Match.SAME_BODY: "same_body",
        Match.SAME: "same_actor",
        Match.WITHIN: "actor_within",
    }
    sides = zip(matches, ("actor", "recipient"), strict=True)
    return [f"{words[match]}:{side}" for match, side in sides if match in words]


def _dates(left: Mention, right: Mention) -> list[str]:
    if left.date is not None and right.date is not None:
        return [*_told_too_early(left, right), _intervals(left.date, right.date)]
    if left.date is None and right.date is None:
        return []
    dated, undated = (left, right) if left.date is not None else (right, left)
    return [*_told_too_early(left, right), *_fits(dated, undated)]


def _fits(dated: Mention, undated: Mention) -> list[str]:
    """An undated claim of today's article is fresh news, unless its text sets it apart."""
    if undated.published is None or dated.date is None:
        return []
    days = abs((undated.published - dated.date.start).days)
    return ["date_fits_publication"] if days <= FRESH_DAYS and dated.date.granularity not in LOOSE else []


def _told_too_early(left: Mention, right: Mention) -> list[str]:
    """A thing told as done cannot have happened after the telling."""
    for one, other in ((left, right), (right, left)):
        done = one.claim.modality == Modality.ACTUAL and one.published is not None
        if done and other.date and one.published and (other.date.start - one.published).days > 1:
            return ["told_before"]
    return []


def days_apart(left: DateValue, right: DateValue) -> int:
    """Return the days between two intervals, 0 where they touch or overlap."""
    return max(0, (right.start - left.end).days, (left.start - right.end).days)


def _intervals(left: DateValue, right: DateValue) -> str:
    gap = days_apart(left, right)
    if gap == 0:
        if left.granularity == right.granularity == Granularity.DAY:
            return "same_day"
        loose = bool({left.granularity, right.granularity} & LOOSE)
        if loose and (left.start, left.end) == (right.start, right.end):
            return "same_period"
        return "dates_loosely_overlap" if loose else "dates_overlap"
    slack = 7 if left.approximate or right.approximate else NEAR_DAYS
    return "dates_near" if gap <= slack else "dates_apart"


def _places(left: Place | None, right: Place | None) -> list[str]:
    if left is None or right is None:
        return []
    if left.country and right.country and left.country != right.country:
        return ["other_place"]
    if _called(left) == _called(right):
        return ["place_within"] if left.granularity == "country" else ["same_place"]
    if left.granularity != right.granularity:
        return ["place_within"] if left.country == right.country else []
    return ["other_place"] if left.granularity in {"country", "city", "admin1"} else []


def _called(place: Place) -> str:
    return (place.name or place.text).casefold()


def _setting(left: Mention, right: Mention) -> list[str]:
    found = ["same_trigger"] if left.trigger == right.trigger else []
    if _answers(left, right) or _answers(right, left):
        found.append("denial")
    if left.claim.document_id == right.claim.document_id:
        found.append("same_document")
    elif left.story == right.story:
        found.append("same_story")
    if left.published and right.published and abs((left.published - right.published).days) <= TOGETHER_DAYS:
        found.append("published_together")
    if left.apart != right.apart:
        found.append("told_as_another")
    return found


def _answers(denial: Mention, told: Mention) -> bool:
    """Whether one claim denies what the other has told in this story: a denial answers something."""
    fresh = denial.published and told.published and abs((denial.published - told.published).days) <= FRESH_DAYS
    return bool(fresh) and denial.story == told.story and is_denied(denial.claim) and not is_denied(told.claim)


def _adrift(left: Mention, right: Mention) -> bool:
    """Whether nothing ties two claims in time: one is undated, the other dated to a year or so."""
    dates = [m.date for m in (left, right) if m.date is not None]
    return len(dates) == 1 and dates[0].granularity in LOOSE


def _specific(left: Claim, right: Claim, reasons: Sequence[str], *, adrift: bool) -> bool:
    """Whether there is evidence that could not fit just any dealing of the same two sides.

    ``adrift`` claims have no time in common: words alone cannot join them.
    """
    bases = [_base(reason) for reason in reasons]
    if "denial" in bases and "same_trigger" in bases:
        return True
    words, day, same_trigger = "words_shared" in bases, "same_day" in bases, "same_trigger" in bases
    persons = bases.count("same_person")
    parties = sum(base in PARTY_REASONS for base in bases)
    if "compatible_type" in bases and not same_trigger:
        return False
    if left.event_type in SPOKEN:
        signed = left.event_type in SIGNED and same_trigger and parties == 2
        alike = same_trigger or _jointly(left) == _jointly(right)  # what one did is not what both did
        return (words and alike) or (day and (persons == 2 or signed))
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
        or ("same_period" in bases and parties == 2 and _jointly(left) and _jointly(right))
        or (day and parties == 1 and same_trigger and _one_sided(left, right))
    )


def _one_sided(left: Claim, right: Claim) -> bool:
    """Whether neither claim names anybody on the other side."""
    return not left.recipients and not right.recipients


def _one_site(left: Claim, right: Claim) -> bool:
    """Whether both claims are about one embassy or the like: a spot is not attacked every day."""
    pairs = ((a, b) for a in left.recipients for b in right.recipients)
    return any(is_site(a) and compare(a, b) == Match.SAME_BODY for a, b in pairs)

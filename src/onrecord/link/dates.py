"""Dates that one document lends another.

A document without a publication date says "Thursday"; another reports the same
happening and gives the day in full. If that day is a Thursday, the first document's week
is known, and with it its other bare weekdays. Such a date is marked inherited, names the
judgement it rests on, and goes when that judgement goes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.link.ages import aged
from onrecord.link.candidates import Key, keys_of
from onrecord.link.judgements import judge
from onrecord.link.mentions import Mention
from onrecord.link.pairs import Comparison, compare_mentions, compatible_types
from onrecord.records import Claim, DateBasis, DateMissing, DateValue, Granularity, Judgement

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNDATED = frozenset({DateMissing.NO_ANCHOR, DateMissing.NOT_STATED})
LIKE = 0.55
"""Score from which one account's day is another's."""
LENDERS = 120
"""Claims of one block, the latest ones, that are asked for their day."""
CUE_REACH = 12
"""Characters between a reporting word and the weekday that goes with it."""
_BARE = re.compile(
    r"\b(?P<last>last\s+)?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!,?\s*(?:\w+\s+\d|\d))",
    re.IGNORECASE,
)
"""A weekday that no date follows."""


class Weekday(Struct, frozen=True):
    """A bare weekday, Monday being 0, and whether the happening itself is set on it."""

    number: int
    told: bool
    """True where it dates the announcement, so that the happening is no later and not much earlier."""


def weekday_of(claim: Claim) -> Weekday | None:
    """Return the bare weekday that dates a claim which could not be dated; None without one.

    "Announced on Monday that it had arrested" dates the telling: the news is fresh then.
    """
    if claim.date is not None or claim.date_missing not in UNDATED:
        return None
    found = list(_BARE.finditer(claim.sentence.text))
    if not found:
        return None
    at = claim.trigger.start - claim.sentence.start
    if claim.date_missing == DateMissing.NO_ANCHOR:
        nearest = min(found, key=lambda match: (abs(match.start() - at), match.start()))
        return Weekday(number=_number(nearest), told=False)
    cues = [link.cue.end - claim.sentence.start for link in claim.attribution if link.cue is not None]
    told = [match for match in found for cue in cues if 0 <= match.start() - cue <= CUE_REACH]
    return Weekday(number=_number(told[0]), told=True) if told else None


def _number(match: re.Match[str]) -> int:
    return WEEKDAYS.index(match["day"].lower())


def asks_for_day(mention: Mention, undated: Container[str]) -> bool:
    """Return whether a claim of a document in ``undated`` gives the bare weekday of its happening."""
    weekday = weekday_of(mention.claim) if mention.claim.document_id in undated else None
    return weekday is not None and not weekday.told


def gives_day(claim: Claim) -> bool:
    """Return whether a claim is dated to the day by its own document."""
    when = claim.date
    return when is not None and when.granularity == Granularity.DAY and not when.approximate


def pairs_with_days(
    asking: Iterable[Mention], lending: Callable[[Key], Sequence[Mention]]
) -> Iterator[tuple[Mention, Mention, Comparison]]:
    """Yield each claim that :func:`asks_for_day` with those that it is worth comparing with.

    Args:
        asking: such claims, with no dates but their own.
        lending: gives the claims of a block that :func:`gives_day`, in order.
    """
    for mine in asking:
        seen = set()
        for key in keys_of(mine):
            for theirs in lending(key)[-LENDERS:]:
                name = theirs.claim.claim_id
                if name not in seen and name != mine.claim.claim_id:
                    seen.add(name)
                    if compatible_types(theirs.claim, mine.claim):
                        yield mine, theirs, compare_mentions(theirs, mine)


def inherit(
    pairs: Iterable[tuple[Mention, Mention, Comparison]], claims: Sequence[Claim]
) -> tuple[dict[str, DateValue], list[Judgement]]:
    """Return dates by claim id for documents without one, and the judgements they rest on.

    Each bare weekday looks for the account most like its own that gives the day. Besides, a
    judgement tells between which days each of these documents probably appeared.

    Args:
        pairs: claims that :func:`asks_for_day`, each with a claim it was compared with.
        claims: all claims of the documents of those.
    """
    anchors, judgements = _anchors(pairs)
    judgements += _publications(claims, anchors)
    dates = {}
    for claim in claims:
        weekday, anchor = weekday_of(claim), anchors.get(claim.document_id)
        if anchor is not None and weekday is None and (then := aged(claim, *anchor)):
            dates[claim.claim_id] = then
        if weekday is not None and anchor is not None:
            day, judgement_id = anchor
            last = _on_or_before(day, weekday.number)
            dates[claim.claim_id] = _inherited(last, judgement_id, told=weekday.told)
    return dates, judgements


def _anchors(
    pairs: Iterable[tuple[Mention, Mention, Comparison]],
) -> tuple[dict[str, tuple[date, str]], list[Judgement]]:
    """Return per document the latest day that another document gives one of its weekdays."""
    best: dict[str, tuple[tuple[float, str], Mention, Mention]] = {}
    for mine, theirs, found in pairs:
        weekday, when = weekday_of(mine.claim), theirs.claim.date
        fits = weekday is not None and when is not None and when.start.weekday() == weekday.number
        if not fits or not found.joins or found.score < LIKE:
            continue
        rank = (-found.strength, theirs.claim.claim_id)
        if mine.claim.claim_id not in best or rank < best[mine.claim.claim_id][0]:
            best[mine.claim.claim_id] = (rank, mine, theirs)
    anchors: dict[str, tuple[date, str]] = {}
    judgements = []
    for _, (_, mine, theirs) in sorted(best.items()):
        day = theirs.claim.date.start if theirs.claim.date else date.min
        judgement = judge(
            "inherits_date", mine.claim.claim_id, theirs.claim.claim_id, True, "weekday", None,
            ("same_event", "weekday_fits"),
        )  # fmt: skip
        known = anchors.get(mine.claim.document_id)
        if known is None or day > known[0]:
            anchors[mine.claim.document_id] = (day, judgement.judgement_id)
        judgements.append(judgement)
    return anchors, judgements


def _publications(claims: Sequence[Claim], anchors: dict[str, tuple[date, str]]) -> Iterator[Judgement]:
    """Yield when each anchored document probably appeared: from its latest known day on.

    A bare weekday is the last one before the telling. So the document appeared before the
    next of any weekday that it names bare.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        weekday = weekday_of(claim) if claim.document_id in anchors else None
        if weekday is not None:
            named[claim.document_id].add(weekday.number)
    for document_id, (day, evidence) in sorted(anchors.items()):
        days = min((number - day.weekday() - 1) % 7 for number in named[document_id])
        span = (f"from:{day.isoformat()}", f"until:{(day + timedelta(days=days)).isoformat()}")
        yield judge("published", document_id, evidence, True, "weekday", None, span)


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _inherited(day: date, judgement_id: str, *, told: bool) -> DateValue:
    """Return the day itself, or the week up to it where it is only the day of the telling."""
    return DateValue(
        start=day - timedelta(days=6) if told else day,
        end=day,
        granularity=Granularity.WEEK if told else Granularity.DAY,
        basis=DateBasis.INHERITED,
        evidence=judgement_id,
        approximate=told,
    )

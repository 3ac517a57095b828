"""What tells that two numbers of one measure count two things, so that they contradict nobody.

A contradiction over a number needs both outlets to count the same. They do not where one
tells what was planned or offered and the other what was done, where each names another
weekday or counts other things, where one is a part or a rest, where the number is what every
poll has of its own, or where it is of another order of magnitude; nor does a count of the
dead that a later report has somewhat higher contradict the earlier ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from onrecord.link.words import WORD, stem
from onrecord.records import Claim, Modality

OF_EACH_POLL = frozenset({"margin", "error", "sample", "respondent", "interval"})
"""Measures that every poll or study has of its own."""
HARM = frozenset(
    {"deaths", "injured", "casualties", "displaced", "missing", "arrested", "abducted", "freed", "expelled"}
)
"""Measures that are counted anew for every happening, so that a shared period is not needed, and of
which only what was done is a count: "working to free two" counts nobody."""
FAR = 10
"""Two values of which one is so many times the other are of two things."""
GROWING = frozenset({"deaths", "injured", "casualties", "displaced", "missing", "arrested"})
"""Measures that are counted on while a happening lasts."""
GROWTH = 2
"""A plain later count is at most so many times the earlier one, where it only goes on from it."""
FRESH = 3
"""Days between two reports after which a quantity without a period may have changed."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_BEFORE = re.compile(
    r"\b(?:another|other|further|additional|remaining|rest|within|among|including)\b[^.,;]{0,8}$"
    rf"|\b{_COUNT}\s+(?:\w+\s+){{1,2}}and\s+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^\s*(?:\w+\s+)?(?:others?|more|further|additional|away|short\s+of|fewer|of\s+(?:the|its|them|whom|those))\b"
    rf"|^\s+(?:\w+\s+){{0,2}}and\s+{_COUNT}\s",
    re.IGNORECASE,
)
"""Words before and behind a number that make it a part, a rest, a distance or one of two that add up."""
_BLASTS = re.compile(
    r"\b(?:blast|explosion|bombing|bomb|attack|shooting|raid|air\s?strike|crash|accident)(?P<many>e?s)?\b",
    re.IGNORECASE,
)
BESIDE = 24
"""Characters before a number in which such a word goes with it."""


def two_counts(left: Claim, right: Claim, *, scoped: bool) -> bool:
    """Return whether two figure claims of one measure and two values plainly speak of two things.

    ``scoped`` says that both give the same parties and period: then one may be out by any factor.
    """
    one, other = left.figure, right.figure
    if one is None or other is None:
        return True
    return (
        left.modality is not right.modality
        or left.polarity is not right.polarity
        or (one.measure in HARM and left.modality is not Modality.ACTUAL)
        or one.measure in OF_EACH_POLL
        or (not scoped and max(one.value, other.value) > FAR * min(one.value, other.value))
        or _unlike(left, right)
        or is_part(left) != is_part(right)
        or other_days([left], [right])
        or {_several(left), _several(right)} == {True, False}
    )


def _several(claim: Claim) -> bool | None:
    """Return whether a sentence tells of several blasts or of one; None where it tells of both or neither."""
    found = [many is not None for many in (m["many"] for m in _BLASTS.finditer(claim.sentence.text))]
    return found[0] if found and len(set(found)) == 1 else None


def is_part(claim: Claim) -> bool:
    """Return whether words beside the number make it a part or a rest: "12 others", "within 30 votes of"."""
    if claim.figure is None:
        return False
    text, at = claim.sentence.text, claim.sentence.start
    before, behind = text[: claim.figure.span.start - at][-BESIDE:], text[claim.figure.span.end - at :]
    inside = claim.figure.span.text
    return bool(_BEFORE.search(before) or _BEHIND.search(behind) or _BEHIND.search(_after_number(inside)))


def _after_number(text: str) -> str:
    """Return what follows the number of a quantity: " others" of "12 others"."""
    return text.partition(" ")[2]


def _unlike(left: Claim, right: Claim) -> bool:
    """Whether both name what they count, in no common word, or one counts only some kind of people."""
    mine, theirs = _counted(left), _counted(right)
    named = [words - _KINDS - _NUMBERS for words in (mine, theirs)]
    return mine & _KINDS != theirs & _KINDS or (all(named) and not named[0] & named[1])


def _counted(claim: Claim) -> frozenset[str]:
    """Return the stems of a quantity's own words; of a bare number, of the words behind it."""
    if claim.figure is None:
        return frozenset()
    own = _stems(claim.figure.span.text)
    if own - _NUMBERS:
        return own
    behind = claim.sentence.text[claim.figure.span.end - claim.sentence.start :]
    return own | (_stems(" ".join(behind.split()[:NEXT])) & _KINDS)


@lru_cache(maxsize=10_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in WORD.findall(text) if word.isalpha())


_KINDS = frozenset(
    stem(word)
    for word in """man men woman women child children girl girls boy boys baby babies civilian civilians
    soldier soldiers troops police policeman policemen officer officers fighter fighters militant militants
    rebel rebels insurgent insurgents gunman gunmen attacker attackers foreigner foreigners""".split()
)
"""Kinds of people that are only some of those whom one thing befell."""
NEXT = 3
"""Words behind a bare number that may say whom it counts."""
_NUMBERS = frozenset(
    stem(word)
    for word in """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
    thousand thousands million millions billion billions trillion dozen dozens score scores and a an about at
    least most more than over nearly almost around some up to under less fewer roughly approximately close
    exactly only percent people persons person""".split()
)
"""Words of a quantity that do not say what is counted; people are counted under many names."""


def other_days(left: Iterable[Claim], right: Iterable[Claim]) -> bool:
    """Return whether the sentences of both name weekdays, and no common one."""
    mine, theirs = (
        {day.lower() for claim in claims for day in _WEEKDAY.findall(claim.sentence.text)}
        for claims in (left, right)
    )
    return bool(mine and theirs) and not mine & theirs


def changed_since(left: Claim, right: Claim, days: tuple[date | None, date | None]) -> bool:
    """Return whether the later of two reports may only tell how a count went on.

    Args:
        left: figure claim.
        right: figure claim.
        days: when their documents were published.
    """
    one, other = left.figure, right.figure
    first, second = days
    if one is None or other is None or first is None or second is None or first == second:
        return False
    earlier, later = (one, other) if first < second else (other, one)
    if one.measure in GROWING and earlier.value < later.value < GROWTH * earlier.value:
        return True
    return not (one.period and other.period) and abs((second - first).days) > FRESH

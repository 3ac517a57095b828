"""When two figure claims give one quantity, when they give it two values, and when neither.

Two claims are one figure when measure, unit, period and sides agree and the values do,
hedges and rounding considered ("over 6,000" and 6,200 agree). Rival values need more:
both must plainly speak of the same thing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.link.figure_pairs import measure_of
from onrecord.link.participants import Match, are_one_force, compare_sides
from onrecord.link.times import days_apart
from onrecord.link.two_counts import HARM, two_counts
from onrecord.link.words import COMMON, TIME, content_stems, stem
from onrecord.records import Claim, FigureValue

ROUNDING = 0.005
"""Relative difference that mere rounding explains."""
ABOUT = 0.1
"""Relative difference that "about" or "nearly" explains."""
ABOVE = frozenset({"over", "more than", "at least", "above", "exceeding"})
BELOW = frozenset({"up to", "under", "less than", "at most", "fewer than", "below"})
ROUGH = frozenset({"about", "around", "nearly", "almost", "some", "roughly", "approximately", "close to"})
WORDS = 0.5
"""Share of the shorter sentence's stems from which two sentences tell alike."""
ALIKE = (3, 0.8)
ALIKE_IN_HARM = (4, 0.6)
"""Stems, and share of the shorter sentence, by which two of one story speak of one quantity."""
VERBATIM = 0.95
"""The share by which they tell it in the same words."""
REACH = 1.5
""""Over 6,000" covers at most this many times its number."""

_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several|many)\b", re.IGNORECASE)
"""Counts that name no number, whatever value stands in for them."""


Verdict = tuple[str, tuple[str, ...]]
"""``same``, ``rival`` or ``other``, with reasons."""


_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def compare_figures(
    left: Claim, right: Claim, *, one_event: bool = False, one_story: bool = False
) -> Verdict:
    """Return ``same``, ``rival`` or ``other`` for two figure claims, with reasons.

    ``one_event`` says that both are told with the same event, ``one_story`` that their
    documents are about one happening.
    """
    one, other = left.figure, right.figure
    if one is None or other is None or one.unit != other.unit:
        return "other", ("other_unit",)
    if not _same_measure(one, other):
        return "other", ("other_measure",)
    sides = (compare_sides(one.of, other.of), compare_sides(one.counterpart, other.counterpart))
    if Match.DIFFERENT in sides or _by_its_own(one, other) or _by_its_own(other, one):
        return "other", ("other_parties",)
    if one.period and other.period and days_apart(one.period, other.period) > 0:
        return "other", ("other_period",)
    reasons = ["same_measure"]
    reasons += ["same_parties"] if max(sides) >= Match.WITHIN else []
    reasons += ["same_period"] if one.period and other.period else []
    shared, overlap = _shared(left, right)
    reasons += ["words_shared"] if overlap >= WORDS else []
    alike = ALIKE_IN_HARM if one.measure in HARM else ALIKE
    near = one_story and shared >= alike[0] and overlap >= alike[1] and bool(one.period) == bool(other.period)
    told_alike = near and not _other_names(left, right)
    reasons += ["told_alike"] if told_alike else []
    reasons += ["told_in_the_same_words"] if told_alike and overlap >= VERBATIM else []
    reasons += ["same_event"] if one_event else []
    tied = len(reasons) >= 2
    if agree(one, other):
        return ("same", ("same_value", *reasons)) if tied else ("other", ("same_value_by_chance",))
    rival = one.role is other.role and _of_two(left, right, reasons) and _tied_for_rivalry(one, reasons)
    scoped = {"same_parties", "same_period"} <= set(reasons)
    if rival and not _may_agree(left, right) and not two_counts(left, right, scoped=scoped):
        return "rival", ("other_value", *reasons)
    return "other", ("other_value",)


def _by_its_own(one: FigureValue, other: FigureValue) -> bool:
    """Whether one counts as harmed the forces that did the harm which the other counts."""
    if one.measure not in HARM or any(actor.country for actor in one.of):
        return False
    return are_one_force(one.counterpart, other.of)


def _of_two(left: Claim, right: Claim, reasons: Sequence[str]) -> bool:
    """Whether two outlets give the values, or one has two states give them: "their army says four"."""
    if left.document_id != right.document_id:
        return True
    mine, theirs = _states_quoted(left), _states_quoted(right)
    return "same_parties" in reasons and bool(mine and theirs) and not mine & theirs


def _states_quoted(claim: Claim) -> set[str]:
    return {actor.country for link in claim.attribution for actor in link.source_actors if actor.country}


def _tied_for_rivalry(figure: FigureValue, reasons: Sequence[str]) -> bool:
    """Return whether two values plainly speak of one quantity; when unsure they do not."""
    told = {"same_event", "told_alike", "told_in_the_same_words"} & set(reasons)
    scope = {"same_parties", "same_period"} & set(reasons)
    if figure.measure in HARM:
        return bool(told or ("words_shared" in reasons and scope))
    return "words_shared" in reasons and len(told | scope) > 1


def _may_agree(left: Claim, right: Claim) -> bool:
    """Return whether both can hold: "at least 200" bounds nothing from above, "hundreds" next to nothing."""
    (low, high), (least, most) = (_limits(claim) for claim in (left, right))
    return low <= most and least <= high


def _limits(claim: Claim) -> tuple[float, float]:
    figure = claim.figure
    if figure is None or _VAGUE.search(figure.span.text):
        return 0.0, math.inf
    hedge = (figure.hedge or "").casefold()
    low, high = bounds(figure)
    if hedge in ABOVE:
        return low, math.inf
    return (0.0, high) if hedge in BELOW else (low, high)


def _same_measure(left: FigureValue, right: FigureValue) -> bool:
    known = left.measure is not None and right.measure is not None
    return known and measure_of(left) == measure_of(right)


def _shared(left: Claim, right: Claim) -> tuple[int, float]:
    """Return how many content stems two sentences share, and their share of the shorter one."""
    mine, theirs = _told_by(left.sentence.text), _told_by(right.sentence.text)
    small, shared = min(len(mine), len(theirs)), len(mine & theirs)
    return shared, shared / small if small else 0.0


@lru_cache(maxsize=10_000)
def _told_by(sentence: str) -> frozenset[str]:
    """Return the content stems of a sentence but for numbers."""
    return frozenset(s for s in content_stems(sentence) if not s[0].isdigit())


def _other_names(left: Claim, right: Claim) -> bool:
    """Whether two sentences name somebody or something, and nothing in common."""
    mine, theirs = (_capitals(claim.sentence.text) for claim in (left, right))
    return bool(mine and theirs) and not mine & theirs


@lru_cache(maxsize=10_000)
def _capitals(text: str) -> frozenset[str]:
    """Return the stems of the words with a capital letter, but for days, months and function words."""
    found = (word.lower() for word in _CAPITAL.findall(text))
    return frozenset(stem(word) for word in found if word not in COMMON and word not in TIME)


def bounds(figure: FigureValue) -> tuple[float, float]:
    """Return the least and the greatest value that ``figure`` allows.

    A hedged figure reaches as far as a reader would let it.
    """
    low, high = figure.value, figure.upper if figure.upper is not None else figure.value
    hedge = (figure.hedge or "").casefold()
    if hedge in ABOVE:
        return low, high * REACH
    if hedge in BELOW:
        return low / REACH, high
    slack = ABOUT if hedge in ROUGH else ROUNDING
    return low - abs(low) * slack, high + abs(high) * slack


def agree(left: FigureValue, right: FigureValue) -> bool:
    """Return whether two quantities can be the same."""
    low, high = bounds(left)
    least, most = bounds(right)
    return low <= most and least <= high

"""Figure claims of one quantity, joined; and rival values for one quantity.

Two claims are one figure when measure, unit, period and sides agree and the values do,
hedges and rounding considered ("over 6,000" and 6,200 agree). Rival values need more:
both must plainly speak of the same thing. A peculiar value over a stated period that
two documents share goes back to one origin, even where only one of them says which.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.link.clusters import Pair, group
from onrecord.link.judgements import judge
from onrecord.link.origins import Origins, named_voice
from onrecord.link.participants import Match, compare_sides
from onrecord.link.times import days_apart
from onrecord.link.words import content_stems, stem, words
from onrecord.records import Claim, Figure, FigureValue, Judgement, content_id

ROUNDING = 0.005
"""Relative difference that mere rounding explains."""
ABOUT = 0.1
"""Relative difference that "about" or "nearly" explains."""
ABOVE = frozenset({"over", "more than", "at least", "above", "exceeding"})
BELOW = frozenset({"up to", "under", "less than", "at most", "fewer than", "below"})
ROUGH = frozenset({"about", "around", "nearly", "almost", "some", "roughly", "approximately", "close to"})
REACH = 1.5
""""Over 6,000" covers at most this many times its number."""
HARM = frozenset({"deaths", "injured", "arrested", "displaced", "missing"})
"""Measures that are counted anew for every happening, so that a shared period is not needed."""

_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several|many)\b", re.IGNORECASE)
"""Counts that name no number, whatever value stands in for them."""


class LinkedFigures(Struct, frozen=True):
    """The figures, the pairs of claims that give rival values, and the decisions."""

    figures: tuple[Figure, ...]
    rivals: tuple[tuple[Claim, Claim], ...]
    judgements: tuple[Judgement, ...]


def link_figures(claims: Sequence[Claim], origins: Origins) -> LinkedFigures:
    """Return what the figure claims of ``claims`` amount to, in an order of their own."""
    ordered = sorted((c for c in claims if c.figure is not None), key=_place_in_record)
    scores: dict[Pair, float] = {}
    apart: set[Pair] = set()
    rivals: list[tuple[Claim, Claim]] = []
    judgements: list[Judgement] = []
    by_document: dict[str, list[Claim]] = {}
    for claim in ordered:
        by_document.setdefault(claim.document_id, []).append(claim)
    for left, right in _candidates(ordered):
        one, other = ordered[left], ordered[right]
        verdict, reasons = compare_figures(one, other)
        if verdict == "rival" and (_knows(by_document, one, other) or _knows(by_document, other, one)):
            verdict, reasons = "other", ("both_known", *reasons)
        if verdict == "same":
            scores[left, right] = 1.0
            judgements.append(
                judge("same_figure", one.claim_id, other.claim_id, True, "figure", 1.0, reasons)
            )
        else:
            apart.add((left, right))
        if verdict == "rival":
            rivals.append((one, other))
            judgements.append(
                judge("same_figure", one.claim_id, other.claim_id, False, "figure", 0.5, reasons)
            )
    groups = [[ordered[i] for i in g] for g in group(len(ordered), scores, 0.5, apart)]
    for members in groups:
        _tie_origins(members, origins)
    figures = tuple(_figure(members, origins) for members in groups)
    return LinkedFigures(figures=figures, rivals=tuple(rivals), judgements=tuple(judgements))


def _place_in_record(claim: Claim) -> tuple[str, int, str]:
    return claim.document_id, claim.trigger.start, claim.claim_id


def _candidates(claims: Sequence[Claim]) -> Iterator[Pair]:
    blocks: dict[tuple[str, str], list[int]] = {}
    for number, claim in enumerate(claims):
        if claim.figure is not None:
            key = (claim.figure.unit, stem((claim.figure.measure or "").partition("_")[0]))
            blocks.setdefault(key, []).append(number)
    for _, members in sorted(blocks.items()):
        for at, left in enumerate(members):
            for right in members[at + 1 :]:
                yield left, right


def compare_figures(left: Claim, right: Claim) -> tuple[str, tuple[str, ...]]:
    """Return ``same``, ``rival`` or ``other`` for two figure claims, with reasons."""
    one, other = left.figure, right.figure
    if one is None or other is None or one.unit != other.unit:
        return "other", ("other_unit",)
    if not _same_measure(one, other):
        return "other", ("other_measure",)
    sides = (compare_sides(one.of, other.of), compare_sides(one.counterpart, other.counterpart))
    if Match.DIFFERENT in sides:
        return "other", ("other_parties",)
    if one.period and other.period and days_apart(one.period, other.period) > 0:
        return "other", ("other_period",)
    reasons = ["same_measure"]
    reasons += ["same_parties"] if max(sides) >= Match.WITHIN else []
    reasons += ["same_period"] if one.period and other.period else []
    overlap = _shared(left, right)
    reasons += ["words_shared"] if overlap >= 0.5 else []
    tied = len(reasons) >= 2
    if agree(one, other):
        return ("same", ("same_value", *reasons)) if tied else ("other", ("same_value_by_chance",))
    rival = left.document_id != right.document_id and _tied_for_rivalry(one, reasons)
    if rival and not _may_agree(left, right):
        return "rival", ("other_value", *reasons)
    return "other", ("other_value",)


def _tied_for_rivalry(figure: FigureValue, reasons: Sequence[str]) -> bool:
    """Return whether two values plainly speak of one quantity; when unsure they do not."""
    if "words_shared" not in reasons:
        return False
    if figure.measure in HARM:
        return "same_parties" in reasons or "same_period" in reasons
    return "same_parties" in reasons and "same_period" in reasons


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


def _knows(by_document: dict[str, list[Claim]], claim: Claim, rival: Claim) -> bool:
    """Return whether the document of ``claim`` itself gives the value of ``rival`` for the measure.

    "21 of the more than 200 girls": who gives both numbers does not contradict either.
    """
    return any(
        other.figure is not None
        and rival.figure is not None
        and other.figure.unit == rival.figure.unit
        and _same_measure(other.figure, rival.figure)
        and agree(other.figure, rival.figure)
        for other in by_document[claim.document_id]
    )


def _same_measure(left: FigureValue, right: FigureValue) -> bool:
    if left.measure is None or right.measure is None:
        return False
    mine = {stem(word) for word in words(left.measure.replace("_", " "))}
    return mine == {stem(word) for word in words(right.measure.replace("_", " "))}


def _shared(left: Claim, right: Claim) -> float:
    """Return the share of the shorter sentence's content stems found in the other."""
    mine = {s for s in content_stems(left.sentence.text) if not s.isdigit()}
    theirs = {s for s in content_stems(right.sentence.text) if not s.isdigit()}
    small = min(len(mine), len(theirs))
    return len(mine & theirs) / small if small else 0.0


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


def _tie_origins(members: list[Claim], origins: Origins) -> None:
    """Give an uncredited member the one root that the others name for a peculiar figure."""
    if not any(_peculiar(claim.figure) for claim in members if claim.figure):
        return
    named = {claim.claim_id for claim in members if named_voice(claim) is not None}
    roots = {origins.root(claim) for claim in members if claim.claim_id in named}
    if len(roots) != 1:
        return
    (root,) = roots
    for claim in members:
        if claim.claim_id not in named:
            origins.add_same_figure(claim, root)


def _peculiar(figure: FigureValue) -> bool:
    """Whether two newsrooms would hardly arrive at this figure on their own.

    Three significant digits, an unround percentage, or a plain value over a stated
    period of a stated side are somebody's count.
    """
    digits = len(f"{figure.value:.12g}".replace(".", "").strip("0"))
    unround = figure.unit == "percent" and figure.value % 5 != 0
    scoped = figure.period is not None and bool(figure.of or figure.counterpart)
    plain = figure.hedge is None and figure.upper is None
    return digits >= 3 or unround or (plain and scoped)


def _figure(members: list[Claim], origins: Origins) -> Figure:
    ranked = sorted(members, key=lambda c: (_vagueness(c), *_place_in_record(c)))
    best = ranked[0].figure
    if best is None:
        raise AssertionError("a figure claim without a figure")
    documents = sorted({claim.document_id for claim in members})
    with_period = next((c.figure for c in ranked if c.figure and c.figure.period), best)
    return Figure(
        figure_id=content_id("fig", *sorted(c.claim_id for c in members)),
        claim_ids=tuple(claim.claim_id for claim in ranked),
        document_ids=tuple(documents),
        value=best.value,
        upper=best.upper,
        unit=best.unit,
        measure=best.measure,
        period=with_period.period,
        of=best.of,
        counterpart=best.counterpart,
        origins=origins.count(members),
        reports=len(documents),
    )


def _vagueness(claim: Claim) -> int:
    figure = claim.figure
    if figure is None:
        return 9
    return (figure.hedge is not None) + (figure.upper is not None) + (not figure.of) + (figure.period is None)

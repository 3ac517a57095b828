"""Figure claims of one quantity, joined; and rival values for one quantity.

Two claims are one figure when measure, unit, period and sides agree and the values do,
hedges and rounding considered ("over 6,000" and 6,200 agree). Rival values need more:
both must plainly speak of the same thing. A peculiar value over a stated period that
two documents share goes back to one origin, even where only one of them says which.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.link.clusters import Pair, group
from onrecord.link.figure_pairs import figure_pairs, measure_of
from onrecord.link.judgements import judge
from onrecord.link.origins import Origins, named_voice
from onrecord.link.participants import Match, compare_sides
from onrecord.link.times import days_apart
from onrecord.link.words import COMMON, TIME, content_stems, stem
from onrecord.records import Claim, Figure, FigureValue, Judgement, content_id

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
REACH = 1.5
""""Over 6,000" covers at most this many times its number."""
HARM = frozenset({"deaths", "injured", "arrested", "displaced", "missing"})
"""Measures that are counted anew for every happening, so that a shared period is not needed."""

_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several|many)\b", re.IGNORECASE)
"""Counts that name no number, whatever value stands in for them."""


Verdict = tuple[str, tuple[str, ...]]
"""``same``, ``rival`` or ``other``, with reasons."""


_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


class LinkedFigures(Struct, frozen=True):
    """The figures, the pairs of claims that give rival values, and the decisions."""

    figures: tuple[Figure, ...]
    rivals: tuple[tuple[Claim, Claim], ...]
    judgements: tuple[Judgement, ...]


def link_figures(
    claims: Sequence[Claim], origins: Origins, home: Mapping[str, str], told: Mapping[str, str]
) -> LinkedFigures:
    """Return what the figure claims of ``claims`` amount to, in an order of their own.

    Args:
        claims: figure claims.
        origins: who got it from whom; gains what peculiar figures tell.
        home: story of each document.
        told: by claim id, the event that a figure is told with.
    """
    ordered = sorted((c for c in claims if c.figure is not None), key=_place_in_record)
    pairs, left_out = figure_pairs(ordered, home)
    verdicts = {pair: _verdict(ordered[pair[0]], ordered[pair[1]], home, told) for pair in pairs}
    scores = {pair: 1.0 for pair, (verdict, _) in verdicts.items() if verdict == "same"}
    apart = [pair for pair in verdicts if pair not in scores]
    groups = group(len(ordered), scores, 0.5, apart)
    seat = {item: members for members in groups for item in members}
    for number, first in left_out.items():
        for leader in first:
            verdict = _verdict(ordered[leader], ordered[number], home, told)
            if verdict[0] == "same":
                verdicts[leader, number] = verdict
                _move(seat, number, leader)
                break
    groups = [sorted(members) for members in groups if members]
    known = _given(ordered)
    rivals = [
        pair
        for pair, (verdict, _) in sorted(verdicts.items())
        if verdict == "rival" and not _knows(known, ordered[pair[0]], ordered[pair[1]])
    ]
    made = [[ordered[i] for i in members] for members in groups]
    for members in made:
        _tie_origins(members, origins)
    return LinkedFigures(
        figures=tuple(_figure(members, origins) for members in made),
        rivals=tuple((ordered[i], ordered[j]) for i, j in rivals),
        judgements=tuple(_decisions(ordered, verdicts, groups, rivals)),
    )


def _move(seat: dict[int, list[int]], item: int, leader: int) -> None:
    """Put ``item`` and whoever sits with it where ``leader`` sits."""
    moved, target = seat[item], seat[leader]
    if moved is not target:
        target += moved
        seat.update(dict.fromkeys(moved, target))
        moved.clear()


def _place_in_record(claim: Claim) -> tuple[str, int, str]:
    return claim.document_id, claim.trigger.start, claim.claim_id


def _verdict(left: Claim, right: Claim, home: Mapping[str, str], told: Mapping[str, str]) -> Verdict:
    event, story = told.get(left.claim_id), home.get(left.document_id)
    return compare_figures(
        left,
        right,
        one_event=event is not None and event == told.get(right.claim_id),
        one_story=story is not None and story == home.get(right.document_id),
    )


def _decisions(
    claims: Sequence[Claim],
    verdicts: Mapping[Pair, Verdict],
    groups: Sequence[Sequence[int]],
    rivals: Sequence[Pair],
) -> Iterator[Judgement]:
    """Yield one join per claim beyond the first of a figure, one refusal per pair of rival figures."""
    seat = {item: number for number, members in enumerate(groups) for item in members}
    joined: set[int] = set()
    refused: set[Pair] = set()
    for (left, right), (verdict, reasons) in sorted(verdicts.items()):
        names = (claims[left].claim_id, claims[right].claim_id)
        if verdict == "same" and seat[left] == seat[right] and right not in joined:
            joined.add(right)
            yield judge("same_figure", *names, True, "figure", 1.0, reasons)
    for left, right in rivals:
        pair = (min(seat[left], seat[right]), max(seat[left], seat[right]))
        if pair not in refused:
            refused.add(pair)
            names = (claims[left].claim_id, claims[right].claim_id)
            yield judge("same_figure", *names, False, "figure", 0.5, verdicts[left, right][1])


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
    if Match.DIFFERENT in sides:
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
    reasons += ["told_alike"] if near and not _other_names(left, right) else []
    reasons += ["same_event"] if one_event else []
    tied = len(reasons) >= 2
    if agree(one, other):
        return ("same", ("same_value", *reasons)) if tied else ("other", ("same_value_by_chance",))
    rival = (
        one.role is other.role and left.document_id != right.document_id and _tied_for_rivalry(one, reasons)
    )
    if rival and not _may_agree(left, right):
        return "rival", ("other_value", *reasons)
    return "other", ("other_value",)


def _tied_for_rivalry(figure: FigureValue, reasons: Sequence[str]) -> bool:
    """Return whether two values plainly speak of one quantity; when unsure they do not."""
    if "same_event" in reasons or "told_alike" in reasons:
        return True
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


def _given(claims: Iterable[Claim]) -> dict[tuple[str, str, frozenset[str]], list[FigureValue]]:
    """Return the values that each document gives of each unit and measure."""
    given: dict[tuple[str, str, frozenset[str]], list[FigureValue]] = defaultdict(list)
    for claim in claims:
        if claim.figure is not None:
            given[claim.document_id, claim.figure.unit, measure_of(claim.figure)].append(claim.figure)
    return given


def _knows(
    given: Mapping[tuple[str, str, frozenset[str]], list[FigureValue]], left: Claim, right: Claim
) -> bool:
    """Return whether the document of one claim itself gives the value of the other.

    "21 of the more than 200 girls": who gives both numbers does not contradict either.
    """
    return any(
        one.figure is not None
        and other.figure is not None
        and any(
            agree(value, other.figure)
            for value in given.get((one.document_id, other.figure.unit, measure_of(other.figure)), ())
        )
        for one, other in ((left, right), (right, left))
    )


def _same_measure(left: FigureValue, right: FigureValue) -> bool:
    known = left.measure is not None and right.measure is not None
    return known and measure_of(left) == measure_of(right)


def _shared(left: Claim, right: Claim) -> tuple[int, float]:
    """Return how many content stems two sentences share, and their share of the shorter one."""
    mine = {s for s in content_stems(left.sentence.text) if not s[0].isdigit()}
    theirs = {s for s in content_stems(right.sentence.text) if not s[0].isdigit()}
    small, shared = min(len(mine), len(theirs)), len(mine & theirs)
    return shared, shared / small if small else 0.0


def _other_names(left: Claim, right: Claim) -> bool:
    """Whether two sentences name somebody or something, and nothing in common."""
    mine, theirs = (_capitals(claim.sentence.text) for claim in (left, right))
    return bool(mine and theirs) and not mine & theirs


def _capitals(text: str) -> set[str]:
    """Return the stems of the words with a capital letter, but for days, months and function words."""
    found = (word.lower() for word in _CAPITAL.findall(text))
    return {stem(word) for word in found if word not in COMMON and word not in TIME}


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
        role=best.role,
        direction=best.direction,
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

"""Which event of one side is which of the other: what they share, and the best one-to-one choice.

Two events can be the same where their days lie within the window, their parties do not contradict
each other, and both are cooperation or both are conflict; where neither names anybody, days and
type must be the same. Each thing they share has a weight, and the sum must reach :data:`LEAST`. Of
all ways to pair events, each with one at most, the one with the greatest sum of weights is taken;
those whose days agree are paired before those without a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from onrecord.against.events import Beside, Parties, keys

WEIGHTS = {
    "same day": 6.0,
    "days overlap": 4.0,
    "days apart": 2.0,
    "date unknown": 0.0,
    "same parties": 6.0,
    "one party": 3.0,
    "nobody named": 0.0,
    "reversed": -2.0,
    "same type": 6.0,
    "same quad class": 3.0,
    "same side": 1.0,
    "same place": 4.0,
    "same country": 2.0,
    "other country": -2.0,
    "told as done": 0.5,
}
"""What each thing in common counts; chosen, not measured."""

LEAST = 10.0
"""Sum below which two events are not taken for one: days apart, reversed and both conflict is too little."""

UNKNOWN = "date unknown"
"""Reason of pairs that are chosen last: a day that agrees goes before a day that is not told."""

UNDATED = 7
"""Days before an article appeared in which an event without a date is looked for."""


class Pair(Struct, frozen=True, kw_only=True):
    """Two events that can be the same."""

    ours: int
    theirs: int
    weight: float
    reasons: tuple[str, ...]
    same_day: bool
    same_direction: bool
    """Whether who acts on one side acts on the other."""


def best_pairs(ours: Sequence[Beside], theirs: Sequence[Beside], days: int) -> list[Pair]:
    """Return the pairs of the best one-to-one choice, in order of ``ours``."""
    possible = list(possible_pairs(ours, theirs, days))
    dated = _best(pair for pair in possible if UNKNOWN not in pair.reasons)
    left, taken = {pair.ours for pair in dated}, {pair.theirs for pair in dated}
    rest = _best(pair for pair in possible if pair.ours not in left and pair.theirs not in taken)
    return sorted([*dated, *rest], key=lambda pair: pair.ours)


def _best(pairs: Iterable[Pair]) -> list[Pair]:
    possible = {(pair.ours, pair.theirs): pair for pair in pairs}
    return [pair for part in _parts(possible) for pair in _chosen(part, possible)]


def possible_pairs(ours: Sequence[Beside], theirs: Sequence[Beside], days: int) -> Iterator[Pair]:
    """Yield every two events that can be the same."""
    by_party: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(theirs):
        for key in _known(event):
            by_party[key].append(number)
    for i, event in enumerate(ours):
        near = sorted({j for key in _known(event) for j in by_party[key]})
        for j in near:
            if (pair := _pair(i, j, event, theirs[j], days)) is not None:
                yield pair


def _known(event: Beside) -> frozenset[str]:
    """Return what the parties of ``event`` are known by, "" where it has none."""
    return keys(event.actors + event.recipients) or frozenset({""})


def _pair(i: int, j: int, ours: Beside, theirs: Beside, days: int) -> Pair | None:
    when, who, what = _when(ours, theirs, days), _who(ours, theirs), _what(ours, theirs)
    if when is None or who is None or what is None:
        return None
    if who == ["nobody named"] and (what != "same type" or when not in ("same day", "days overlap")):
        return None
    reasons = [when, *who, what, *_where(ours, theirs)]
    reasons += ["told as done"] if ours.told in ("reported", "corroborated", "disputed") else []
    weight = sum(WEIGHTS[reason] for reason in reasons)
    if weight < LEAST:
        return None
    return Pair(
        ours=i,
        theirs=j,
        weight=weight,
        reasons=tuple(reasons),
        same_day=when == "same day",
        same_direction="reversed" not in who,
    )


def _when(ours: Beside, theirs: Beside, days: int) -> str | None:
    mine, other = _span(ours), _span(theirs)
    if mine is None or other is None:
        return UNKNOWN
    stated = ours.first is not None and theirs.first is not None
    if stated and mine == other and mine[0] == mine[1]:
        return "same day"
    if mine[0] <= other[1] and other[0] <= mine[1]:
        return "days overlap" if stated else UNKNOWN
    apart = max(mine[0], other[0]) - min(mine[1], other[1])
    return "days apart" if stated and apart <= timedelta(days=days) else None


def _span(event: Beside) -> tuple[date, date] | None:
    if event.first is not None:
        return event.first, event.last or event.first
    if event.published is not None:
        return event.published - timedelta(days=UNDATED), event.published
    return None


def _who(ours: Beside, theirs: Beside) -> list[str] | None:
    """Return how far the parties agree, None where they contradict each other."""
    if _known(ours) == _known(theirs) == {""}:
        return ["nobody named"]
    straight = _agreement(ours.actors, theirs.actors), _agreement(ours.recipients, theirs.recipients)
    crossed = _agreement(ours.actors, theirs.recipients), _agreement(ours.recipients, theirs.actors)
    ways = [(straight, []), (crossed, ["reversed"])]
    found = [(sum(a), [_RATED[sum(a)], *told]) for a, told in ways if min(a) >= 0 and sum(a) > 0]
    return max(found, key=lambda way: (way[0], -len(way[1])))[1] if found else None


_RATED = {1: "one party", 2: "one party", 3: "same parties", 4: "same parties"}


def _agreement(mine: Parties, other: Parties) -> int:
    """Return 2 where a party is common, 1 where neither has one, 0 where one has none, else -1."""
    if not mine and not other:
        return 1
    if not mine or not other:
        return 0
    return 2 if keys(mine) & keys(other) else -1


def _what(ours: Beside, theirs: Beside) -> str | None:
    if ours.event_type and ours.event_type == theirs.event_type:
        return "same type"
    if ours.quad is None or theirs.quad is None:
        return None
    if ours.quad == theirs.quad:
        return "same quad class"
    return "same side" if (ours.quad > 2) == (theirs.quad > 2) else None


def _where(ours: Beside, theirs: Beside) -> list[str]:
    if ours.place and theirs.place and ours.place.casefold() == theirs.place.casefold():
        return ["same place"]
    if ours.country and theirs.country:
        return ["same country" if ours.country == theirs.country else "other country"]
    return []


# ------------------------------------------------------------------ the choice


def _parts(possible: dict[tuple[int, int], Pair]) -> Iterator[list[tuple[int, int]]]:
    """Yield the pairs that hang together by a common event, so that each lot can be decided by itself."""
    of_ours, of_theirs = defaultdict(list), defaultdict(list)
    for i, j in possible:
        of_ours[i].append((i, j))
        of_theirs[j].append((i, j))
    seen: set[tuple[int, int]] = set()
    for first in sorted(possible):
        if first in seen:
            continue
        seen.add(first)
        part, waiting = [], [first]
        while waiting:
            i, j = pair = waiting.pop()
            part.append(pair)
            fresh = [other for other in (*of_ours[i], *of_theirs[j]) if other not in seen]
            seen.update(fresh)
            waiting += dict.fromkeys(fresh)
        yield sorted(part)


def _chosen(part: list[tuple[int, int]], possible: dict[tuple[int, int], Pair]) -> Iterator[Pair]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = sorted({i for i, _ in part}), sorted({j for _, j in part})
    row_of, column_of = ({value: n for n, value in enumerate(values)} for values in (rows, columns))
    gain = np.zeros((len(rows), len(columns)))
    for i, j in part:
        gain[row_of[i], column_of[j]] = possible[i, j].weight
    for row, column in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
        if (pair := possible.get((rows[row], columns[column]))) is not None:
            yield pair

"""Which figure claims are worth comparing: of one unit and measure, in one story or of one party and period.

As with events, a story that gives one number very often is not compared pair by pair:
claims of the same value, period and parties are held against the first few of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from onrecord.link.clusters import Pair
from onrecord.link.words import stem, words
from onrecord.records import Claim, FigureValue

CROWD = 60
"""Claims of a block from which like ones are held against the first few of them only."""
FIRST = 3
"""Claims of one value, period and parties that are compared with all others."""
WIDE = 40
"""Claims of a block that is still crowded that each is compared with, the next ones in order."""

YEARS = 2
"""Years after its first by which a long period is found."""

Key = tuple[str, ...]


def measure_of(figure: FigureValue) -> frozenset[str]:
    """Return the stems of what is measured; two orders of the words are one measure."""
    return frozenset(stem(word) for word in words((figure.measure or "").replace("_", " ")))


def figure_pairs(
    claims: Sequence[Claim], home: Mapping[str, str], decided: frozenset[str] = frozenset()
) -> tuple[list[Pair], dict[int, list[int]]]:
    """Return the pairs worth comparing, and for claims left out of them the like ones they may follow.

    Args:
        claims: figure claims.
        home: story of each document.
        decided: ids of claims that a person decided on; they follow nobody.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for key in keys_of(claim, home.get(claim.document_id, claim.document_id)):
            blocks[key].append(number)
    left_out: dict[int, list[int]] = {}
    for members in blocks.values():
        for number, first in followers_in(claims, members, decided):
            left_out[number] = sorted({*left_out.get(number, ()), *first})
    pairs = {
        pair
        for members in blocks.values()
        for pair in pairs_of([number for number in members if number not in left_out])
    }
    return sorted(pairs), left_out


def keys_of(claim: Claim, story: str) -> Iterator[Key]:
    """Yield the blocks in which a figure claim of a document in ``story`` is looked for."""
    figure = claim.figure
    if figure is None or figure.measure is None:
        return
    key = (figure.unit, *sorted(measure_of(figure)))
    yield "story", *key, story
    if figure.period is not None:
        parties = {p.country or p.actor_id for p in (*figure.of, *figure.counterpart)}
        first, last = figure.period.start.year, figure.period.end.year
        for year, party in product(range(first, min(last, first + YEARS) + 1), sorted(filter(None, parties))):
            yield "period", *key, str(year), party, f"{figure.value:.2g}"


def followers_in(
    claims: Sequence[Claim], members: Sequence[int], decided: Container[str]
) -> Iterator[tuple[int, list[int]]]:
    """Yield, of a crowded block alone, the claims that are left out and the first ones they are like."""
    if len(members) <= CROWD:
        return
    first: dict[object, list[int]] = {}
    for number in members:
        if claims[number].claim_id in decided:
            continue
        same = first.setdefault(_signature(claims[number]), [])
        if len(same) < FIRST:
            same.append(number)
        else:
            yield number, same


def _signature(claim: Claim) -> object:
    figure = claim.figure
    if figure is None:
        return None
    period = (figure.period.start, figure.period.end) if figure.period else None
    parties = tuple(
        tuple(sorted(p.actor_id or p.text for p in side)) for side in (figure.of, figure.counterpart)
    )
    return figure.value, figure.upper, figure.hedge, period, parties


def pairs_of(members: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of one block that are worth comparing; its members come in order."""
    if len(members) <= 2 * CROWD:
        yield from combinations(members, 2)
        return
    for at, left in enumerate(members):
        yield from ((left, right) for right in members[at + 1 : at + 1 + WIDE])


def told_with(figures: Sequence[Claim], events: Mapping[str, str], claims: Iterable[Claim]) -> dict[str, str]:
    """Return, by claim id, the event that the nearest event claim in a figure's own sentence tells.

    Args:
        figures: figure claims.
        events: event of each event claim.
        claims: event claims.
    """
    by_sentence: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.claim_id in events:
            by_sentence[claim.document_id, claim.sentence.start].append(claim)
    found = {}
    for claim in figures:
        beside = by_sentence.get((claim.document_id, claim.sentence.start))
        if beside and claim.figure is not None:
            at = claim.figure.span.start
            nearest = min(beside, key=lambda c: (abs(c.trigger.start - at), c.claim_id))
            found[claim.claim_id] = events[nearest.claim_id]
    return found

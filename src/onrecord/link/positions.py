"""Positions on one proposition: who says the same as whom, and who says the opposite.

Inside one story, two positions speak of one proposition when they share most of its
telling words. Held on the same side they stand together, whoever the holders are; held
on opposite sides they are set against each other. Both are judgements between claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.link.judgements import judge
from onrecord.link.participants import Match, compare_sides
from onrecord.link.words import TIME, content_stems
from onrecord.records import Claim, Judgement, Kind, PositionValue, Stance

FOR = frozenset({Stance.SUPPORTS, Stance.CLAIMS, Stance.DEMANDS, Stance.OFFERS})
AGAINST = frozenset({Stance.OPPOSES, Stance.DENIES, Stance.DISTRUSTS})
"""Stances that say no to what others say yes to; who fears a thing is on neither side."""
SHARED = 3
"""Telling words that two propositions have in common when they are one."""
SHARE = 0.6
"""Share of the shorter proposition's words that the longer one has."""
LEAST = 0.3
"""Share of the longer one's words that the shorter one has: else it tells a part of something else."""
CROWD = 120
"""Positions of one story that are compared with each other; of more, each with the next ones."""


def link_positions(claims: Sequence[Claim], home: Mapping[str, str]) -> list[Judgement]:
    """Return the judgements between positions that speak of one proposition.

    Args:
        claims: all claims of the record, in order.
        home: story of each document.
    """
    by_story: dict[str, list[tuple[Claim, frozenset[str]]]] = defaultdict(list)
    for claim in claims:
        matter = _matter(claim)
        if matter:
            by_story[home.get(claim.document_id, claim.document_id)].append((claim, matter))
    return [
        judgement
        for told in by_story.values()
        for (left, mine), (right, theirs) in _pairs(told)
        for judgement in _judged(left, right, mine, theirs)
    ]


def _matter(claim: Claim) -> frozenset[str]:
    """Return the telling words of a position's proposition, names left out: all sides share those."""
    position = claim.position if claim.kind == Kind.POSITION else None
    if position is None or position.proposition is None or _side(position) is None:
        return frozenset()
    plain = " ".join(word for word in position.proposition.text.split() if not word[:1].isupper())
    return frozenset(stem for stem in content_stems(plain) if stem not in TIME)


def _pairs(
    told: Sequence[tuple[Claim, frozenset[str]]],
) -> Iterator[tuple[tuple[Claim, frozenset[str]], tuple[Claim, frozenset[str]]]]:
    if len(told) <= CROWD:
        yield from combinations(told, 2)
        return
    for at, left in enumerate(told):
        yield from ((left, right) for right in told[at + 1 : at + 1 + CROWD])


def _judged(left: Claim, right: Claim, mine: frozenset[str], theirs: frozenset[str]) -> Iterator[Judgement]:
    shared = len(mine & theirs)
    share = shared / min(len(mine), len(theirs))
    alike = shared >= SHARED and share >= SHARE and shared >= LEAST * max(len(mine), len(theirs))
    if left.position is None or right.position is None or not alike:
        return
    same_holder = compare_sides(left.position.holder, right.position.holder) >= Match.SAME
    together = _side(left.position) == _side(right.position)
    if together and left.position.stance != right.position.stance:
        return
    if same_holder and not together and left.document_id == right.document_id:
        return  # "denied that it had agreed to" quotes what it denies
    relation = "same_position" if together else "opposed_position"
    reasons = ("words_shared", "same_holder" if same_holder else "other_holder")
    yield judge(relation, left.claim_id, right.claim_id, True, "proposition", share, reasons)


def _side(position: PositionValue) -> bool | None:
    """Return whether the holder says yes, None where the stance is neither yes nor no."""
    if position.stance in FOR:
        return True
    return False if position.stance in AGAINST else None

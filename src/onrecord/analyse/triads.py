"""Triads of a signed graph: who is whose friend's enemy, and whether three relations go together.

By structural balance (Heider 1946, Cartwright and Harary 1956) a triad is balanced where
the product of its signs is positive: three friends, or two friends with one enemy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from msgspec import Struct

from onrecord.analyse.relations import Edge
from onrecord.analyse.signs import Sign

MARKS = {Sign.POSITIVE: "+", Sign.NEGATIVE: "−", Sign.AMBIGUOUS: "?"}
KINDS = {
    3: "three friends",
    2: "two friends of one at odds",
    1: "two friends with one enemy",
    0: "three enemies",
}
"""What a triad is by the number of its positive relations."""


class Triad(Struct, frozen=True, kw_only=True):
    """Three parties that are all related."""

    a: str
    b: str
    c: str
    ab: Sign
    ac: Sign
    bc: Sign
    kind: str
    """In words; ``open`` where a sign is ambiguous."""
    balanced: bool | None
    """None where a sign is ambiguous."""
    chance: float
    """Chance that it is balanced, by the chances of its signs, taken as independent."""


class Chain(Struct, frozen=True, kw_only=True):
    """Two parties related through a third: a friend's enemy, an enemy's enemy."""

    a: str
    through: str
    b: str
    relation: str
    """What ``b`` is to ``a``: friend's friend, friend's enemy, enemy's enemy."""
    direct: Sign | None
    """How the two stand to each other themselves; None where nothing passed between them."""
    expected: Sign
    """What balance would make of it."""


Graph = Mapping[tuple[str, str], Edge]


def graph_of(edges: Sequence[Edge]) -> Graph:
    """Return ``edges`` by their pairs, which are in order of their codes."""
    return {(edge.a, edge.b): edge for edge in edges}


def triads(edges: Sequence[Edge]) -> list[Triad]:
    """Return every three parties of which each two are related, in order of their codes."""
    graph = graph_of(edges)
    after: dict[str, set[str]] = defaultdict(set)
    for a, b in graph:
        after[a].add(b)
    found = [(a, b, c) for a, b in sorted(graph) for c in sorted(after[a] & after[b])]
    return [_triad(trio, [graph[pair] for pair in combinations(trio, 2)]) for trio in found]


def _triad(trio: tuple[str, ...], sides: Sequence[Edge]) -> Triad:
    ab, ac, bc = (edge.sign for edge in sides)
    certain = Sign.AMBIGUOUS not in (ab, ac, bc)
    friends = sum(sign is Sign.POSITIVE for sign in (ab, ac, bc))
    return Triad(
        a=trio[0],
        b=trio[1],
        c=trio[2],
        ab=ab,
        ac=ac,
        bc=bc,
        kind=KINDS[friends] if certain else "open",
        balanced=friends in (1, 3) if certain else None,
        chance=round(_balanced([edge.positive for edge in sides]), 4),
    )


def _balanced(positive: Sequence[float]) -> float:
    """Return the chance that an even number of relations is negative."""
    total = 0.0
    for signs in product((True, False), repeat=len(positive)):
        if signs.count(False) % 2 == 0:
            chance = 1.0
            for sign, p in zip(signs, positive, strict=True):
                chance *= p if sign else 1 - p
            total += chance
    return total


def chains(edges: Sequence[Edge]) -> list[Chain]:
    """Return the parties that are related through another, both relations beyond doubt.

    Of a friend's enemy the friend comes first: ``a`` is the friend of ``through``.
    """
    graph = graph_of(edges)
    sure: dict[str, dict[str, Sign]] = {}
    for (a, b), edge in graph.items():
        if edge.sign is not Sign.AMBIGUOUS:
            sure.setdefault(a, {})[b] = edge.sign
            sure.setdefault(b, {})[a] = edge.sign
    return [
        _chain(left, through, right, sure[through], graph)
        for through in sorted(sure)
        for left, right in combinations(sorted(sure[through]), 2)
    ]


def _chain(left: str, through: str, right: str, signs: Mapping[str, Sign], graph: Graph) -> Chain:
    edge = graph.get((left, right))
    if signs[left] is Sign.NEGATIVE and signs[right] is Sign.POSITIVE:
        left, right = right, left
    whose = "friend" if signs[left] is Sign.POSITIVE else "enemy"
    what = "friend" if signs[right] is Sign.POSITIVE else "enemy"
    alike = signs[left] is signs[right]
    return Chain(
        a=left,
        through=through,
        b=right,
        relation=f"{whose}'s {what}",
        direct=edge.sign if edge else None,
        expected=Sign.POSITIVE if alike else Sign.NEGATIVE,
    )

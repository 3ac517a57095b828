"""The two camps that the relations of a graph divide it into, and which relations run across them.

The division is the one that goes against the least: friends on one side, enemies on two. What
is left against it measures how far a graph is from balance (its frustration). Parties that no
relation beyond doubt joins are in no camp.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from onrecord.analyse.relations import Edge
from onrecord.analyse.signs import Sign

FEW = 14
"""Parties up to which every division is tried; beyond, parties change sides one by one while that helps."""

Links = Mapping[str, Mapping[str, float]]
"""Sum of the scale between each two related parties, its sign the sign of the relation."""


def camps(edges: Sequence[Edge]) -> dict[str, str]:
    """Return the camp of each party that a relation beyond doubt joins to another.

    A camp is named ``1a``, ``1b``, ``2a``, ...: the number tells which connected part of the
    graph, the letter which side; nothing relates parties of different numbers.
    """
    links = _links(edges)
    found: dict[str, str] = {}
    for number, part in enumerate(_parts(links), start=1):
        sides = _exact(part, links) if len(part) <= FEW else _by_turns(part, links)
        found |= {party: f"{number}{'a' if sides[party] == sides[part[0]] else 'b'}" for party in part}
    return found


def frustrated(edges: Iterable[Edge], camp: Mapping[str, str]) -> list[Edge]:
    """Return the relations that go against the camps: enemies in one, friends in two."""
    return [
        edge
        for edge in edges
        if edge.sign is not Sign.AMBIGUOUS and (edge.sign is Sign.POSITIVE) != (camp[edge.a] == camp[edge.b])
    ]


def _links(edges: Iterable[Edge]) -> dict[str, dict[str, float]]:
    links: dict[str, dict[str, float]] = {}
    for edge in edges:
        if edge.sign is not Sign.AMBIGUOUS:
            weight = max(abs(edge.scale_sum), 0.1) * (1 if edge.sign is Sign.POSITIVE else -1)
            links.setdefault(edge.a, {})[edge.b] = weight
            links.setdefault(edge.b, {})[edge.a] = weight
    return links


def _parts(links: Links) -> list[list[str]]:
    """Return the connected parts, the largest first, parties in order of their codes."""
    parts, seen = [], set[str]()
    for start in sorted(links):
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            fresh = [party for party in links[todo.pop()] if party not in part]
            part.update(fresh)
            todo += fresh
        seen |= part
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _against(sides: Mapping[str, int], links: Links) -> float:
    return sum(
        abs(weight)
        for party, others in links.items()
        if party in sides
        for other, weight in others.items()
        if party < other and (weight > 0) != (sides[party] == sides[other])
    )


def _exact(part: Sequence[str], links: Links) -> dict[str, int]:
    """Return the best of all divisions; of equals the one that keeps the first parties together."""
    mine = {party: links[party] for party in part}
    divisions = (dict(zip(part, (0, *rest), strict=True)) for rest in product((0, 1), repeat=len(part) - 1))
    return min(divisions, key=lambda sides: _against(sides, mine))


def _by_turns(part: Sequence[str], links: Links) -> dict[str, int]:
    """Return a division that no party could better by changing sides."""
    sides = dict.fromkeys(part, 0)
    changed = True
    while changed:
        changed = False
        for party in part:
            pull = sum(w * (1 if sides[other] == sides[party] else -1) for other, w in links[party].items())
            if pull < 0:
                sides[party] = 1 - sides[party]
                changed = True
    return sides

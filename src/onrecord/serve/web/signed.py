"""A network drawn: parties on a ring, camp beside camp, a line for each relation by its sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from msgspec import Struct

from onrecord.analyse.network import Network, Node
from onrecord.analyse.relations import Edge
from onrecord.analyse.signs import Sign
from onrecord.serve.web.ring import SIZE, Spot, spot

PARTIES = 18
"""Parties on the ring, those with most events."""
TONES = {Sign.POSITIVE: "cooperation", Sign.NEGATIVE: "conflict", Sign.AMBIGUOUS: "mixed"}


class Tie(Struct, frozen=True, kw_only=True):
    """One relation on the ring."""

    one: Spot
    other: Spot
    edge: Edge
    width: float
    tone: str


class Ring(Struct, frozen=True, kw_only=True):
    """The drawing."""

    spots: Mapping[str, Spot]
    """By the code of the party."""
    ties: tuple[Tie, ...]
    """The thin ones first, so that thick ones lie above."""
    left_out: int
    """Parties that have no place on it."""
    size: int = SIZE


def ring(told: Network, names: Mapping[str, str]) -> Ring:
    """Return the ring of the parties of ``told`` that most passed between."""
    events: Counter[str] = Counter()
    for edge in told.edges:
        events.update({edge.a: edge.events, edge.b: edge.events})
    busiest = {name for name, _ in sorted(events.items(), key=lambda item: (-item[1], item[0]))[:PARTIES]}
    order = sorted((node for node in told.nodes if node.id in busiest), key=_beside)
    most = max((events[node.id] for node in order), default=1)
    spots = {
        node.id: spot(names[node.id], i, len(order), round(4 + 11 * sqrt(events[node.id] / most), 1))
        for i, node in enumerate(order)
    }
    return Ring(spots=spots, ties=tuple(_ties(told.edges, spots)), left_out=len(told.nodes) - len(spots))


def _beside(node: Node) -> tuple[bool, str, int, str]:
    """Order parties so that a camp stands together, within it who are friends; who is in none comes last."""
    return (node.camp is None, node.camp or "", node.community, node.id)


def _ties(edges: Sequence[Edge], spots: Mapping[str, Spot]) -> list[Tie]:
    drawn = [edge for edge in edges if edge.a in spots and edge.b in spots]
    most = max((edge.events for edge in drawn), default=1)
    return [
        Tie(
            one=spots[edge.a],
            other=spots[edge.b],
            edge=edge,
            width=round(1 + 8 * sqrt(edge.events / most), 1),
            tone=TONES[edge.sign],
        )
        for edge in sorted(drawn, key=lambda edge: (edge.events, edge.a, edge.b))
    ]

"""Who stands with whom: a signed graph of parties over a window, and how it differs between outlets.

Signs come from the PLOVER scale of what passed between two parties, with the uncertainty of
coding; nothing here says who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from onrecord.analyse.asked import OF_EVENTS, WINDOW, checked, wanted_deeds
from onrecord.analyse.camps import camps, frustrated
from onrecord.analyse.deeds import Deed
from onrecord.analyse.dyads import in_window
from onrecord.analyse.levels import Level
from onrecord.analyse.outlets import outlets
from onrecord.analyse.party_names import country_names
from onrecord.analyse.periods import Undated
from onrecord.analyse.relations import Code, Edge, code_of, edges
from onrecord.analyse.signs import Sign
from onrecord.analyse.triads import Chain, Triad, chains, graph_of, triads
from onrecord.store.base import Store
from onrecord.store.filters import Filter

if TYPE_CHECKING:
    import networkx as nx


FILTERS = (*WINDOW, *OF_EVENTS)
"""What a network answers."""
MANY = 500
"""Parties from which on betweenness is estimated, by the shortest ways from so many of them."""


class Node(Struct, frozen=True, kw_only=True):
    """One party of the network."""

    id: str
    name: str
    relations: int
    friends: int
    enemies: int
    ambiguous: int
    """Parties it is related to, by sign."""
    scale_sum: float
    """Sum of the PLOVER scale over all its relations."""
    betweenness: float
    """Share of the shortest ways between others that lead through it, 0 to 1, signs left aside."""
    community: int
    """Number of the group that its positive relations hold together; the largest is 1."""
    camp: str | None
    """Side of the division that goes against the least relations; None where no sign is beyond doubt."""


class Outlook(Struct, frozen=True, kw_only=True):
    """How two parties stand to each other by the events that one outlet reports."""

    a: str
    b: str
    publisher: str
    sign: Sign | None
    """None where the outlet reports nothing between the two."""
    events: int
    scale_sum: float | None
    overall: Sign
    """The sign by all outlets together."""
    differs: bool
    """Whether some outlets make the two friends and others enemies."""
    event_ids: tuple[str, ...]


class Network(Struct, frozen=True, kw_only=True):
    """A signed graph of parties."""

    nodes: tuple[Node, ...]
    """The most related first."""
    edges: tuple[Edge, ...]
    triads: tuple[Triad, ...]
    chains: tuple[Chain, ...]
    frustrated: tuple[tuple[str, str], ...]
    """Pairs whose relation goes against the camps."""
    outlooks: tuple[Outlook, ...]
    """Pair by pair, outlet by outlet; every outlet that reports anything between any two."""


KINDS: dict[str, type[Struct]] = {
    "edges": Edge,
    "nodes": Node,
    "triads": Triad,
    "chains": Chain,
    "outlooks": Outlook,
}
"""What can be asked of a network, by the name of the part of :class:`Network` that holds it."""


def network(
    store: Store,
    wanted: Filter | None = None,
    level: Level = Level.STATE,
    undated: Undated = Undated.APART,
) -> Network:
    """Return who stands with whom, by the events that ``wanted`` asks for.

    In a window only dated events count, unless ``undated`` says otherwise. Of a publisher,
    the events count that it reports.

    Raises:
        SettingsError: ``wanted`` asks for what is not among :data:`FILTERS`.
    """
    wanted, code = checked(wanted, "a network", FILTERS), code_of(level)
    names = country_names(store)
    outlet = outlets(store)
    mine = [d for d in wanted_deeds(store, wanted, undated) if in_window(d.event, wanted)]
    _learn_names(mine, code, names)
    found = edges(mine, code, names)
    camp = camps(found)
    return Network(
        nodes=tuple(_nodes(found, names, camp)),
        edges=tuple(found),
        triads=tuple(triads(found)),
        chains=tuple(chains(found)),
        frustrated=tuple((edge.a, edge.b) for edge in frustrated(found, camp)),
        outlooks=tuple(_outlooks(mine, found, code, outlet)),
    )


def _learn_names(found: Iterable[Deed], code: Code, names: dict[str, str]) -> None:
    """Add the names of those parties that are counted as themselves."""
    for deed in found:
        for actor in (*deed.event.actors, *deed.event.recipients):
            name = code(actor)
            if name and actor.name and actor.actor_id == name:
                names.setdefault(name, actor.name)


def _nodes(found: Sequence[Edge], names: dict[str, str], camp: dict[str, str]) -> list[Node]:
    import networkx as nx

    graph = nx.Graph((edge.a, edge.b) for edge in found)
    between = nx.betweenness_centrality(graph, k=min(len(graph), MANY) or None, seed=0)
    mine: dict[str, list[Edge]] = defaultdict(list)
    for edge in found:
        mine[edge.a].append(edge)
        mine[edge.b].append(edge)
    groups = {party: n for n, group in enumerate(communities(found), start=1) for party in group}
    nodes = []
    for party in sorted(graph):
        signs = [edge.sign for edge in mine[party]]
        nodes.append(
            Node(
                id=party,
                name=names.get(party, party),
                relations=len(signs),
                friends=signs.count(Sign.POSITIVE),
                enemies=signs.count(Sign.NEGATIVE),
                ambiguous=signs.count(Sign.AMBIGUOUS),
                scale_sum=round(sum(edge.scale_sum for edge in mine[party]), 2),
                betweenness=round(between[party], 4),
                community=groups[party],
                camp=camp.get(party),
            )
        )
    return sorted(nodes, key=lambda node: (-node.relations, node.id))


def communities(found: Sequence[Edge]) -> list[Collection[str]]:
    """Return the groups that positive relations hold together, by greedy modularity; the largest first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({party for edge in found for party in (edge.a, edge.b)}))
    for edge in found:
        if edge.sign is Sign.POSITIVE:
            graph.add_edge(edge.a, edge.b, weight=max(edge.scale_sum, 0.1))
    if not graph.number_of_edges():
        return [[party] for party in sorted(graph)]
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _outlooks(
    mine: Sequence[Deed], found: Sequence[Edge], code: Code, outlet: dict[str, str]
) -> Iterable[Outlook]:
    reported: dict[str, list[Deed]] = defaultdict(list)
    for deed in mine:
        for publisher in dict.fromkeys(outlet[name] for name in deed.event.document_ids):
            reported[publisher].append(deed)
    publishers = sorted(reported)
    graphs = {publisher: graph_of(edges(reported[publisher], code, {})) for publisher in publishers}
    for edge in found:
        pair = (edge.a, edge.b)
        told = {publisher: graph[pair] for publisher, graph in graphs.items() if pair in graph}
        differs = _differ([one.sign for one in told.values()])
        for publisher in publishers:
            one = told.get(publisher)
            yield Outlook(
                a=edge.a,
                b=edge.b,
                publisher=publisher,
                sign=one.sign if one else None,
                events=one.events if one else 0,
                scale_sum=one.scale_sum if one else None,
                overall=edge.sign,
                differs=differs,
                event_ids=one.event_ids if one else (),
            )


def _differ(signs: Sequence[Sign]) -> bool:
    opposite = {Sign.POSITIVE, Sign.NEGATIVE}
    return any({left, right} == opposite for left, right in combinations(signs, 2))

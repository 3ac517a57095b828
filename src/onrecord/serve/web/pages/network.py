"""Who stands with whom: a signed graph of parties, its triads and camps, and how outlets differ on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from onrecord.analyse.asked import OF_EVENTS, WINDOW
from onrecord.analyse.levels import Level
from onrecord.analyse.network import Network, Outlook
from onrecord.analyse.network import network as graph
from onrecord.analyse.periods import Undated
from onrecord.analyse.relations import Edge
from onrecord.analyse.triads import MARKS, Chain, Triad, graph_of
from onrecord.serve.asked import choice
from onrecord.serve.web.asked import narrowed, question
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.parties import party_names
from onrecord.serve.web.signed import ring

FILTERS = (*WINDOW, *OF_EVENTS)
OWN = ("level", "undated")


def network(visit: Visit) -> Data:
    """Return the relations of a window, the parties, and as much of triads, chains and outlets as asked.

    Raises:
        SettingsError: the address asks for what a network does not answer.
    """
    wanted = narrowed(visit, FILTERS, OWN)
    level = choice(Level, visit.query.get("level") or Level.STATE, "level")
    undated = choice(Undated, visit.query.get("undated") or Undated.APART, "undated")
    told: Network = visit.lately(
        f"network {question(visit)}", lambda: graph(visit.store, wanted, level, undated)
    )
    names, most = party_names(visit, [node.id for node in told.nodes]), wanted.limit or 0
    names = {**names, **{node.id: node.name for node in told.nodes if node.name != node.id}}
    chains = [chain for chain in told.chains if chain.direct is None]
    differing = [one for one in told.outlooks if one.differs]
    return {
        "ring": ring(told, names),
        "names": names,
        "edges": sorted(told.edges, key=lambda e: (-e.events, e.a, e.b))[:most],
        "nodes": told.nodes[:most],
        "triads": _weightiest(told.triads, told.edges)[:most],
        "chains": chains[:most],
        "frustrated": told.frustrated,
        "differing": _by_pair(differing)[:most],
        "outlets": len({one.publisher for one in told.outlooks}),
        "totals": _totals(told, chains, differing),
        "limit": most,
        "dyads": level is not Level.ACTOR,
        "marks": MARKS,
    }


def _weightiest(triads: Sequence[Triad], edges: Sequence[Edge]) -> list[Triad]:
    """Return ``triads``, those first whose weakest relation rests on most events."""
    events = {pair: edge.events for pair, edge in graph_of(edges).items()}
    return sorted(
        triads, key=lambda t: (-min(events[t.a, t.b], events[t.a, t.c], events[t.b, t.c]), t.a, t.b)
    )


def _by_pair(outlooks: Sequence[Outlook]) -> list[list[Outlook]]:
    """Return pair by pair what the outlets that report anything of it make of it."""
    return [
        [one for one in group if one.sign] for _, group in groupby(outlooks, key=lambda one: (one.a, one.b))
    ]


def _totals(told: Network, chains: Sequence[Chain], differing: Sequence[Outlook]) -> dict[str, int]:
    """Return how many there are in all of what the page shows the first of."""
    return {
        "edges": len(told.edges),
        "nodes": len(told.nodes),
        "triads": len(told.triads),
        "balanced": sum(triad.balanced is True for triad in told.triads),
        "unbalanced": sum(triad.balanced is False for triad in told.triads),
        "chains": len(chains),
        "differing": len({(one.a, one.b) for one in differing}),
    }


PAGE = Page(
    name="network",
    path="/network",
    title="Network",
    data=network,
    filters=(*FILTERS, *OWN),
    menu=Menu("Who", 25, "h"),
)

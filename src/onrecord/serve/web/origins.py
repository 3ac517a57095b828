"""Who got an event from whom, as a drawing: outlets of the record left, what they go back to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.analyse.provenance import NAMED, WORDS, upstream_words
from onrecord.records import Event, OriginBasis, OriginLink
from onrecord.serve.web.page import Visit
from onrecord.store.lookup import decode

MOST = 24
"""Articles drawn; of more, the ones published first."""
COLUMN, ROW, TOP = 270, 44, 30


class Node(Struct, frozen=True, kw_only=True):
    """An article, or somebody outside the record; ``x`` and ``y`` in pixels of the drawing."""

    id: str
    name: str
    label: str
    """The name, cut where it would not fit into its box."""
    note: str
    document: bool
    x: int
    y: int


class Edge(Struct, frozen=True, kw_only=True):
    """One dependence, from who has it to whom it was got from."""

    left: Node
    right: Node
    words: str
    stated: bool


class Graph(Struct, frozen=True, kw_only=True):
    """The drawing: nodes, edges, its size, and how many articles it leaves out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    left_out: int


def origins_graph(visit: Visit, event: Event) -> Graph:
    """Return who got ``event`` from whom; articles that depend on nobody stand on the right."""
    order = sorted(event.document_ids, key=lambda name: visit.numbers[name])
    shown = order[:MOST]
    links = _links(visit, shown, event.claim_ids)
    depth = _depths(shown, links)
    names = _names(visit, depth)
    nodes = _placed(depth, names)
    edges = [
        Edge(
            left=nodes[link.document_id],
            right=nodes[link.upstream],
            words=WORDS[link.basis],
            stated=link.stated,
        )
        for link in links
    ]
    columns, rows = max(depth.values(), default=0) + 1, max((n.y for n in nodes.values()), default=0)
    return Graph(
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        width=columns * COLUMN,
        height=rows + ROW,
        left_out=len(order) - len(shown),
    )


def _links(visit: Visit, documents: Sequence[str], claims: Sequence[str]) -> list[OriginLink]:
    """Return the dependences of the articles as wholes and of the claims, each pair once."""
    sql = (
        "SELECT record FROM origins WHERE list_contains($1, document_id) "
        "AND (claim_id IS NULL OR list_contains($2, claim_id)) ORDER BY ordinal"
    )
    found: dict[tuple[str, str], OriginLink] = {}
    order = list(WORDS)
    rows = visit.store.rows(sql, [list(documents), list(claims)])
    links = (decode(record, OriginLink) for (record,) in rows)
    for link in sorted(links, key=lambda link: order.index(link.basis)):
        inside = link.upstream.startswith(NAMED) or link.upstream in documents
        if inside and link.basis is not OriginBasis.SAME_HOUSE and link.upstream != link.document_id:
            found.setdefault((link.document_id, link.upstream), link)
    return list(found.values())


def _depths(documents: Sequence[str], links: Iterable[OriginLink]) -> dict[str, int]:
    """Return the column of each node: one further right than everybody who has it from there."""
    depth = dict.fromkeys(documents, 0)
    edges = [(link.document_id, link.upstream) for link in links]
    for _ in range(min(len(documents), 6)):  # circles of copies end here
        for left, right in edges:
            depth[right] = max(depth.get(right, 0), min(depth[left] + 1, 6))
    return depth


def _names(visit: Visit, nodes: Iterable[str]) -> dict[str, tuple[str, str]]:
    documents = [name for name in nodes if not name.startswith(NAMED)]
    sql = "SELECT document_id, CAST(published AS VARCHAR) FROM documents WHERE list_contains(?, document_id)"
    days = {str(name): str(day or "no date") for name, day in visit.store.rows(sql, [documents])}
    return {
        name: (visit.outlets[name], days[name])
        if name in days
        else (upstream_words(name), "outside the record")
        for name in nodes
    }


def _placed(depth: dict[str, int], names: dict[str, tuple[str, str]]) -> dict[str, Node]:
    """Return the nodes, column by column from the left, in order within."""
    filled: dict[int, int] = {}
    nodes = {}
    for name, column in depth.items():
        row = filled.get(column, 0)
        filled[column] = row + 1
        label, note = names[name]
        nodes[name] = Node(
            id=name,
            name=label,
            label=label if len(label) <= 27 else label[:26] + "…",
            note=note,
            document=not name.startswith(NAMED),
            x=column * COLUMN + 8,
            y=TOP + row * ROW,
        )
    return nodes

"""GraphML: actors as nodes, what one did to another as edges, for Gephi, igraph, networkx.

An edge is one event between one ordered pair; parallel edges stay apart, so that
whoever reads it can sum by type, sign or status.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import Told, pairs, told
from onrecord.records import Actor
from onrecord.store.base import Store

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {"label": "string", "country": "string", "sectors": "string", "kind": "string"}
EDGE_KEYS = {
    "event_type": "string",
    "quad_class": "int",
    "scale": "double",
    "status": "string",
    "done": "boolean",
    "date_start": "string",
    "date_end": "string",
    "reports": "int",
    "origins_min": "int",
    "origins_max": "int",
}

Values = dict[str, str | int | float | bool | None]


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``actors.graphml`` into ``folder`` and return it."""
    from lxml import etree

    with new_folder(folder):
        path = folder / "actors.graphml"
        nodes: dict[str, Actor] = {}
        edges = [edge for event in told(store) for edge in _edges(event, nodes)]
        root = etree.Element("graphml", nsmap={None: NAMESPACE})
        for owner, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for name, kind in keys.items():
                facts = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": kind}
                etree.SubElement(root, "key", facts)
        graph = etree.SubElement(root, "graph", {"id": "actors", "edgedefault": "directed"})
        for actor_id, actor in sorted(nodes.items()):
            _put(etree.SubElement(graph, "node", {"id": actor_id}), "node", _node_values(actor))
        for edge_id, source, target, values in edges:
            ends = {"id": edge_id, "source": source, "target": target}
            _put(etree.SubElement(graph, "edge", ends), "edge", values)
        etree.ElementTree(root).write(str(path), encoding="utf-8", xml_declaration=True, pretty_print=True)
    return [path]


def _edges(told: Told, nodes: dict[str, Actor]) -> Iterator[tuple[str, str, str, Values]]:
    event = told.event
    for number, (actor, recipient) in enumerate(pairs(event)):
        known = [a for a in (actor, recipient) if a and a.actor_id]
        nodes.update((a.actor_id, a) for a in known if a.actor_id and a.actor_id not in nodes)
        if len(known) < 2:
            continue
        values: Values = {
            "event_type": event.event_type,
            "quad_class": told.lead.quad_class,
            "scale": told.lead.scale,
            "status": event.status,
            "done": told.done,
            "date_start": event.date.start.isoformat() if event.date else None,
            "date_end": event.date.end.isoformat() if event.date else None,
            "reports": event.reports,
            "origins_min": event.origins.min,
            "origins_max": event.origins.max,
        }
        yield f"{event.event_id}.{number}", known[0].actor_id or "", known[1].actor_id or "", values


def _node_values(actor: Actor) -> Values:
    return {
        "label": actor.name or actor.text,
        "country": actor.country,
        "sectors": ",".join(actor.sectors),
        "kind": actor.kind,
    }


def _put(parent: object, owner: str, values: Values) -> None:
    from lxml import etree

    assert isinstance(parent, etree._Element)
    for name, value in values.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            etree.SubElement(parent, "data", {"key": f"{owner}_{name}"}).text = _printable(text)


def _printable(text: str) -> str:
    """Leave out the control characters that XML has no way to write."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


EXPORTER = Exporter(name="graphml", note="actors and what they did to each other, as a network", write=write)

"""GraphML, for Gephi, Cytoscape and networkx."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sayso.export.origins.drawing import drawing, plain
from sayso.types import Provenance

_FACTS = {"node": ("label", "kind", "counts", "why", "statements"), "edge": ("how", "why", "statements")}
"""What GraphML says of nodes and edges."""


def graphml(provenance: Provenance) -> str:
    """A directed graph: nodes are origins and outlets, edges the steps, with the ids of their statements."""
    drawn = drawing(provenance)
    origins = {origin.id: origin for origin in provenance.origins}
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for owner, names in _FACTS.items():
        for name in names:
            kind = {"attr.name": name, "attr.type": "string"}
            SubElement(root, "key", {"id": f"{owner}.{name}", "for": owner, **kind})
    graph = SubElement(root, "graph", id="origins", edgedefault="directed")
    for name in {**dict.fromkeys(drawn.roots), **drawn.labels}:
        node, origin = SubElement(graph, "node", id=plain(name)), origins.get(name)
        _data(node, "node.label", drawn.labels[name])
        _data(node, "node.kind", origin.kind.value if origin else "outlet")
        if origin:
            _data(node, "node.counts", str(origin.counts).lower())
            _data(node, "node.why", origin.why)
            _data(node, "node.statements", " ".join(origin.statements))
    for number, step in enumerate(provenance.steps, 1):
        ends = {"source": plain(step.giver), "target": plain(step.taker)}
        edge = SubElement(graph, "edge", {"id": f"step{number}", **ends})
        _data(edge, "edge.how", step.how)
        _data(edge, "edge.why", step.why)
        _data(edge, "edge.statements", " ".join(step.statements))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _data(owner: Element, name: str, value: str) -> None:
    SubElement(owner, "data", key=name).text = plain(value)

"""A claim's way from its origins to the outlets that carry it, drawn: as text, SVG or GraphML.

All three show the same: the origins first, then whom they told, and who had it from those. An outlet that has
it from two is drawn under both in the text, with what follows from it under the first only; in the others it
is one node. Nothing here decides anything: what is drawn is a `sayso.types.Provenance`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sayso.link.outlets import key
from sayso.types import Origin, OriginKind, Provenance, Step

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_FACTS = {"node": ("label", "kind", "counts", "why", "statements"), "edge": ("how", "why", "statements")}
"""What GraphML says of nodes and edges."""

_BY = {"told": "told", "witnessed": "heard in public by", "cited": "cited by", "copied": "copied by"}
_KINDS = {
    OriginKind.NAMED: "",
    OriginKind.ANONYMOUS: "unnamed: ",
    OriginKind.PUBLIC: "in public: ",
    OriginKind.UNSOURCED: "no source",
}


@dataclass
class Drawing:
    """The nodes by name with their labels, and the steps from each; ``sourceless`` are the origins that stand
    for outlets without a source."""

    labels: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    roots: list[str] = field(default_factory=list)
    sourceless: frozenset[str] = frozenset()


def drawing(provenance: Provenance) -> Drawing:
    """Origins as roots; and those who give something but have it from nobody, if there are any."""
    bare = (origin.id for origin in provenance.origins if origin.kind is OriginKind.UNSOURCED)
    out = Drawing(sourceless=frozenset(bare))
    names = {key(name): name for name in _names(provenance)}
    for origin in provenance.origins:
        out.labels[origin.id] = label(origin)
    for step in provenance.steps:
        out.steps[step.giver].append(step)
        for node in (step.giver, step.taker):
            slug = node.partition(":")[2]
            out.labels.setdefault(node, names.get(slug, slug.replace("-", " ").title()))
    taken = {step.taker for step in provenance.steps}
    out.roots = [origin.id for origin in provenance.origins]
    out.roots += [giver for giver in out.steps if giver not in taken and giver not in out.roots]
    return out


def _names(provenance: Provenance) -> Iterator[str]:
    yield from provenance.outlets
    for origin in provenance.origins:
        yield from origin.outlets


def label(origin: Origin) -> str:
    """An origin in few words: "unnamed: “a senior official”"."""
    who = origin.name or (f"“{origin.words}”" if origin.words else "")
    return f"{_KINDS[origin.kind]}{who}".strip() or origin.kind.value


def text(provenance: Provenance, *, ids: bool = False) -> str:
    """The tree, a line a node, under the verdict; with ``ids``, each line ends in the ids of the statements
    that show it."""
    drawn = drawing(provenance)
    origins = {origin.id: origin for origin in provenance.origins}
    lines, done = [provenance.verdict, ""], set[str]()
    for root in drawn.roots:
        line = drawn.labels[root]
        if root in origins and origins[root].perhaps:
            others = [drawn.labels[other] for other in origins[root].perhaps]
            line += f" (perhaps the same as {', '.join(others)})"
        mark = "●" if root in origins and origins[root].counts else "○"
        lines.append(f"{mark} {line}{_ids(origins[root].statements) if ids and root in origins else ''}")
        lines += _below(drawn, root, "", done, ids)
    return "\n".join(lines) + "\n"


def _below(drawn: Drawing, node: str, lead: str, done: set[str], ids: bool) -> Iterator[str]:
    steps = drawn.steps.get(node, ())
    for number, step in enumerate(steps, 1):
        last = number == len(steps)
        again = step.taker in done
        how = "given by" if node in drawn.sourceless else _BY[step.how]
        line = f"{lead}{'└─' if last else '├─'} {how} {drawn.labels[step.taker]}"
        further = " (see above)" if again and drawn.steps.get(step.taker) else ""
        yield f"{line}{further}{_ids(step.statements) if ids else ''}"
        if not again:
            done.add(step.taker)
            yield from _below(drawn, step.taker, lead + ("   " if last else "│  "), done, ids)


def _ids(statements: tuple[str, ...]) -> str:
    return f"  [{', '.join(statements)}]"


def graphml(provenance: Provenance) -> str:
    """A directed graph: nodes are origins and outlets, edges the steps, with the ids of their statements."""
    drawn = drawing(provenance)
    origins = {origin.id: origin for origin in provenance.origins}
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for owner, names in (
        ("node", ("label", "kind", "counts", "why")),
        ("edge", ("how", "why", "statements")),
    ):
        for name in names:
            kind = {"attr.name": name, "attr.type": "string"}
            SubElement(root, "key", {"id": f"{owner}.{name}", "for": owner, **kind})
    graph = SubElement(root, "graph", id="origins", edgedefault="directed")
    for name in {**dict.fromkeys(drawn.roots), **drawn.labels}:
        node, origin = SubElement(graph, "node", id=_plain(name)), origins.get(name)
        _data(node, "node.label", drawn.labels[name])
        _data(node, "node.kind", origin.kind.value if origin else "outlet")
        if origin:
            _data(node, "node.counts", str(origin.counts).lower())
            _data(node, "node.why", origin.why)
            _data(node, "node.statements", " ".join(origin.statements))
    for number, step in enumerate(provenance.steps, 1):
        ends = {"source": _plain(step.giver), "target": _plain(step.taker)}
        edge = SubElement(graph, "edge", {"id": f"step{number}", **ends})
        _data(edge, "edge.how", step.how)
        _data(edge, "edge.why", step.why)
        _data(edge, "edge.statements", " ".join(step.statements))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _data(owner: Element, name: str, value: str) -> None:
    SubElement(owner, "data", key=name).text = _plain(value)


def _plain(value: str) -> str:
    return _FORBIDDEN.sub("", value)


_COLUMN, _ROW, _BOX, _HIGH, _EDGE = 290, 58, 220, 42, 24
"""Pixels: from box to box across and down, a box's width and height, the margin."""

_LETTERS, _LINES = 32, 2
"""The most letters of a line and the most lines in a box; what is longer is cut, and stands in full in its
title."""

_FILL = {
    OriginKind.NAMED: "#dcebf7",
    OriginKind.ANONYMOUS: "#f7e3c8",
    OriginKind.PUBLIC: "#dcf0dc",
    OriginKind.UNSOURCED: "#f3f3f3",
}


def svg(provenance: Provenance) -> str:
    """The tree from left to right, by itself: no script, no style sheet, no font of its own. The reasons stand
    in titles, which a browser shows under the pointer and a screen reader reads."""
    drawn = drawing(provenance)
    places = _places(drawn)
    origins = {origin.id: origin for origin in provenance.origins}
    width = 2 * _EDGE + max((x for x, _ in places.values()), default=0) * _COLUMN + _BOX
    high = 3 * _EDGE + (1 + max((y for _, y in places.values()), default=0)) * _ROW
    root = Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {high}",
        width=str(width),
        height=str(high),
        role="img",
    )
    root.set("font-family", "sans-serif")
    root.set("font-size", "12")
    SubElement(root, "title").text = _plain(provenance.verdict)
    for step in provenance.steps:
        _line(root, step, places)
    for one, other in _perhaps(provenance):
        _may_be_one(root, places[one][1], places[other][1])
    for name, (x, y) in places.items():
        _box(root, drawn.labels[name], origins.get(name), (_EDGE + x * _COLUMN, 2 * _EDGE + y * _ROW))
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _places(drawn: Drawing) -> dict[str, tuple[int, int]]:
    """Each node's column and row: a node stands in the row of the first that has it from there."""
    places: dict[str, tuple[int, int]] = {}
    row = 0

    def put(node: str, column: int) -> None:
        nonlocal row
        places[node] = (column, row)
        ahead = [step.taker for step in drawn.steps.get(node, ())]
        fresh = [taker for taker in dict.fromkeys(ahead) if taker not in places]
        for number, taker in enumerate(fresh):
            if taker not in places:
                row += number > 0
                put(taker, column + 1)

    for root in drawn.roots:
        if root not in places:
            put(root, 0)
            row += 1
    return places


def _line(root: Element, step: Step, places: dict[str, tuple[int, int]]) -> None:
    (x, y), (right, low) = places[step.giver], places[step.taker]
    start, end = _EDGE + x * _COLUMN + _BOX, _EDGE + right * _COLUMN
    top, bottom = (2 * _EDGE + row * _ROW + _HIGH // 2 for row in (y, low))
    bend = max(abs(end - start) // 2, 30)
    path = f"M{start} {top} C{start + bend} {top} {end - bend} {bottom} {end} {bottom}"
    group = SubElement(root, "g")
    SubElement(group, "title").text = _plain(f"{step.how}: {step.why}")
    dashes = {"stroke-dasharray": "5 3"} if step.how == "copied" else {}
    SubElement(group, "path", {"d": path, "fill": "none", "stroke": "#777", **dashes})
    word = {"x": str(end - 4), "y": str(bottom - 5), "text-anchor": "end", "fill": "#555", "font-size": "10"}
    SubElement(group, "text", word).text = step.how


def _box(root: Element, words: str, origin: Origin | None, at: tuple[int, int]) -> None:
    x, y = at
    group = SubElement(root, "g")
    SubElement(group, "title").text = _plain(f"{words}: {origin.why}" if origin and origin.why else words)
    size = {"x": str(x), "y": str(y), "width": str(_BOX), "height": str(_HIGH), "rx": "5"}
    fill = _FILL[origin.kind] if origin else "#ffffff"
    look = {"fill": fill, "stroke": "#333", "stroke-width": "2" if origin and origin.counts else "1"}
    SubElement(group, "rect", {**size, **look})
    lines = wrap(_plain(words), _LETTERS, max_lines=_LINES, placeholder="…")
    for number, line in enumerate(lines):
        down = y + _HIGH // 2 + 4 + 15 * number - 15 * (len(lines) - 1) // 2
        SubElement(group, "text", {"x": str(x + 8), "y": str(down)}).text = line


def _perhaps(provenance: Provenance) -> Iterator[tuple[str, str]]:
    """The pairs of origins that may be one, each once."""
    for origin in provenance.origins:
        yield from ((origin.id, other) for other in origin.perhaps if origin.id < other)


def _may_be_one(root: Element, row: int, other: int) -> None:
    """A dotted line at the left between two origins."""
    top, bottom = (2 * _EDGE + each * _ROW + _HIGH // 2 for each in (row, other))
    group = SubElement(root, "g")
    SubElement(group, "title").text = "These may be one and the same."
    path = f"M{_EDGE} {top} C4 {top} 4 {bottom} {_EDGE} {bottom}"
    SubElement(group, "path", {"d": path, "fill": "none", "stroke": "#777", "stroke-dasharray": "2 3"})

"""SVG: the tree from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sayso.export.origins.drawing import Drawing, drawing, plain
from sayso.types import Origin, OriginKind, Provenance, Step

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
    """The tree from left to right, by itself: no script, no style sheet, no font of its own. The reasons
    stand in titles, which a browser shows under the pointer and a screen reader reads."""
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
    SubElement(root, "title").text = plain(provenance.verdict)
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
    SubElement(group, "title").text = plain(f"{step.how}: {step.why}")
    dashes = {"stroke-dasharray": "5 3"} if step.how == "copied" else {}
    SubElement(group, "path", {"d": path, "fill": "none", "stroke": "#777", **dashes})
    word = {"x": str(end - 4), "y": str(bottom - 5), "text-anchor": "end", "fill": "#555", "font-size": "10"}
    SubElement(group, "text", word).text = step.how


def _box(root: Element, words: str, origin: Origin | None, at: tuple[int, int]) -> None:
    x, y = at
    group = SubElement(root, "g")
    SubElement(group, "title").text = plain(f"{words}: {origin.why}" if origin and origin.why else words)
    size = {"x": str(x), "y": str(y), "width": str(_BOX), "height": str(_HIGH), "rx": "5"}
    fill = _FILL[origin.kind] if origin else "#ffffff"
    look = {"fill": fill, "stroke": "#333", "stroke-width": "2" if origin and origin.counts else "1"}
    SubElement(group, "rect", {**size, **look})
    lines = wrap(plain(words), _LETTERS, max_lines=_LINES, placeholder="…")
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

"""Where a claim comes from, laid out to be drawn: origins at the left, who had it from them to the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from sayso.export.origins.drawing import Drawing, drawing
from sayso.link.outlets import key
from sayso.serve.layout import MORE, ROOTS, placed, pruned
from sayso.types import Origin, OriginKind, Provenance, Step

ACROSS, DOWN, WIDE, HIGH = 280, 72, 184, 56
"""Pixels: from box to box across and down, a box's width and height."""
LEFT, TOP = 34, 12
"""Pixels left of the first column, where lines go down between origins that may be one; and above."""
SPREAD = 16
"""Pixels between the ends of lines into one box, where it has room."""
LETTERS, LINES = 26, 2
"""Letters of a line and lines in a box at most; what is longer is cut, and stands in full in its title."""

KINDS: Mapping[OriginKind, str] = {
    OriginKind.NAMED: "named",
    OriginKind.ANONYMOUS: "without a name",
    OriginKind.PUBLIC: "said in public",
    OriginKind.UNSOURCED: "no source",
}
STEPS = {"told": "told", "witnessed": "heard in public", "cited": "cites it", "copied": "copies it"}
"""How a step is called that leads to whom it is said of."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: ``kind`` is an origin's, "outlet" or "relay", ``number`` that of an independent origin; ``note``
    is a few words more. ``address`` is where its words are. ``x`` and ``y`` are its upper left corner."""

    kind: str
    number: int | None
    label: str
    lines: tuple[str, ...]
    note: str
    title: str
    address: str | None
    copied: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line to the right: its ``path``, and ``word``, which ends at ``x`` and ``y``."""

    how: str
    word: str
    title: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tree:
    """All that is drawn. ``perhaps`` are lines between origins that may be one and the same; ``hidden`` is
    how many origins are not drawn."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    perhaps: tuple[str, ...]
    hidden: int


def tree(provenance: Provenance, anchors: Mapping[str, str], notes: Mapping[str, str]) -> Tree:
    """The drawing of a claim's way. ``anchors`` are the addresses of origins, by id, and of outlets, by key;
    ``notes`` say of outlets, by key, when they first had it."""
    hidden = max(0, len(provenance.origins) - ROOTS)
    provenance, more = pruned(provenance)
    drawn = drawing(provenance)
    drawn.labels.update(more)
    places = placed(drawn)
    nodes = tuple(_nodes(provenance, drawn, places, notes, anchors))
    bare = drawn.sourceless
    ends = _ends(provenance.steps, places)
    edges = tuple(_edge(step, places, ends[step], bare) for step in provenance.steps)
    columns = max((x for x, _ in places.values()), default=0)
    rows = max((y for _, y in places.values()), default=0)
    return Tree(
        LEFT + columns * ACROSS + WIDE + 8,
        round(TOP + rows * DOWN + HIGH + 8),
        nodes,
        edges,
        tuple(_perhaps(provenance, places)),
        hidden,
    )


def _nodes(
    provenance: Provenance,
    drawn: Drawing,
    places: Mapping[str, tuple[int, float]],
    notes: Mapping[str, str],
    anchors: Mapping[str, str],
) -> Iterator[Node]:
    origins = {origin.id: origin for origin in provenance.origins}
    numbers = numbered(provenance)
    carrying = {key(name) for name in provenance.outlets}
    copying = {step.taker for step in provenance.steps if step.how == "copied"}
    for name, (column, row) in places.items():
        x, y = LEFT + column * ACROSS, round(TOP + row * DOWN)
        origin, label = origins.get(name), drawn.labels[name]
        if origin:
            yield _origin(origin, numbers.get(name), anchors.get(name), x, y)
            continue
        if name.startswith(MORE):
            yield Node("more", None, label, _lines(label), "", label, "#wordings", False, x, y)
            continue
        slug = name.partition(":")[2]
        carries = slug in carrying
        note = notes.get(slug, "") if carries else "passed it on"
        kind = "outlet" if carries else "relay"
        title = f"{label}{', ' if note else ''}{note}"
        yield Node(kind, None, label, _lines(label), note, title, anchors.get(slug), name in copying, x, y)


def numbered(provenance: Provenance) -> dict[str, int]:
    """The numbers of the independent origins, by id."""
    counted = (origin for origin in provenance.origins if origin.counts)
    return {origin.id: number for number, origin in enumerate(counted, 1)}


def _origin(origin: Origin, number: int | None, address: str | None, x: int, y: int) -> Node:
    label = named(origin)
    title = f"{KINDS[origin.kind]}: {label}. {origin.why}"
    return Node(origin.kind, number, label, _lines(label), KINDS[origin.kind], title, address, False, x, y)


def named(origin: Origin) -> str:
    """Who an origin is, in few words."""
    words = f"“{origin.words}”" if origin.words else ""
    return origin.name or words or ("nobody is named" if origin.kind is OriginKind.UNSOURCED else "somebody")


def _lines(label: str) -> tuple[str, ...]:
    return tuple(wrap(label, LETTERS, max_lines=LINES, placeholder=" …")) or (label,)


def _ends(steps: Sequence[Step], places: Mapping[str, tuple[int, float]]) -> dict[Step, int]:
    """How far below the middle of its box each step ends, so that those into one box do not cross there and
    their words stand apart."""
    into: dict[str, list[Step]] = {}
    for step in steps:
        into.setdefault(step.taker, []).append(step)
    found = {}
    for meeting in into.values():
        ordered = sorted(meeting, key=lambda step: places[step.giver][1])
        apart = min(SPREAD, (HIGH - 8) // len(ordered))
        for number, step in enumerate(ordered):
            found[step] = round((number - (len(ordered) - 1) / 2) * apart)
    return found


def _edge(step: Step, places: Mapping[str, tuple[int, float]], below: int, bare: frozenset[str]) -> Edge:
    (from_column, from_row), (to_column, to_row) = places[step.giver], places[step.taker]
    start, end = LEFT + from_column * ACROSS + WIDE, LEFT + to_column * ACROSS
    top, bottom = (round(TOP + row * DOWN) + HIGH // 2 for row in (from_row, to_row))
    bottom += below
    bend = max(abs(end - start) // 2, 30)
    path = f"M{start} {top}C{start + bend} {top} {end - bend} {bottom} {end} {bottom}"
    word = "" if step.giver in bare else STEPS.get(step.how, step.how)
    return Edge(step.how, word, step.why, path, end - 8, bottom - 6)


def _perhaps(provenance: Provenance, places: Mapping[str, tuple[int, float]]) -> Iterator[str]:
    """A line at the left for each pair of origins that may be one."""
    for origin in provenance.origins:
        for other in origin.perhaps:
            if origin.id < other and origin.id in places and other in places:
                top, bottom = (round(TOP + places[one][1] * DOWN) + HIGH // 2 for one in (origin.id, other))
                out = max(2, LEFT - 14 - abs(bottom - top) // 12)
                yield f"M{LEFT} {top}C{out} {top} {out} {bottom} {LEFT} {bottom}"

"""Where the nodes of a claim's way stand when it is drawn from left to right, and which are drawn at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sayso.export.origins.drawing import Drawing
from sayso.types import Provenance, Step

LEAVES, ROOTS = 10, 16
"""Outlets that have it from one and pass it on to nobody, and origins, that are drawn; the page lists all."""

MORE = "more of "
"""Before whoever gave it to outlets that share a box."""


def pruned(provenance: Provenance) -> tuple[Provenance, dict[str, str]]:
    """What is drawn of a claim's way, and the labels of the boxes that stand for several outlets."""
    origins = provenance.origins[:ROOTS]
    gone = {origin.id for origin in provenance.origins[ROOTS:]}
    steps = [step for step in provenance.steps if step.giver not in gone]
    givers = {step.giver for step in steps}
    times = Counter(step.taker for step in steps)
    leaves: dict[str, list[Step]] = {}
    for step in steps:
        if step.taker not in givers and times[step.taker] == 1:
            leaves.setdefault(step.giver, []).append(step)
    more: dict[str, str] = {}
    for giver, found in leaves.items():
        if len(found) > LEAVES + 1:
            dropped = set(found[LEAVES:])
            steps = [step for step in steps if step not in dropped]
            steps.append(Step(giver, f"{MORE}{giver}", "", (), "They stand in the list below."))
            more[f"{MORE}{giver}"] = f"and {len(dropped)} more outlets"
    return replace(provenance, origins=origins, steps=tuple(steps)), more


def placed(drawn: Drawing) -> dict[str, tuple[int, float]]:
    """Each node's column and row: a column behind the last of those that it has it from, and in the middle of
    those that first appear behind it."""
    columns = _columns(drawn)
    rows: dict[str, float] = {}
    free = 0

    def put(node: str) -> None:
        nonlocal free
        rows[node] = 0.0  # it is being put: a circle ends here
        behind = []
        for step in drawn.steps.get(node, ()):
            if step.taker not in rows:
                put(step.taker)
                behind.append(step.taker)
        if behind:
            rows[node] = (rows[behind[0]] + rows[behind[-1]]) / 2
        else:
            rows[node] = float(free)
            free += 1

    for root in drawn.roots:
        if root not in rows:
            put(root)
    return {node: (columns.get(node, 0), row) for node, row in rows.items()}


def _columns(drawn: Drawing) -> dict[str, int]:
    """How many steps each node is from the left, by the longest way without a circle."""
    columns: dict[str, int] = {}

    def reach(node: str, column: int, way: frozenset[str]) -> None:
        if node in way or columns.get(node, -1) >= column:
            return
        columns[node] = column
        for step in drawn.steps.get(node, ()):
            reach(step.taker, column + 1, way | {node})

    for root in drawn.roots:
        reach(root, 0, frozenset())
    return columns

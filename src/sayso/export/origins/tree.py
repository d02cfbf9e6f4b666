"""The tree in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.origins.drawing import Drawing, drawing
from sayso.types import Provenance

_BY = {"told": "told", "witnessed": "heard in public by", "cited": "cited by", "copied": "copied by"}


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

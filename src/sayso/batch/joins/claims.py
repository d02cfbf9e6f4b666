"""The claims that statements with one home make up, as `sayso.link.claims.linker` makes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
import pyarrow as arrow

from sayso.batch.engine import Task
from sayso.batch.joins.homes import Housed
from sayso.batch.joins.ranking import Touch
from sayso.batch.joins.shuffling import Parts, gathered
from sayso.batch.layout import Layout
from sayso.link.claims.clusters import claim
from sayso.link.store import Edge
from sayso.types import Claim

CLAIMS = arrow.schema(
    {
        "claim": arrow.string(),
        "wording": arrow.string(),
        "reasons": arrow.list_(arrow.string()),
        "statements": arrow.list_(arrow.string()),
        "reports": arrow.list_(arrow.string()),
    }
)
"""``statements`` in order; ``reports`` those that they are of, each once, in their order."""


@dataclass(frozen=True)
class Gather:
    """The claims whose first statement is of one bucket (``what``)."""

    layout: Layout
    phase: str = "claims"

    def __call__(self, task: Task) -> str:
        rows = (
            msgspec.msgpack.decode(row, type=Housed)
            for row in gathered(self.layout.phase("homes"), int(task.what))
        )
        with Parts(self.layout.phase(self.phase), task.name, CLAIMS) as parts:
            for made, reports in made_of(rows):
                parts.add(made.id, (made.id, made.wording, made.reasons, made.statements, reports))
        return "{}"


def made_of(rows: Iterable[Housed]) -> Iterator[tuple[Claim, list[str]]]:
    """The claims of statements of which all that share a home are there, by id; with their reports."""
    homes: dict[str, list[Housed]] = defaultdict(list)
    for row in rows:
        homes[row.home].append(row)
    for home in sorted(homes):
        rows_here = sorted(homes[home], key=lambda row: row.member.place)
        edges = [_edge(home, touch) for touch in rows_here[0].edges]
        made = claim([row.member for row in rows_here], edges)
        yield made, list(dict.fromkeys(row.report for row in rows_here))


def _edge(end: str, touch: Touch) -> Edge:
    return Edge(min(end, touch.other), max(end, touch.other), touch.score, touch.why)

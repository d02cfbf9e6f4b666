"""On whose say-so claims rest: the provenance of each, and what is at odds, a bucket a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec
import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Cluster, Task, Work
from sayso.batch.joins import disputes
from sayso.batch.joins.gathering import Scatter, Shelf, arrange, groups, lots_in, rows_in
from sayso.batch.layout import Layout, whole
from sayso.export.parquet import field_of, plain
from sayso.link.origins import provenance
from sayso.types import Claim, Copy, Origin, OriginKind, Outlet, Passage, Provenance, Step

ROWS = 2_000
"""Claims, or disputes, that are held in memory before they are written, as one row group."""

_TEXT, _NUMBER = arrow.string(), arrow.int64()

ORIGINS = arrow.schema(
    [
        arrow.field("claim", _TEXT, nullable=False),
        arrow.field("wording", _TEXT, nullable=False),
        arrow.field("text", _TEXT, nullable=False),
        arrow.field("reasons", arrow.list_(_TEXT), nullable=False),
        arrow.field("statements", arrow.list_(_TEXT), nullable=False),
        arrow.field("reports", arrow.list_(_TEXT), nullable=False),
        arrow.field("first", _TEXT),
        arrow.field("last", _TEXT),
        arrow.field("day", arrow.int32()),
        arrow.field("outlets", arrow.list_(_TEXT), nullable=False),
        arrow.field("independent", _NUMBER, nullable=False),
        arrow.field("at_least", _NUMBER, nullable=False),
        arrow.field("anonymous", _NUMBER, nullable=False),
        arrow.field("verdict", _TEXT, nullable=False),
        field_of(arrow, "origins", tuple[Origin, ...]),
        field_of(arrow, "steps", tuple[Step, ...]),
    ]
)
"""The phase ``origins``: a claim with all that is known of where it comes from."""


def steps(layout: Layout, cluster: Cluster) -> Iterator[tuple[Work, list[Task]]]:
    """Each work with its tasks, to be run whole before the next is asked for.

    Writes ``origins`` (`ORIGINS`), ``disputes`` (`disputes.DISPUTES`) and ``disputed``; needs
    what `sayso.batch.joins.documents` and `sayso.batch.joins.settling` write, and the phases ``odds``,
    ``story_edges`` and ``copies``.
    """
    buckets = arrange(layout, cluster)
    yield Scatter(layout), groups(layout)
    yield Trace(layout), buckets
    disputes.count(layout, cluster)


@dataclass(frozen=True, slots=True)
class Trace:
    """The claims of a bucket with their provenance, and the disputes that its reports begin; writes the
    phases ``origins`` and ``disputes``."""

    layout: Layout
    phase: ClassVar[str] = "origins"

    def __call__(self, task: Task) -> str:
        bucket = int(task.what)
        shelf = Shelf(self.layout, bucket)
        claims = self._written(task, "origins", ORIGINS, self._claims(bucket, shelf))
        found = self._written(task, "disputes", disputes.DISPUTES, self._disputes(task, bucket, shelf))
        return msgspec.json.encode({"claims": claims, "disputes": found}).decode()

    def _claims(self, bucket: int, shelf: Shelf) -> Iterator[dict[str, Any]]:
        copies = _Copies(lots_in(self.layout.phase("tracing") / "copies", bucket), shelf)
        elsewhere = _elsewhere(self._small("appearances", bucket))
        found = self._small("claims", bucket)
        for row in sorted(found, key=lambda row: (row["claim"].partition(":")[0], row["claim"])):
            made = Claim(row["claim"], tuple(row["statements"]), row["wording"], tuple(row["reasons"]))
            # In the order in which a ledger's `traced` gives them.
            reports = sorted({statement.partition(":")[0] for statement in made.statements})
            traced = provenance(
                made,
                {report: shelf[report] for report in reports},
                copies.between(reports),
                {report: elsewhere[report] for report in reports if report in elsewhere},
            )
            yield _row(made, reports, traced, shelf)

    def _disputes(self, task: Task, bucket: int, shelf: Shelf) -> Iterator[dict[str, Any]]:
        for number, dispute in enumerate(disputes.disputes(self.layout, bucket, shelf), 1):
            told = {
                "dispute": f"{task.name}-{number}",
                **plain(dispute),
                "day": shelf.day(dispute.statement.partition(":")[0]),
            }
            yield told | {"confidence": round(dispute.confidence, 4)}

    def _small(self, name: str, bucket: int) -> list[dict[str, Any]]:
        return rows_in(self.layout.phase("tracing") / name / f"bucket={bucket}")

    def _written(self, task: Task, phase: str, schema: arrow.Schema, rows: Iterator[dict[str, Any]]) -> int:
        """Write rows as they come; how many there were."""
        total = 0

        def fill(out: Any) -> None:
            nonlocal total
            total = 0
            with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
                group: list[dict[str, Any]] = []
                for row in rows:
                    group.append(row)
                    total += 1
                    if len(group) == ROWS:
                        writer.write_table(arrow.Table.from_pylist(group, schema=schema))
                        group.clear()
                writer.write_table(arrow.Table.from_pylist(group, schema=schema))

        whole(self.layout.phase(phase) / f"{task.name}.parquet", fill)
        return total


class _Copies:
    """The passages of a bucket, in a ledger's order: of the earlier report, of the later one, in its text."""

    def __init__(self, rows: Sequence[dict[str, Any]], shelf: Shelf) -> None:
        found = sorted(
            (_copy(row) for row in rows),
            key=lambda copy: (
                shelf.place(copy.earlier.report),
                shelf.place(copy.later.report),
                copy.earlier.spans,
            ),
        )
        self._by_earlier: dict[str, list[tuple[int, Copy]]] = defaultdict(list)
        for number, copy in enumerate(found):
            self._by_earlier[copy.earlier.report].append((number, copy))

    def between(self, reports: Sequence[str]) -> list[Copy]:
        """Those that any two of ``reports`` share."""
        if len(reports) < 2:
            return []
        wanted = set(reports)
        found = [
            numbered
            for report in reports
            for numbered in self._by_earlier.get(report, ())
            if numbered[1].later.report in wanted
        ]
        return [copy for _, copy in sorted(found, key=lambda numbered: numbered[0])]


def _copy(row: dict[str, Any]) -> Copy:
    earlier, later = msgspec.json.decode(row["passages"], type=tuple[Passage, Passage])
    return Copy(earlier, later, row["words"], row["directed"], row["why"])


def _elsewhere(rows: Sequence[dict[str, Any]]) -> dict[str, list[Outlet]]:
    """The outlets in which a text appeared besides, by report: all noticed in one moment, and so in the order
    of their addresses (`sayso.ledger.base.View.appearances`)."""
    found: dict[str, list[Outlet]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: [row[name] or "" for name in ("url", "domain", "outlet")]):
        if row["outlet"] or row["domain"]:
            found[row["report"]].append(Outlet(row["outlet"] or None, row["domain"] or None))
    return found


def _row(claim: Claim, reports: Sequence[str], traced: Provenance, shelf: Shelf) -> dict[str, Any]:
    first, last = claim.id.partition(":")[0], max(reports, key=shelf.place)
    wording = claim.wording.partition(":")[0]
    text = next(one.content.text for one in shelf[wording].statements if one.id == claim.wording)
    return {
        "claim": claim.id,
        "wording": claim.wording,
        "text": text,
        "reasons": list(claim.reasons),
        "statements": list(claim.statements),
        "reports": list(reports),
        "first": shelf.published(first),
        "last": shelf.published(last),
        "day": shelf.day(first),
        "outlets": list(traced.outlets),
        "independent": traced.independent,
        "at_least": traced.at_least,
        "anonymous": sum(one.counts and one.kind is OriginKind.ANONYMOUS for one in traced.origins),
        "verdict": traced.verdict,
        "origins": [plain(one) for one in traced.origins],
        "steps": [plain(one) for one in traced.steps],
    }

"""From pairs to groups: near copies, stories, homes, claims; step by step, in the order of `steps`."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.batch.engine import Task
from sayso.batch.joins.claims import Gather
from sayso.batch.joins.homes import STATEMENTS, Settle
from sayso.batch.joins.near import Group
from sayso.batch.joins.ranking import Step
from sayso.batch.joins.ranking import steps as ranking
from sayso.batch.joins.shuffling import BUCKET, FAN, buckets_for
from sayso.batch.joins.stories import REPORTS, Place
from sayso.batch.layout import Layout


def steps(layout: Layout, bucket: int = BUCKET, fan: int = FAN) -> Iterator[Step]:
    """Each work with its tasks, to be run whole before the next is asked for.

    Writes ``copy_of`` (report, copy_of), ``stories`` (report, story), ``homes`` (statement, report, home) and
    ``claims`` (`sayso.batch.joins.claims.CLAIMS`); needs what `sayso.batch.joins.documents` writes, and the
    phases ``near``, ``story_edges`` and ``edges``.
    """
    everything = Task("all", "{}")
    yield Group(layout), [everything]
    yield from ranking(layout, REPORTS, bucket, fan)
    yield Place(layout), [everything]
    yield from ranking(layout, STATEMENTS, bucket, fan)
    buckets = buckets_for(layout.read(STATEMENTS.table).glob("*.parquet"), bucket)
    yield Settle(layout, buckets), [everything]
    yield Gather(layout), [Task(f"{number:06}", str(number)) for number in range(buckets)]

"""Reports that come in a stream, with a window's neighbours in memory, get the stories that they get when all
is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sayso.batch.joins.ranking import Touch
from sayso.batch.joins.settling import steps
from sayso.batch.joins.stories import Entry, Told, placed
from sayso.batch.joins.waiting import Waiting
from sayso.batch.layout import Layout, shard_file
from sayso.batch.packing import pack_gist
from sayso.batch.tables import ITEMS
from sayso.link.store import Edge
from sayso.link.stories import Gist
from sayso.link.stories.candidates import WINDOW, window
from sayso.link.stories.gist import order
from sayso.link.stories.placing import story
from sayso.link.stories.store import Standing

DAY = date(2032, 1, 11).toordinal()
DAYS = (*range(DAY - 140, DAY, 20), None, None)

days_made = st.lists(st.sampled_from(DAYS), max_size=24)
scores_made = st.lists(
    st.tuples(st.integers(0, 23), st.integers(0, 23), st.sampled_from((0.1, 0.18, 0.3, 0.5))), max_size=80
)


def reports(days: Sequence[int | None]) -> dict[str, Standing]:
    found = {}
    for number, day in enumerate(days):
        moment = None if day is None else date.fromordinal(day).isoformat() + "T06:00:00+00:00"
        identifier = f"r{number * 7 % 10}{number}"
        found[identifier] = Standing(identifier, moment, day, None)
    return found


def joined_by(found: Mapping[str, Standing], scores: Iterable[tuple[int, int, float]]) -> list[Edge]:
    """Edges between those that the window allows."""
    ids, edges = sorted(found), {}
    for one, other, score in scores:
        ends = sorted({ids[one % len(ids)], ids[other % len(ids)]}) if ids else []
        days = [day for day in (found[end].day for end in ends) if day is not None]
        if len(ends) == 2 and max(days, default=0) - min(days, default=0) <= WINDOW:
            edges[ends[0], ends[1]] = Edge(ends[0], ends[1], score, "")
    return list(edges.values())


def together(found: Mapping[str, Standing], edges: Sequence[Edge]) -> dict[str, str]:
    """The story of each report, with everything in memory."""
    placed_there: dict[str, Standing] = {}
    for here in sorted(found.values(), key=order):
        own = [edge for edge in edges if here.report in (edge.one, edge.other)]
        around = {**found, **placed_there}
        since, until = window(here.day)
        members = [
            each
            for each in placed_there.values()
            if each.day is None or since is None or until is None or since <= each.day <= until
        ]
        placed_there[here.report] = here._replace(story=story(here, own, around, members))
    return {report: str(standing.story) for report, standing in placed_there.items()}


def streamed(found: Mapping[str, Standing], edges: Iterable[Edge], undated: int) -> dict[str, str]:
    touches: dict[str, list[Touch]] = {each: [] for each in found}
    for edge in edges:
        touches[edge.one].append(Touch(edge.other, edge.score, edge.why))
        touches[edge.other].append(Touch(edge.one, edge.score, edge.why))
    rows = [Told(each, tuple(touches[each.report])) for each in sorted(found.values(), key=order)]
    with TemporaryDirectory() as folder, Waiting(Path(folder) / "w", WINDOW, Entry, undated) as waiting:
        return dict(placed(iter(rows), waiting))


@settings(max_examples=150)
@given(days_made, scores_made, st.sampled_from((1, 2, 100)))
def test_a_stream_makes_the_stories_that_all_together_make(
    days: list[int | None], scores: list[tuple[int, int, float]], undated: int
) -> None:
    found = reports(days)
    edges = joined_by(found, scores)
    assert streamed(found, edges, undated) == together(found, edges)


@pytest.mark.parametrize(("bucket", "fan"), [(7, 2), (1000, 32)])
def test_files_of_any_size_make_the_same_stories(tmp_path: Path, bucket: int, fan: int) -> None:
    found = reports([DAYS[number * 7 % len(DAYS)] for number in range(60)])
    scores = [(number * 13, number * 29 + number // 7, 0.1 + number % 4 / 10) for number in range(240)]
    edges = joined_by(found, scores)
    layout = Layout(tmp_path)
    write(layout, found, edges)
    for work, tasks in steps(layout, bucket, fan):
        for task in tasks:
            work(task)
    stories = parquet.read_table(layout.phase("stories")).to_pylist()
    expected = together(found, edges)
    assert {row["report"]: row["story"] for row in stories} == expected
    assert len(stories) == len(expected) > len(set(expected.values()))


def write(layout: Layout, found: Mapping[str, Standing], edges: Sequence[Edge]) -> None:
    """As reading and meeting would write them."""
    ids = sorted(found)
    for shard, start in enumerate(range(0, len(ids), 25)):
        rows: list[dict[str, object]] = [
            {"item": each, "report": each, "day": found[each].day, "keys": [], "blob": blob(found[each])}
            for each in ids[start : start + 25]
        ]
        table(layout.read("gists") / shard_file(shard), rows, ITEMS)
        current: list[dict[str, object]] = [{"report": row["report"], "shard": shard} for row in rows]
        table(layout.phase("current") / f"{shard}.parquet", current)
    table(layout.phase("story_edges") / "0.parquet", [edge._asdict() for edge in edges])


def blob(standing: Standing) -> bytes:
    return pack_gist(Gist(standing.report, None, None, standing.moment, standing.day, ()))


def table(path: Path, rows: Sequence[Mapping[str, object]], schema: arrow.Schema | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(arrow.Table.from_pylist(rows, schema), path)

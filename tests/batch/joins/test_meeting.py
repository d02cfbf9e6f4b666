"""What comes of all pairs at once, against what linking finds one report at a time."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parent))  # this folder, whoever runs this

from keyed import phase, written

from sayso import ledger
from sayso.batch.engine import Cluster, run
from sayso.batch.joins.arranging import (
    WINDOWS,
    Arrange,
    Plan,
    arranged,
    meetings,
    plan_file,
    plan_for,
    planned,
    tasks,
)
from sayso.batch.joins.judges import JUDGES, TABLES
from sayso.batch.joins.meeting import Meet, Met
from sayso.batch.layout import Layout
from sayso.batch.rows import day_of
from sayso.batch.tables import FINGERPRINTS, GISTS, MENTIONS
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Arrived, vectors_of
from sayso.ledger import near
from sayso.link.claims import Linker, mentions
from sayso.link.claims.candidates import keys, window
from sayso.link.disputes import disputed
from sayso.link.memory import Memory
from sayso.link.stories import StoryLinker, StoryMemory
from sayso.pipeline import read_report
from sayso.read.sources import report
from sayso.types import Reading

FOLDER = Path(__file__).parents[3] / "examples" / "story"

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The worked story; its reports are told once more without a day and once more years later, so that some
    meet nobody, and some everybody."""
    paths = sorted(path for path in FOLDER.iterdir() if path.name != "README")
    told = [read_report(report(str(path))) for path in paths]
    undated = [again(reading, "0", None) for reading in told[::4]]
    return told + undated + [again(reading, "f", "2051-01-02T10:00:00+00:00") for reading in told[1::5]]


def again(reading: Reading, first: str, published: str | None) -> Reading:
    """The same report under another id and at no address, published at another time."""
    new = first + reading.report.id[1:]
    other = replace(reading.report, id=new, url=None, canonical_url=None, published=published)
    statements = tuple(
        replace(each, id=each.id.replace(reading.report.id, new), parent=None) for each in reading.statements
    )
    return replace(reading, report=other, statements=statements, events=(), disputes=())


@pytest.fixture(scope="module")
def met(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Everything has met, by the engine where statements do, else right here."""
    layout, cluster = Layout(tmp_path_factory.mktemp("met")), Cluster(1)
    written(layout, readings, 6)
    for kind in WINDOWS:
        todo = meetings(plan_for(layout, kind, cluster.workers))
        for task in tasks(layout, kind):
            Arrange(layout, kind)(task)
        if kind == MENTIONS:
            assert {task.name for task, _ in run(Meet(layout, kind), todo, layout, cluster)} == {
                task.name for task in todo
            }
        else:
            for task in todo:
                Meet(layout, kind)(task)
    return layout


@pytest.fixture(scope="module")
def store(readings: list[Reading]) -> Memory:
    memory = Memory()
    linker = Linker(memory)
    for reading in readings:
        linker.add(reading, vectors_of(reading))
    return memory


def rows(layout: Layout, name: str) -> Rows:
    return sorted(tuple(row.values()) for row in phase(layout, name))


def test_statements_have_the_edges_that_linking_finds(
    readings: list[Reading], met: Layout, store: Memory
) -> None:
    ids = [statement.id for reading in readings for statement in reading.statements]
    wanted = [tuple(edge) for edge in store.edges(ids)]
    assert wanted
    assert rows(met, "edges") == wanted


def test_reports_have_the_edges_that_linking_finds(readings: list[Reading], met: Layout) -> None:
    memory = StoryMemory()
    linker = StoryLinker(memory)
    for reading in readings:
        linker.add(reading)
    wanted = [tuple(edge) for edge in memory.edges(reading.report.id for reading in readings)]
    assert wanted
    assert rows(met, "story_edges") == wanted


def test_disputes_are_those_of_every_pair_that_linking_looks_at(readings: list[Reading], met: Layout) -> None:
    memory = Memory()
    wanted: dict[bool, set[tuple[Any, ...]]] = {True: set(), False: set()}
    for reading in readings:
        for mention in mentions(reading, vectors_of(reading)):
            found = keys(mention)
            for other in memory.candidates(found, *window(mention)):
                for together in (True, False):
                    judged = disputed(mention, other, together=together)
                    if judged:
                        wanted[together].add((judged.kind, judged.statement, judged.against, judged.why))
            memory.keep(mention, found)
    assert wanted[True]
    for together in (True, False):
        odds = [row for row in phase(met, "odds") if row["together"] in (None, together)]
        got = [(row["kind"], row["statement"], row["against"], row["why"]) for row in odds]
        assert sorted(got) == sorted(wanted[together])


def test_copied_passages_are_those_of_a_ledger(readings: list[Reading], met: Layout, tmp_path: Path) -> None:
    with ledger.writer(tmp_path / "story.db") as writer:
        keeper = Keeper(writer)
        for reading in readings:
            keeper.keep(Arrived(reading.report.id, reading, "made up", vectors_of(reading)))
        found = writer.links.copies([reading.report.id for reading in readings])
    wanted = [(c.earlier.report, c.later.report, c.words, c.directed, c.why, c.earlier.text) for c in found]
    got = rows(met, "copies")
    assert wanted
    assert sorted(row[:5] for row in got) == sorted(row[:5] for row in wanted)


def test_near_copies_are_those_that_share_most_runs(readings: list[Reading], met: Layout) -> None:
    runs = {reading.report.id: near.runs(reading.report) for reading in readings}
    wanted = [
        (one, other)
        for one, other in combinations(sorted(runs), 2)
        if min(len(runs[one]), len(runs[other])) >= near.LEAST_RUNS
        and near.alike(runs[one], runs[other]) >= near.SAME
    ]
    assert wanted
    assert rows(met, "near") == wanted


@pytest.mark.parametrize("kind", list(WINDOWS))
def test_the_rows_are_the_same_however_slabs_are_cut(
    kind: str, readings: list[Reading], met: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(tmp_path)
    written(layout, readings, 9)
    before = plan_for(layout, kind, 1)
    other = Plan(before.length, before.window, dict.fromkeys(before.buckets, 5))
    plan_file(layout, kind).write_bytes(msgspec.json.encode(other))
    monkeypatch.setitem(JUDGES, kind, replace(JUDGES[kind], remembered=1))
    by_hand(layout, kind)
    for name in JUDGES[kind].tables:
        assert rows(layout, name) == rows(met, name)


def test_what_is_done_again_is_not_there_twice(met: Layout) -> None:
    before = {name: rows(met, name) for name in JUDGES[MENTIONS].tables}
    assert by_hand(met, MENTIONS)
    assert {name: rows(met, name) for name in before} == before


def test_a_plan_is_kept_whoever_goes_on(met: Layout) -> None:
    assert plan_for(met, GISTS, 1) == plan_for(met, GISTS, 16)


def test_only_what_counts_meets(readings: list[Reading], tmp_path: Path) -> None:
    """The second shard tells the same texts again, and one of them in a newer version."""
    layout, first = Layout(tmp_path), readings[:4]
    newer = again(readings[0], "e", "2051-01-02T10:00:00+00:00")
    old = first[0].report
    version = replace(newer.report, url=old.url, canonical_url=old.canonical_url, modified=None)
    newer = replace(newer, report=version)
    written(layout, [*first, *first[1:], newer], 4)
    by_hand(layout, FINGERPRINTS)
    plan = planned(layout, FINGERPRINTS)
    there = {
        item
        for slab in plan.buckets
        for item in arranged(layout, FINGERPRINTS, slab, [0])["item"].to_pylist()
    }
    own = arranged(layout, FINGERPRINTS, slab_of(first[1], plan), [0])["item"].to_pylist()
    assert there == {*(each.report.id for each in first[1:]), newer.report.id}
    assert len(own) == len(set(own))


def test_what_nobody_meets_leaves_empty_tables(tmp_path: Path, readings: list[Reading]) -> None:
    layout = Layout(tmp_path)
    written(layout, readings[:1], 1)
    for kind in WINDOWS:
        assert by_hand(layout, kind)
        for name in set(JUDGES[kind].tables) - {"edges", "odds"}:
            assert phase(layout, name) == []
            assert parquet.read_schema(next(layout.phase(name).iterdir())).equals(TABLES[name])


def slab_of(reading: Reading, plan: Plan) -> str:
    return plan.slab(day_of(reading.report) or 0)


def by_hand(layout: Layout, kind: str) -> list[Met]:
    """Arranging and meeting in this process."""
    plan = plan_for(layout, kind, 1)
    for task in tasks(layout, kind):
        Arrange(layout, kind)(task)
    return [msgspec.json.decode(Meet(layout, kind)(task), type=Met) for task in meetings(plan)]

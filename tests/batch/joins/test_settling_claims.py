"""Statements that come in a stream, with a window's neighbours in memory, get the claims that they get when
all is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sayso.batch.joins.claims import made_of
from sayso.batch.joins.homes import Entry, Statement, housed
from sayso.batch.joins.ranking import Touch
from sayso.batch.joins.settling import steps
from sayso.batch.joins.waiting import Waiting
from sayso.batch.layout import Layout, shard_file
from sayso.batch.packing import pack_mention
from sayso.batch.tables import ITEMS
from sayso.link.claims import Mention, clustered
from sayso.link.claims.candidates import WINDOW
from sayso.link.claims.clusters import member
from sayso.link.claims.mention import day_number
from sayso.link.store import Edge
from sayso.types import Act, Claim, Mode

STEMS = ("dam", "orvel", "inspector", "spillway", "crack", "drain", "engineer", "winter")
DAY = date(2032, 1, 11).toordinal()
DATES = (
    *(date.fromordinal(day).isoformat() for day in range(DAY - 28, DAY + 29, 7)),
    "2032-01-11T23:30:00-09:00",
    "2032-01-12T01:30:00+13:00",
    "in spring",
    None,
    None,
)
"""Days of two months, moments whose day is another one in UTC, and no day at all."""

mentions_made = st.lists(
    st.builds(
        lambda published, act, length, negative, mode, clausal: (
            published,
            {"act": act, "stems": STEMS[:length], "negative": negative, "mode": mode, "clausal": clausal},
        ),
        st.sampled_from(DATES),
        st.sampled_from((Act.SAY, Act.AGREE)),
        st.integers(6, 8),
        st.booleans(),
        st.sampled_from(Mode),
        st.booleans(),
    ),
    max_size=24,
)
"""Half of the statements say that something is not so: no claim has both, but by a neighbour of each."""


def named(made: Iterable[tuple[str | None, dict[str, object]]]) -> dict[str, Mention]:
    """Two statements a report, of its day."""
    kept = {}
    published: str | None = None
    for number, (when, rest) in enumerate(made):
        report = f"r{number // 2 * 7 % 10}{number // 2}"
        published = when if number % 2 == 0 else published
        identifier = f"{report}:{number % 2 + 1}"
        kept[identifier] = Mention(
            identifier,
            report,
            None,
            published,
            day_number(published),
            **rest,  # type: ignore[arg-type]
        )
    return kept


def joined_by(kept: Mapping[str, Mention], scores: Iterable[tuple[int, int, float]]) -> list[Edge]:
    """Edges between those that the window allows."""
    ids, found = sorted(kept), {}
    for one, other, score in scores:
        ends = sorted({ids[one % len(ids)], ids[other % len(ids)]}) if ids else []
        days = [day for day in (kept[end].day for end in ends) if day is not None]
        if len(ends) == 2 and max(days, default=0) - min(days, default=0) <= WINDOW:
            found[ends[0], ends[1]] = Edge(ends[0], ends[1], score, f"why {score}")
    return list(found.values())


scores_made = st.lists(
    st.tuples(st.integers(0, 23), st.integers(0, 23), st.sampled_from((0.5, 0.6, 0.7, 0.8))), max_size=60
)


def streamed(kept: Mapping[str, Mention], edges: Iterable[Edge], undated: int) -> tuple[Claim, ...]:
    touches: dict[str, list[Touch]] = {each: [] for each in kept}
    for edge in edges:
        touches[edge.one].append(Touch(edge.other, edge.score, edge.why))
        touches[edge.other].append(Touch(edge.one, edge.score, edge.why))
    rows = [
        Statement(member(each), each.report, each.day, pack_mention(each), tuple(touches[each.statement]))
        for each in kept.values()
    ]
    rows.sort(key=lambda row: row.member.place)
    with TemporaryDirectory() as folder, Waiting(Path(folder) / "w", WINDOW, Entry, undated) as waiting:
        return tuple(claim for claim, _ in made_of(housed(iter(rows), waiting)))


@settings(max_examples=150)
@given(mentions_made, scores_made, st.sampled_from((1, 2, 100)))
def test_a_stream_makes_the_claims_that_all_together_make(
    made: list[tuple[str | None, dict[str, object]]], scores: list[tuple[int, int, float]], undated: int
) -> None:
    kept = named(made)
    edges = joined_by(kept, scores)
    assert streamed(kept, edges, undated) == clustered(kept, edges)


def write(path: Path, schema: arrow.Schema, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(arrow.Table.from_pylist(rows, schema), path)


def written(layout: Layout, kept: Mapping[str, Mention], edges: list[Edge], at_once: int) -> None:
    """As reading and meeting would write them; and a shard that has a text again, under another date."""
    ids, edge = sorted(kept), {"one": "", "other": "", "score": 0.0, "why": ""}
    current = []
    for shard, start in enumerate(range(0, len(ids), at_once)):
        mentions = [kept[each] for each in ids[start : start + at_once]]
        again = [replace(kept[each], published="2031-11-01", day=DAY - 71) for each in ids[:2] if start]
        rows: list[dict[str, object]] = [
            {
                "item": each.statement,
                "report": each.report,
                "day": each.day,
                "keys": [],
                "blob": pack_mention(each),
            }
            for each in (*mentions, *again)
        ]
        write(layout.read("mentions") / shard_file(shard), ITEMS, rows)
        current += [{"report": report, "shard": shard} for report in sorted({m.report for m in mentions})]
    write(
        layout.phase("current") / "0.parquet",
        arrow.schema({"report": arrow.string(), "shard": arrow.int64()}),
        list(current),
    )
    for part in range(2):
        rows = [each._asdict() for each in edges[part::2]]
        write(layout.phase("edges") / f"{part}.parquet", arrow.Table.from_pylist([edge]).schema, rows)


MADE = [
    (DATES[number * 7 % len(DATES)], {"stems": STEMS[: 6 + number % 3], "negative": number % 5 == 0})
    for number in range(60)
]
SCORES = [(number * 13, number * 29 + number // 7, 0.5 + number % 5 / 10) for number in range(240)]


@pytest.mark.parametrize(("bucket", "fan"), [(7, 2), (1000, 32)])
def test_files_of_any_size_make_the_same_claims(tmp_path: Path, bucket: int, fan: int) -> None:
    kept = named(MADE)
    edges = joined_by(kept, SCORES)
    layout = Layout(tmp_path)
    written(layout, kept, edges, at_once=10)
    for work, tasks in steps(layout, bucket, fan):
        for task in tasks:
            work(task)
    found = parquet.read_table(layout.phase("claims")).sort_by("claim").to_pylist()
    claims = clustered(kept, edges)
    assert max(len(claim.statements) for claim in claims) > 3
    assert [
        Claim(row["claim"], tuple(row["statements"]), row["wording"], reasons=tuple(row["reasons"]))
        for row in found
    ] == list(claims)
    homes = parquet.read_table(layout.phase("homes")).to_pylist()
    assert {row["statement"]: row["home"] for row in homes} == {
        each: claim.id for claim in claims for each in claim.statements
    }
    assert all(kept[row["statement"]].report == row["report"] for row in homes)


def test_what_is_done_again_gives_the_same_files(tmp_path: Path) -> None:
    kept = named(MADE)
    layout = Layout(tmp_path)
    written(layout, kept, joined_by(kept, SCORES), at_once=30)
    for work, tasks in steps(layout, 25, 2):
        for task in tasks:
            work(task)
            before = {file: file.read_bytes() for file in layout.phase(work.phase).glob("*")}
            work(task)
            assert before == {file: file.read_bytes() for file in layout.phase(work.phase).glob("*")}


def test_a_day_of_publication_is_that_of_its_own_zone() -> None:
    """The later one is published at the end of the window's last day, which in UTC is the next."""
    days = ("2031-12-28", "2031-12-28", "2032-01-11T23:30:00-09:00")
    made: list[tuple[str | None, dict[str, object]]] = [(day, {"stems": STEMS}) for day in days]
    kept = named(made)
    edges = joined_by(kept, [(0, 2, 0.7)])
    assert edges
    assert streamed(kept, edges, 1) == clustered(kept, edges)

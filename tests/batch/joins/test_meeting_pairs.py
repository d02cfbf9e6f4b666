"""Who meets whom: every two that share keys within the window, each pair once, however it is parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from random import Random

import pyarrow as arrow
import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyarrow import parquet

from sayso.batch.joins.arranging import ARRANGED, UNDATED, Plan, made, slabs
from sayso.batch.joins.meeting import pairs
from sayso.batch.tables import ITEMS

Made = tuple[int | None, frozenset[int]]
"""An item's day and keys."""

ITEM = some.tuples(
    some.none() | some.integers(730_000, 730_060),
    some.frozensets(some.integers(-12, 12) | some.sampled_from([-(2**63), 2**63 - 1]), max_size=6),
)


def items(made_up: Sequence[Made]) -> arrow.Table:
    rows = [(str(n), str(n), day, sorted(keys), b"") for n, (day, keys) in enumerate(made_up)]
    columns = list(zip(*rows, strict=True)) or [()] * len(ITEMS)
    arrays = [arrow.array(column, field.type) for column, field in zip(columns, ITEMS, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=ITEMS)


def by_force(made_up: Sequence[Made], window: int | None, least: int) -> set[tuple[str, str]]:
    found = set()
    for (one, (day, keys)), (other, (its, others)) in combinations(enumerate(made_up), 2):
        far = window is not None and day is not None and its is not None and abs(day - its) > window
        if len(keys & others) >= least and not far:
            found.add((str(one), str(other)))
    return found


def met(made_up: Sequence[Made], plan: Plan, least: int, chunk: int) -> Counter[tuple[str, str]]:
    """The pairs that come together, with how often; ``chunk`` items are arranged at a time."""
    table = items(made_up)
    parts: dict[str, list[arrow.Table]] = {}
    for first in range(0, len(table), chunk):
        for slab, found in slabs(table.slice(first, chunk), plan):
            parts.setdefault(slab, []).append(found)
    often: Counter[tuple[str, str]] = Counter()
    for slab, found in parts.items():
        rows = arrow.concat_tables(found).cast(ARRANGED)
        for both in combinations_with_replacement(range(plan.buckets[slab]), 2):
            here = rows.filter(arrow.compute.is_in(rows["bucket"], arrow.array(both, arrow.int32())))
            names = here["item"].to_pylist()
            for one, other in pairs(here, plan, slab, least, apart=both[0] != both[1]):
                ends = sorted((names[one], names[other]), key=int)
                often[ends[0], ends[1]] += 1
    return often


@given(
    some.lists(ITEM, max_size=30),
    some.tuples(some.integers(1, 15), some.integers(0, 20)),
    some.lists(some.integers(1, 7), min_size=1, max_size=5),
    some.integers(1, 3),
    some.integers(1, 40),
)
def test_each_pair_that_shares_keys_within_the_window_meets_once(
    made_up: list[Made], spans: tuple[int, int], buckets: list[int], least: int, chunk: int
) -> None:
    window, length = spans[0], sum(spans)
    own = sorted({UNDATED} | {str(day // length) for day, _ in made_up if day is not None})
    plan = Plan(length, window, {slab: buckets[n % len(buckets)] for n, slab in enumerate(own)})
    assert met(made_up, plan, least, chunk) == Counter(by_force(made_up, window, least))


@given(some.lists(ITEM, max_size=30), some.integers(1, 7), some.integers(1, 3), some.integers(1, 40))
def test_without_a_window_the_day_makes_no_difference(
    made_up: list[Made], buckets: int, least: int, chunk: int
) -> None:
    plan = Plan(1, None, {UNDATED: buckets})
    assert met(made_up, plan, least, chunk) == Counter(by_force(made_up, None, least))


def stored(folder: Path, made_up: Sequence[Made]) -> list[Path]:
    parquet.write_table(items(made_up), folder / "000000.parquet")
    return [folder / "000000.parquet"]


def made_up(number: int, days: int) -> list[Made]:
    lot = Random(number)
    return [
        (730_000 + lot.randrange(days), frozenset(lot.getrandbits(60) for _ in range(8)))
        for _ in range(number)
    ]


def test_two_buckets_have_no_more_than_there_is_room_for(tmp_path: Path) -> None:
    sources = stored(tmp_path, made_up(4_000, 40))
    metadata = parquet.read_metadata(sources[0])
    size = sum(metadata.row_group(each).total_byte_size for each in range(metadata.num_row_groups))
    most = 300
    plan = made(sources, 10, 1, room=size * most // 4_000)
    held = [
        count["counts"]
        for _, found in slabs(parquet.read_table(sources[0]), plan)
        for count in found["bucket"].value_counts().to_pylist()
    ]
    assert max(plan.buckets.values()) > 1
    assert 2 * max(held) <= most * 1.3  # they are dealt out by chance


def test_what_fits_is_one_bucket_for_each_slab(tmp_path: Path) -> None:
    plan = made(stored(tmp_path, made_up(500, 40)), 10, 2)
    assert set(plan.buckets.values()) == {1}
    assert plan.length >= 10
    assert plan.days == sorted({day // plan.length for day in range(730_000, 730_040)})


def test_one_crowded_slab_is_parted_for_the_workers(tmp_path: Path) -> None:
    plan = made(stored(tmp_path, made_up(15_000, 1)), 10, 2)
    assert sum(buckets * (buckets + 1) // 2 for buckets in plan.buckets.values()) >= 3


@pytest.mark.parametrize("window", [None, 14])
def test_there_is_a_slab_even_for_nothing(tmp_path: Path, window: int | None) -> None:
    assert made([], window, 2).buckets == {UNDATED: 1}
    assert made(stored(tmp_path, []), window, 2).buckets == {UNDATED: 1}

"""``manifest.json``: what a data set is, how much is in it, and that nothing is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from sayso.batch.layout import Layout, whole
from sayso.errors import BatchError

SCHEMA = "sayso/batch-1"
"""The version of the tables' shape. Later versions of Sayso may add columns; should one ever be changed or
removed, this becomes ``sayso/batch-2``."""

PASSED_OVER = frozenset({"NoArticle", "WrongLanguage"})
"""Kinds of refusals that say that there is nothing for Sayso in a record, not that something is wrong."""


class Table(msgspec.Struct, frozen=True):
    """A table: its ``rows`` in all, and by file (its path in the data set)."""

    rows: int
    files: dict[str, int]


class Records(msgspec.Struct, frozen=True):
    """What became of the records that came in: ``all`` of them are those ``read``, one for each text, those
    ``repeated``, whose text was there before, those ``refused``, by kind of error, and the ``other`` ones of
    an archive, which are no pages (requests, pictures, answers that say "not found")."""

    all: int
    read: int
    repeated: int
    refused: dict[str, int]
    other: int


class Manifest(msgspec.Struct, frozen=True):
    """A data set. ``sayso`` and ``models`` are the versions of what made it, ``made`` is when (ISO 8601,
    UTC). ``inputs`` are as they were named; so many of their files were ``unread``, since they could not be
    opened, by kind of error. So many of the reports are ``current``; ``words`` are those that were read.
    ``seconds`` are the processor's, of reading, by stage (`sayso.batch.reading.STAGES`), over all workers;
    ``peak_memory_bytes`` is the most that one of them took."""

    schema: str
    sayso: str
    models: str
    made: str
    inputs: tuple[str, ...]
    unread: dict[str, int]
    records: Records
    current: int
    words: int
    seconds: dict[str, float]
    peak_memory_bytes: int
    tables: dict[str, Table]

    @property
    def faulty(self) -> bool:
        """Whether something could not be read that may hold a report."""
        return bool(self.unread or self.records.refused.keys() - PASSED_OVER)


class Unread(Protocol):
    """A file of the inputs that could not be opened (`sayso.batch.inputs.Refusal`)."""

    @property
    def source(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def remedy(self) -> str: ...


class Plan(Protocol):
    """What was to be read (`sayso.batch.inputs.Plan`)."""

    @property
    def inputs(self) -> tuple[str, ...]: ...
    @property
    def refused(self) -> Sequence[Unread]: ...


class Begun(Protocol):
    """What a batch began with (`sayso.batch.run.Begun`)."""

    @property
    def sayso(self) -> str: ...
    @property
    def models(self) -> str: ...
    @property
    def plan(self) -> Plan: ...


class _Read(msgspec.Struct):
    """What is counted of a shard's result (`sayso.batch.reading.ShardRead`)."""

    records: int
    read: int
    repeated: int
    other: int
    words: int
    refused: dict[str, int]
    seconds: dict[str, float]
    peak_memory_bytes: int


def manifest(layout: Layout) -> Manifest | None:
    """The manifest that is there; None where there is none yet, or that of another schema."""
    try:
        return msgspec.json.decode(layout.manifest.read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def counted(layout: Layout, begun: Begun) -> Manifest:
    """Count what is in the data set and write its manifest, last of all. Raises `sayso.errors.BatchError`
    where the numbers do not add up: then something was lost, or is there twice."""
    unread = begun.plan.refused
    shards = [msgspec.json.decode(found, type=_Read) for found in _results(layout, "read")]
    refused: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    for shard in shards:
        refused.update(shard.refused)
        for stage, took in shard.seconds.items():
            seconds[stage] = seconds.get(stage, 0.0) + took
    other = sum(shard.other for shard in shards)
    tables = _tables([*_results(layout, "written"), *_results(layout, "between"), _unread(layout, unread)])
    tables |= {name: _empty(layout, name) for name, table in tables.items() if not table.files}
    texts = tables["reports"].rows
    repeated = sum(shard.repeated for shard in shards) + sum(shard.read for shard in shards) - texts
    made = Manifest(
        SCHEMA,
        begun.sayso,
        begun.models,
        datetime.now(UTC).isoformat(timespec="seconds"),
        begun.plan.inputs,
        dict(Counter(one.kind for one in unread)),
        Records(
            sum(shard.records for shard in shards) + other,
            texts,
            repeated,
            dict(sorted(refused.items())),
            other,
        ),
        _rows(layout, "current"),
        sum(shard.words for shard in shards),
        {stage: round(took, 3) for stage, took in seconds.items()},
        max((shard.peak_memory_bytes for shard in shards), default=0),
        tables,
    )
    _reconcile(layout, made)
    whole(layout.manifest, lambda out: out.write(msgspec.json.format(msgspec.json.encode(made), indent=1)))
    return made


def _reconcile(layout: Layout, made: Manifest) -> None:
    records, tables = made.records, made.tables
    refused = sum(records.refused.values())
    sums = {
        "records": (records.all, records.read + records.repeated + refused + records.other),
        "arrivals": (records.read + records.repeated, _rows(layout, "documents")),
        "texts": (tables["reports"].rows, _firsts(layout)),
        "refusals": (tables["refusals"].rows, refused + sum(made.unread.values())),
        "statements": (tables["statements"].rows, _told(layout)),
        "claims": (tables["claims"].rows, _rows(layout, "claims")),
    }
    for name, (one, other) in sums.items():
        if one != other:
            raise BatchError(
                str(layout.out),
                f"the {name} do not add up: {one} and {other}",
                "please report that; run it again in another folder",
            )


def _results(layout: Layout, phase: str) -> Iterator[bytes]:
    """The results of a phase's tasks."""
    folder = layout.marker(phase, "")
    yield from (path.read_bytes() for path in sorted(folder.glob("[!.]*")))


def _tables(results: Iterable[bytes]) -> dict[str, Table]:
    files: dict[str, dict[str, int]] = {
        name: {} for name in ("reports", "statements", "voices", "claims", "links", "refusals")
    }
    for found in results:
        for name, rows in msgspec.json.decode(found, type=dict[str, dict[str, int]]).items():
            files[name].update(rows)
    return {
        name: Table(sum(rows.values()), dict(sorted(rows.items()))) for name, rows in sorted(files.items())
    }


def _unread(layout: Layout, unread: Sequence[Unread]) -> bytes:
    """The files that could not be opened, among the refusals."""
    import pyarrow as arrow

    from sayso.batch.dataset.months import Months
    from sayso.batch.dataset.schemas import REFUSALS

    rows = [{name: getattr(one, name) for name in REFUSALS.names} for one in unread]
    with Months(layout, "refusals", "inputs") as months:
        months.add(arrow.Table.from_pylist(rows, schema=REFUSALS))
    return msgspec.json.encode({"refusals": months.rows})


def _empty(layout: Layout, name: str) -> Table:
    """A table without rows, as a file of none: who asks for it finds its columns."""
    from pyarrow import parquet

    from sayso.batch.dataset.schemas import TABLES

    path = layout.table(name) / "month=undated" / "none.parquet"
    whole(path, lambda out: parquet.write_table(TABLES[name].empty_table(), out))
    return Table(0, {str(path.relative_to(layout.out)): 0})


def _rows(layout: Layout, phase: str) -> int:
    from pyarrow import parquet

    files = layout.phase(phase).glob("[!.]*.parquet")
    return sum(parquet.read_metadata(file).num_rows for file in files)


def _told(layout: Layout) -> int:
    """How many statements have a claim."""
    from pyarrow import compute, parquet

    files = layout.phase("claims").glob("[!.]*.parquet")
    return sum(
        compute.sum(compute.list_value_length(batch.column("statements"))).as_py() or 0
        for file in files
        for batch in parquet.ParquetFile(file).iter_batches(columns=["statements"])
    )


def _firsts(layout: Layout) -> int:
    """How many different texts arrived."""
    from pyarrow import compute, parquet

    files = layout.phase("documents").glob("[!.]*.parquet")
    return sum(
        compute.sum(batch.column("first")).as_py() or 0
        for file in files
        for batch in parquet.ParquetFile(file).iter_batches(columns=["first"])
    )

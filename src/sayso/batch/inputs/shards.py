"""A plan: files, and the shards that they are cut into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.errors import BatchError


class Kind(StrEnum):
    """What a file is, as far as cutting it goes."""

    MEMBERS = "members"  # a WARC with a gzip member for each record: cut anywhere
    ARCHIVE = "archive"  # another WARC: whole
    ZIPPED_ARCHIVE = "zipped archive"  # a WARC zipped as a whole: whole
    LINES = "lines"  # JSON Lines: cut anywhere
    ZIPPED_LINES = "zipped lines"  # whole
    TABLE = "table"  # Parquet: cut between row groups


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a file: bytes ``start`` to ``end``, of a `Kind.TABLE` row groups. What *begins* there belongs
    to it. ``end`` is None where the size is not known; ``ranges`` is False where a server knows no ranges.
    ``name`` is the file's in messages, ``path`` opens it from any folder. The number is its place in the
    plan.
    """

    number: int
    name: str
    path: str
    kind: Kind
    start: int
    end: int | None
    ranges: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A file as it is found: ``stamp`` tells that it changed (time of change, ETag), empty where there is
    none; ``size`` in bytes is None where the server does not say."""

    name: str
    path: str
    size: int | None
    stamp: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A file and how it is cut: ``cuts`` are where its shards begin, and where the last one ends."""

    file: Named
    kind: Kind
    cuts: tuple[int | None, ...]
    ranges: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not read; ``kind`` is the class of the error, as in `sayso.batch.tables.REFUSED`."""

    source: str
    kind: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch reads. JSON by msgspec. The same inputs make the same plan."""

    inputs: tuple[str, ...]
    files: tuple[Planned, ...]
    refused: tuple[Refusal, ...] = ()

    def __len__(self) -> int:
        """How many shards there are."""
        return sum(len(planned.cuts) - 1 for planned in self.files)

    def shards(self) -> Iterator[Shard]:
        """The shards, numbered in the order of the inputs; not kept, since a large archive has millions."""
        number = 0
        for planned in self.files:
            for start, end in pairwise(planned.cuts):
                file = planned.file
                yield Shard(number, file.name, file.path, planned.kind, start or 0, end, planned.ranges)
                number += 1

    def check(self) -> None:
        """Raise BatchError where the inputs are no longer those of the plan: parts of them are read already,
        and shards that were cut in another file would miss records or read them twice."""
        from sayso.batch.inputs.files import found

        before = {planned.file.path: planned.file for planned in self.files}
        left_out = {refusal.source for refusal in self.refused}
        remedy = "put the inputs back as they were, or begin anew in another folder"
        for item in found(self.inputs):
            if isinstance(item, Named) and item.name not in left_out and before.pop(item.path, None) != item:
                raise BatchError(item.name, "is new or has changed since the batch began", remedy)
        for gone in before.values():
            raise BatchError(gone.name, "was read when the batch began, and is gone", remedy)

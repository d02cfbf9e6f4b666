"""From what the user names to a plan. Of a file its head is looked at, of a table its foot; no file is passed
over as a whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from sayso.batch.inputs.files import found, opened
from sayso.batch.inputs.shards import Kind, Named, Plan, Planned, Refusal
from sayso.batch.inputs.warc import Part, boundary, member_end
from sayso.errors import BatchError, Refused, WrongFormat
from sayso.read.archives import next_start
from sayso.read.containers import GZIP, SNIFFED_BYTES, Container, broken_gzip, container_of, sniffed
from sayso.read.document import Document

ARCHIVE_BYTES = 16 * 2**20
"""How much of a zipped archive is a shard at most: some hundreds to a thousand pages of news, minutes of
reading."""

LINES_BYTES = 4 * 2**20
"""How much of a file of JSON Lines, which are not zipped and hold text alone, is a shard at most."""

TABLE_BYTES = 4 * 2**20
"""From how much of a table on, as it is stored, a shard ends; a row group is not cut."""

SHARDS = 64
"""So many are made of small inputs too, so that a few workers have the same to do; but of no less than
`LEAST_BYTES`, since each has its own files."""

LEAST_BYTES = 256 * 2**10

_FIRST_BYTES = 16 * 2**20
"""How much of an archive is looked at to see how it is zipped."""

TABLE = b"PAR1"


def plan(
    inputs: Sequence[str],
    *,
    archive_bytes: int | None = None,
    lines_bytes: int | None = None,
    table_bytes: int | None = None,
) -> Plan:
    """The shards of ``inputs``: paths, folders, globs, ``s3://`` and ``https://`` addresses. What they are is
    told by their content, helped by their name. How large a shard is follows from how much there is in all,
    unless it is given.

    A file that is of another kind, or cannot be opened, is refused in the plan. Raises BatchError where an
    input names nothing, and where nothing at all can be read.
    """
    items = list(found(inputs))
    share = max(sum(item.size or 0 for item in items if isinstance(item, Named)) // SHARDS, LEAST_BYTES)
    sizes = {
        Kind.MEMBERS: archive_bytes or min(share, ARCHIVE_BYTES),
        Kind.LINES: lines_bytes or min(share, LINES_BYTES),
        Kind.TABLE: table_bytes or min(share, TABLE_BYTES),
    }
    files: list[Planned] = []
    refused: list[Refusal] = []
    for item in items:
        one = _planned(item, sizes) if isinstance(item, Named) else item
        if isinstance(one, Planned):
            files.append(one)
        else:
            refused.append(one)
    if not files:
        first = refused[0]
        problem = f"none of {len(refused)} files can be read: {first.source} {first.problem}"
        raise BatchError(inputs[0], first.problem if len(refused) == 1 else problem, first.remedy)
    return Plan(tuple(inputs), tuple(files), tuple(refused))


def _planned(file: Named, sizes: dict[Kind, int]) -> Planned | Refusal:
    try:
        ranges = file.size is not None and _knows_ranges(file)
        with opened(file.name, file.path, ranges=ranges) as stream:
            return _cut(file, stream, ranges, sizes)
    except Refused as refused:
        return Refusal(refused.source, type(refused).__name__, refused.problem, refused.remedy)
    except BatchError as closed:
        remedy = "check the name, the permissions and the connection"
        return Refusal(file.name, "NotFound", closed.problem, remedy)


def _knows_ranges(file: Named) -> bool:
    """Whether a file can be read from its middle: not every server can."""
    if not file.size:
        return True
    try:
        with opened(file.name, file.path) as stream:
            return stream.seekable() and stream.seek(file.size - 1) >= 0 and len(stream.read(2)) == 1
    except BatchError:
        return False


def _cut(file: Named, stream: BinaryIO, ranges: bool, sizes: dict[Kind, int]) -> Planned:
    if ranges:
        head = stream.read(SNIFFED_BYTES)
    else:
        head, stream = sniffed(stream)
    if ranges and head.startswith(TABLE):
        from sayso.batch.inputs.table import cuts

        return Planned(file, Kind.TABLE, cuts(file.name, stream, sizes[Kind.TABLE]))
    kind = _kind(file, head, stream, ranges)
    return Planned(file, kind, tuple(_edges(file.size, sizes.get(kind) if ranges else None)), ranges)


def _edges(size: int | None, step: int | None) -> Iterator[int | None]:
    """Where the shards of a file begin, and its end."""
    yield 0
    if size is not None and step is not None:
        # A last one of less than half a shard goes with the one before it.
        yield from range(step, size - step // 2, step)
    yield size


def _kind(file: Named, head: bytes, stream: BinaryIO, ranges: bool) -> Kind:
    """What a file is that begins with ``head``. Raises WrongFormat."""
    if not head:
        raise WrongFormat(file.name, "is empty", "fetch or copy it again")
    label = Document(file.name, b"")
    match container_of(label, head):
        case Container.ARCHIVE if not head.startswith(GZIP):
            return Kind.ARCHIVE
        case Container.ARCHIVE:
            return Kind.MEMBERS if ranges and _has_members(stream) else Kind.ZIPPED_ARCHIVE
        case Container.LINES:
            return Kind.LINES
        case Container.GZIP:
            if container_of(label, _unzipped_head(file.name, head)) is Container.LINES:
                return Kind.ZIPPED_LINES
    if head.startswith(TABLE):
        raise WrongFormat(
            file.name, "is Parquet on a server that gives no parts of a file", "copy it to this machine first"
        )
    raise WrongFormat(
        file.name, "is neither WARC nor JSON Lines nor Parquet", "sayso add reads files of one report each"
    )


def _has_members(stream: BinaryIO) -> bool:
    """Whether a zipped archive's first record ends, and another begins as a gzip member of its own, be it
    after broken ones; should the first be broken, whether such records follow."""
    end = member_end(stream, 0, _FIRST_BYTES)
    first = cast(BinaryIO, Part(stream, end or 0, (end or 0) + _FIRST_BYTES))
    return (boundary(first, 1) if end is None else next_start(first, end)) is not None


def _unzipped_head(name: str, head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, SNIFFED_BYTES)
    except zlib.error as error:
        raise broken_gzip(name, error) from error

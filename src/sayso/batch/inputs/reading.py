"""The documents of a shard."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from sayso.batch.inputs.files import opened
from sayso.batch.inputs.shards import Kind, Shard
from sayso.errors import Refused
from sayso.read.archives import Seen, records
from sayso.read.containers import BROKEN_GZIP, broken_gzip, lines, unzipped
from sayso.read.document import Document
from sayso.read.sources import DEFAULT, Options

_SKIPPED = 2**16


def documents(
    shard: Shard, options: Options = DEFAULT, seen: Seen | None = None
) -> Iterator[Document | Refused]:
    """The documents of a shard in order, one at a time, each as bytes or as the reason why it has none.

    A name ends in ``@`` and the offset at which the record begins, in bytes of the file; in ``#`` and the
    number of a table's row; of a file that cannot be cut, in what `sayso add` ends it. ``seen`` counts the
    records of archives, of which those that are no pages are not told otherwise. Raises BatchError where the
    file cannot be read: then none of it counts (`sayso.batch.inputs.files.opened`).
    """
    label = Document(shard.name, b"", override=options.override)
    with opened(shard.name, shard.path, ranges=shard.ranges) as stream:
        match shard.kind:
            case Kind.MEMBERS:
                yield from _members(label, stream, shard, options, seen or Seen())
            case Kind.ARCHIVE:
                yield from records(label, stream, options.max_bytes, seen=seen)
            case Kind.ZIPPED_ARCHIVE:
                content = cast(BinaryIO, _Unzipped(stream))
                yield from _unbroken(label, records(label, content, options.max_bytes, seen=seen))
            case Kind.LINES:
                yield from _lines(label, stream, shard, options)
            case Kind.ZIPPED_LINES:
                yield from _unbroken(label, lines(label, unzipped(stream), options.max_bytes))
            case Kind.TABLE:
                from sayso.batch.inputs.table import rows

                yield from rows(label, stream, shard, options.max_bytes)


class _Unzipped(io.RawIOBase):
    """The content of a gzip stream, all of it that there is before where it is broken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._content = cast(io.BufferedIOBase, unzipped(stream))
        self._position = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        piece = self._content.read1(len(buffer))
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def _unbroken(label: Document, found: Iterator[Document | Refused]) -> Iterator[Document | Refused]:
    try:
        yield from found
    except BROKEN_GZIP as error:
        yield broken_gzip(label.name, error)


def _members(
    label: Document, stream: BinaryIO, shard: Shard, options: Options, seen: Seen
) -> Iterator[Document | Refused]:
    from sayso.batch.inputs.warc import Part, boundary

    size = stream.seek(0, io.SEEK_END)
    last = shard.end is None or shard.end >= size
    end = None if last else boundary(stream, cast(int, shard.end))
    start = boundary(stream, shard.start) if shard.start else 0
    if start is not None:
        part = cast(BinaryIO, Part(stream, start, size if end is None else end))
        yield from records(label, part, options.max_bytes, part=True, seen=seen)


def _lines(label: Document, stream: BinaryIO, shard: Shard, options: Options) -> Iterator[Document | Refused]:
    """The lines that begin in the shard; a longer one may fill several, of which the others are empty."""
    start = shard.start
    if start:
        start = stream.seek(start - 1)
        piece = b""
        while not piece.endswith(b"\n") and (shard.end is None or start < shard.end):
            piece = stream.readline(_SKIPPED)
            if not piece:
                return
            start += len(piece)
    yield from lines(label, stream, options.max_bytes, start=start, end=shard.end)

"""Parts of an archive with a gzip member for each record."""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO

from sayso.read.archives import next_start
from sayso.read.containers import GZIP

STORED_BYTES = 65_535
"""The longest that deflate stores as it was (RFC 1951, 3.2.4): what an archive that was itself crawled shows
of its own members in the archive around it, in one piece."""

_PIECE = 2**16
_LARGE = 2**20


def boundary(stream: BinaryIO, at: int) -> int | None:
    """Where the first record begins at or after ``at`` that is surely one of this archive: there members with
    records follow each other for longer than `STORED_BYTES`. None where none do, as at an archive's end.

    So a part ends where the next begins, whoever looks, and what lies between belongs to the part before.
    """
    start = next_start(stream, at, _PIECE)
    while start is not None:
        if _is_certain(stream, start):
            return start
        start = next_start(stream, start + 1, _PIECE)
    return None


def _is_certain(stream: BinaryIO, start: int) -> bool:
    end: int | None = start
    while end is not None and end - start <= STORED_BYTES:
        end = member_end(stream, end)
    return end is not None


def member_end(stream: BinaryIO, start: int, limit: int | None = None) -> int | None:
    """Where the gzip member ends that begins at ``start`` with a record; None where there is none, where it
    is broken, or where it takes more than ``limit`` bytes."""
    stream.seek(start)
    unzipping = zlib.decompressobj(zlib.MAX_WBITS | 16)
    read, head = 0, b""
    while not unzipping.eof:
        piece = unzipping.unconsumed_tail
        if not piece:
            piece = stream.read(_PIECE)
            read += len(piece)
            if not piece or (limit is not None and read > limit):
                return None
        if read == len(piece) and not head and not piece.startswith(GZIP):
            return None
        try:
            content = unzipping.decompress(piece, _LARGE)
        except zlib.error:
            return None
        if len(head) < 5:
            head += content[:5]
            if not head.startswith(b"WARC/"[: len(head)]):
                return None
    return start + read - len(unzipping.unused_data)


class Part(io.RawIOBase):
    """The bytes ``start`` to ``end`` of a stream that can seek; offsets are those of the stream."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        self._stream, self._end = stream, end
        self._position = stream.seek(start)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._end}[whence]
        self._position = self._stream.seek(base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(max(min(len(buffer), self._end - self._position), 0))
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

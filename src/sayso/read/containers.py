"""Streams of bytes that hold documents: telling which, and taking them apart within bounds.

What a stream is, is told by its first bytes before its name: a feed saved as ``.html`` is still a feed.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import BinaryIO, cast

from sayso.errors import Refused, TooLarge, WrongFormat
from sayso.read.document import Document
from sayso.read.names import suffix_of

SNIFFED_BYTES = 64 * 2**10
"""How much of a stream is looked at to tell what it is."""

GZIP = b"\x1f\x8b"


class Container(StrEnum):
    """What a stream is, as far as getting documents out of it goes."""

    ARCHIVE = "archive"
    GZIP = "gzip"
    FEED = "feed"
    LINES = "lines"
    DOCUMENT = "document"


# Possessive (*+) and atomic (?>) groups: nothing here can be tried in a second way, so a hostile prolog of a
# thousand comments costs one pass. The root element names are those of RSS 0.9x and 2.0, Atom, and RSS 1.0.
_FEED_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+"
    rb"(?>\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?+>)*+"
    rb"<(?:[\w.-]++:)?+(?:rss|feed|RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
_TWO_OBJECTS = re.compile(rb"\s*+\{[^\n]*+(?<=\})[ \t\r]*+\n\s*+\{")
_FEED_SUFFIXES = frozenset({".rss", ".atom", ".rdf"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_LINE_TYPES = frozenset({"application/jsonl", "application/x-ndjson", "application/ndjson"})


def container_of(label: Document, head: bytes) -> Container:
    """What a stream is that begins with ``head``; ``label`` carries its name and declared media type."""
    if head.startswith(GZIP):
        return Container.ARCHIVE if _unzipped_start(head).startswith(b"WARC/") else Container.GZIP
    if head.startswith(b"WARC/"):
        return Container.ARCHIVE
    suffix = suffix_of(label.name)
    # UTF-16 is seen through by leaving out its zero bytes; the parser of the feed decodes it properly.
    if (
        _FEED_ROOT.match(head.replace(b"\0", b""))
        or label.media_type in _FEED_TYPES
        or suffix in _FEED_SUFFIXES
    ):
        return Container.FEED
    if label.media_type in _LINE_TYPES or suffix in _LINE_SUFFIXES or _TWO_OBJECTS.match(head):
        return Container.LINES
    return Container.DOCUMENT


def _unzipped_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        return b""


class _Rewound(io.RawIOBase):
    """A stream that cannot seek, with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._position


def sniffed(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first `SNIFFED_BYTES` of ``stream``, and a stream that still begins with them."""
    head = stream.read(SNIFFED_BYTES)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, cast(BinaryIO, io.BufferedReader(_Rewound(head, stream)))


def whole(label: Document, stream: BinaryIO, max_bytes: int) -> Document:
    """All of ``stream`` as one document like ``label``. Raises `TooLarge`."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(label.name, max_bytes)
    return replace(label, data=data)


def too_large(name: str, max_bytes: int) -> TooLarge:
    return TooLarge(
        name, f"is larger than {megabytes(max_bytes)}", "a news report is not; split it, or raise the limit"
    )


def megabytes(count: int) -> str:
    return f"{count / 2**20:.3g} MiB"


class _Unzipped(gzip.GzipFile):
    """Going back means unzipping anew, and the stream below may not go back at all."""

    def seekable(self) -> bool:
        return False


def unzipped(stream: BinaryIO) -> BinaryIO:
    """The content of a gzip stream, not yet read."""
    return cast(BinaryIO, _Unzipped(fileobj=stream))


BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading from `unzipped` raises when the data is broken."""


def broken_gzip(name: str, error: Exception) -> WrongFormat:
    problem = "is cut off: its gzip data ends early" if isinstance(error, EOFError) else "is broken gzip data"
    return WrongFormat(name, problem, "fetch or copy it again")


def lines(
    label: Document, stream: BinaryIO, max_bytes: int, *, start: int | None = None, end: int | None = None
) -> Iterator[Document | Refused]:
    """One document for each line of JSON that is not blank, named ``#`` and the number of the line from 1.

    Of a part of a file no line's number is known. With ``start``, the offset in bytes at which ``stream``
    stands, names end in ``@`` and the offset of the line; lines that begin at or after ``end`` are left.
    """
    number, offset = 0, start or 0
    while (end is None or offset < end) and (line := stream.readline(max_bytes + 1)):
        number += 1
        name = f"{label.name}#{number}" if start is None else f"{label.name}@{offset}"
        offset += len(line)
        if len(line) > max_bytes:
            yield too_large(name, max_bytes)
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
                offset += len(line)
        elif line.strip():
            yield replace(label, name=name, data=line, media_type="application/json")

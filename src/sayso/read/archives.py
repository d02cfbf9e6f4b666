"""WARC archives: each page of HTML that a crawl was answered with is one document."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.errors import NoArticle, Refused, WrongFormat
from sayso.read.containers import GZIP, too_large
from sayso.read.document import Document, Known
from sayso.read.names import printable

log = logging.getLogger("sayso.read")

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

MAX_BROKEN = 1000
"""Breaks after which the rest of an archive is given up."""

_WINDOW = 2**20
_RECORD_START = re.compile(rb"WARC/[01]\.\d+\r?\n|\x1f\x8b\x08")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})\r?\n", re.IGNORECASE)
_PADDING = b"\0\r\n \t"
_DECODERS: dict[str, Callable[[io.BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": partial(GzipReader, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}


@dataclass(slots=True)
class Seen:
    """How many ``records`` could be read so far, how many of them are ``pages`` of HTML, refused ones
    included, and how many ``breaks`` there are."""

    records: int = 0
    pages: int = 0
    breaks: int = 0


def records(
    archive: Document, stream: BinaryIO, max_bytes: int, *, part: bool = False, seen: Seen | None = None
) -> Iterator[Document | Refused]:
    """A document for each successful response of HTML in ``stream``, one at a time, its name ending in ``!``
    and the record's number from 1 among all records that could be read.

    The address that was crawled is known of it; the day of the crawl is not the day of publication, and is
    left aside. Where the archive is broken there is one refusal, and reading goes on with the next record
    that can be found, provided ``stream`` can seek.

    Of a ``part`` of an archive no record's number is known: names end in ``@`` and the offset in bytes at
    which the record begins, as ``stream`` tells it; and it may well be without a page. ``seen`` is counted
    up.
    """
    seen = seen or Seen()
    last = start = stream.tell() if stream.seekable() else 0

    def name(number: int, position: int) -> str:
        return f"{archive.name}@{position}" if part else f"{archive.name}!{number}"

    following: int | None = start
    while following is not None and seen.breaks < MAX_BROKEN:
        start = following
        if stream.seekable():
            stream.seek(start)
        position = None
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                last = position = record.stream_pos
                seen.records += 1
                item = _document(archive, name(seen.records, position), record, max_bytes)
                if item is not None:
                    seen.pages += 1
                    yield item
            read = position is not None or seen.breaks
            if read and stream.seekable() and _is_cut_off(stream, start if position is None else position):
                seen.breaks += 1
                yield WrongFormat(name(seen.records + 1, last), "is cut off", "fetch the archive again")
            break
        except BaseException as error:
            if not _is_breakage(error):
                raise
            if position is not None or seen.records == 0 == seen.breaks:  # else it is the one already told
                problem = "is a broken record" + (", or is before one" if part else "")
                yield WrongFormat(name(seen.records + 1, last), problem, "fetch the archive again")
            seen.breaks += 1
            following = next_start(stream, (start if position is None else position) + 1)
    log.info("%s: %d records, of which %d are pages of HTML", archive.name, seen.records, seen.pages)
    if not (seen.pages or seen.breaks or part):
        yield NoArticle(archive.name, "holds no page of HTML", "give an archive of web pages")


def _is_breakage(error: BaseException) -> bool:
    """Whether fastwarc means that the archive is broken: an OSError, or a panic of its Rust, which is no
    `Exception` and belongs to a module that cannot be imported."""
    return isinstance(error, OSError) or type(error).__module__ == "pyo3_runtime"


def next_start(stream: BinaryIO, start: int, window_bytes: int = _WINDOW) -> int | None:
    """Where the next record begins at or after ``start``: a line of version, or a zipped one; looked for
    ``window_bytes`` at a time."""
    while stream.seekable():
        stream.seek(start)
        window = stream.read(window_bytes)
        for match in _RECORD_START.finditer(window):
            if _is_record(window[match.start() : match.start() + 512]):
                return start + match.start()
        if len(window) < window_bytes:
            return None
        start += window_bytes - 512  # a record's start may lie across the edge
    return None


def _is_record(head: bytes) -> bool:
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _is_cut_off(stream: BinaryIO, last: int) -> bool:
    """Whether more than padding follows the record at ``last``, which is the last that could be read.

    fastwarc ends without a word where an archive ends within the head of a record. Of an archive zipped as a
    whole it is not told.
    """
    stream.seek(last)
    head = stream.read(_WINDOW)
    if head.startswith(GZIP):
        stream.seek(last)
        return _members_are_cut_off(stream)
    if not head:
        return False
    fields, gap, _ = head.partition(b"\r\n\r\n")
    length = _LENGTH.search(fields + b"\r\n")
    if not gap or length is None:
        return not gap
    stream.seek(last + len(fields + gap) + int(length[1]))
    return bool(stream.read(_WINDOW).strip(_PADDING))


def _members_are_cut_off(stream: BinaryIO) -> bool:
    rest = b""
    while piece := rest or stream.read(_WINDOW):
        if not piece.startswith(GZIP):
            return bool(piece.strip(_PADDING))
        unzipping = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while piece and not unzipping.eof:
            try:
                unzipping.decompress(piece, _WINDOW)
            except zlib.error:
                return True
            piece = unzipping.unconsumed_tail or (b"" if unzipping.eof else stream.read(_WINDOW))
        if not unzipping.eof:
            return True
        rest = unzipping.unused_data
    return False


def _document(archive: Document, name: str, record: WarcRecord, max_bytes: int) -> Document | Refused | None:
    """The page in ``record``; None when it is no page. Raises OSError where the archive is broken."""
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    try:
        record.parse_http(strict_mode=False)
    except (OSError, ValueError):
        return WrongFormat(name, "is no answer of a web server, though it is said to be", "fetch it again")
    if record.http_headers.status_code != 200 or record.http_content_type not in HTML_TYPES:
        return None
    if record.content_length > max_bytes:
        return too_large(name, max_bytes)
    body = record.reader.read(max_bytes + 1)
    if len(body) < record.content_length:
        raise OSError("the record ends early")
    body = _decoded(body, record, max_bytes)
    if len(body) > max_bytes:
        return too_large(name, max_bytes)
    address = printable((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    return replace(
        archive,
        name=name,
        data=body,
        media_type=record.http_content_type,
        charset=record.http_charset,
        known=Known(url=address or None),
    )


def _decoded(body: bytes, record: WarcRecord, max_bytes: int) -> bytes:
    """``body`` without the codings of HTTP, at most one byte more than ``max_bytes``. Many crawlers store it
    decoded below headers that say otherwise: then it stays as it is."""
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _through(ChunkedReader(io.BytesIO(body)), max_bytes) or body
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")[:3]):
        if decoder := _DECODERS.get(coding.strip()):
            body = _through(decoder(io.BytesIO(body)), max_bytes) or body
    return body


def _through(reader: WarcReader, max_bytes: int) -> bytes | None:
    """What ``reader`` gives; None when it gives nothing that can be decoded."""
    out = bytearray()
    try:
        while len(out) <= max_bytes and (piece := reader.read(max_bytes + 1 - len(out))):
            out += piece
    except OSError:
        return None
    return bytes(out)

"""WARC archives: each page of HTML that a crawl was answered with is one document."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
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
_DECODERS: dict[str, Callable[[io.BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": partial(GzipReader, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}


def records(archive: Document, stream: BinaryIO, max_bytes: int) -> Iterator[Document | Refused]:
    """A document for each successful response of HTML in ``stream``, one at a time, its name ending in ``!``
    and the record's number from 1 among all records that could be read.

    The address that was crawled is known of it; the day of the crawl is not the day of publication, and is
    left aside. Where the archive is broken there is one refusal, and reading goes on with the next record
    that can be found, provided ``stream`` can seek.
    """
    number = found = broken = 0
    start: int | None = stream.tell() if stream.seekable() else 0
    while start is not None and broken < MAX_BROKEN:
        if stream.seekable():
            stream.seek(start)
        position = None
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                position = record.stream_pos
                number += 1
                item = _document(archive, number, record, max_bytes)
                if item is not None:
                    found += 1
                    yield item
            break
        except BaseException as error:
            if not _is_breakage(error):
                raise
            if position is not None or number == 0 == broken:  # else this break is the one already told
                yield WrongFormat(
                    f"{archive.name}!{number + 1}", "is a broken record", "fetch the archive again"
                )
            broken += 1
            start = _next_start(stream, (start if position is None else position) + 1)
    log.info("%s: %d records, of which %d are pages of HTML", archive.name, number, found)
    if not found and not broken:
        yield NoArticle(archive.name, "holds no page of HTML", "give an archive of web pages")


def _is_breakage(error: BaseException) -> bool:
    """Whether fastwarc means that the archive is broken: an OSError, or a panic of its Rust, which is no
    `Exception` and belongs to a module that cannot be imported."""
    return isinstance(error, OSError) or type(error).__module__ == "pyo3_runtime"


def _next_start(stream: BinaryIO, start: int) -> int | None:
    """Where the next record begins at or after ``start``: a line of version, or a zipped one."""
    while stream.seekable():
        stream.seek(start)
        window = stream.read(_WINDOW)
        for match in _RECORD_START.finditer(window):
            if _is_record(window[match.start() : match.start() + 512]):
                return start + match.start()
        if len(window) < _WINDOW:
            return None
        start += _WINDOW - 512  # a record's start may lie across the edge
    return None


def _is_record(head: bytes) -> bool:
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _document(
    archive: Document, number: int, record: WarcRecord, max_bytes: int
) -> Document | Refused | None:
    """The page in ``record``; None when it is no page. Raises OSError where the archive is broken."""
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    name = f"{archive.name}!{number}"
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

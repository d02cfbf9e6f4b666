"""From what the user names to reports: a file, a folder, an address, or ``-`` for standard input.

A source is opened as a stream of bytes, and what the bytes are is told by their first 64 KiB, helped by the
name: an archive, a feed and a file of JSON lines hold several documents, a gzip file holds one of any of
these, and anything else is one document. One document at a time is in memory.
"""

from __future__ import annotations

import io
import logging
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.errors import NoArticle, NotFound, Refused, WrongFormat
from sayso.read.containers import (
    BROKEN_GZIP,
    GZIP,
    Container,
    broken_gzip,
    container_of,
    lines,
    sniffed,
    unzipped,
    whole,
)
from sayso.read.document import Document, Known
from sayso.read.names import printable, suffix_of
from sayso.types import Report

if TYPE_CHECKING:
    from sayso.read.fetch import Fetched

log = logging.getLogger("sayso.read")

# fmt: off
SUFFIXES = frozenset({
    ".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".md", ".markdown", ".json",
    ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".rdf", ".warc",
})
# fmt: on
"""Ends of the file names that are read from a folder, each also with ``.gz`` behind it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. ``override`` wins over what the documents say of themselves (``--published``,
    ``--outlet``, ``--url``). ``follow`` reads the page behind the link of each feed entry rather than the
    entry's own text. ``allow_private`` lets addresses lead to this machine and its own network.
    ``timeout_seconds`` bounds one request, redirects and all, by the clock. ``max_bytes`` bounds one
    document after decompression: 16 MiB is some hundred times a long report's page, and keeps the memory
    and time that a hostile page can cost within what a small machine has.
    """

    override: Known = field(default_factory=Known)
    follow: bool = False
    allow_private: bool = False
    timeout_seconds: float = 20.0
    max_bytes: int = 16 * 2**20


DEFAULT = Options()


def reports(sources: Sequence[str], options: Options = DEFAULT) -> Iterator[Report | Refused]:
    """One report, or the reason why there is none, for each document in ``sources``, as they come.

    Never raises for a bad document: the rest goes on. A `Refused` of exactly that class, not one of its
    kinds, is a fault in Sayso, with the original exception as its ``__cause__``.
    """
    for source in sources:
        for item in documents(source, options):
            yield item if isinstance(item, Refused) else read_document(item)


def report(source: str, options: Options = DEFAULT) -> Report:
    """The one report that ``source`` holds. Raises the `Refused` when it cannot be read, and a
    `WrongFormat` when it holds several."""
    items = documents(source, options)
    first = next(items, None)
    if first is None:
        raise NoArticle(printable(source), "holds no report", "name a file that holds one")
    if next(items, None) is not None:
        raise WrongFormat(
            printable(source),
            "holds several reports",
            "read them one after the other with sayso.read.reports",
        )
    item = first if isinstance(first, Refused) else read_document(first)
    if isinstance(item, Refused):
        raise item
    return item


def read_document(document: Document) -> Report | Refused:
    """The report that a document holds, or why it holds none; never raises for a bad one."""
    from sayso.read.formats import report_of

    try:
        return report_of(document)
    except Refused as refused:
        return refused
    except Exception as fault:
        return _fault(document.name, fault)


def _fault(name: str, fault: Exception) -> Refused:
    """One bad document must not end a night's batch, whatever is wrong with it or with us."""
    log.error("%s: unexpected %s", name, type(fault).__name__, exc_info=fault)
    refused = Refused(
        name, f"Sayso failed on it ({type(fault).__name__})", "please report this, with the source"
    )
    refused.__cause__ = fault
    return refused


def documents(source: str, options: Options = DEFAULT) -> Iterator[Document | Refused]:
    """The documents that ``source`` holds, lazily, each as bytes or as the reason why it has none."""
    if source == "-":
        found = _standard_input(options)
    elif _ADDRESS.match(source):
        found = _address(source, options)
    elif os.path.isdir(source):
        found = _folder(source, options)
    else:
        found = _file(source, options)
    return _guarded(printable(source), found)


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def _guarded(name: str, found: Iterator[Document | Refused]) -> Iterator[Document | Refused]:
    """``found`` up to its end or its first exception, which becomes the last item."""
    try:
        yield from found
    except Refused as refused:
        yield refused
    except (OSError, ValueError) as error:
        yield _unopened(name, error)
    except Exception as fault:
        yield _fault(name, fault)


def _unopened(name: str, error: Exception) -> Refused:
    if isinstance(error, PermissionError):
        return NotFound(name, "may not be read by this user", "change its permissions")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFound(name, "no such file", "check the path; a web address starts with https:// or http://")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return NotFound(name, f"cannot be read ({printable(reason).lower()})", "check the path and the disk")


def _standard_input(options: Options) -> Iterator[Document | Refused]:
    if sys.stdin is None:
        raise NotFound("-", "there is no standard input", "name a file")
    yield from _unpack(
        Document("-", b"", override=options.override), cast(BinaryIO, sys.stdin.buffer), options
    )


def _address(url: str, options: Options) -> Iterator[Document | Refused]:
    fetched = _fetched(url, options)
    known = Known(url=fetched.url)
    label = Document(printable(url), b"", fetched.media_type, fetched.charset, known, options.override)
    yield from _unpack(label, cast(BinaryIO, io.BytesIO(fetched.body)), options)


def _fetched(url: str, options: Options) -> Fetched:
    from sayso.read.fetch import fetch

    return fetch(
        url,
        timeout_seconds=options.timeout_seconds,
        max_bytes=options.max_bytes,
        allow_private=options.allow_private,
    )


def _file(path: str, options: Options) -> Iterator[Document | Refused]:
    name = printable(path)
    # A pipe or device may never end, and opening one may already have an effect: look before opening.
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise WrongFormat(
            name, "is a pipe, socket or device", "send its content to standard input and name -"
        )
    with open(path, "rb") as stream:
        yield from _unpack(Document(name, b"", override=options.override), stream, options)


def _folder(folder: str, options: Options) -> Iterator[Document | Refused]:
    """What the files under ``folder`` hold; the number of those passed over goes to the log."""
    found = passed_over = 0
    for entry in _walk(folder):
        if isinstance(entry, Refused):
            found += 1
            yield entry
        elif is_read(entry):
            found += 1
            yield from _guarded(printable(entry), _file(entry, options))
        else:
            passed_over += 1
    if passed_over:
        log.info("%s: %d files passed over, hidden or of another kind", printable(folder), passed_over)
    if not found:
        held = (
            f"holds no file that is read ({passed_over} of other kinds)" if passed_over else "holds no file"
        )
        raise NoArticle(
            printable(folder), held, "name the file itself, or end its name in .html, .txt or .json"
        )


def is_read(path: str) -> bool:
    """Whether a file in a folder is read, by its name alone: not hidden, and ending in one of `SUFFIXES`."""
    return not os.path.basename(path).startswith(".") and suffix_of(path) in SUFFIXES


def _walk(folder: str) -> Iterator[str | Refused]:
    """The paths of the files under ``folder``, by name, the content of a folder in the folder's place.

    Hidden folders are not entered, nor are links to folders: so there is no loop, and no file twice.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and (os.path.islink(path) or not os.path.isdir(path)):
            yield path
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield _unopened(printable(path), error)
            continue
        children = [os.path.join(path, name) for name in names]
        waiting += [child for child in children if not _is_passed_folder(child)]


def _is_passed_folder(path: str) -> bool:
    hidden = os.path.basename(path).startswith(".")
    return (hidden or os.path.islink(path)) and os.path.isdir(path)


def _unpack(label: Document, stream: BinaryIO, options: Options) -> Iterator[Document | Refused]:
    """The documents in ``stream``, each like ``label`` with its own bytes, name and what is known of it."""
    head, stream = sniffed(stream)
    match container_of(label, head):
        case Container.ARCHIVE:
            from sayso.read.archives import records

            yield from records(label, stream, options.max_bytes)
        case Container.GZIP:
            yield from _unzip(label, stream, options)
        case Container.LINES:
            yield from lines(label, stream, options.max_bytes)
        case Container.FEED:
            from sayso.read.feeds import entries

            for entry in entries(whole(label, stream, options.max_bytes)):
                yield from _followed(entry, options) if options.follow else (entry,)
        case Container.DOCUMENT:
            yield whole(label, stream, options.max_bytes)


def _unzip(label: Document, stream: BinaryIO, options: Options) -> Iterator[Document | Refused]:
    try:
        head, content = sniffed(unzipped(stream))
        if head.startswith(GZIP):
            raise WrongFormat(label.name, "is gzip within gzip", "unpack it first")
        yield from _unpack(label, content, options)
    except BROKEN_GZIP as error:
        yield broken_gzip(label.name, error)


def _followed(entry: Document | Refused, options: Options) -> Iterator[Document | Refused]:
    """The page behind a feed entry's link, with what the feed says of it as what is known."""
    if isinstance(entry, Refused):
        yield entry
    elif entry.known.url is None:
        yield NotFound(entry.name, "the entry has no link to follow", "read the feed without following links")
    else:
        try:
            page = _fetched(entry.known.url, options)
        except Refused as refused:
            yield type(refused)(entry.name, f"{refused.source}: {refused.problem}", refused.remedy)
        else:
            known = replace(entry.known, url=page.url)
            yield replace(
                entry, data=page.body, media_type=page.media_type, charset=page.charset, known=known
            )

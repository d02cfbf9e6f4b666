"""Files by the names that a user gives: paths, folders, globs, and addresses through fsspec.

Keys and servers of object stores are set where fsspec and the store's own tools look for them
(``AWS_PROFILE``, ``FSSPEC_S3_ENDPOINT_URL`` …). An address that the user names is opened wherever it leads.
"""

from __future__ import annotations

import glob
import io
import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from sayso.batch.inputs.shards import Named, Refusal
from sayso.errors import BatchError
from sayso.read.names import printable, suffix_of

log = logging.getLogger("sayso.batch")

SUFFIXES = frozenset({".warc", ".jsonl", ".ndjson", ".parquet"})
"""Ends of the file names that are read from a folder, each also with ``.gz`` behind it."""

WAITS_SECONDS = (0.5, 2.0, 8.0)
"""How long to wait before each further try where a network fails."""

SILENCE_SECONDS = 30.0
"""How long a web server may send nothing before it is asked again. All tries, of two requests each at most,
take less than one record may (`sayso.batch.noting.LIMIT`): a record is not to blame for its server. There is
no limit for a whole answer, which may be an archive that is read for hours."""

BLOCK_BYTES = 2**20
"""How much is fetched at a time."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")
_STAMPS = ("ETag", "etag", "Content-MD5", "LastModified", "Last-Modified", "mtime", "updated", "created")

T = TypeVar("T")


def found(inputs: Sequence[str]) -> Iterator[Named | Refusal]:
    """The files of ``inputs``, those of one input by name, each file once. Raises BatchError where an input
    names nothing."""
    seen: set[str] = set()
    for name in inputs:
        files = list(_remote(name) if _ADDRESS.match(name) else _local(name))
        if not files:
            raise BatchError(printable(name), "names no file that is read", f"give {_read()}")
        for file in files:
            key = file.path if isinstance(file, Named) else file.source
            if key not in seen:
                seen.add(key)
                yield file


def _read() -> str:
    return "WARC, JSON Lines or Parquet files (" + ", ".join(sorted(SUFFIXES)) + ")"


def _local(name: str) -> Iterator[Named | Refusal]:
    if os.path.isdir(name):
        yield from _folder(name)
    elif os.path.exists(name):
        yield _stated(name)
    elif _GLOB.search(name):
        matches = sorted(path for path in glob.iglob(name, recursive=True) if not os.path.isdir(path))
        yield from (_stated(path) for path in matches)


def _folder(folder: str) -> Iterator[Named | Refusal]:
    """The files under ``folder``, by name; those of other kinds, what is hidden, and what a batch wrote there
    (its ``--out`` may be in the folder that it reads) are passed over."""
    from sayso.batch.merging import is_data_set

    passed = 0
    closed: list[OSError] = []
    for path, folders, names in os.walk(folder, onerror=closed.append):
        shown = (name for name in folders if not name.startswith("."))
        folders[:] = sorted(name for name in shown if not is_data_set(os.path.join(path, name)))
        for name in sorted(names):
            if _is_read(name):
                yield _stated(os.path.join(path, name))
            else:
                passed += 1
    yield from (_unopened(printable(str(error.filename)), error) for error in closed)
    if passed:
        log.info("%s: %d files passed over, hidden or of another kind", printable(folder), passed)


def _is_read(name: str) -> bool:
    return not name.startswith(".") and suffix_of(name) in SUFFIXES


def _stated(path: str) -> Named | Refusal:
    """What is at a path, which messages call as the user did."""
    try:
        stat = os.stat(path)
    except OSError as error:
        return _unopened(printable(path), error)
    return Named(printable(path), os.path.realpath(path), stat.st_size, str(stat.st_mtime_ns))


def _remote(name: str) -> Iterator[Named | Refusal]:
    """What is at an address; globs and folders are those of object stores."""
    try:
        system = _system(name)
        listed = _tried(lambda: _listed(system, name))
    except _FAULTS as error:
        yield _unopened(printable(name), error)
    else:
        for address in sorted(listed):
            info = listed[address]
            stamp = next((str(info[field]) for field in _STAMPS if info.get(field)), "")
            yield Named(printable(address), address, info.get("size"), stamp)


def _listed(system: Any, name: str) -> dict[str, dict[str, Any]]:
    """Files by address, with what the store tells of each."""
    if _WEB.match(name):
        return {name: system.info(name)}
    if _GLOB.search(name.partition("://")[2]):
        inside = system.glob(name, detail=True)
    else:
        info = system.info(name)
        if info.get("type") == "file":
            return {system.unstrip_protocol(info["name"]): info}
        inside = {path: info for path, info in system.find(name, detail=True).items() if _is_read_at(path)}
    return {system.unstrip_protocol(path): info for path, info in inside.items() if info["type"] == "file"}


def _is_read_at(path: str) -> bool:
    return _is_read(path.rpartition("/")[2])


def _system(address: str) -> Any:
    try:
        from fsspec.core import url_to_fs

        system, _ = url_to_fs(address, **(_as_stored() if _WEB.match(address) else {}))
    except ImportError as missing:
        problem = f"cannot be opened: {missing.name or missing} is not installed"
        raise BatchError(
            printable(address), problem, "install it; pip install 'sayso[cluster]' brings S3 and HTTP"
        ) from None
    except ValueError as error:
        raise BatchError(printable(address), printable(str(error)).lower(), "check the address") from None
    return system


def _as_stored() -> dict[str, Any]:
    """Files of a web server as they are stored: sizes and offsets are of their own bytes, also where it says
    of a zipped file that it is zipped for the way only."""
    from aiohttp import ClientTimeout

    return {
        "client_kwargs": {
            "headers": {"Accept-Encoding": "identity"},
            "auto_decompress": False,
            "timeout": ClientTimeout(total=None, sock_connect=SILENCE_SECONDS, sock_read=SILENCE_SECONDS),
        }
    }


def _tried(ask: Callable[[], T]) -> T:
    """What ``ask`` gives, which is asked a few times where a network fails: not where it says no."""
    for wait in WAITS_SECONDS:
        try:
            return ask()
        except _FAULTS as error:
            if _is_final(error):
                raise
            log.info("asked again in %s s: %s", wait, error)
            time.sleep(wait)
    return ask()


def _is_final(error: Exception) -> bool:
    status = getattr(error, "status", None)
    said_no = isinstance(status, int) and 400 <= status < 500 and status not in {408, 429}
    return said_no or isinstance(error, FileNotFoundError | PermissionError | ValueError | TypeError)


_FAULTS: tuple[type[Exception], ...] = (Exception,)
"""What asking a server raises: each of fsspec's systems, and its client below, has errors of its own."""


def _unopened(name: str, error: Exception) -> Refusal:
    """Why a file is not read. Not every client's errors say more than a class."""
    reason = getattr(error, "strerror", None) or getattr(error, "message", None) or str(error)
    match error:
        case FileNotFoundError():
            return Refusal(name, "NotFound", "no such file", "check the name")
        case PermissionError():
            return Refusal(name, "NotFound", "may not be read by this user", "change its permissions")
        case _:
            what = printable(str(reason)).lower() or type(error).__name__
            return Refusal(name, "NotFound", f"cannot be read ({what})", "check the name and the connection")


def opened(name: str, path: str, *, ranges: bool = True) -> BinaryIO:
    """The file at ``path``, to be read by ranges; from its beginning only where its server knows none.

    Reading raises BatchError, whatever fails: a shard in which something fails below is done again as a
    whole, and nothing of it counts as refused, which would be for good. ``name`` is what messages call it.
    """
    web = bool(_ADDRESS.match(path))
    try:
        stream = _fetched(path, ranges) if web else Path(path).open("rb", 0)  # noqa: SIM115
    except BatchError:
        raise
    except _FAULTS as error:
        raise _lost(name, error) from error
    steady = _Steady(name, stream, again=web and ranges)
    return cast(BinaryIO, io.BufferedReader(steady, BLOCK_BYTES))


def _fetched(address: str, ranges: bool) -> Any:
    system = _system(address)
    options = {"block_size": BLOCK_BYTES, "cache_type": "readahead"} if ranges else {"block_size": 0}
    return _tried(lambda: system.open(address, "rb", **options))


def _lost(name: str, error: Exception) -> BatchError:
    remedy = "see to that, and run the same command again: it goes on from here"
    return BatchError(name, _unopened(name, error).problem, remedy)


class _Steady(io.RawIOBase):
    """A stream whose faults are those of the file ``name``; it is asked ``again`` where a network fails."""

    def __init__(self, name: str, stream: Any, *, again: bool) -> None:
        self._name, self._stream, self._again = name, stream, again
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        # fsspec's stream of a server without ranges says that it can seek, and cannot.
        return bool(self._stream.seekable()) and type(self._stream).__name__ != "HTTPStreamFile"

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        try:
            self._position = self._stream.seek(offset, whence)
        except OSError as error:
            raise _lost(self._name, error) from error
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        count = len(buffer)
        try:
            piece = _tried(lambda: self._read(count)) if self._again else self._stream.read(count)
        except _FAULTS as error:
            raise _lost(self._name, error) from error
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _read(self, count: int) -> bytes:
        self._stream.seek(self._position)
        return cast(bytes, self._stream.read(count))

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

"""Opening a ledger's file, and what goes wrong with it in words."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:  # the standard library's is as old as the system's
        import pysqlite3 as sqlite
    except ImportError:  # no wheel for this machine
        import sqlite3 as sqlite

from sayso.errors import BusyLedger, DamagedLedger, LedgerError, NoLedger, UnwritableLedger

Connection = sqlite.Connection

log = logging.getLogger("sayso.ledger")

APPLICATION = 0x53415953
"""``PRAGMA application_id`` of a ledger: "SAYS"."""

SAFE = (3, 51, 3)
"""The first SQLite that cannot corrupt a WAL when a checkpoint meets a writer
(sqlite.org/wal.html#walresetbug)."""

BUSY_MILLISECONDS = 5_000


def migrations() -> list[str]:
    """The scripts that make a ledger's tables, in order; the version of a ledger is how many it has had."""
    folder = files("sayso.ledger.sqlite") / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def reading(path: Path) -> Connection:
    """An open ledger that can only be read, while others write to it; one of an older version is brought up
    to date first. Raises `LedgerError`."""
    warn_if_unsafe()
    _must_be_there(path)
    with explained(path):
        connection = _connected(path, "ro")
        _must_be_a_ledger(path, connection)
        found = version(connection)
        if found == len(migrations()):
            return connection
        connection.close()
    writing(path, create=False).close()  # brings it up to date
    return _connected(path, "ro")


def writing(path: Path, *, create: bool = True) -> Connection:
    """An open ledger to write to, made or brought up to date where needed. Raises `LedgerError`."""
    warn_if_unsafe()
    if not create:
        _must_be_there(path)
    elif path.exists() and not os.access(path, os.W_OK):
        raise UnwritableLedger(str(path), "may not be written by this user", "change its permissions")
    elif not path.parent.is_dir():
        raise NoLedger(str(path), "its folder does not exist", "make the folder, or name another file")
    with explained(path):
        connection = _connected(path, "rwc" if create else "rw")
        try:
            if not _is_empty(connection):
                _must_be_a_ledger(path, connection)
            # FULL: what was said to be added is there after a loss of power too.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(path, connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _connected(path: Path, mode: str) -> Connection:
    unchanging = "&immutable=1" if mode == "ro" and _is_put_away(path) else ""
    address = f"file:{quote(str(path.absolute()))}?mode={mode}{unchanging}"
    connection = sqlite.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
    connection.execute(f"PRAGMA mmap_size = {1 << 33}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _is_put_away(path: Path) -> bool:
    """Whether a ledger stands where this user cannot write (a read-only disk, another's folder) and nobody
    has it open: SQLite would make a file beside it even to read it, unless told that it does not change."""
    log, index = (path.with_name(f"{path.name}-{what}") for what in ("wal", "shm"))
    in_use = index.exists() or (log.exists() and log.stat().st_size > 0)
    return not in_use and not os.access(path.absolute().parent, os.W_OK)


def version(connection: Connection) -> int:
    """How many migrations a ledger has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_empty(connection: Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def _migrate(path: Path, connection: Connection) -> None:
    """Bring the tables up to date: all of it, or nothing."""
    scripts = migrations()
    if version(connection) == len(scripts):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version(connection)  # another process may have been first
        if found > len(scripts):
            raise _newer(path, found)
        for script in scripts[found:]:
            for command in _commands(script):
                connection.execute(command)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _commands(script: str) -> Iterator[str]:
    """The commands of a script one by one: ``executescript`` would commit what is open."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite.complete_statement(command):
            yield command
            command = ""


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise NoLedger(str(path), "no such ledger", "check the path, or make one with sayso add")


def _must_be_a_ledger(path: Path, connection: Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        connection.close()
        what = "is an SQLite file, but no ledger of Sayso's" if path.stat().st_size else "is empty"
        raise NoLedger(str(path), what, "name another file")


def _newer(path: Path, found: int) -> LedgerError:
    return NoLedger(str(path), f"was made by a newer Sayso (ledger version {found})", "install a newer Sayso")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's complaints about a file into `LedgerError`s; rows that cannot be are a fault of ours, and
    no fault of the file."""
    try:
        yield
    except (sqlite.IntegrityError, sqlite.ProgrammingError, sqlite.InterfaceError):
        raise
    except sqlite.Error as problem:
        raise _explanation(path, problem) from problem


@contextmanager
def at_one_moment(path: Path, connection: Connection) -> Iterator[None]:
    """Several questions to one state of the ledger, whatever is written meanwhile."""
    with explained(path):
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")  # nothing was written


def missing(what: str) -> sqlite.Error:
    """The error for an index that has what its table has not: a file that is not whole."""
    return sqlite.DatabaseError(f"malformed: {what} of the index are not there")


def _explanation(path: Path, problem: sqlite.Error) -> LedgerError:
    name = getattr(problem, "sqlite_errorname", "") or ""
    said = str(problem)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in said:
        return BusyLedger(
            str(path), "another program is writing to it", "wait until it is done, and try again"
        )
    if name.startswith("SQLITE_FULL") or "disk is full" in said:
        return UnwritableLedger(str(path), "the disk is full", "make room; what was added so far is kept")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")) or "readonly" in said:
        return UnwritableLedger(
            str(path), "cannot be opened or written here", "check the permissions of the file and its folder"
        )
    if name.startswith("SQLITE_NOTADB") or "not a database" in said:
        return NoLedger(str(path), "is no ledger of Sayso's", "name another file")
    if name.startswith("SQLITE_CORRUPT") or "malformed" in said:
        return DamagedLedger(
            str(path), "is damaged", "take it from a backup, or add its reports to a new ledger"
        )
    if name.startswith("SQLITE_IOERR") or "disk I/O" in said:
        return DamagedLedger(str(path), f"cannot be read or written ({said})", "check the disk")
    return LedgerError(str(path), f"SQLite says: {said}", "please report this")


@cache
def warn_if_unsafe() -> None:
    """Say, once a process, that this SQLite can corrupt a ledger, where it can."""
    if sqlite.sqlite_version_info < SAFE:
        log.warning(
            "SQLite %s can damage a ledger that is written and read at once; install pysqlite3, or SQLite %s",
            sqlite.sqlite_version,
            ".".join(map(str, SAFE)),
        )

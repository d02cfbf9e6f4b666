"""Keeping reports: each in one transaction, each once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from sayso.errors import BusyLedger, NotKept
from sayso.ledger.base import Added, Appearance, Outcome, Stored
from sayso.ledger.sqlite import rows
from sayso.ledger.sqlite.connection import Connection, explained, writing
from sayso.ledger.sqlite.copies import leave_copies, mark_copies
from sayso.ledger.sqlite.keys import SLOT_BITS, first_key, minute
from sayso.ledger.sqlite.shelf import SqliteFeedShelf
from sayso.ledger.sqlite.view import SqliteView
from sayso.types import Floats, Outlet, Reading, Report

if TYPE_CHECKING:
    from sayso.ledger.sqlite.links import SqliteLinks
    from sayso.ledger.sqlite.stories import SqliteStories


class SqliteWriter:
    """The one writer of a ledger; a second one is told so at once. Use it in a ``with`` block."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._connection = self._opened(create)
        self.view = SqliteView(path, self._connection)

    def _opened(self, create: bool) -> Connection:
        # SQLite is opened first: it knows best what is wrong with the file or its folder.
        connection = writing(self.path, create=create)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            connection.close()
            raise BusyLedger(
                str(self.path), "another Sayso is adding to it", "wait until it is done, and try again"
            ) from None
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def links(self) -> SqliteLinks:
        """What linking keeps."""
        return self.view.links

    @property
    def story_links(self) -> SqliteStories:
        """What finding stories keeps."""
        return self.view.story_links

    @property
    def feeds(self) -> SqliteFeedShelf:
        """What is kept of feeds."""
        return SqliteFeedShelf(self.path, self._connection, self.transaction)

    def __enter__(self) -> SqliteWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what is in its log goes into the file itself."""
        try:
            self._connection.close()
        finally:
            self._lock.release()

    def add(self, reading: Reading, *, model: str, vectors: Floats | None = None) -> Added:
        """Keep a reading; see `sayso.ledger.base.Writer`."""
        return self._add(reading, rows.Provenance(_now(), version("sayso"), model), vectors)

    def restore(self, stored: Stored, vectors: Floats | None = None) -> Added:
        """Keep what a ledger had; see `sayso.ledger.base.Writer`."""
        kept = stored.kept
        with self.transaction() as connection:
            added = self._add(stored.reading, rows.Provenance(kept.added, kept.sayso, kept.model), vectors)
            for appearance in stored.appearances:
                _insert_appearance(connection, stored.reading.report.id, appearance)
            return added

    def _add(self, reading: Reading, provenance: rows.Provenance, vectors: Floats | None) -> Added:
        report = reading.report
        with self.transaction() as connection:
            if self.view.has(report.id):
                return self._appears(connection, report)
            current = self.view.current(report)
            older = current is not None and rows.newness(report) < rows.newness(current)
            key = _insert_report(connection, reading, provenance, current=not older)
            if older:
                return Added(Outcome.OLDER, report.id)
            if current:
                _retire(connection, current.id)
            _insert_rows(connection, key, reading, vectors, provenance.model)
            head = mark_copies(connection, key, report)
            outcome = Outcome.VERSION if current else Outcome.NEW
            return Added(outcome, report.id, current.id if current else None, head)

    def appears(self, report: Report) -> Added:
        """Keep where else a text was published; see `sayso.ledger.base.Writer`."""
        with self.transaction() as connection:
            return self._appears(connection, report)

    def replace(self, reading: Reading, *, model: str, vectors: Floats | None = None) -> None:
        """Keep another reading of a report; see `sayso.ledger.base.Writer`."""
        with self.transaction() as connection:
            report = reading.report
            found = connection.execute(
                "SELECT key, current FROM reports WHERE id = ?", (report.id,)
            ).fetchone()
            if found is None:
                raise NotKept(f"{report.id}: no such report in {self.path}; list them with sayso stats")
            key, current = found
            connection.execute(
                "UPDATE reports SET reading = ?, statements = ?, sayso = ?, model = ? WHERE key = ?",
                (rows.packed(reading), len(reading.statements), version("sayso"), model, key),
            )
            if current:
                _remove_statements(connection, key)
                _insert_rows(connection, key, reading, vectors, model)

    def refuse(self, source: str, kind: str, problem: str, remedy: str) -> None:
        """Keep that a source could not be read; see `sayso.ledger.base.Writer`."""
        now = _now()
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO refusals (source, kind, problem, remedy, first, last) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (source) DO UPDATE SET kind = excluded.kind, problem = excluded.problem,"
                " remedy = excluded.remedy, last = excluded.last, times = times + 1",
                (source, kind, problem, remedy, now, now),
            )

    def accept(self, source: str) -> None:
        """Forget that a source was refused; see `sayso.ledger.base.Writer`."""
        if self.view.is_refused(source):
            with self.transaction() as connection:
                connection.execute("DELETE FROM refusals WHERE source = ?", (source,))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is kept within is kept together, or not at all."""
        if self._connection.in_transaction:  # within another one of this writer's
            yield from self._within()
            return
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has rolled it back already
                    self._connection.execute("ROLLBACK")
                raise

    def _within(self) -> Iterator[Connection]:
        """A part of a transaction, which can fail by itself."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield self._connection
        except BaseException:
            if self._connection.in_transaction:  # a full disk has rolled all of it back already
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
            raise
        self._connection.execute("RELEASE part")

    def _appears(self, connection: Connection, report: Report) -> Added:
        kept = self.view.reading(report.id).report
        address = report.canonical_url or report.url
        same_address = address in {None, kept.url, kept.canonical_url}
        if same_address and _same_outlet(report.outlet, kept.outlet):
            return Added(Outcome.KNOWN, report.id)
        appearance = Appearance(address, report.outlet, report.published, _now())
        new = _insert_appearance(connection, report.id, appearance)
        return Added(Outcome.ELSEWHERE if new else Outcome.KNOWN, report.id)


def _same_outlet(one: Outlet | None, other: Outlet | None) -> bool:
    """Whether nothing says that they are two: by their domains, or else by their names."""
    if one is None or other is None:
        return one is None
    if one.domain and other.domain:
        return one.domain == other.domain
    return one.name in {None, other.name}


def _insert_appearance(connection: Connection, report: str, appearance: Appearance) -> bool:
    """Keep it; whether it was not there."""
    outlet = appearance.outlet or Outlet()
    done = connection.execute(
        "INSERT OR IGNORE INTO appearances (report, url, outlet, domain, published, added)"
        " VALUES ((SELECT key FROM reports WHERE id = ?), ?, ?, ?, ?, ?)",
        (
            report,
            appearance.url or "",
            outlet.name or "",
            outlet.domain or "",
            appearance.published,
            appearance.added,
        ),
    )
    return bool(done.rowcount)


def _insert_report(
    connection: Connection, reading: Reading, provenance: rows.Provenance, *, current: bool
) -> int:
    key = _free_key(connection, "reports", minute(reading.report.published))
    row = rows.report_row(key, reading, provenance) | {"current": int(current)}
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO reports ({columns}) VALUES ({marks})", tuple(row.values()))
    return key


def _insert_rows(
    connection: Connection, key: int, reading: Reading, vectors: Floats | None, model: str
) -> None:
    """Everything of a current report but its own row."""
    report = reading.report
    connection.executemany(
        'INSERT OR IGNORE INTO blocks (report, number, kind, start, "end") VALUES (?, ?, ?, ?, ?)',
        rows.block_rows(key, report),
    )
    connection.executemany(
        'INSERT INTO actors (id, name, kind, "of", role, known) VALUES (?, ?, ?, ?, ?, ?)'
        " ON CONFLICT (id) DO UPDATE SET role = coalesce(excluded.role, role),"
        ' "of" = coalesce(excluded."of", "of")',
        [rows.actor_row(actor) for actor in reading.actors],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO names (actor, name) VALUES (?, ?)", sorted(rows.names_of(reading))
    )
    first = _free_key(connection, "statements", minute(report.published))
    keyed = [(first + number, statement) for number, statement in enumerate(reading.statements)]
    marks = ", ".join("?" * 19)
    connection.executemany(
        f"INSERT INTO statements ({rows.STATEMENT_COLUMNS}) VALUES ({marks})",
        [rows.statement_row(k, key, n, report, s) for n, (k, s) in enumerate(keyed, 1)],
    )
    connection.executemany(
        "INSERT INTO voices (statement, position, role, actor, name, anonymity, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [row for k, statement in keyed for row in rows.voice_rows(k, statement)],
    )
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.event_row(key, event) for event in reading.events],
    )
    if vectors is not None:
        connection.executemany(
            "INSERT INTO vectors (statement, model, vector) VALUES (?, ?, ?)",
            [(k, model, rows.vector_blob(row)) for (k, _), row in zip(keyed, vectors, strict=True)],
        )


def _retire(connection: Connection, report: str) -> None:
    """Make a report one that was replaced: its own row stays, and nothing that hangs on it."""
    key = connection.execute("SELECT key FROM reports WHERE id = ?", (report,)).fetchone()[0]
    connection.execute("UPDATE reports SET current = 0 WHERE key = ?", (key,))
    _remove_statements(connection, key)
    leave_copies(connection, key)
    connection.execute("DELETE FROM blocks WHERE report = ?", (key,))


def _remove_statements(connection: Connection, key: int) -> None:
    connection.execute("DELETE FROM statements WHERE report = ?", (key,))  # voices and vectors go with them
    connection.execute("DELETE FROM events WHERE report = ?", (key,))


def _free_key(connection: Connection, table: str, minute: int) -> int:
    """The first key of a minute behind all that are taken."""
    low = first_key(minute)
    found = connection.execute(
        f"SELECT max(key) FROM {table} WHERE key >= ? AND key < ?", (low, low + (1 << SLOT_BITS))
    ).fetchone()[0]
    return low if found is None else int(found) + 1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

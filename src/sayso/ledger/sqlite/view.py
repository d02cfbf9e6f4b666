"""Answering from a ledger's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import NotKept
from sayso.ledger.base import (
    Appearance,
    Arrivals,
    ClaimOrder,
    ClaimRow,
    Counts,
    Coverage,
    DisputeRow,
    Kept,
    OutletShare,
    Refusal,
    Row,
    Speaker,
    Stored,
    StoryRow,
)
from sayso.ledger.query import Query
from sayso.ledger.sqlite import arrivals, claims, lists, speakers, tallies
from sayso.ledger.sqlite.connection import Connection, at_one_moment, explained, reading
from sayso.ledger.sqlite.rows import document_of, unpacked
from sayso.ledger.sqlite.shelf import SqliteFeedView
from sayso.types import Actor, ActorKind, Outlet, Reading, Report, Statement

if TYPE_CHECKING:
    from sayso.ledger.sqlite.links import SqliteLinks
    from sayso.ledger.sqlite.stories import SqliteStories
    from sayso.link.positions import Stand

READINGS_AT_ONCE = 200


class SqliteView:
    """A ledger open for reading, alone or beside the writer that it belongs to. Use it in a ``with``
    block."""

    def __init__(self, path: Path, connection: Connection | None = None) -> None:
        self.path = path
        self._connection = connection or reading(path)

    def __enter__(self) -> SqliteView:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @cached_property
    def links(self) -> SqliteLinks:
        from sayso.ledger.sqlite.links import SqliteLinks

        return SqliteLinks(self._connection)

    @cached_property
    def story_links(self) -> SqliteStories:
        from sayso.ledger.sqlite.stories import SqliteStories

        return SqliteStories(self._connection)

    @property
    def feeds(self) -> SqliteFeedView:
        return SqliteFeedView(self.path, self._connection)

    def version(self) -> int:
        return int(self._rows("PRAGMA data_version")[0][0])

    def at_one_moment(self) -> AbstractContextManager[None]:
        return at_one_moment(self.path, self._connection)

    def has(self, report: str) -> bool:
        return bool(self._rows("SELECT 1 FROM reports WHERE id = ?", report))

    def reading(self, report: str) -> Reading:
        found = self._rows("SELECT reading, text FROM reports WHERE id = ?", report)
        if not found:
            raise self._unknown("report", report)
        return unpacked(*found[0])

    def kept(self, report: str) -> Kept:
        found = self._rows(f"SELECT {_KEPT} FROM reports WHERE id = ?", report)
        if not found:
            raise self._unknown("report", report)
        return _kept(found[0][1:])

    def reports(self, *, limit: int, after: int | None = None) -> Sequence[tuple[int, Kept]]:
        found = self._rows(
            f"SELECT {_KEPT} FROM reports WHERE current AND key < ? ORDER BY key DESC LIMIT ?",
            _LAST if after is None else after,
            limit,
        )
        return [(row[0], _kept(row[1:])) for row in found]

    def all_reports(self) -> Sequence[Kept]:
        return [_kept(row[1:]) for row in self._rows(f"SELECT {_KEPT} FROM reports ORDER BY key")]

    def current(self, report: Report) -> Report | None:
        found = self._rows(
            "SELECT id FROM reports WHERE document = ? AND current AND id <> ?",
            document_of(report),
            report.id,
        )
        return self.reading(found[0][0]).report if found else None

    def versions(self, report: str) -> Sequence[Kept]:
        self.kept(report)
        found = self._rows(
            f"SELECT {_KEPT} FROM reports WHERE document = (SELECT document FROM reports WHERE id = ?)"
            " ORDER BY current, coalesce(modified, published), added, key",
            report,
        )
        return [_kept(row[1:]) for row in found]

    def copies(self, report: str) -> Sequence[Kept]:
        head = self.kept(report).copy_of or report
        found = self._rows(
            f"SELECT {_KEPT} FROM reports WHERE id = ? OR copy_of = ? ORDER BY copy_of IS NOT NULL, key",
            head,
            head,
        )
        return [_kept(row[1:]) for row in found]

    def appearances(self, report: str) -> Sequence[Appearance]:
        found = self._rows(
            "SELECT a.url, a.outlet, a.domain, a.published, a.added FROM appearances a"
            " JOIN reports r ON r.key = a.report WHERE r.id = ? ORDER BY a.added, a.url, a.domain, a.outlet",
            report,
        )
        return [
            Appearance(url or None, outlet_of(name or None, domain or None), published, added)
            for url, name, domain, published, added in found
        ]

    def readings(self, query: Query | None = None) -> Iterator[Reading]:
        after = _FIRST
        while True:
            found = self._rows(*lists.readings(query, after, READINGS_AT_ONCE))
            for row in found:
                yield unpacked(row[1], row[2])
            if len(found) < READINGS_AT_ONCE:
                return
            after = found[-1][0]

    def stored(self) -> Iterator[Stored]:
        for kept in self.all_reports():
            yield Stored(self.reading(kept.id), kept, tuple(self.appearances(kept.id)))

    def statement(self, statement: str) -> tuple[Statement, Reading]:
        whole = self.reading(statement.partition(":")[0]) if ":" in statement else None
        for one in whole.statements if whole else ():
            if one.id == statement and whole:
                return one, whole
        raise self._unknown("statement", statement)

    def search(
        self, query: Query, *, limit: int, after: int | None = None, oldest_first: bool = False
    ) -> Sequence[Row]:
        with at_one_moment(self.path, self._connection):
            return lists.search(self._connection, query, limit, after, oldest_first)

    def arrived(self, query: Query, *, after: int | None = None, reports: int) -> Arrivals:
        with at_one_moment(self.path, self._connection):
            if after is None:
                return Arrivals((), arrivals.last(self._connection), more=False)
            return arrivals.behind(self._connection, query, after, reports)

    def spoken_by(
        self,
        actors: Sequence[str],
        *,
        limit: int,
        after: int | None = None,
        roles: Sequence[str] = ("origin",),
    ) -> Sequence[Row]:
        with at_one_moment(self.path, self._connection):
            return lists.spoken_by(self._connection, actors, roles, limit, after)

    def actors_named(self, name: str) -> Sequence[Speaker]:
        with at_one_moment(self.path, self._connection):
            return speakers.named(self._connection, name)

    def actor(self, actor: str) -> Actor:
        found = self._rows('SELECT id, name, kind, "of", role, known FROM actors WHERE id = ?', actor)
        if not found:
            raise self._unknown("actor", actor)
        identifier, name, kind, of, role, known = found[0]
        return Actor(identifier, name, ActorKind(kind), of, role, known=bool(known))

    def speakers(self, *, limit: int, after: tuple[int, str] | None = None) -> Sequence[Speaker]:
        with at_one_moment(self.path, self._connection):
            return speakers.most(self._connection, limit, after)

    def shares(self) -> Sequence[OutletShare]:
        with at_one_moment(self.path, self._connection):
            return tallies.shares(self._connection)

    def coverage(self, since: date | None = None, until: date | None = None) -> Sequence[Coverage]:
        with at_one_moment(self.path, self._connection):
            return tallies.coverage(self._connection, since, until)

    def refusals(self, *, limit: int, after: str | None = None) -> Sequence[Refusal]:
        found = self._rows(
            "SELECT source, kind, problem, remedy, first, last, times FROM refusals"
            " WHERE source > ? ORDER BY source LIMIT ?",
            after or "",
            limit,
        )
        return [Refusal(*row) for row in found]

    def claims(
        self, query: Query | None, order: ClaimOrder, *, limit: int, after: tuple[int, int, str] | None = None
    ) -> Sequence[ClaimRow]:
        with at_one_moment(self.path, self._connection):
            return claims.listed(self._connection, query, order, limit, after)

    def claim_of(self, statement: str) -> str:
        found = self._rows(
            "SELECT m.claim FROM claim_statements m JOIN statements s ON s.key = m.statement WHERE s.id = ?",
            statement,
        )
        if not found:
            raise self._unknown("claim", statement)
        return str(found[0][0])

    def claim(self, claim: str) -> tuple[ClaimRow, Sequence[Row]]:
        with at_one_moment(self.path, self._connection):
            found = claims.one(self._connection, claim)
            if found is None:
                raise self._unknown("claim", claim)
            keys = self._rows(
                "SELECT statement FROM claim_statements WHERE claim = ? ORDER BY position", claim
            )
            return found, lists.whole(self._connection, [key for (key,) in keys])

    def claim_rows(self, names: Sequence[str]) -> Sequence[ClaimRow]:
        with at_one_moment(self.path, self._connection):
            return claims.some(self._connection, names)

    def disputes(
        self,
        query: Query | None = None,
        *,
        claim: str | None = None,
        limit: int,
        after: tuple[int, str] | None = None,
    ) -> Sequence[DisputeRow]:
        with at_one_moment(self.path, self._connection):
            return claims.disputes(self._connection, query, claim, limit, after)

    def stories(
        self, query: Query | None = None, *, limit: int, after: int | None = None
    ) -> Sequence[StoryRow]:
        from sayso.ledger.sqlite import told

        with at_one_moment(self.path, self._connection):
            return told.stories(self._connection, query, limit, after)

    def story(self, report: str) -> tuple[StoryRow, Sequence[Kept]]:
        from sayso.ledger.sqlite import told

        with at_one_moment(self.path, self._connection):
            found = told.story(self._connection, report)
            if found is None:
                raise self._unknown("report", report)
            command = f"SELECT {_KEPT} FROM reports WHERE key IN (SELECT report FROM gists WHERE story = ?)"
            rows = self._connection.execute(f"{command} ORDER BY day IS NULL, key", (found.id,))
            return found, [_kept(row[1:]) for row in rows]

    def stands(self, query: Query | None = None) -> Sequence[Stand]:
        from sayso.ledger.sqlite import told

        with at_one_moment(self.path, self._connection):
            return told.stands(self._connection, query)

    def is_refused(self, source: str) -> bool:
        """Whether a source was refused when it was last tried."""
        return bool(self._rows("SELECT 1 FROM refusals WHERE source = ?", source))

    def counts(self) -> Counts:
        with at_one_moment(self.path, self._connection):
            return tallies.counts(self._connection)

    def _rows(self, command: str, *values: object) -> list[tuple[Any, ...]]:
        with explained(self.path):
            return list(self._connection.execute(command, values))

    def _unknown(self, what: str, name: str) -> NotKept:
        return NotKept(f"{name}: no such {what} in {self.path}; find one with sayso search")


_FIRST, _LAST = -(1 << 62), 1 << 62

_KEPT = "key, id, url, outlet, domain, published, title, statements, current, copy_of, added, sayso, model"


def _kept(row: tuple[Any, ...]) -> Kept:
    identifier, url, name, domain, published, title, count, current, copy_of, added, sayso, model = row
    return Kept(
        identifier,
        url,
        outlet_of(name, domain),
        published,
        title,
        count,
        bool(current),
        copy_of,
        added,
        sayso,
        model,
    )


def outlet_of(name: str | None, domain: str | None) -> Outlet | None:
    return Outlet(name, domain) if name or domain else None

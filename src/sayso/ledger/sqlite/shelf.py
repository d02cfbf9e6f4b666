"""Feeds, their items and the fetches, in tables: the `sayso.ledger.feeds.FeedShelf` of a ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sayso.ledger.feeds import Feed, Fetch, Item, ItemState
from sayso.ledger.sqlite.connection import Connection, explained

_UPDATE = "ON CONFLICT (url) DO UPDATE SET {}"

Record = TypeVar("Record", Feed, Item, Fetch)


class SqliteFeedView:
    """What is known of feeds, on the connection of a view or a writer."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path, self._connection = path, connection

    def feeds(self) -> Sequence[Feed]:
        return self._read(Feed, "FROM feeds ORDER BY added, rowid")

    def feed(self, url: str) -> Feed | None:
        return next(iter(self._read(Feed, "FROM feeds WHERE url = ?", url)), None)

    def items(self, urls: Sequence[str]) -> Mapping[str, Item]:
        wanted = json.dumps(list(urls))
        found = self._read(Item, "FROM items WHERE url IN (SELECT value FROM json_each(?))", wanted)
        return {item.url: item for item in found}

    def due(self, moment: str) -> Sequence[Item]:
        return self._read(
            Item,
            "FROM items WHERE state = 'waiting' AND (next_try IS NULL OR next_try <= ?)"
            " ORDER BY published IS NULL, datetime(published) DESC, url",
            moment,
        )

    def tally(self, feed: str) -> Mapping[ItemState, int]:
        with explained(self.path):
            rows = self._connection.execute(
                "SELECT state, count(*) FROM items WHERE feed = ? GROUP BY state", (feed,)
            )
            return {ItemState(state): count for state, count in rows}

    def fetches(self, *, limit: int, feed: str | None = None) -> Sequence[Fetch]:
        return self._read(
            Fetch,
            "FROM fetches WHERE ?1 IS NULL OR feed = ?1 ORDER BY number DESC LIMIT ?2",
            feed,
            limit,
        )

    def _read(self, record: type[Record], rest: str, *values: object) -> list[Record]:
        names = [field.name for field in fields(record)]
        with explained(self.path):
            rows = self._connection.execute(f"SELECT {', '.join(names)} {rest}", values)
            return [_record(record, dict(zip(names, row, strict=True))) for row in rows]


class SqliteFeedShelf(SqliteFeedView):
    """The same, to be written to; each call in a transaction of the writer's."""

    def __init__(
        self, path: Path, connection: Connection, transaction: Callable[[], AbstractContextManager[object]]
    ) -> None:
        super().__init__(path, connection)
        self.transaction = transaction

    def keep_feed(self, feed: Feed, items: Sequence[Item] = ()) -> None:
        with self.transaction():
            self._write("feeds", feed, _UPDATE)
            for item in items:
                self._write("items", item, "ON CONFLICT DO NOTHING")

    def drop_feed(self, url: str) -> bool:
        with self.transaction():
            self._connection.execute("DELETE FROM items WHERE feed = ? AND state = 'waiting'", (url,))
            return bool(self._connection.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount)

    def keep_item(self, item: Item) -> None:
        with self.transaction():
            self._write("items", item, _UPDATE)

    def record(self, fetch: Fetch) -> None:
        with self.transaction():
            self._write("fetches", fetch)

    def forget(self, before: str) -> None:
        with self.transaction():
            self._connection.execute("DELETE FROM fetches WHERE moment < ?", (before,))

    def _write(self, table: str, record: Feed | Item | Fetch, conflict: str = "") -> None:
        names = [field.name for field in fields(record)]
        values = [_value(value) for value in astuple(record)]
        marks = ", ".join("?" * len(values))
        conflict = conflict.format(", ".join(f"{name} = excluded.{name}" for name in names))
        command = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) {conflict}"
        self._connection.execute(command, values)


def _value(value: object) -> object:
    return json.dumps(value) if isinstance(value, tuple) else value


def _record(record: type[Record], row: dict[str, Any]) -> Record:
    if record is Item:
        row["authors"] = json.loads(row["authors"])
    return msgspec.convert(row, record)

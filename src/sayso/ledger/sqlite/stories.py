"""Stories in tables: the `sayso.link.stories.store.StoryStore` of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from sayso.ledger.sqlite.connection import Connection
from sayso.link.store import Edge
from sayso.link.stories.gist import Gist, order
from sayso.link.stories.store import Standing

_IDS = "(SELECT key FROM reports WHERE id IN (SELECT value FROM json_each(?)))"
_STANDING = "SELECT r.id, g.moment, g.day, g.story FROM gists g JOIN reports r ON r.key = g.report"
_NEAR = "(g.day IS NULL OR (g.day >= ? AND g.day <= ?))"
_EARLIEST, _LATEST = 0, 1 << 40


class SqliteStories:
    """Gists, the edges between them, and the stories, on the connection of a writer or a view."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, gist: Gist, keys: Sequence[int]) -> None:
        command = "SELECT key FROM reports WHERE id = ?"
        report = self._connection.execute(command, (gist.report,)).fetchone()[0]
        kept = np.array(keys, "<i8").tobytes()
        self._connection.execute(
            "INSERT INTO gists (report, moment, day, keys, gist) VALUES (?, ?, ?, ?, ?)",
            (report, gist.moment, gist.day, kept, msgspec.msgpack.encode(gist)),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO gist_keys (key, day, report) VALUES (?, ?, ?)",
            [(key, gist.day or 0, report) for key in keys],
        )

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterator[Gist]:
        rows = self._connection.execute(
            "SELECT gist FROM gists WHERE report IN (SELECT k.report FROM json_each(?1) j"
            " JOIN gist_keys k ON k.key = j.value AND k.day BETWEEN ?2 AND ?3"
            " UNION SELECT k.report FROM json_each(?1) j JOIN gist_keys k ON k.key = j.value AND k.day = 0)",
            (json.dumps(list(keys)), *_bounds(since, until)),
        )
        for (blob,) in rows.fetchall():
            yield msgspec.msgpack.decode(blob, type=Gist)

    def gists(self, reports: Iterable[str]) -> Mapping[str, Gist]:
        rows = self._rows(f"SELECT gist FROM gists WHERE report IN {_IDS}", reports)
        found = [msgspec.msgpack.decode(blob, type=Gist) for (blob,) in rows]
        return {gist.report: gist for gist in found}

    def standings(self, reports: Iterable[str]) -> Mapping[str, Standing]:
        rows = self._rows(f"{_STANDING} WHERE g.report IN {_IDS}", reports)
        return {row[0]: Standing(*row) for row in rows}

    def join(self, edges: Iterable[Edge]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO story_edges (one, other, score, why) VALUES"
            " ((SELECT key FROM reports WHERE id = ?), (SELECT key FROM reports WHERE id = ?), ?, ?)",
            list(edges),
        )

    def edges(self, reports: Iterable[str]) -> Sequence[Edge]:
        wanted = json.dumps(sorted(reports))
        rows = self._connection.execute(
            "SELECT a.id, b.id, e.score, e.why FROM (SELECT * FROM story_edges WHERE one IN"
            f" {_IDS} UNION SELECT * FROM story_edges WHERE other IN {_IDS}) e"
            " JOIN reports a ON a.key = e.one JOIN reports b ON b.key = e.other",
            (wanted, wanted),
        )
        return sorted(Edge(*row) for row in rows)

    def members(self, stories: Iterable[str], since: int | None, until: int | None) -> Sequence[Standing]:
        rows = self._connection.execute(
            f"{_STANDING} WHERE g.story IN (SELECT value FROM json_each(?)) AND {_NEAR} ORDER BY g.report",
            (json.dumps(sorted(stories)), *_bounds(since, until)),
        )
        return [Standing(*row) for row in rows]

    def later(
        self, stories: Iterable[str], than: Standing, since: int | None, until: int | None
    ) -> Iterator[Standing]:
        wanted, bounds = json.dumps(sorted(stories)), _bounds(since, until)
        members = (
            f"SELECT g.report FROM gists g WHERE g.story IN (SELECT value FROM json_each(?)) AND {_NEAR}"
        )
        rows = self._connection.execute(
            f"WITH near AS ({members}) {_STANDING} WHERE {_NEAR} AND g.report IN"
            " (SELECT other FROM story_edges WHERE one IN near"
            " UNION SELECT one FROM story_edges WHERE other IN near) ORDER BY r.id",
            (wanted, *bounds, *bounds),
        )
        after = order(than)
        yield from (each for each in (Standing(*row) for row in rows.fetchall()) if order(each) > after)

    def place(self, stories: Mapping[str, str]) -> None:
        self._connection.executemany(
            "UPDATE gists SET story = ? WHERE report = (SELECT key FROM reports WHERE id = ?)",
            [(story, report) for report, story in stories.items()],
        )

    def drop(self, report: str) -> None:
        found = self._connection.execute(
            "SELECT g.report, g.day, g.keys FROM gists g JOIN reports r ON r.key = g.report WHERE r.id = ?",
            (report,),
        ).fetchone()
        if found is None:
            return
        key, day, keys = found
        self._connection.executemany(
            "DELETE FROM gist_keys WHERE key = ? AND day = ? AND report = ?",
            [(each, day or 0, key) for each in np.frombuffer(keys, "<i8").tolist()],
        )
        for command in (
            "DELETE FROM story_edges WHERE one = ?",
            "DELETE FROM story_edges WHERE other = ?",
            "DELETE FROM gists WHERE report = ?",
        ):
            self._connection.execute(command, (key,))

    def _rows(self, command: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(command, (json.dumps(sorted(ids)),)))


def _bounds(since: int | None, until: int | None) -> tuple[int, int]:
    return _EARLIEST if since is None else since, _LATEST if until is None else until

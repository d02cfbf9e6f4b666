"""What linking keeps, in tables: the `sayso.link.store.Store` of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import msgspec
import numpy as np

from sayso.ledger.sqlite.connection import Connection
from sayso.link.claims.mention import Mention
from sayso.link.store import Edge
from sayso.types import Claim

_MENTION = "SELECT m.mention, v.vector FROM mentions m LEFT JOIN vectors v ON v.statement = m.statement"
_IDS = "(SELECT key FROM statements WHERE id IN (SELECT value FROM json_each(?)))"


class SqliteLinks:
    """Mentions, edges and claims, on the connection of a writer or a view."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, mention: Mention, keys: Sequence[int]) -> None:
        statement, report = self._connection.execute(
            "SELECT key, report FROM statements WHERE id = ?", (mention.statement,)
        ).fetchone()
        kept, packed = np.array(keys, "<i8").tobytes(), _packed(mention)
        self._connection.execute(
            "INSERT INTO mentions (statement, report, day, keys, mention) VALUES (?, ?, ?, ?, ?)",
            (statement, report, mention.day, kept, packed),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO mention_keys (key, day, statement) VALUES (?, ?, ?)",
            [(key, mention.day or 0, statement) for key in keys],
        )

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterator[Mention]:
        found: set[int] = set()
        for key in keys:
            if since is None or until is None:
                rows = self._connection.execute("SELECT statement FROM mention_keys WHERE key = ?", (key,))
            else:
                rows = self._connection.execute(
                    "SELECT statement FROM mention_keys WHERE key = ?1 AND day BETWEEN ?2 AND ?3 UNION ALL"
                    " SELECT statement FROM mention_keys WHERE key = ?1 AND day = 0",
                    (key, since, until),
                )
            found.update(statement for (statement,) in rows)
        wanted = json.dumps(sorted(found))
        for row in self._rows_of(f"{_MENTION} WHERE m.statement IN (SELECT value FROM json_each(?))", wanted):
            yield _mention(*row)

    def mentions(self, statements: Iterable[str]) -> Mapping[str, Mention]:
        rows = self._rows(f"{_MENTION} WHERE m.statement IN {_IDS}", statements)
        return {mention.statement: mention for mention in (_mention(*row) for row in rows)}

    def join(self, edges: Iterable[Edge]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO edges (one, other, score, why) VALUES"
            " ((SELECT key FROM statements WHERE id = ?), (SELECT key FROM statements WHERE id = ?), ?, ?)",
            list(edges),
        )

    def edges(self, statements: Iterable[str]) -> Sequence[Edge]:
        wanted = json.dumps(sorted(statements))
        rows = self._connection.execute(
            "SELECT a.id, b.id, score, why FROM (SELECT * FROM edges WHERE one IN "
            f"{_IDS} UNION SELECT * FROM edges WHERE other IN {_IDS}) e"
            " JOIN statements a ON a.key = e.one JOIN statements b ON b.key = e.other",
            (wanted, wanted),
        )
        return sorted(Edge(*row) for row in rows)

    def claims(self, statements: Iterable[str]) -> Sequence[Claim]:
        rows = self._rows(
            "SELECT c.id, c.wording, c.reasons, s.id FROM claims c"
            " JOIN claim_statements m ON m.claim = c.id JOIN statements s ON s.key = m.statement"
            f" WHERE c.id IN (SELECT claim FROM claim_statements WHERE statement IN {_IDS})"
            " ORDER BY c.id, m.position",
            statements,
        )
        return [_claim(list(group)) for _, group in groupby(rows, lambda row: row[0])]

    def replace(self, gone: Iterable[str], claims: Iterable[Claim]) -> None:
        self._connection.executemany("DELETE FROM claims WHERE id = ?", [(claim,) for claim in gone])
        made = list(claims)
        self._connection.executemany(
            "INSERT INTO claims (id, wording, reasons, statements) VALUES (?, ?, ?, ?)",
            [(c.id, c.wording, msgspec.json.encode(c.reasons).decode(), len(c.statements)) for c in made],
        )
        self._connection.executemany(
            "INSERT INTO claim_statements (claim, statement, position)"
            " VALUES (?, (SELECT key FROM statements WHERE id = ?), ?)",
            [(c.id, statement, place) for c in made for place, statement in enumerate(c.statements)],
        )

    def drop(self, report: str) -> Sequence[str]:
        own = self._rows_of(
            "SELECT m.statement, m.day, m.keys, s.id FROM mentions m JOIN statements s ON s.key = m.statement"
            " JOIN reports r ON r.key = m.report WHERE r.id = ?",
            report,
        )
        touched = {row[3] for row in own}
        for edge in self.edges(sorted(touched)):
            touched.update((edge.one, edge.other))
        for statement, day, keys, _ in own:
            self._connection.executemany(
                "DELETE FROM mention_keys WHERE key = ? AND day = ? AND statement = ?",
                [(key, day or 0, statement) for key in np.frombuffer(keys, "<i8").tolist()],
            )
            for command in (
                "DELETE FROM edges WHERE one = ?",
                "DELETE FROM edges WHERE other = ?",
                "DELETE FROM mentions WHERE statement = ?",
            ):
                self._connection.execute(command, (statement,))
        return sorted(touched)

    def _rows(self, command: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
        return self._rows_of(command, json.dumps(sorted(ids)))

    def _rows_of(self, command: str, value: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(command, (value,)))


def _packed(mention: Mention) -> bytes:
    """A mention without its vector, which is kept once, in ``vectors``."""
    return msgspec.msgpack.encode(replace(mention, vector=b""))


def _mention(blob: bytes, vector: bytes | None) -> Mention:
    return replace(msgspec.msgpack.decode(blob, type=Mention), vector=vector or b"")


def _claim(rows: list[tuple[Any, ...]]) -> Claim:
    identifier, wording, reasons, _ = rows[0]
    statements = tuple(row[3] for row in rows)
    return Claim(identifier, statements, wording, tuple(msgspec.json.decode(reasons, type=list[str])))

"""Lists of statements: by full text, by voice, in order of publication."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sayso.ledger.base import Row
from sayso.ledger.query import Query
from sayso.ledger.sqlite.connection import Connection, missing
from sayso.ledger.sqlite.matching import match, rows
from sayso.types import Anonymity, Outlet, Voice, VoiceRole

_ROW = (
    "s.key, s.id, r.id, r.title, r.outlet, r.domain, r.published, r.url, s.mode, s.act, s.certainty,"
    " s.polarity, s.confidence, s.said, s.source, s.cue, s.text, s.start, r.copy_of"
)
_FROM_KEYS = f"SELECT {_ROW} FROM statements s JOIN reports r ON r.key = s.report WHERE s.key IN "


NO_SCORE = 1.0


def search(
    connection: Connection, query: Query, limit: int, after: int | None, oldest_first: bool
) -> list[Row]:
    """Statements that answer a query, in order of their keys."""
    low, high = rows(query)
    if after is not None:
        low, high = (max(low, after + 1), high) if oldest_first else (low, min(high, after))
    expression = match(query)
    order = "ASC" if oldest_first else "DESC"
    if expression is None:
        command = f"SELECT key FROM statements WHERE key >= ? AND key < ? ORDER BY key {order} LIMIT ?"
        found = connection.execute(command, (low, high, limit))
    else:
        command = (
            "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? AND rowid >= ? AND rowid < ?"
            f" ORDER BY rowid {order} LIMIT ?"
        )
        found = connection.execute(command, (expression, low, high, limit))
    return whole(connection, [key for (key,) in found])


def spoken_by(
    connection: Connection, actors: Sequence[str], roles: Sequence[str], limit: int, after: int | None
) -> list[Row]:
    """Statements with one of the actors in one of the roles, the newest first."""
    # One list for each actor and role, each in the index's order: so none is read beyond what is shown.
    command = (
        "SELECT DISTINCT statement FROM voices WHERE actor = ? AND role = ? AND statement < ?"
        " ORDER BY statement DESC LIMIT ?"
    )
    before = 1 << 62 if after is None else after
    keys: set[int] = set()
    for actor in dict.fromkeys(actors):
        for role in dict.fromkeys(roles):
            keys.update(key for (key,) in connection.execute(command, (actor, role, before, limit)))
    return whole(connection, sorted(keys, reverse=True)[:limit])


def readings(query: Query | None, after: int, limit: int) -> tuple[Any, ...]:
    """The command, and its values, for current readings behind the key ``after``, the oldest first."""
    command = "SELECT key, reading, text FROM reports WHERE current AND key > ?"
    if query is None or query == Query():
        return f"{command} ORDER BY key LIMIT ?", after, limit
    low, high = rows(query)
    expression = match(query)
    if expression is None:
        return f"{command} AND key >= ? AND key < ? ORDER BY key LIMIT ?", after, low, high, limit
    return (
        f"{command} AND key IN (SELECT report FROM statements WHERE key IN"
        " (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? AND rowid >= ? AND rowid < ?))"
        " ORDER BY key LIMIT ?",
        after,
        expression,
        low,
        high,
        limit,
    )


def whole(connection: Connection, keys: list[int]) -> list[Row]:
    """The rows with these keys, in their order, with their voices."""
    if not keys:
        return []
    marks = f"({', '.join('?' * len(keys))})"
    found = {row[0]: row for row in connection.execute(_FROM_KEYS + marks, keys)}
    spoken = connection.execute(
        "SELECT statement, role, actor, name, anonymity, words FROM voices"
        f" WHERE statement IN {marks} ORDER BY statement, position",
        keys,
    )
    voices = {key: tuple(_voice(v[1:]) for v in group) for key, group in groupby(spoken, lambda v: v[0])}
    if len(found) != len(keys):  # they were read at one moment
        raise missing("statements")
    return [_row(found[key], voices.get(key, ())) for key in keys]


def _voice(row: tuple[str, str | None, str | None, str | None, str | None]) -> Voice:
    role, actor, name, anonymity, words = row
    return Voice(VoiceRole(role), actor, name, Anonymity(anonymity) if anonymity else None, words, ())


def _row(row: tuple[Any, ...], voices: tuple[Voice, ...]) -> Row:
    key, identifier, report, title, name, domain, *rest, copy_of = row
    outlet = Outlet(name, domain) if name or domain else None
    values: tuple[Any, ...] = (key, identifier, report, title, outlet, *rest, voices, NO_SCORE, copy_of)
    return Row(*values)

"""What is new: statements in the order in which their reports came."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ledger.base import Arrivals
from sayso.ledger.query import Query
from sayso.ledger.sqlite import lists
from sayso.ledger.sqlite.connection import Connection
from sayso.ledger.sqlite.matching import match, rows


def last(connection: Connection) -> int:
    """The number of the report that came last; 0 where none has one."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM arrivals").fetchone()[0])


def behind(connection: Connection, query: Query, after: int, reports: int) -> Arrivals:
    """The statements of the next ``reports`` behind a number that answer a query."""
    found = connection.execute(
        "SELECT a.number, min(s.key), max(s.key) FROM"
        " (SELECT number, report FROM arrivals WHERE number > ? ORDER BY number LIMIT ?) a"
        " LEFT JOIN statements s ON s.report = a.report GROUP BY a.number ORDER BY a.number",
        (after, reports),
    ).fetchall()
    keys: list[tuple[int, int]] = []
    for number, first, final in found:
        if first is not None:  # replaced, or without a statement
            keys += [(number, key) for key in _answering(connection, query, first, final)]
    whole = lists.whole(connection, [key for _, key in keys])
    told = tuple((number, row) for (number, _), row in zip(keys, whole, strict=True))
    # A place behind the last is one of another file.
    place = found[-1][0] if found else min(after, last(connection))
    return Arrivals(told, place, len(found) == reports)


def _answering(connection: Connection, query: Query, first: int, final: int) -> Sequence[int]:
    """The keys from ``first`` to ``final``, a report's, that answer."""
    low, high = rows(query)
    low, high = max(low, first), min(high, final + 1)
    expression = match(query)
    if expression is None:
        command = "SELECT key FROM statements WHERE key >= ? AND key < ? ORDER BY key"
        return [key for (key,) in connection.execute(command, (low, high))]
    command = (
        "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? AND rowid >= ? AND rowid < ?"
        " ORDER BY rowid"
    )
    return [key for (key,) in connection.execute(command, (expression, low, high))]

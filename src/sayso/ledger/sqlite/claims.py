"""Lists of claims and of what is at odds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from sayso.ledger.base import ClaimOrder, ClaimRow, DisputeRow
from sayso.ledger.query import Query
from sayso.ledger.sqlite.connection import Connection
from sayso.ledger.sqlite.lists import whole
from sayso.ledger.sqlite.matching import match, rows
from sayso.types import DisputeKind, Passage

NEWEST_ANSWERS = 5_000
"""Of the statements that answer a query, so many of the newest are looked at for claims and disputes."""

NEWEST_DISPUTES = 20_000
"""Of all disputes that are asked for, so many of the newest are put together by the claims that they are
between."""

_NEWEST = "max(d.statement, coalesce(d.against, d.statement))"
_LAST = 1 << 62

_ORDERS = {
    ClaimOrder.NEWEST: ("c.newest", "1"),
    ClaimOrder.REPEATED: ("c.outlets", "c.outlets > 1"),
    ClaimOrder.DISPUTED: ("c.disputes", "c.disputes > 0"),
    ClaimOrder.ORIGINS: ("-c.independent", "c.outlets > 1"),
    ClaimOrder.UNNAMED: (
        "c.outlets",
        "c.outlets > 1 AND c.independent > 0 AND c.anonymous = c.independent",
    ),
}
"""By what an order sorts, the most first, and which claims it has at all."""

_CLAIM = (
    "SELECT c.id, c.wording, w.text, c.statements, c.outlets, coalesce(c.independent, 0),"
    " coalesce(c.at_least, 0), coalesce(c.anonymous, 0), c.disputes, coalesce(c.verdict, ''), c.newest,"
    " (SELECT r.published FROM statements s JOIN reports r ON r.key = s.report WHERE s.id = c.id),"
    " (SELECT r.published FROM statements s JOIN reports r ON r.key = s.report WHERE s.key = c.newest)"
    " FROM claims c JOIN statements w ON w.id = c.wording"
)


def listed(
    connection: Connection,
    query: Query | None,
    order: ClaimOrder,
    limit: int,
    after: tuple[int, int, str] | None,
) -> list[ClaimRow]:
    """Claims in an order, behind the place ``after``."""
    by, which = _ORDERS[order]
    condition, values = answering(query)
    where = [
        which,
        *([f"c.id IN (SELECT claim FROM claim_statements WHERE statement IN {condition})"] if query else []),
    ]
    if after:
        where.append(f"({by}, c.newest, c.id) < (?, ?, ?)")
        values += after
    command = f"{_CLAIM} WHERE {' AND '.join(where)} ORDER BY {by} DESC, c.newest DESC, c.id DESC LIMIT ?"
    return [ClaimRow(*row) for row in connection.execute(command, (*values, limit))]


def one(connection: Connection, claim: str) -> ClaimRow | None:
    """A claim by its id."""
    row = connection.execute(f"{_CLAIM} WHERE c.id = ?", (claim,)).fetchone()
    return ClaimRow(*row) if row else None


def some(connection: Connection, names: Sequence[str]) -> list[ClaimRow]:
    """Claims by their ids, in the order of these."""
    command = f"{_CLAIM} WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id"
    return [ClaimRow(*row) for row in connection.execute(command, (msgspec.json.encode(names).decode(),))]


def disputes(
    connection: Connection, query: Query | None, claim: str | None, limit: int, after: tuple[int, str] | None
) -> list[DisputeRow]:
    """Pairs of claims at odds, those with the latest statement first, behind the place ``after``."""
    where: list[str] = [f"{_NEWEST} <= ?"]
    values: list[Any] = [_LAST if after is None else after[0]]
    if query:
        condition, asked = answering(query)
        where.append(f"(d.statement IN {condition} OR d.against IN {condition})")
        values += [*asked, *asked]
    if claim:
        own = "(SELECT statement FROM claim_statements WHERE claim = ?)"
        where.append(f"(d.statement IN {own} OR d.against IN {own})")
        values += [claim, claim]
    behind = ""
    if after is not None:
        behind = "HAVING (newest, pair) < (?, ?)"
        values += after
    near = f"SELECT d.* FROM disputes d WHERE {' AND '.join(where)}"
    near += f" ORDER BY {_NEWEST} DESC LIMIT {NEWEST_DISPUTES}"
    found = connection.execute(
        f"WITH near AS ({near}) SELECT max({_NEWEST}) newest, {_PAIR} pair, d.kind, a.claim, b.claim,"
        f" count(*) FROM {_SIDES.format('near')}"
        f" GROUP BY pair {behind} ORDER BY newest DESC, pair DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [_dispute(connection, row) for row in found]


_SIDES = (
    "{} d JOIN claim_statements a ON a.statement = d.statement"
    " LEFT JOIN claim_statements b ON b.statement = d.against"
)
_PAIR = (
    "d.kind || ' ' || a.claim || ' '"
    " || coalesce(b.claim, 'denied ' || (SELECT id FROM statements WHERE key = d.statement))"
)
"""What the disputes of two claims share: their kind and the claims, or the one that denies."""


def _dispute(connection: Connection, row: tuple[Any, ...]) -> DisputeRow:
    newest, pair, kind, claim, other, pairs = row
    surest = connection.execute(
        "SELECT d.statement, d.against, d.denied, d.evidence, d.confidence, d.why"
        f" FROM {_SIDES.format('disputes')} JOIN statements s ON s.key = d.statement"
        " LEFT JOIN statements o ON o.key = d.against"
        f" WHERE a.claim = ? AND {_PAIR} = ? ORDER BY d.confidence DESC, s.id, o.id LIMIT 1",
        (claim, pair),
    ).fetchone()
    statement, against, denied, evidence, confidence, why = surest
    sides = {side.key: side for side in whole(connection, [k for k in (statement, against) if k is not None])}
    return DisputeRow(
        newest,
        pair,
        DisputeKind(kind),
        claim,
        other,
        pairs,
        sides[statement],
        sides.get(against),
        msgspec.json.decode(denied, type=Passage) if denied else None,
        msgspec.json.decode(evidence, type=tuple[Passage, ...]),
        confidence,
        why,
    )


def answering(query: Query | None) -> tuple[str, list[Any]]:
    """A condition for the keys of the newest statements that answer a query, and its values."""
    if query is None:
        return "", []
    low, high = rows(query)
    expression = match(query)
    if expression is None:
        return (
            "(SELECT key FROM statements WHERE key >= ? AND key < ?"
            f" ORDER BY key DESC LIMIT {NEWEST_ANSWERS})",
            [low, high],
        )
    return (
        "(SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? AND rowid >= ? AND rowid < ?"
        f" ORDER BY rowid DESC LIMIT {NEWEST_ANSWERS})",
        [expression, low, high],
    )

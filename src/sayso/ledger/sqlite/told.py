"""Lists of stories and of stances."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from sayso.ledger.base import StoryRow
from sayso.ledger.query import Query
from sayso.ledger.sqlite.claims import answering
from sayso.ledger.sqlite.connection import Connection
from sayso.link.positions import Stand, alike, keys

NEWEST_STANDS = 2_000
"""Of the stances that answer a query, so many of the newest are told."""

NEWEST_REPORTS = 3_000
"""So many of the newest reports are looked at for the stories of a page."""

_LAST = 1 << 62

_STORY = (
    "SELECT g.story, count(*), count(DISTINCT coalesce(r.domain, r.outlet)), max(g.report),"
    " (SELECT f.title FROM reports f WHERE f.id = g.story), min(r.published), max(r.published)"
    " FROM gists g JOIN reports r ON r.key = g.report"
)


def stories(connection: Connection, query: Query | None, limit: int, after: int | None) -> list[StoryRow]:
    """Stories by their latest report, the newest first."""
    before = _LAST if after is None else after
    if query:
        condition, values = answering(query)
        near = (
            f"SELECT a.story FROM gists a JOIN statements s ON s.report = a.report WHERE s.key IN {condition}"
        )
    else:
        near = f"SELECT story FROM gists WHERE report < ? ORDER BY report DESC LIMIT {NEWEST_REPORTS}"
        values = [before]
    found = connection.execute(
        f"{_STORY} WHERE g.story IN ({near}) GROUP BY g.story HAVING max(g.report) < ?"
        " ORDER BY max(g.report) DESC LIMIT ?",
        (*values, before, limit),
    )
    return [StoryRow(*row) for row in found]


def story(connection: Connection, report: str) -> StoryRow | None:
    """The story that a report is in."""
    row = connection.execute(
        f"{_STORY} WHERE g.story = (SELECT o.story FROM gists o JOIN reports x ON x.key = o.report"
        " WHERE x.id = ?) GROUP BY g.story",
        (report,),
    ).fetchone()
    return StoryRow(*row) if row else None


def stands(connection: Connection, query: Query | None) -> list[Stand]:
    """The newest stances whose statement answers a query, or all, and those of other statements that are on
    the same as one of them."""
    where, values = "", list[Any]()
    if query:
        condition, values = answering(query)
        where = f"WHERE statement IN {condition}"
    found = _read(
        connection, f"SELECT stand FROM stands {where} ORDER BY statement DESC LIMIT {NEWEST_STANDS}", values
    )
    if not query:
        return found
    words = sorted({word for stand in found for word in keys(stand)})
    near = _read(
        connection,
        "SELECT stand FROM stands WHERE statement IN (SELECT statement FROM stand_keys WHERE word IN"
        f" (SELECT value FROM json_each(?))) ORDER BY statement DESC LIMIT {NEWEST_STANDS}",
        [json.dumps(words)],
    )
    known = {(stand.statement, stand.actor) for stand in found}
    return found + [
        other
        for other in near
        if (other.statement, other.actor) not in known and any(alike(other, stand) for stand in found)
    ]


def _read(connection: Connection, command: str, values: list[Any]) -> list[Stand]:
    rows = connection.execute(command, values).fetchall()
    return [msgspec.msgpack.decode(blob, type=Stand) for (blob,) in rows]

"""Disputes: what is at odds, both sides beside each other, the newest first."""

from __future__ import annotations

from sayso.export import linked
from sayso.serve.odds import Bench
from sayso.serve.page import Answer, Asked, Table

LIMIT = 20


def disputes(asked: Asked) -> Answer:
    """The disputes of which a side answers a query."""
    query = asked.query
    page = asked.desk.disputes(query, limit=LIMIT, after=asked.get("after"))
    sides = [side for row in page.rows for side in (row.statement, row.against) if side]
    return Answer(
        "disputes.html",
        {
            "query": query,
            "odds": Bench(asked.desk).laid(page.rows),
            "roles": asked.desk.roles(sides),
            "next": asked.here(after=page.next) if page.next else None,
        },
        Table("disputes", linked.disputes(), page.rows, {"query": str(query)}, page.next),
    )

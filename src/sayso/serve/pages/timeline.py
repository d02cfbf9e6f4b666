"""Timeline: statements by day, the earliest first."""

from __future__ import annotations

from itertools import groupby

from sayso.export import answers
from sayso.serve.facets import filters
from sayso.serve.page import Answer, Asked, Table

LIMIT = 40


def timeline(asked: Asked) -> Answer:
    """The answers to a query in the order of their publication."""
    query = asked.query
    page = asked.desk.timeline(query, limit=LIMIT, after=asked.get("after"))
    days = [(day, list(rows)) for day, rows in groupby(page.rows, lambda row: (row.published or "")[:10])]
    return Answer(
        "timeline.html",
        {
            "query": query,
            "days": days,
            "filters": filters(query),
            "roles": asked.desk.roles(page.rows),
            "next": asked.here(after=page.next) if page.next else None,
        },
        Table("timeline", answers.statements(query), page.rows, {"query": str(query)}, page.next),
    )

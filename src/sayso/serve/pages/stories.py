"""Stories: reports about one event, those with the latest report first."""

from __future__ import annotations

from sayso.export import linked
from sayso.serve.page import Answer, Asked, Table

LIMIT = 20


def stories(asked: Asked) -> Answer:
    """The stories with a statement that answers a query."""
    query = asked.query
    page = asked.desk.stories(query, limit=LIMIT, after=asked.get("after"))
    return Answer(
        "stories.html",
        {"query": query, "rows": page.rows, "next": asked.here(after=page.next) if page.next else None},
        Table("stories", linked.stories(), page.rows, {"query": str(query)}, page.next),
    )

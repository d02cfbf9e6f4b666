"""Search: statements by words, with what they could be narrowed to."""

from __future__ import annotations

from dataclasses import replace

from sayso.export import answers
from sayso.serve import links
from sayso.serve.facets import facets, filters
from sayso.serve.page import Answer, Asked, Elsewhere, Table


def search(asked: Asked) -> Answer | Elsewhere:
    """The answers to a query, the newest first, or the best with ``best``."""
    query = asked.query
    if asked.get("since") or asked.get("until"):  # the form's own fields; a query says it in words
        dated = replace(
            query, since=asked.day("since") or query.since, until=asked.day("until") or query.until
        )
        return Elsewhere(links.search(dated, best=asked.get("best") or ""))
    best = bool(asked.get("best"))
    page = asked.desk.search(query, after=asked.get("after"), best=best)
    return Answer(
        "search.html",
        {
            "query": query,
            "page": page,
            "best": best,
            "roles": asked.desk.roles(page.rows),
            "facets": facets(asked.desk, query),
            "filters": filters(query),
            "first": asked.get("after") is None,
            "next": asked.here(after=page.next) if page.next else None,
            "others": asked.here(best=None if best else "1", after=None),
        },
        Table("statements", answers.statements(query), page.rows, {"query": str(query)}, page.next),
    )

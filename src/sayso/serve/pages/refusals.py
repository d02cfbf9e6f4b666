"""Refusals: sources that could not be read, and why."""

from __future__ import annotations

from sayso.export import answers
from sayso.serve.page import Answer, Asked, Table

LIMIT = 50


def refusals(asked: Asked) -> Answer:
    """The list of refusals, by their addresses."""
    page = asked.desk.refusals(limit=LIMIT, after=asked.get("after"))
    return Answer(
        "refusals.html",
        {"rows": page.rows, "next": asked.here(after=page.next) if page.next else None},
        Table("refusals", answers.REFUSALS, page.rows, next=page.next),
    )

"""Outlets: whose words they print, and how they name them."""

from __future__ import annotations

from sayso.export import answers
from sayso.serve.page import Answer, Asked, Table

LIMIT = 50


def outlets(asked: Asked) -> Answer:
    """The list of outlets, those with most statements first."""
    page = asked.desk.outlets(limit=LIMIT, after=asked.get("after"))
    return Answer(
        "outlets.html",
        {"rows": page.rows, "next": asked.here(after=page.next) if page.next else None},
        Table("outlets", answers.OUTLETS, page.rows, next=page.next),
    )

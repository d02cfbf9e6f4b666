"""Outlets: whose words they print, and how they name them."""

from __future__ import annotations

from sayso.ask.desk import outlet_label
from sayso.ask.page import behind
from sayso.export import answers
from sayso.serve.page import Answer, Asked, Table

LIMIT = 50


def outlets(asked: Asked) -> Answer:
    """The list of outlets, those with most statements first."""
    shares = asked.remembered.get("shares", lambda desk: desk.view.shares(), asked.desk)
    page = behind(shares, LIMIT, asked.get("after"), lambda one: outlet_label(one.outlet))
    return Answer(
        "outlets.html",
        {"rows": page.rows, "next": asked.here(after=page.next) if page.next else None},
        Table("outlets", answers.OUTLETS, page.rows, next=page.next),
    )

"""Reports: all that are kept, the newest first."""

from __future__ import annotations

from sayso.ask.page import Page, checked, key_of
from sayso.export.answers import Shape
from sayso.ledger.base import Kept
from sayso.serve.page import Answer, Asked, Table

LIMIT = 40

SHAPE: Shape[Kept] = Shape(
    lambda kept: {
        "id": kept.id,
        "title": kept.title,
        "outlet": {"name": kept.outlet.name, "domain": kept.outlet.domain} if kept.outlet else None,
        "published": kept.published,
        "url": kept.url,
        "statements": kept.statements,
        "copy_of": kept.copy_of,
        "added": kept.added,
    },
    ("id", "title", "outlet", "domain", "published", "url", "statements", "copy_of", "added"),
    lambda kept: [
        kept.id,
        kept.title,
        kept.outlet.name if kept.outlet else None,
        kept.outlet.domain if kept.outlet else None,
        kept.published,
        kept.url,
        kept.statements,
        kept.copy_of,
        kept.added,
    ],
)


def reports(asked: Asked) -> Answer:
    """The list of reports."""
    limit = checked(LIMIT)
    found = asked.desk.view.reports(limit=limit + 1, after=key_of(asked.get("after")))
    next = str(found[limit - 1][0]) if len(found) > limit else None
    page = Page(tuple(kept for _, kept in found[:limit]), next)
    counts = asked.remembered.get("counts", lambda desk: desk.view.counts(), asked.desk)
    return Answer(
        "reports.html",
        {"page": page, "next": _next(asked, next), "counts": counts},
        Table("reports", SHAPE, page.rows, next=next),
    )


def _next(asked: Asked, place: str | None) -> str | None:
    return asked.here(after=place) if place else None

"""Home: what is said again and again, what is disputed, what is new, who speaks, what is covered."""

from __future__ import annotations

from sayso.ask.desk import Desk
from sayso.ledger.base import ClaimOrder, ClaimRow
from sayso.serve.drawings import coverage, drawn
from sayso.serve.odds import disputers
from sayso.serve.page import Answer, Asked

REPORTS = 8
VOICES = 12
CLAIMS = {ClaimOrder.REPEATED: 5, ClaimOrder.DISPUTED: 3, ClaimOrder.UNNAMED: 3}
"""How many claims of an order."""
DISPUTES = 8
"""Disputes of a claim from which it is told who disputes it."""
DAYS = 1_000
"""Rows of outlet and day that are drawn, the newest."""


def home(asked: Asked) -> Answer:
    """The first page."""
    desk = asked.desk
    stats = desk.stats(limit=DAYS)
    cells = coverage(stats.coverage.rows)
    return Answer(
        "home.html",
        {
            "counts": stats.counts,
            "coverage": cells,
            "coverage_values": drawn(cells),
            "reports": [kept for _, kept in desk.view.reports(limit=REPORTS)],
            "claims": _claims(desk),
            "voices": desk.voices(limit=VOICES).rows,
            "refused": sum(stats.counts.refused.values()),
        },
    )


def _claims(desk: Desk) -> dict[str, list[tuple[ClaimRow, list[tuple[str, str | None]]]]]:
    """The first claims of three orders, by the order's name, each with who disputes it."""
    return {
        str(order): [(row, _disputed_by(desk, row)) for row in desk.claims(order=order, limit=limit).rows]
        for order, limit in CLAIMS.items()
    }


def _disputed_by(desk: Desk, row: ClaimRow) -> list[tuple[str, str | None]]:
    if not row.disputes:
        return []
    return disputers(desk, row.id, desk.view.disputes(claim=row.id, limit=DISPUTES))

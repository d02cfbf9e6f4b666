"""Home: what is said again and again, what is disputed, what is new, who speaks, what is covered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from sayso.ask.desk import Desk
from sayso.ledger.base import ClaimOrder, ClaimRow, Kept
from sayso.serve.drawings import coverage, drawn
from sayso.serve.odds import disputers
from sayso.serve.page import Answer, Asked

REPORTS = 8
VOICES = 12
CLAIMS = {ClaimOrder.REPEATED: 5, ClaimOrder.DISPUTED: 3, ClaimOrder.UNNAMED: 3}
"""How many claims of an order."""
DISPUTES = 8
"""Disputes of a claim from which it is told who disputes it."""
DAYS = 90
"""Days up to the newest report's, of which it is drawn which outlet published how much."""


def home(asked: Asked) -> Answer:
    """The first page."""
    desk = asked.desk
    counts = desk.view.counts()
    reports = [kept for _, kept in desk.view.reports(limit=REPORTS)]
    cells = coverage(desk.view.coverage(since=_first_drawn(reports)))
    return Answer(
        "home.html",
        {
            "counts": counts,
            "coverage": cells,
            "coverage_values": drawn(cells),
            "reports": reports,
            "claims": _claims(desk),
            "voices": desk.voices(limit=VOICES).rows,
            "refused": sum(counts.refused.values()),
        },
    )


def _first_drawn(reports: Sequence[Kept]) -> date | None:
    """The first day that is drawn; None where no report has a date."""
    for kept in reports:
        with suppress(ValueError, OverflowError):
            return date.fromisoformat((kept.published or "")[:10]) - timedelta(days=DAYS)
    return None


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

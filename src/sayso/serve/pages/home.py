"""Home: what is said again and again, what is disputed, what is new, who speaks, what is covered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from sayso.ask.desk import Desk
from sayso.ledger.base import ClaimOrder, ClaimRow, Counts, Kept
from sayso.serve.drawings import Cell, coverage, drawn
from sayso.serve.odds import disputers
from sayso.serve.page import Answer, Asked

REPORTS = 8
VOICES = 12
CLAIMS = {ClaimOrder.REPEATED: 4, ClaimOrder.DISPUTED: 4, ClaimOrder.UNNAMED: 3}
"""How many claims of an order."""
DISPUTES = 8
"""Disputes of a claim from which it is told who disputes it."""
DAYS = 90
"""Days up to the newest report's, of which it is drawn which outlet published how much."""


def home(asked: Asked) -> Answer:
    """The first page."""
    desk = asked.desk
    reports = [kept for _, kept in desk.view.reports(limit=REPORTS)]
    known = asked.remembered.get("home", lambda one: _counted(one, _first_drawn(reports)), desk)
    return Answer(
        "home.html",
        {
            "counts": known.counts,
            "coverage": known.cells,
            "coverage_values": drawn(known.cells),
            "reports": reports,
            "claims": known.claims,
            "voices": desk.voices(limit=VOICES).rows,
            "refused": sum(known.counts.refused.values()),
        },
    )


Disputed = list[tuple[ClaimRow, list[tuple[str, str | None]]]]
"""Claims, each with who disputes it: the names, and the actors where they have any."""


class _Counted(NamedTuple):
    """What is counted over the whole ledger, and so remembered for a moment."""

    counts: Counts
    cells: list[Cell]
    claims: dict[str, Disputed]


def _counted(desk: Desk, since: date | None) -> _Counted:
    return _Counted(desk.view.counts(), coverage(desk.view.coverage(since=since)), _claims(desk))


def _first_drawn(reports: Sequence[Kept]) -> date | None:
    """The first day that is drawn; None where no report has a date."""
    for kept in reports:
        with suppress(ValueError, OverflowError):
            return date.fromisoformat((kept.published or "")[:10]) - timedelta(days=DAYS)
    return None


def _claims(desk: Desk) -> dict[str, Disputed]:
    """The first claims of three orders, by the order's name, each with who disputes it."""
    return {
        str(order): [(row, _disputed_by(desk, row)) for row in desk.claims(order=order, limit=limit).rows]
        for order, limit in CLAIMS.items()
    }


def _disputed_by(desk: Desk, row: ClaimRow) -> list[tuple[str, str | None]]:
    if not row.disputes:
        return []
    return disputers(desk, row.id, desk.view.disputes(claim=row.id, limit=DISPUTES))

"""Home: what is new, who speaks, what is covered."""

from __future__ import annotations

from sayso.serve.drawings import coverage, drawn
from sayso.serve.page import Answer, Asked

REPORTS = 8
VOICES = 12
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
            "voices": desk.voices(limit=VOICES).rows,
            "refused": sum(stats.counts.refused.values()),
        },
    )

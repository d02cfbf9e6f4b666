"""A claim's provenance, from what a ledger holds."""

from __future__ import annotations

from collections.abc import Callable

from sayso.ledger.base import View
from sayso.link.origins import provenance
from sayso.types import Claim, Provenance, Reading


def traced(view: View, claim: Claim, reading: Callable[[str], Reading] | None = None) -> Provenance:
    """On whose say-so a claim rests. ``reading`` gives a report's reading by its id, `View.reading` unless a
    caller remembers some."""
    reports = sorted({statement.partition(":")[0] for statement in claim.statements})
    elsewhere = {report: view.appearances(report) for report in reports}
    return provenance(
        claim,
        {report: (reading or view.reading)(report) for report in reports},
        view.links.copies(reports) if len(reports) > 1 else (),
        {report: [one.outlet for one in seen if one.outlet] for report, seen in elsewhere.items() if seen},
    )

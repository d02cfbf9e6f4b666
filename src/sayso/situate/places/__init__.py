"""The places of a report: names that mean a place, with where that is."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import Place


def places(ground: Ground) -> tuple[Place, ...]:
    """All places of a report, in text order."""
    return ()

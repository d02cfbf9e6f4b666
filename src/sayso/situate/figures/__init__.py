"""The numbers of a report, with what they count."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import Figure


def figures(ground: Ground) -> tuple[Figure, ...]:
    """All figures of a report, in text order."""
    return ()
